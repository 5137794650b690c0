import { expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { flows, verbOf } from '../../src/flows/all.js'
import type { Acting } from '../../src/flows/flow.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { nobodyStandsIn } from '../../src/flows/post/stand-ins.js'
import type { Claim } from '../../src/storage/locks.js'

/** What decides nothing that counts in a cycle: drafts, pages and lists, looking, reports and reminders. */
const decidesNothing = new Set([
  ...['record.find', 'record.kind', 'record.other', 'record.search', 'record.keep', 'record.drop'],
  ...[
    'record.again',
    'facts.show',
    'facts.page',
    'facts.find',
    'tasks.find',
    'tasks.page',
    'tasks.part',
  ],
  ...['report.save', 'report.change', 'report.submit', 'digest.save', 'digest.sign'],
  ...['asks.remind', 'missing.page', 'cycle.prepare', 'cycle.choice', 'leave.drop', 'leave.again'],
  ...['leave.file', 'attendance.check', 'attendance.look', 'attendance.edit', 'attendance.again'],
  ...[
    'attendance.template',
    'attendance.sign',
    'record.all',
    'info.drop',
    'info.again',
    'info.file',
  ],
  ...['info.withdraw', 'info.page', 'trip.again', 'appeal.drop', 'appeal.file'],
  ...['case.open', 'case.again', 'case.state', 'case.drop', 'case.decide', 'case.serve'],
  ...['case.review', 'case.answer'],
  ...['major.report', 'major.again', 'major.read', 'major.pass', 'major.follow'],
  ...['major.close', 'major.write'],
  ...['meeting.call', 'meeting.again', 'meeting.cancel', 'meeting.ask', 'meeting.agree'],
  ...['meeting.return', 'meeting.refuse', 'meeting.withdraw', 'meeting.brief', 'meeting.read'],
  ...['digest.annex', 'digest.drop', 'digest.withdraw', 'digest.pass', 'digest.return'],
  ...['digest.file', 'reports.pass-round', 'reports.propose', 'reports.read', 'reports.sheet'],
  ...['reports.page', 'post.name', 'post.assign', 'post.end', 'post.take', 'post.return'],
  ...['docket.submit', 'docket.look', 'docket.again', 'docket.answer', 'docket.confirm'],
  ...['docket.back', 'docket.place', 'docket.pause', 'docket.resume', 'docket.drop'],
  ...['docket.extend', 'docket.agree', 'docket.return', 'docket.refuse', 'docket.papers'],
  ...['docket.file', 'dockets.page', 'dockets.export', 'complaint.submit', 'complaint.again'],
  ...['complaint.papers', 'complaint.file', 'complaint.page'],
  ...['outside.page', 'outside.paper', 'outside.paper-again'],
  ...['unasked.again', 'items.look', 'items.list', 'items.file', 'scores.turn', 'entered.page'],
  ...['mute.until', 'mute.end', 'consequence.hand', 'consequence.done', 'consequence.undo'],
  ...['export.form', 'export.pack', 'what-if.try'],
])

const nobody = () => []
const roster = { day: '2025-01-01', unitOf: () => 'u', unit: () => ({}), holders: nobody }
const bureau = { cycles: [], roster, standIns: nobodyStandsIn }
const by = { person: 'p1', bureau } as unknown as Acting

/** Carries what any verb's claims look at. */
const intent = {
  ...{ cycle: 'c', period: '2025-Q1', part: 'p', fact: 'f', key: 'new', kind: 'late' },
  ...{ scheme: 's', assessee: 'p2', month: '2025-01', unit: 'u' },
  words: { ...noWords, day: '', title: '', link: '' },
  choices: { x: 'adopted' },
  reverse: ['f'],
}

function claims(verb: string): readonly Claim[] {
  return must(verbOf(verb), verb).claims?.(intent as never, by) ?? []
}

function exclude(one: readonly Claim[], other: readonly Claim[]): boolean {
  return one.some((a) =>
    other.some((b) => a.kind === b.kind && a.id === b.id && !(a.shared && b.shared)),
  )
}

test('whatever decides something that counts in a cycle, and the closing of a cycle, exclude each other', () => {
  const closing = claims('cycle.close')
  const verbNames = flows.flatMap((flow) => Object.keys(flow.verbs ?? {}))
  const beside = verbNames.filter((verb) => !exclude(claims(verb), closing))
  expect(beside.filter((verb) => !decidesNothing.has(verb))).toEqual([])
  const needless = [...decidesNothing].filter((verb) => !beside.includes(verb))
  expect(needless).toEqual([])
})

test('two who decide on different facts do not wait for each other', () => {
  const other = verbOf('fact.verify')?.claims?.({ fact: 'g' } as never, by) ?? []
  expect(exclude(claims('fact.verify'), other)).toBe(false)
  expect(exclude(claims('fact.verify'), claims('fact.approve'))).toBe(true)
})
