import { must } from '../../src/base/bug.js'
import { countingOf, holdersOf, stepsOf } from '../../src/flows/fact/procedure.js'
import { reportersOf } from '../../src/flows/report/reporters.js'
import { assessorsOf, assignmentsOf } from '../../src/flows/rating/assignments.js'
import { periodsOf, ratingKey, type RatingPeriod } from '../../src/flows/rating/periods.js'
import type { Bureau } from '../../src/flows/context.js'
import type { Reply } from '../../src/lark/inbound.js'
import type { Storage } from '../../src/storage/database.js'
import { append } from '../../src/storage/ledger.js'
import type { Entry } from '../../src/storage/ledger-entry.js'
import { setCycleState } from '../../src/storage/cycles.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { bureausWith } from '../bureaus.js'
import {
  bureauId,
  calendar,
  cardBefore,
  people,
  type Pressed,
  pressOn,
  replicaOn,
  scheme,
  today,
} from './bureau-presses.js'

/** Two presses at the same moment, and what the ledger may hold afterwards. */
interface Race {
  name: string
  /** Makes the situation and answers what the two press. */
  set(round: number): Promise<[Pressed, Pressed]>
  /** What is wrong with how it came out; null when nothing is. */
  wrong(after: After): string | null
}

interface After {
  /** Entries written since the situation was made. */
  entries: Entry[]
  successes: number
}

/** Runs every race so many times, each round by two replicas; answers the violations. */
export async function runRaces(
  storages: readonly [Storage, Storage],
  cycle: string,
  rounds: number,
): Promise<{ races: number; violations: string[] }> {
  const [storage] = storages
  const bureau = must(
    await bureausWith([scheme], storage.clock).situation(storage.read, bureauId),
    'no bureau',
  ).bureau
  const replicas = storages.map((each) => replicaOn(each))
  const violations: string[] = []
  const races = allRaces({ storage, bureau, cycle })
  for (const race of races) {
    for (let round = 0; round < rounds; round++) {
      const pressed = await race.set(round)
      const before = await lastSequence(storage)
      const replies = await Promise.all(
        pressed.map((each, at) => must(replicas[at], 'two replicas')(pressOn(each))),
      )
      const entries = await readEntries(storage.read, { bureau: bureauId, afterSequence: before })
      const wrong = race.wrong({ entries, successes: replies.filter(isSuccess).length })
      if (wrong) violations.push(`${race.name}, round ${round + 1}: ${wrong}`)
    }
  }
  const chain = await verifyChain(storage.read, bureauId)
  violations.push(...chain.map(({ code, sequence }) => `chain: ${code} at ${sequence}`))
  return { races: races.length * rounds, violations }
}

function isSuccess(reply: Reply): boolean {
  return reply.toast?.type === 'success'
}

async function lastSequence(storage: Storage): Promise<number> {
  const entries = await readEntries(storage.read, { bureau: bureauId })
  return entries.at(-1)?.sequence ?? 0
}

interface Ground {
  storage: Storage
  bureau: Bureau
  cycle: string
}

const unit = 'u-office'
const member = must(
  people.people.find((each) => people.unitOf(each.id) === unit && each.tier !== undefined),
  'nobody is of this unit',
).id
const officer = must(people.holders('assessment-office')[0], 'no office').id

function allRaces(ground: Ground): Race[] {
  return [
    ...factRaces(ground),
    sameFactTwice(ground),
    ...reportRaces(ground),
    ...periodRaces(ground),
    // The last: the cycle is closed then.
    decisionAndClosing(ground),
  ]
}

