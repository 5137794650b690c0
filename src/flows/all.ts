import type { Refusal } from '../base/refusal.js'
import { refuse } from '../base/refusal.js'
import { attendanceFlow } from './attendance/flow.js'
import { appealFlow } from './appeal/flow.js'
import { accountabilityFlow } from './accountability/flow.js'
import { askJobs } from './ask-jobs.js'
import type { AskKind } from './asks.js'
import { burdenFlow } from './burden/flow.js'
import { missingNotice } from './calendar/jobs.js'
import type { CardRef } from './cards.js'
import type { Command } from './commands.js'
import { complaintFlow } from './complaint/flow.js'
import type { Context, Seeing } from './context.js'
import { cycleFlow } from './cycle/flow.js'
import { dailyCards } from './daily-cards.js'
import { docketFlow } from './docket/flow.js'
import { exportFlow } from './export/flow.js'
import { enteredFlow } from './entered/flow.js'
import { factFlow } from './fact/flow.js'
import type { CardKind, Flow, Template, Verb } from './flow.js'
import type { GoneView } from './gone-view.js'
import { homeFlow } from './home/flow.js'
import { informationFlow } from './information/flow.js'
import { itemsFlow } from './items/flow.js'
import type { Job } from './jobs.js'
import { leaveFlow } from './leave/flow.js'
import { consequenceFlow } from './consequence/flow.js'
import { decisionFlow } from './decision/flow.js'
import { muteFlow } from './mute/flow.js'
import { endOldCards } from './old-cards.js'
import { renewCards } from './renewed-cards.js'
import {
  commandThroughPost,
  followingPost,
  seeingThroughPost,
  verbThroughPost,
} from './post/following.js'
import { postFlow } from './post/flow.js'
import { majorFlow } from './major/flow.js'
import { meetingFlow } from './meeting/flow.js'
import { publicationFlow } from './publication/flow.js'
import { rankFlow } from './rank/flow.js'
import { outsideFlow } from './outside/flow.js'
import { panelFlow } from './panel/flow.js'
import { ratingFlow } from './rating/flow.js'
import { remindFlow } from './remind/flow.js'
import { reportFlow } from './report/flow.js'
import { eraseRecords } from './records.js'
import { rosterFlow } from './roster/flow.js'
import { standingFlow } from './standing/flow.js'
import { taskFlow } from './task/flow.js'
import { tripFlow } from './trip/flow.js'
import { unaskedFlow } from './unasked/flow.js'
import { voteFlow } from './vote/flow.js'
import { whatIfFlow } from './trial/flow.js'

/** Every conversation's work. A new flow is one more line here, its folder, and its cards' folder. */
export const flows: readonly Flow[] = [
  homeFlow(() => askKinds),
  muteFlow(() => askKinds),
  burdenFlow,
  standingFlow,
  reportFlow,
  leaveFlow,
  tripFlow,
  unaskedFlow,
  postFlow(() => askKinds),
  factFlow,
  attendanceFlow,
  meetingFlow,
  docketFlow,
  complaintFlow,
  majorFlow,
  accountabilityFlow,
  informationFlow,
  taskFlow,
  itemsFlow,
  enteredFlow,
  ratingFlow,
  outsideFlow,
  panelFlow,
  voteFlow,
  remindFlow(
    () => askKinds,
    (situation) => new Set(flows.flatMap((flow) => flow.away?.(situation) ?? [])),
  ),
  cycleFlow(() => askKinds),
  decisionFlow,
  whatIfFlow,
  consequenceFlow,
  rankFlow,
  publicationFlow(() => askKinds),
  appealFlow,
  exportFlow(() => flows.flatMap((flow) => flow.exports ?? [])),
  rosterFlow({
    kinds: () => askKinds,
    stale: (situation) => flows.flatMap((flow) => flow.rosterStale?.(situation) ?? []),
  }),
]

/** Everything that can wait for somebody. */
export const askKinds: readonly AskKind[] = flows
  .flatMap((flow) => flow.asks ?? [])
  .map(followingPost)

/** What is folded of a bureau's ledger. */
export const slices = flows.flatMap((flow) => flow.slices ?? [])

const cardKinds = merged<CardKind>(flows.map((flow) => flow.cards))
const verbs = new Map(
  [...merged<Verb>(flows.map((flow) => flow.verbs))].map(([name, verb]) => [
    name,
    verbThroughPost(name, verb),
  ]),
)

