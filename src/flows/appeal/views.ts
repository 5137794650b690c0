import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { keyOf, partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Seeing, Situation } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { publishedSlice } from '../publication/published.js'
import { resultOf } from '../publication/result-view.js'
import { type Review, reviewOf } from '../publication/review.js'
import { reversibleIn } from './answer.js'
import { type AppealStage, appealsSlice, stageOf } from './appeals.js'
import { answerDue, furtherUntil } from './deadlines.js'
import { type AppealDetails, detailsOf, filesOf, lineName } from './details.js'
import { appealDraft, noAppealDraft } from './form.js'
import { type AppealLine, lineIn, linesOf } from './lines.js'
import { answerers, bodyName, cycleOf, mayNotMake } from './who.js'

/** The form: which line, why, and until when; with what was asked already. */
export interface AppealView {
  kind: 'appeal'
  cycle: string
  assessee: string
  scheme: string
  year: string
  name: string
  assesses: 'person' | 'unit'
  version: number
  total: string | null
  review: Omit<Review, 'published'>
  /** Who answers, until when if it is asked for today, and whether the scheme says so. */
  answer: { who: string; due: Day; days: number; ruled: boolean }
  lines: { id: string; name: string; points: string; fact: string }[]
  draft: { line: string; reason: string; files: { id: string; name: string }[] }
  made: MadeAppeal[]
  /** Other results that one may ask about. */
  others: { text: string; card: CardRef }[]
}

/** An appeal in a list. */
export interface MadeAppeal {
  id: string
  on: Day
  line: string
  stage: AppealStage
  further: boolean
}

/** One's own appeal: what became of it, and what may still be done. */
export interface OwnAppealView {
  kind: 'own-appeal'
  appeal: AppealDetails
  mayWithdraw: boolean
  /** The last day for a further appeal, while there is one. */
  further: { until: Day; provisional: boolean; who: string } | null
  result: CardRef | null
}