/** Of two decisions on one fact one is taken. */
function factRaces(ground: Ground): Race[] {
  const steps = stepsOf(countingOf(ground.bureau, 'late', today), undefined)
  const role = must(steps.at(-1), 'no step').role
  const approver = must(holdersOf(ground.bureau, role, [unit])[0], 'nobody approves')
  const verifying = steps.find((each) => each.what === 'verified')?.role ?? role
  const stages = {
    proposed: [],
    verified: ['verified'],
    told: ['approved', 'told'],
    objected: ['approved', 'told', 'objected'],
    effective: ['approved', 'told', 'effective'],
  } satisfies Record<string, string[]>
  const of = (from: keyof typeof stages, one: string, other: string): Race => ({
    name: `${one} and ${other}`,
    set: async () => {
      const fact = await stagedFact(ground, stages[from], verifying)
      const who = { approve: approver, return: approver, object: member }
      const press = async (verb: string, kind: 'hearing' | 'fact'): Promise<Pressed> => {
        const person = Object.entries(who).find(([name]) => name === verb)?.[1] ?? officer
        const card = await cardBefore(ground.storage, person, kind, fact)
        return { card, verb: `fact.${verb}`, args: [fact], values: { text: '理由' } }
      }
      return [await press(one, 'hearing'), await press(other, 'fact')]
    },
    wrong: ({ entries, successes }) => {
      const decisions = entries
        .map((each) => each.kind)
        .filter((kind) => !['fact.sent', 'fact.told', 'fact.effective'].includes(kind))
      if (successes === 1 && decisions.length === 1) return null
      // What was objected to can be withdrawn; the other way round it can't.
      if (from === 'told' && decisions.join() === 'fact.objected,fact.withdrawn') return null
      return `${successes} succeeded, the ledger got ${decisions.join(', ')}`
    },
  })
  return [
    of('verified', 'approve', 'return'),
    of('verified', 'approve', 'approve'),
    of('proposed', 'return', 'withdraw'),
    of('told', 'object', 'withdraw'),
    of('objected', 'uphold', 'withdraw'),
    of('objected', 'uphold', 'uphold'),
    of('effective', 'reverse', 'reverse'),
  ]
}

/** A decision in a cycle stands before the cycle's end, or is refused. */
function decisionAndClosing(ground: Ground): Race {
  const { storage, cycle } = ground
  return {
    name: 'a decision and the end of its cycle',
    set: async () => {
      await storage.transact('work', (tx) => setCycleState(tx, cycle, 'open'))
      const fact = await stagedFact(ground, ['approved', 'told', 'objected'], 'unit-head')
      const hearing = await cardBefore(storage, officer, 'hearing', fact)
      const card = await cardBefore(storage, officer, 'cycle', cycle)
      return [
        { card: hearing, verb: 'fact.uphold', args: [fact], values: { text: '理由' } },
        { card, verb: 'cycle.close', args: [cycle], values: { reason: '年度已结束' } },
      ]
    },
    wrong: ({ entries }) => {
      const closed = entries.find((each) => each.kind === 'cycle.closed')
      if (!closed) return 'not closed'
      const late = entries.filter((each) => each.sequence > closed.sequence)
      return late.length === 0 ? null : `after the end: ${late.map((each) => each.kind).join()}`
    },
  }
}

/** A fact that went through these decisions. */
function stagedFact(
  { storage, cycle }: Ground,
  stages: readonly string[],
  verifying: string,
): Promise<string> {
  return storage.transact('work', async (tx) => {
    const entry = { bureau: bureauId, cycle, day: today, by: officer, subject: member }
    const fact = append(tx, {
      ...entry,
      kind: 'fact.proposed',
      body: { kind: 'late', persons: [member], units: [unit] },
      personal: { note: '上午' },
    })
    const bodies: Record<string, Record<string, string>> = {
      verified: { role: verifying },
      approved: { role: 'leader' },
      told: { objectUntil: '2025-10-17' },
      objected: {},
      effective: { ground: 'window-passed' },
    }
    for (const stage of stages) {
      append(tx, { ...entry, kind: `fact.${stage}`, about: fact, body: bodies[stage] ?? {} })
    }
    return fact
  })
}

/** The same occurrence is recorded once, by whatever cards and whoever of the office. */
function sameFactTwice({ storage }: Ground): Race {
  return {
    name: 'the same fact recorded twice',
    set: async (round) => {
      // Each round somebody else: of the same person it would be asked whether it is another one.
      const colleagues = people.membersOf(unit).filter(({ id }) => id !== officer)
      const who = must(colleagues[round % colleagues.length], 'nobody').id
      const press = async (key: string): Promise<Pressed> => ({
        card: await cardBefore(storage, officer, 'record', key),
        verb: 'record.submit',
        args: ['new', 'late'],
        values: { whom: [who], day: today, occasion: 'duty', note: `来自 ${key}` },
      })
      return [await press('new'), await press('other')]
    },
    // The second is asked whether it is another one: that too is an answer, and writes nothing.
    wrong: ({ entries, successes }) =>
      successes >= 1 && entries.length <= 1
        ? null
        : `${successes} succeeded, ${entries.length} facts`,
  }
}

