import { canonicalJson } from '../../base/json.js'
import type { Entry } from '../../storage/ledger-entry.js'
import { readEntries } from '../../storage/ledger-reading.js'
import { mayNot } from '../access.js'
import type { Situation } from '../context.js'
import { cycleWorkingTime } from '../cycle/entries.js'
import { decisionRevoked, gradeDecided, placesDecided } from '../decision/entries.js'
import { readFacts } from '../fact/actions.js'
import {
  factApproved,
  factEffective,
  factObjected,
  factProposed,
  factReturned,
  factReversed,
  factSent,
  factTold,
  factUpheld,
  factVerified,
  factWithdrawn,
} from '../fact/entries.js'
import { factsSlice, type FactRecord } from '../fact/facts.js'
import { countingOf } from '../fact/procedure.js'
import { leaveAsked, leaveChain, leaveCounted, leaveShortened } from '../leave/entries.js'
import { partsIn } from '../leave/counted.js'
import { leavesSlice } from '../leave/leaves.js'
import { panelClosed } from '../panel/entries.js'
import { periodClosed } from '../rating/entries.js'
import type { Running } from '../running.js'
import { taskDecided, tasksSet } from '../task/entries.js'
import { voteClosed } from '../vote/entries.js'
import { resultsFound } from './entries.js'
import { inputsImported } from './imported.js'
import type { ResultHead } from './results.js'

/** What came after results were computed that may make them others. */
export interface Since {
  /** Another day: what counts by the day may be different. */
  day: boolean
  /** Facts that were recorded or decided on, and whom they name. */
  facts: { count: number; who: readonly string[] }
  /** Periods of ratings that were closed. */
  periods: number
  /** Votes that were counted. */
  votes: number
  /** Leaves that were decided on, or whose days changed. */
  leaves: number
  /** Letters of tasks that were set or decided on. */
  tasks: number
  /** Decisions of meetings that were written down or taken back. */
  decisions: number
  imported: boolean
  /** What another regulation found was published, at which this one looks. */
  results: boolean
  /** When people are at work, by which hours are counted. */
  workingTime: boolean
  roster: boolean
  /** The scheme's files, or an answer to one of its choices. */
  scheme: boolean
}

/** What a fact's counting or its words can change by. */
const factKinds = [
  ...[factProposed, factVerified, factApproved, factReturned, factSent, factTold, factObjected],
  ...[factUpheld, factWithdrawn, factEffective, factReversed],
].map(({ kind }) => kind)

/** Days of leave count where a rule counts them. */
const leaveKinds = [
  ...[leaveAsked, leaveChain.passed, leaveChain.returned, leaveChain.refused],
  ...[leaveChain.withdrawn, leaveShortened, leaveCounted],
].map(({ kind }) => kind)

/** What is the bureau's, and may count in any of its cycles. */
const bureauKinds = [...factKinds, ...leaveKinds]

const taskKinds = [tasksSet, taskDecided].map(({ kind }) => kind)

const decisionKinds = [gradeDecided, placesDecided, decisionRevoked].map(({ kind }) => kind)

/** From now on what was rated counts. */
const closings = [periodClosed, panelClosed].map(({ kind }) => kind)

const cycleKinds = [
  ...[periodClosed, panelClosed, voteClosed, inputsImported, cycleWorkingTime].map(
    ({ kind }) => kind,
  ),
  ...decisionKinds,
]

