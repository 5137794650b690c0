import { type Refusal, refuse } from '../../base/refusal.js'
import { asksFor } from '../asks.js'
import { daysSaid } from '../away/days-said.js'
import type { CardRef } from '../cards.js'
import { absencesOf } from '../chain/claims.js'
import { staleOfRequest } from '../chain/stale.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { decideTripAsks } from '../trip/asks.js'
import { askLeave } from './actions.js'
import { backAsks, decideAsks, laterAsks } from './asks.js'
import { decideLeave } from './decide.js'
import {
  leaveAsked,
  leaveBack,
  leaveChain,
  leaveCounted,
  leaveErased,
  leaveOverdue,
  leavePaper,
  leaveShortened,
  leaveSlip,
} from './entries.js'
import {
  dropLeaveDraft,
  freshWords,
  keepLeaveDraft,
  leaveDraft,
  newLeave,
  phoneLeave,
} from './form.js'
import type { LeaveDecision, LeaveFormIntent, LeaveWords, OwnLeaveIntent } from './intents.js'
import { backJob, countJob, eraseJob } from './jobs.js'
import { leaveCards, leavesSlice } from './leaves.js'
import { bringPapers, fillSlip, reportBack, shortenLeave, withdrawLeave } from './own.js'
import { attachPaper, leaveTakesFiles, mayOpenPaper, openedForm, sendPaper } from './papers.js'
import { anotherLeave, dropLeaveFile, mayNotAsk, submitLeave, telephoner } from './submit.js'
import { viewApproval, viewLeave, viewMyLeaves, viewOwnLeave } from './views.js'

const own = (_: unknown, { person }: Acting) => absencesOf(person)

function asking({ key, words }: { key: string; words: LeaveWords }, by: Acting) {
  const other = key === phoneLeave ? telephoner(by.bureau, by.person, words.who) : null
  return absencesOf(other ?? by.person)
}

const deciding = ({ person }: LeaveDecision) => absencesOf(person)

const aboutRequest = staleOfRequest({
  requests: ({ collected }) => collected.of(leavesSlice),
  cards: { ...leaveCards, form: 'leave', mine: 'my-leaves' },
})

/** Every card about a leave, and the score that it counts in. */
function aboutLeave(written: Written, situation: Situation): Stale[] {
  const id = written.about ?? written.id
  const leave = situation.collected.of(leavesSlice).byId.get(id)
  const person = leave?.person ?? written.subject ?? written.by
  return [...aboutRequest(written, situation), { kind: 'standing', persons: [person] }]
}

/**
 * The form, as it was begun; a receipt is not what is asked for. `said`: the days that are filled in.
 * @refuses {@link mayNotAsk}
 */
async function openForm(ctx: Context, said: string | null): Promise<CardRef | Refusal> {
  const refusal = mayNotAsk(ctx)
  if (refusal) return refusal
  const draft = await leaveDraft(ctx.tx, ctx, newLeave)
  const days = said === null ? null : daysSaid(said, ctx.today)
  const begun = draft?.made === '' ? draft : null
  if (days) {
    const words = { ...(begun?.words ?? freshWords(ctx, ctx.person, null)), ...days }
    await keepLeaveDraft(ctx.tx, ctx, newLeave, { words, files: begun?.files ?? [], made: '' })
  } else if (draft && !begun) {
    await dropLeaveDraft(ctx.tx, ctx, newLeave)
  }
  return { kind: 'leave', key: newLeave }
}

/**
 * What waits for somebody's decision on leave, trips and the like: the one that there is, or all on the home card.
 * @refuses leave-none-waits
 */
async function openDeciding(ctx: Context): Promise<CardRef | Refusal> {
  const waiting = asksFor([decideAsks, decideTripAsks], ctx, ctx.person)
  const [first, ...more] = waiting
  if (!first) return refuse('leave-none-waits')
  return more.length === 0 ? first.card : { kind: 'home', key: 'home' }
}

/**
 * One's leaves of the year.
 * @refuses {@link mayNotAsk}
 */
function openMine(ctx: Context): CardRef | Refusal {
  return mayNotAsk(ctx) ?? { kind: 'my-leaves', key: 'mine' }
}

/** Asking for leave, the chain that decides on it, and what follows: 请假, 批假, 销假. */
export const leaveFlow: Flow = {
  name: 'leave',
  serves: ['leave'],
  slices: [leavesSlice],
  actions: [askLeave],
  verbs: verbs<LeaveFormIntent | LeaveDecision | OwnLeaveIntent>({
    'leave.submit': { claims: asking, act: submitLeave },
    'leave.look': { claims: asking, act: submitLeave },
    'leave.drop': { act: dropLeaveFile },
    'leave.again': { act: anotherLeave },
    'leave.agree': { claims: deciding, act: decideLeave },
    'leave.return': { claims: deciding, act: decideLeave },
    'leave.refuse': { claims: deciding, act: decideLeave },
    'leave.withdraw': { claims: own, act: withdrawLeave },
    'leave.shorten': { claims: own, act: shortenLeave },
    'leave.back': { claims: own, act: reportBack },
    'leave.slip': { claims: own, act: fillSlip },
    'leave.papers': { claims: own, act: bringPapers },
    'leave.file': { act: sendPaper },
  }),
  cards: {
    leave: { view: viewLeave, onDemand: true, mayOpen: mayNotAsk, lookedAt: openedForm },
    'own-leave': { view: viewOwnLeave, daily: true },
    'leave-approval': { view: viewApproval, daily: true },
    'my-leaves': { view: viewMyLeaves, onDemand: true, mayOpen: mayNotAsk },
  },
  stale: Object.fromEntries(
    [
      leaveAsked,
      leaveChain.passed,
      leaveChain.returned,
      leaveChain.refused,
      leaveChain.withdrawn,
      leaveShortened,
      leaveBack,
      leaveSlip,
      leavePaper,
      leaveOverdue,
      leaveCounted,
      leaveErased,
    ].map(({ kind }) => [kind, aboutLeave]),
  ),
  asks: [decideAsks, backAsks, laterAsks],
  files: { since: leaveTakesFiles, attach: attachPaper, mayOpen: mayOpenPaper, ofForm: 'leave:' },
  jobs: [backJob, countJob, eraseJob],
  commands: [
    {
      name: '请假',
      words: ['leave', '请假', '请假条', '休假'],
      argument: 'days',
      card: openForm,
    },
    {
      name: '批假',
      words: ['approve', '批假', '准假', '审批请假', '待批'],
      argument: 'none',
      card: openDeciding,
    },
    {
      name: '销假',
      words: ['back', '销假', '我的请假', '我的假'],
      argument: 'none',
      card: async (ctx) => openMine(ctx),
    },
  ],
}