/** An appeal before who answers. */
export interface AppealAnswerView {
  kind: 'appeal-answer'
  appeal: AppealDetails
  mayAnswer: boolean
  /** Facts that may be reversed with the answer. */
  reversible: { id: string; name: string }[]
  /** The office's card of the publication, once an answer wants a correction. */
  publish: CardRef | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * The form. Access: who may ask about the result. Key: cycle and whose result it is.
 * @refuses gone, appeal-nothing
 */
export async function viewAppeal(seeing: Seeing, key: string): Promise<AppealView | GoneView> {
  const { bureau, person } = seeing
  const [id = '', assessee = ''] = partsIn(key, 2) ?? []
  const cycle = cycleOf(seeing, id)
  if (!cycle || person === null || mayNotMake(bureau, person, assessee)) return gone
  const review = await reviewOf(seeing, cycle, person)
  const publication = review?.published.id ?? ''
  const result = review && (await resultOf(seeing, { publication, assessee }))
  if (!result) return { kind: 'gone', code: 'appeal-nothing' }
  const { published, ...window } = review
  const draft = (await appealDraft(seeing.db, { bureau, person }, key)) ?? noAppealDraft
  const asked = { cycle: id, assessee, by: person, further: null }
  return {
    kind: 'appeal',
    cycle: id,
    assessee,
    scheme: cycle.scheme.shortTitle,
    year: yearNameOf(cycle),
    name: result.standing.name,
    assesses: cycle.scheme.assessee,
    version: published.version,
    total: result.standing.total.final,
    review: window,
    answer: {
      who: bodyName(bureau, asked),
      ...answerDue(seeing, cycle.scheme.windows, seeing.today),
    },
    lines: linesOf(result.standing).map(lineShown),
    draft: { line: draft.line, reason: draft.reason, files: await filesOf(seeing, draft.files) },
    made: (seeing.collected.of(appealsSlice).byAssessee.get(assessee) ?? [])
      .filter((each) => each.cycle === id && each.by === person)
      .map((each) => ({
        id: each.id,
        on: each.on,
        line: lineName(lineIn(result.standing, each.line)),
        stage: stageOf(each),
        further: each.further !== null,
      })),
    others: appealable(seeing, person)
      .filter((each) => keyOf(each.cycle, each.assessee) !== key)
      .map((each) => ({
        text: each.text,
        card: { kind: 'appeal', key: keyOf(each.cycle, each.assessee) },
      })),
  }
}

/** Published results that somebody may ask about, of the latest year first. */
export function appealable(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  person: string,
): { cycle: string; assessee: string; text: string }[] {
  const units = bureau.roster.headedBy(person)
  return bureau.cycles.flatMap((cycle) => {
    const { id, byId, scheme } = cycle
    if (!collected.of(publishedSlice).has(id)) return []
    return [person, ...units]
      .filter((each) => byId.has(each))
      .map((assessee) => ({
        cycle: id,
        assessee,
        text: [
          `${yearNameOf(cycle)}年度`,
          assessee === person ? '' : bureau.roster.unitNameOf(assessee),
          scheme.shortTitle,
        ]
          .filter((part) => part !== '')
          .join(' '),
      }))
  })
}

function lineShown({ id, part, fact }: AppealLine): AppealView['lines'][number] {
  return {
    id,
    name: part.name,
    points: fact ? fact.points : part.points.settled,
    fact: fact ? fact.name : '',
  }
}

/**
 * One's own appeal. Access: who made it; of a unit's, who heads it.
 * @refuses gone
 */
export async function viewOwnAppeal(seeing: Seeing, id: string): Promise<OwnAppealView | GoneView> {
  const { bureau, person, collected } = seeing
  const appeal = collected.of(appealsSlice).byId.get(id)
  if (!appeal || person === null) return gone
  const heads = bureau.roster.unit(appeal.assessee) && !mayNotMake(bureau, person, appeal.assessee)
  if (appeal.by !== person && !heads) return gone
  const cycle = cycleOf(seeing, appeal.cycle)
  const isOwn = appeal.by === person && cycle !== undefined
  const until = cycle && furtherUntil(seeing, cycle, appeal)
  const followed = collected.of(appealsSlice).byId.get(appeal.followed ?? '')
  const mayGoOn = isOwn && until && seeing.today <= until && (!followed || followed.withdrawn)
  const published = collected.of(publishedSlice).get(appeal.cycle) ?? []
  const newer = published.find(({ version }) => version === appeal.corrected)
  return {
    kind: 'own-appeal',
    appeal: await detailsOf(seeing, appeal),
    mayWithdraw: isOwn && stageOf(appeal) === 'waiting',
    further: mayGoOn
      ? {
          until,
          provisional: isProvisional(seeing, until),
          who: bodyName(bureau, { ...appeal, further: appeal.id }),
        }
      : null,
    result: newer ? { kind: 'result', key: newer.id } : null,
  }
}

/**
 * An appeal before who answers. Access: the deciding body, and nobody of it on the own result while another is there.
 * @refuses gone
 */
export async function viewAppealAnswer(
  seeing: Seeing,
  id: string,
): Promise<AppealAnswerView | GoneView> {
  const { bureau, person } = seeing
  const appeal = seeing.collected.of(appealsSlice).byId.get(id)
  if (!appeal || person === null || !answerers(bureau, appeal).includes(person)) return gone
  const runs = cycleOf(seeing, appeal.cycle) !== undefined
  const mayAnswer = runs && stageOf(appeal) === 'waiting'
  const facts = mayAnswer ? await reversibleIn(seeing, appeal, person) : []
  const details = await detailsOf(seeing, appeal)
  const isOffice = bureau.roster.holders('assessment-office').some((one) => one.id === person)
  const wants = appeal.answered && appeal.answered.finding !== 'rejected' && !appeal.corrected
  return {
    kind: 'appeal-answer',
    appeal: details,
    mayAnswer,
    reversible: facts.map((fact) => ({
      id: fact.id,
      name: details.facts.find((one) => one.id === fact.id)?.name ?? fact.body.kind,
    })),
    publish: runs && isOffice && wants ? { kind: 'publish', key: appeal.cycle } : null,
  }
}