/** What came since a cycle's results were computed; null where nothing did that could make them others. */
export async function changedSince(
  situation: Situation,
  cycle: Running,
  { pins }: Pick<ResultHead, 'pins'>,
): Promise<Since | null> {
  const { bureau, collected, today } = situation
  const entries = await entriesSince(situation, cycle, pins.ledger.sequence)
  const { byId } = collected.of(factsSlice)
  const facts = new Set(
    entries
      .filter((entry) => factKinds.includes(entry.kind))
      .flatMap((entry) => byId.get(entry.about ?? entry.id) ?? [])
      .filter((fact) => counts(situation, cycle, fact)),
  )
  const since: Since = {
    day: pins.asOf !== today,
    facts: { count: facts.size, who: [...new Set([...facts].flatMap(whomOf))] },
    periods: entries.filter((entry) => closings.includes(entry.kind)).length,
    votes: entries.filter((entry) => entry.kind === voteClosed.kind).length,
    leaves: new Set(
      entries
        .filter((entry) => leaveKinds.includes(entry.kind))
        .flatMap((entry) => collected.of(leavesSlice).byId.get(entry.about ?? entry.id) ?? [])
        .filter(({ fact, parts }) => fact !== null && partsIn(cycle, parts).length > 0),
    ).size,
    tasks: new Set(
      entries.filter((entry) => taskKinds.includes(entry.kind)).map((entry) => entry.subject),
    ).size,
    decisions: entries.filter((entry) => decisionKinds.includes(entry.kind)).length,
    imported: entries.some((entry) => entry.kind === inputsImported.kind),
    results: entries.some((entry) => entry.kind === resultsFound.kind),
    workingTime: entries.some((entry) => entry.kind === cycleWorkingTime.kind),
    roster: pins.roster.revision !== bureau.rosterRevision,
    scheme:
      pins.scheme.version !== cycle.schemeVersion ||
      canonicalJson(pins.scheme.answers) !== canonicalJson(cycle.answers),
  }
  const { day, periods, votes, leaves, tasks, decisions, imported, results } = since
  const { workingTime, roster, scheme } = since
  const some = facts.size + periods + votes + leaves + tasks + decisions > 0
  const something = some || day || imported || results || workingTime || roster || scheme
  return something ? since : null
}

/** Entries of the bureau's facts, and of the cycle itself. */
async function entriesSince(
  { db, bureau, collected }: Situation,
  cycle: Running,
  after: number,
): Promise<Entry[]> {
  if (collected.position <= after) return []
  const kinds = [...bureauKinds, ...taskKinds, ...cycleKinds, resultsFound.kind]
  const entries = await readEntries(db, { bureau: bureau.id, kinds, afterSequence: after })
  return entries.filter((entry) =>
    entry.kind === resultsFound.kind
      ? resultsFound.body(entry).for === cycle.scheme.id
      : bureauKinds.includes(entry.kind) || (entry.cycle ?? null) === cycle.id,
  )
}

function counts({ bureau }: Situation, { id }: Running, fact: FactRecord): boolean {
  return countingOf(bureau, fact.body.kind, fact.day).some((each) => each.cycle.id === id)
}

function whomOf({ body }: FactRecord): readonly string[] {
  return body.persons.length > 0 ? body.persons : body.units
}

/** At most so many names are said; that there are more is said too. */
const namesMax = 4

/** The same in words, with the names of those whose facts the reader may see. */
export function sinceWords(situation: Situation, since: Since, reader: string): string {
  const { bureau } = situation
  const names = since.facts.who.flatMap((who) => {
    const unit = bureau.roster.unit(who)
    const target = unit ? { unit: who } : { person: who }
    if (mayNot(bureau, reader, readFacts, target)) return []
    return [unit ? unit.name : bureau.roster.nameOf(who)]
  })
  const shown = names.slice(0, namesMax).join('、')
  const of = shown === '' ? '' : `（${shown}${names.length > namesMax ? '等' : ''}）`
  return [
    since.facts.count > 0 ? [`加减分事项${since.facts.count}件${of}`] : [],
    since.periods > 0 ? [`结束了${since.periods}期评价`] : [],
    since.votes > 0 ? ['民主测评计了票'] : [],
    since.leaves > 0 ? [`请假${since.leaves}件`] : [],
    since.tasks > 0 ? [`${since.tasks}份年度任务`] : [],
    since.decisions > 0 ? [`会议决定${since.decisions}件`] : [],
    since.imported ? ['导入的数据'] : [],
    since.results ? ['另一份办法公布的结果'] : [],
    since.workingTime ? ['作息时间'] : [],
    since.roster ? ['名册'] : [],
    since.scheme ? ['办法或其中的选择'] : [],
    since.day ? ['日期已到第二天'] : [],
  ]
    .flat()
    .join('；')
}
