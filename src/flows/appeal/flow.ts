import { refuse, type Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { keyOf, partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { resultsPublished } from '../publication/entries.js'
import { reviewOf } from '../publication/review.js'
import { answerAppeal, makeAppeal, makeUnitAppeal } from './actions.js'
import { answerAppeals } from './answer.js'
import { appealsSlice, uncorrected } from './appeals.js'
import { answerAsks, correctAsks } from './asks.js'
import { appealAnswered, appealErased, appealMade, appealWithdrawn } from './entries.js'
import { appealTakesFiles, attachToAppeal, mayOpenAppealFile, sendAppealFile } from './files.js'
import { appealDraft, keepAppealDraft, noAppealDraft } from './form.js'
import type { AppealAnswerIntent, AppealFormIntent, OwnAppealIntent } from './intents.js'
import { appealsOf, eraseJob, remindJob } from './jobs.js'
import { appealFurther, dropAppealFile, submitAppeal, withdrawAppeal } from './make.js'
import { appealable, viewAppeal, viewAppealAnswer, viewOwnAppeal } from './views.js'
import { answerers, askers, cycleOf, mayNotMake } from './who.js'

const asking = ({ assessee }: { assessee: string }): Claim[] => appealsOf(assessee)
const own = ({ whose }: { whose: string }): Claim[] => appealsOf(whose)

/** The answer decides on the facts that it reverses too. */
const answering = ({ whose, reverse }: AppealAnswerIntent): Claim[] => [
  ...appealsOf(whose),
  ...reverse.slice(0, reverseMost).map((id) => ({ kind: 'fact', id })),
]
const reverseMost = 40

/** Every card about an appeal, the office's of the publication, and the homes of whom it waits for. */
function aboutAppeal(written: Written, { bureau, collected }: Situation): Stale[] {
  const id = written.about ?? written.id
  const appeal = collected.of(appealsSlice).byId.get(id)
  const { cycle = '', by } = written
  const assessee = appeal?.assessee ?? written.subject ?? by
  const of = appeal ?? { cycle, assessee, by, further: null }
  // One that was made just now is collected with the next look only.
  const made = written.kind === appealMade.kind ? appealMade.read(written) : null
  const before = appeal?.further ?? made?.further ?? null
  const own = [...new Set([of.by, ...askers(bureau, assessee)])]
  const office = bureau.roster.holders('assessment-office').map((one) => one.id)
  return [
    { kind: 'own-appeal', keys: [id, ...(before === null ? [] : [before])] },
    { kind: 'appeal-answer', keys: [id] },
    { kind: 'appeal', keys: [keyOf(cycle, assessee)] },
    { kind: 'result', persons: own },
    { kind: 'publish', keys: [cycle] },
    homeOf(...own, ...answerers(bureau, of), ...office),
  ]
}

/** A form that is opened waits for files. */
async function beginForm(ctx: Context, key: string): Promise<void> {
  const [id = '', assessee = ''] = partsIn(key, 2) ?? []
  const cycle = cycleOf(ctx, id)
  if (!cycle || mayNotMake(ctx.bureau, ctx.person, assessee)) return
  const review = await reviewOf(ctx, cycle, ctx.person)
  if (!review || review.over || (await appealDraft(ctx.tx, ctx, key))) return
  await keepAppealDraft(ctx.tx, ctx, key, noAppealDraft)
}

/**
 * The form for the latest result that one may ask about.
 * @refuses appeal-nothing
 */
async function openForm(ctx: Context): Promise<CardRef | Refusal> {
  const [first] = appealable(ctx, ctx.person)
  if (!first) return refuse('appeal-nothing')
  return { kind: 'appeal', key: keyOf(first.cycle, first.assessee) }
}

/** Reviews of published results and what follows: asked for, answered, taken up in a correction: 复核, 申诉. */
export const appealFlow: Flow = {
  name: 'appeal',
  serves: ['reviews'],
  slices: [appealsSlice],
  actions: [makeAppeal, makeUnitAppeal, answerAppeal],
  verbs: verbs<AppealFormIntent | OwnAppealIntent | AppealAnswerIntent>({
    'appeal.submit': { claims: asking, act: submitAppeal },
    'appeal.drop': { act: dropAppealFile },
    'appeal.withdraw': { claims: own, act: withdrawAppeal },
    'appeal.further': { claims: own, act: appealFurther },
    'appeal.file': { act: sendAppealFile },
    'appeal.answer': { claims: answering, act: answerAppeals },
  }),
  cards: {
    appeal: { view: viewAppeal, onDemand: true, lookedAt: beginForm },
    'own-appeal': { view: viewOwnAppeal, daily: true },
    'appeal-answer': { view: viewAppealAnswer, daily: true },
  },
  stale: {
    ...Object.fromEntries(
      [appealMade, appealWithdrawn, appealAnswered, appealErased].map(({ kind }) => [
        kind,
        aboutAppeal,
      ]),
    ),
    [resultsPublished.kind]: ({ cycle = '' }, { collected }) => {
      const keys = uncorrected(collected.of(appealsSlice), cycle).map(({ id }) => id)
      return [{ kind: 'own-appeal', keys }, { kind: 'appeal-answer', keys }, { kind: 'appeal' }]
    },
  },
  asks: [answerAsks, correctAsks],
  jobs: [remindJob, eraseJob],
  files: {
    since: appealTakesFiles,
    attach: attachToAppeal,
    mayOpen: mayOpenAppealFile,
    ofForm: 'appeal:',
  },
  commands: [
    {
      name: '复核',
      words: ['appeal', 'review', '复核', '申诉', '申请复核', '我的复核'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
  ],
}
