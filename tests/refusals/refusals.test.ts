import { describe, expect, test } from 'vitest'
import { walks } from './all.js'
import { readRefusals } from './lists.js'
import { sayings } from './said.js'

const { lists, said, reached } = readRefusals()

/** What is wrong in the form of a fact. */
const ofFacts = [
  'record-absent',
  'record-answer',
  'record-day',
  'record-day-future',
  'record-day-outside',
  'record-day-not-in-force',
  'record-days-over',
  'record-done',
  'record-files',
  'record-levels',
  'record-not-yours',
  'record-note',
  'record-occasion',
  'record-occasion-other',
  'record-person',
  'record-points',
  'record-points-between',
  'record-quantity',
  'record-times',
  'record-role',
  'record-rule',
  'record-sent',
  'record-share',
  'record-shares-sum',
  'record-sort',
  'record-whom',
  'record-whom-many',
  'record-working-time',
]

/** What a function's code could say and never does, with the reason. */
const neverSaid: Readonly<Record<string, readonly string[]>> = {
  // Gaps are faults only where the form is handed in.
  ...Object.fromEntries(
    ['saveRating', 'turnPage', 'sameAsLast'].map((of) => [
      of,
      ['grade-incomplete', 'grade-remark', 'rating-incomplete'],
    ]),
  ),
  // What is wrong with single rows is shown beside them, and no row is recorded: `attendance-wrong`.
  checkAttendance: ofFacts,
  sendAttendance: ofFacts,
  // Of whom no fact can be recorded, that is only written down.
  markMeeting: ofFacts,
  // Who may not record such a fact is not sent to its form.
  proposeMajor: [...ofFacts, 'not-allowed'],
  // A finding is neither sent back nor withdrawn nor changed, and one step decides; what can't be recorded as a fact is not.
  decideUnasked: [
    ...['chain-changed', 'chain-ended-replaced', 'chain-ended-returned', 'chain-ended-withdrawn'],
    ...['chain-passed-before', ...ofFacts],
  ],
  // What can't come before, twice, or too late in a step of a procedure.
  stateCase: ['procedure-early'],
  dropCase: ['procedure-early', 'procedure-late'],
  decideCase: ['procedure-late'],
  serveCase: ['procedure-late'],
  answerCase: ['procedure-early', 'procedure-late'],
  recordCase: [...ofFacts, 'not-allowed'],
  // A leave from a meeting is never replaced by another.
  decideMeetingLeave: ['chain-ended-replaced'],
  // A unit's report is sent back or taken back, never refused and never replaced by another.
  reviewDigest: ['chain-ended-refused', 'chain-ended-replaced'],
  // An extension is neither taken back nor replaced by another.
  decideExtension: ['chain-ended-replaced', 'chain-ended-withdrawn'],
  // What is wrong with single rows is shown beside them, and nothing is brought in: `outside-paper-wrong`.
  sendPaper: ['rating-bounds', 'rating-decimals', 'rating-figure', 'rating-listed'],
  // Who may see a file is only asked: `gone`.
  sendProof: ['not-allowed'],
  // The comparison before publishing computes nothing anew.
  publishResults: [
    'recompute-earlier-form',
    'recompute-input-differs',
    'recompute-scheme-differs',
    'recompute-scheme-missing',
  ],
}

describe('every refusal', () => {
  test('of the code stands in the list of who says it, and nothing else does', () => {
    expect(reached.length).toBeGreaterThan(20)
    const differ = reached.flatMap(({ of, listed, said: can }) => {
      const says = can.filter((code) => !neverSaid[of]?.includes(code))
      return listed.join() === says.join() ? [] : [{ of, listed, says }]
    })
    expect(differ).toEqual([])
    const all = new Set(lists.flatMap(({ codes }) => codes))
    const unlisted = [...said].filter(([code]) => !all.has(code))
    expect(unlisted).toEqual([])
  })

  test('that is listed has a situation in which it comes, and no situation is of another', () => {
    const rows = (of: string, codes: readonly string[]) => codes.map((code) => `${of}: ${code}`)
    const listed = lists.flatMap(({ of, codes }) => rows(of, codes)).sort()
    const walked = walks.flatMap(({ of, wrong }) => rows(of, Object.keys(wrong))).sort()
    expect(walked).toEqual(listed)
  })
})

test('every refusal says what is wrong, and what is to be done or that nothing is', () => {
  const codes = new Set(lists.flatMap((each) => each.codes))
  const silent = [...codes].filter((code) => {
    const said = sayings[code] ?? ''
    const clauses = said.split(/[，。：；]/).filter((clause) => clause.trim() !== '')
    return clauses.length < 2 || !/请|不用/.test(said)
  })
  expect(silent).toEqual([])
})
