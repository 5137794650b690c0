import type { Day, Instant } from '../../base/day.js'
import { periodText } from '../../base/assessment-year.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { outsideLimits } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { isClosed } from '../rating/periods.js'
import { scaleOf } from '../rating/wrong-figure.js'
import { yearNameOf } from '../running.js'
import { textsOf } from '../texts.js'
import { manageOutside } from './actions.js'
import {
  bodiesOf,
  outsideFor,
  outsideKey,
  type OutsideOf,
  outsideRefIn,
  ratedBy,
  refOf,
} from './bodies.js'
import type { OutsideRef } from './intents.js'
import { isWaiting, type Link, linksOf, outsideSlice, papersOf } from './links.js'
import { pageOf } from './manage.js'
import { namesOf } from './names.js'
import { remarksOf } from './remarks.js'

/** The office's card of a body of third parties: links, what came on paper, and how many have handed in. Never a score. */
export interface OutsideView extends OutsideRef {
  kind: 'outside'
  bureau: string
  /** Where links lead; null where that was not set. */
  address: string | null
  scheme: string
  year: string
  partName: string
  bodyName: string
  clause: string
  says: string
  periodName: string
  from: string
  to: string
  noted: boolean
  state: 'not-open' | 'open' | 'closed'
  opens: Day
  due: Day
  provisional: boolean
  workingDaysLeft: number
  /** Links that count: not withdrawn; how many were handed in, and how many still can be. */
  all: number
  handedIn: number
  waiting: number
  /** Sheets of paper that were brought in. */
  paper: number
  page: number
  pages: number
  links: LinkShown[]
  /** Whom new links can ask about. */
  rated: { id: string; name: string }[]
  imports: ImportShown[]
  /** What third parties said, in no order that tells who; only when the period was ended. */
  remarks: string[]
  /** Its part's other bodies. */
  others: { key: string; name: string }[]
}

/** A link as the office sees it. */
export interface LinkShown {
  id: string
  hash: string
  number: number
  /** Who it is for; '' where only numbered. */
  name: string
  state: 'waiting' | 'handed-in' | 'withdrawn' | 'expired'
  /** When it was handed in, or withdrawn and why. */
  at: Instant | null
  reason: string
  until: Day
  /** For how many of those rated it was made. */
  whom: number
}

/** What was brought in from a file. */
export interface ImportShown {
  id: string
  by: string
  on: Day
  count: number
  reference: string
  voided: { by: string; on: Day; reason: string } | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: `outside.manage`.
 * @refuses gone
 */
export async function viewOutside(seeing: Seeing, key: string): Promise<OutsideView | GoneView> {
  const { bureau, person, today, calendar } = seeing
  const ref = outsideRefIn(key)
  const of = ref && outsideFor(seeing, ref)
  if (!ref || !of || person === null || mayNot(bureau, person, manageOutside, 'anything'))
    return gone
  const state = seeing.collected.of(outsideSlice)
  const links = linksOf(state, ref)
  const counted = links.filter(({ withdrawn }) => withdrawn === null)
  const pages = Math.max(1, Math.ceil(links.length / outsideLimits.lines))
  const turned = await pageOf({ db: seeing.db, bureau, person }, key)
  const page = Math.min(turned ?? firstWaiting(links, today), pages)
  const { period } = of
  const { lowest, highest } = scaleOf(period.cycle.scheme, of.part)
  const closed = isClosed(seeing, period)
  return {
    kind: 'outside',
    ...ref,
    ...{ bureau: bureau.id, address: bureau.publicUrl },
    ...{ scheme: period.cycle.scheme.shortTitle, year: yearNameOf(period.cycle) },
    ...{ partName: of.part.name, bodyName: of.name, noted: of.noted },
    ...{ clause: of.part.clause, says: of.part.says.text },
    periodName: periodText(period.period, period.cycle.scheme.begins),
    ...{ from: lowest.toFixed(), to: highest.toFixed() },
    state: closed ? 'closed' : today < period.opens ? 'not-open' : 'open',
    ...{ opens: period.opens, due: period.due, provisional: isProvisional(seeing, period.due) },
    workingDaysLeft: today > period.due ? -1 : calendar.workingDaysBetween(today, period.due),
    all: counted.length,
    handedIn: counted.filter(({ handedIn }) => handedIn !== null).length,
    waiting: closed ? 0 : links.filter((one) => isWaiting(one, today)).length,
    paper: papersOf(state, ref).reduce((sum, { papers }) => sum + papers.length, 0),
    ...{ page, pages },
    links: await shownLinks(
      seeing,
      links.slice((page - 1) * outsideLimits.lines, page * outsideLimits.lines),
    ),
    rated: ratedBy(of).map(({ id, name }) => ({ id, name })),
    imports: await importsOf(seeing, ref),
    remarks: closed ? await remarksOf(seeing, of) : [],
    others: othersOf(of),
  }
}

/** The page on which the first link stands that waits. */
function firstWaiting(links: readonly Link[], today: Day): number {
  const at = links.findIndex((one) => isWaiting(one, today))
  return Math.floor(Math.max(0, at) / outsideLimits.lines) + 1
}

function othersOf(of: OutsideOf): OutsideView['others'] {
  return bodiesOf(of.period)
    .filter(({ body }) => body !== of.body)
    .map((one) => ({ key: outsideKey(refOf(one)), name: one.name }))
}

async function shownLinks({ db, today }: Seeing, links: readonly Link[]): Promise<LinkShown[]> {
  const names = await namesOf(db, links)
  const withdrawn = links.flatMap(({ withdrawn }) => withdrawn?.entry ?? [])
  const reasons = await textsOf(db, withdrawn, ['reason'])
  return links.map((link) => ({
    ...{ id: link.id, hash: link.hash, number: link.number, name: names.get(link.id) ?? '' },
    state: link.handedIn
      ? 'handed-in'
      : link.withdrawn
        ? 'withdrawn'
        : today > link.until
          ? 'expired'
          : 'waiting',
    at: link.handedIn?.at ?? link.withdrawn?.at ?? null,
    reason: link.withdrawn ? (reasons.get(link.withdrawn.entry)?.reason ?? '') : '',
    ...{ until: link.until, whom: link.whom.length },
  }))
}

async function importsOf(
  { db, collected, bureau }: Seeing,
  ref: OutsideRef,
): Promise<ImportShown[]> {
  const all = papersOf(collected.of(outsideSlice), ref, { voided: true })
  const reasons = await textsOf(
    db,
    all.flatMap(({ voided }) => voided?.entry ?? []),
    ['reason'],
  )
  return all.map(({ id, made, papers, reference, voided }) => ({
    ...{ id, by: bureau.roster.nameOf(made.by), on: made.on, count: papers.length, reference },
    voided: voided && {
      ...{ by: bureau.roster.nameOf(voided.by), on: voided.on },
      reason: reasons.get(voided.entry)?.reason ?? '',
    },
  }))
}