function kindsThat(are: (kind: CardKind) => boolean | undefined): string[] {
  return [...cardKinds].filter(([, kind]) => are(kind)).map(([name]) => name)
}

/** Every scheduled job of the bot. */
export const allJobs: readonly Job[] = [
  ...flows.flatMap((flow) => flow.jobs ?? []),
  ...askJobs(askKinds),
  missingNotice,
  eraseRecords,
  dailyCards(
    askKinds,
    kindsThat((kind) => kind.daily),
  ),
  renewCards(askKinds),
  endOldCards(kindsThat((kind) => kind.onDemand)),
]

/** Where files that people send may belong. */
export const fileTakers = flows.flatMap((flow) => flow.files ?? [])

/** How what a file is about begins that was sent for a form, and was not handed in with it. */
export const formFiles = fileTakers.flatMap(({ ofForm }) => ofForm ?? [])

/** Sheets to be filled in, by key. */
export const templates = merged<Template>(flows.map((flow) => flow.templates))

/** Every command that people may write. */
export const commands: readonly Command[] = flows
  .flatMap((flow) => flow.commands ?? [])
  .map(commandThroughPost)

/** Whether people open cards of a kind themselves: see {@link CardKind}. */
export function openedByPeople(kind: string): boolean {
  return cardKinds.get(kind)?.onDemand ?? false
}

/** Whether a card of a kind keeps what was typed into it when it is shown anew: see {@link CardKind}. */
export function keepsTyped(kind: string): boolean {
  return cardKinds.get(kind)?.typedStays ?? false
}

/** What follows from how the sending of a card of a kind ended; null: nothing. */
export function broughtOf(kind: string): CardKind['brought'] | null {
  return cardKinds.get(kind)?.brought ?? null
}

/** The verb of an intent; undefined for one that no flow has. */
export function verbOf(name: string): Verb | undefined {
  return verbs.get(name)
}

/** Names of the kinds of cards that there are. */
export const cardKindNames: readonly string[] = [...cardKinds.keys()]

/**
 * What a card shows to its reader now. Each viewer checks access first and answers a {@link GoneView}
 * where the reader may not (any more) see it; so does a kind that there is no more.
 */
export async function viewOf(seeing: Seeing, card: CardRef): Promise<{ kind: string } | GoneView> {
  const kind = cardKinds.get(card.kind)
  if (!kind) return { kind: 'gone', code: 'gone' }
  let own: GoneView | null = null
  for (const as of seeingThroughPost(askKinds, seeing, card)) {
    const view = await kind.view(as, card.key)
    if (!isGone(view)) return as.standIn === undefined ? view : { ...view, ...placeIn(as) }
    if (as.standIn === undefined) own = view
  }
  return own ?? { kind: 'gone', code: 'gone' }
}

/** In whose place something is shown. */
function placeIn({ bureau, person }: Seeing): { standsFor: string } {
  return { standsFor: person === null ? '' : bureau.roster.nameOf(person) }
}

/** Whether what a view says is that there is nothing to see. */
export function isGone(view: { kind: string }): view is GoneView {
  return view.kind === 'gone'
}

/**
 * Whether a person may have a card sent: null for yes, else why not.
 * Refusals: those of the kind's own look at the role; the code of the view where there is nothing to show.
 */
export async function mayOpen(ctx: Context, card: CardRef): Promise<Refusal | null> {
  const kind = cardKinds.get(card.kind)
  const places = seeingThroughPost(askKinds, ctx, card)
  const byRole = places.map((as) => kind?.mayOpen?.(as, card.key) ?? null)
  const own = kind?.mayOpen?.(ctx, card.key)
  if (own && byRole.every((one) => one !== null)) return own
  const view = await viewOf(ctx, card)
  return isGone(view) ? refuse(view.code) : null
}

/** Somebody is about to look at a card: asks for the work that what it shows waits for, where they may see it. */
export async function lookAt(ctx: Context, card: CardRef): Promise<void> {
  const kind = cardKinds.get(card.kind)
  if (!kind?.lookedAt || kind.mayOpen?.(ctx, card.key)) return
  await kind.lookedAt(ctx, card.key)
}

function merged<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Map<string, T> {
  return new Map(tables.flatMap((table) => Object.entries(table ?? {})))
}