function reportRaces({ storage }: Ground): Race[] {
  // Each round a month of its own, since signing closes one, and before those of earlier rounds, whose plans would be its
  // items; after five rounds those of another person or unit.
  const monthOf = (round: number, year: number): string => `${year}-0${9 - (round % 5) * 2}`
  const teams = people.units.flatMap(({ id }) => {
    const head = people.headsOf(id)[0]?.id
    const reporter = reportersOf(people, id).find((each) => each !== head)
    return head && reporter ? [{ id, head, reporter }] : []
  })
  const teamAt = (round: number) => must(teams[Math.floor(round / 5) % teams.length], 'no unit')
  const submit = async (person: string, month: string, plans: string): Promise<Pressed> => ({
    card: await cardBefore(storage, person, 'report', month),
    verb: 'report.submit',
    args: [month, '0'],
    values: { extra: '整理台账', plans },
  })
  return [
    {
      name: 'one report form sent twice with different text',
      set: async (round) => {
        const { reporter: person } = teamAt(round)
        const month = monthOf(round, 2025)
        return [await submit(person, month, '甲'), await submit(person, month, '乙')]
      },
      wrong: ({ entries, successes }) =>
        entries.length === 1 && successes >= 1 ? null : `${entries.length} reports`,
    },
    {
      name: 'a report and its unit’s signature',
      set: async (round) => {
        const { id, head, reporter } = teamAt(round)
        const month = monthOf(round, 2024)
        const card = await cardBefore(storage, head, 'digest', `${month}.${id}`)
        const signing = { card, verb: 'digest.sign', args: [month, id], values: { summary: '好' } }
        return [await submit(reporter, month, '甲'), signing]
      },
      wrong: ({ entries }) => {
        const report = entries.find((each) => each.kind === 'report.submitted')
        const signed = entries.find((each) => each.kind === 'unit-report.signed')
        if (!report || !signed) return null
        if (report.sequence > signed.sequence) return 'a report after the signature'
        return JSON.stringify(signed.body).includes(report.id) ? null : 'signed without the report'
      },
    },
  ]
}

/** Scores that are handed in while the office closes the period count, or are refused. */
function periodRaces({ storage, bureau, cycle }: Ground): Race[] {
  const periods = bureau.cycles
    .flatMap((each) => periodsOf(each, calendar))
    .filter((each) => each.due < today)
  const closing = async (period: RatingPeriod, kind: 'home' | 'publish'): Promise<Pressed> => ({
    card: await cardBefore(storage, officer, kind, ratingKey(period)),
    verb: 'period.close',
    args: [period.cycle.id, period.period, period.part.id],
    values: { reason: '不再等' },
  })
  // The ledger is never undone, so each period is closed once and later rounds find it closed.
  const at = (round: number): RatingPeriod => must(periods[round % periods.length], 'no period')
  return [
    {
      name: 'scores and the end of their period',
      set: async (round) => {
        const period = at(round)
        const assessor = must(assessorsOf(bureau, period)[0], 'no assessor')
        const scores = assignmentsOf(bureau, period, assessor).map(({ assessee }) => [
          `score_${assessee}`,
          '90',
        ])
        const card = await cardBefore(storage, assessor, 'rating', ratingKey(period))
        const args = [period.cycle.id, period.period, period.part.id]
        const rating = { card, verb: 'rating.submit', args, values: Object.fromEntries(scores) }
        return [rating, await closing(period, 'home')]
      },
      wrong: ({ entries }) => {
        const closed = entries.find((each) => each.kind === 'period.closed')
        const late = entries.some(
          (each) => each.kind === 'rating.submitted' && closed && each.sequence > closed.sequence,
        )
        return late ? `scores after the end of their period in ${cycle}` : null
      },
    },
    {
      name: 'a period ended twice',
      set: async (round) => {
        const period = at(periods.length - 1 - (round % periods.length))
        return [await closing(period, 'home'), await closing(period, 'publish')]
      },
      wrong: ({ entries }) => (entries.length > 1 ? 'ended twice' : null),
    },
  ]
}
