import type { Day } from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { type Act, isInForce, mayNotAct } from '../procedure/procedure.js'
import { textsOf } from '../texts.js'
import { type Case, casesSlice } from './cases.js'
import { caseDrafts, newCase, noCaseWords } from './form.js'
import type { CaseWords } from './intents.js'
import { accountabilityRules, factOf, maySeeCase, mayNotOpen, procedureFor } from './who.js'

interface Named {
  id: string
  name: string
}

/** A part of a case with what was written; null where it was erased. */
export interface CasePart {
  by: string
  on: Day
  text: string | null
}

/** A case before the person concerned and who handles it. */
export interface CaseView {
  kind: 'case'
  id: string
  name: string
  unit: string
  situation: string
  facts: CasePart
  statementBy: Day
  statement: CasePart | null
  dropped: CasePart | null
  decision: (CasePart & { form: string }) | null
  served: { on: Day; reviewBy: Day } | null
  undelivered: boolean
  review: (CasePart & { answerBy: Day }) | null
  answer: (CasePart & { form: string }) | null
  /** Whether the decision holds now. */
  inForce: boolean
  suspends: boolean
  recorded: string | null
  own: boolean
  forms: Named[]
  may: Readonly<Record<Act | 'record', boolean>>
  clause: string
}

/** The form that puts facts to somebody, or its receipt; below it the cases that go on. */
export interface CaseFormView {
  kind: 'case-form'
  step:
    | { step: 'form'; words: CaseWords; situations: Named[] }
    | { step: 'made'; id: string; name: string }
  open: { id: string; name: string; on: Day; stage: string }[]
  clause: string
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * A case. Access: whom it is about, who opens, decides, and (once asked) reviews; never the group.
 * @refuses gone
 */
export async function viewCase(seeing: Seeing, id: string): Promise<CaseView | GoneView> {
  const { bureau, person, today, db } = seeing
  const one = seeing.collected.of(casesSlice).byId.get(id)
  const rules = accountabilityRules(bureau)
  if (!one || !rules || person === null || !maySeeCase(seeing, one, person)) return gone
  const texts = await textsOf(db, [...one.entries.values()], ['summary', 'reason'])
  const procedure = procedureFor(bureau, one.person)
  const { roster } = bureau
  const formName = (form: string | null): string =>
    form === null ? '不予问责' : (rules.forms.find((each) => each.id === form)?.name ?? form)
  const part = (of: { by: string; on: Day } | null, entry: string): CasePart | null => {
    const { summary = '', reason = '' } = texts.get(one.entries.get(entry) ?? '') ?? {}
    const by = of && (of.by === 'system' ? '' : roster.nameOf(of.by))
    return of && { by: by ?? '', on: of.on, text: one.erased ? null : summary || reason }
  }
  const may = (act: Act): boolean =>
    mayNotAct(act, { course: one, procedure, person, today }, roster.nameOf) === null
  const opened = { by: one.openedBy, on: one.openedOn }
  const decision = part(one.decided, 'decision')
  const answer = part(one.answered, 'answer')
  const review = part(one.asked, 'review')
  const unit = roster.lastUnitOf(one.person)
  return {
    ...{ kind: 'case', id, name: roster.nameOf(one.person), own: one.person === person },
    unit: unit === null ? '' : roster.unitNameOf(unit),
    situation: rules.situations.find((each) => each.id === one.situation)?.name ?? one.situation,
    facts: part(opened, 'facts') ?? { ...opened, text: null },
    statementBy: one.statementBy,
    statement: part(one.heard, 'statement'),
    dropped: part(one.dropped, 'dropped'),
    decision: decision && { ...decision, form: formName(one.decidedForm) },
    served: one.served && { on: one.served.on, reviewBy: one.served.reviewBy },
    undelivered: one.undelivered && one.served === null,
    review: review && one.asked ? { ...review, answerBy: one.asked.answerBy } : null,
    answer: answer && { ...answer, form: formName(one.form) },
    inForce: isInForce(one, procedure),
    suspends: procedure.suspends,
    recorded: one.recorded?.as ?? null,
    forms: rules.forms.map(({ id: form, name }) => ({ id: form, name })),
    may: {
      ...{ state: may('state'), drop: may('drop'), decide: may('decide'), serve: may('serve') },
      ...{ review: may('review'), answer: may('answer') },
      record: procedure.opens.includes(person) && factOf(bureau, one) !== null,
    },
    clause: rules.clause,
  }
}

/** How a case stands, for lists. */
export function stageOf({ dropped, answered, asked, served, decided, heard }: Case): string {
  if (dropped) return '不再追究'
  if (answered) return '已答复'
  if (asked) return '复核中'
  if (served) return '已送达'
  if (decided) return '待送达'
  return heard ? '待决定' : '待陈述'
}

/** Of the cases that somebody handles so many are listed. */
const openMax = 6

/**
 * The form. Access: who may open cases.
 * @refuses {@link mayNotOpen}
 */
export async function viewCaseForm(seeing: Seeing): Promise<CaseFormView | GoneView> {
  const { bureau, person, db } = seeing
  if (person === null) return gone
  const refusal = mayNotOpen({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const rules = accountabilityRules(bureau)
  const draft = await caseDrafts.get(db, { bureau, person }, newCase)
  const { byId } = seeing.collected.of(casesSlice)
  const made = byId.get(draft?.made ?? '')
  const open = [...byId.values()].filter(
    (one) => !one.erased && one !== made && maySeeCase(seeing, one, person),
  )
  return {
    kind: 'case-form',
    step: made
      ? { step: 'made', id: made.id, name: bureau.roster.nameOf(made.person) }
      : {
          ...{ step: 'form', words: draft?.words ?? noCaseWords },
          situations: (rules?.situations ?? []).map(({ id, name }) => ({ id, name })),
        },
    open: open
      .slice(-openMax)
      .reverse()
      .map((one) => ({
        ...{ id: one.id, name: bureau.roster.nameOf(one.person), on: one.openedOn },
        stage: stageOf(one),
      })),
    clause: rules?.clause ?? '',
  }
}
