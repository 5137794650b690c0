import { startOf } from '../../base/text.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { type MeetingMark, meetingMarks } from '../../workrules/meetings-model.js'
import { filledFor, recordedBefore } from '../attendance/fate.js'
import { findingsOf } from '../attendance/who.js'
import { type Context, done, type Outcome } from '../context.js'
import { faultsIn } from '../fact/check.js'
import { kindsOf } from '../fact/kinds.js'
import { canBeDecided, type Piece, piecesOf, proposeFacts } from '../fact/pieces.js'
import type { Counting } from '../fact/procedure.js'
import { unitOn } from '../fact/whom.js'
import { textLimits } from '../limits.js'
import { readNames } from '../names.js'
import { sendCards } from '../notices.js'
import { textsOf } from '../texts.js'
import { keptMeeting } from './call.js'
import { meetingMarked } from './entries.js'
import type { MarkWords, MeetingIntent } from './intents.js'
import { type Meeting, meetingsSlice, reportersOf } from './meetings.js'
import { isExcused, meetingRules } from './who.js'

/** Who did not come as expected. */
type Found = Readonly<Record<MeetingMark, readonly string[]>>

/**
 * Writes down who came: everybody as expected, but those who are named. Whoever has leave is left out; absence and lateness
 * without leave are proposed as facts, and nothing counts before they went their way. From `meeting-mark-nobody` on all faults
 * are said at once.
 * @refuses (meeting.as-expected) {@link toBeMarked}
 * @refuses (meeting.mark) {@link toBeMarked}, meeting-mark-nobody, names-nobody, names-which, meeting-mark-twice,
 * meeting-mark-excused, meeting-mark-note, meeting-mark-other
 */
export async function markMeeting(
  ctx: Context,
  intent: Extract<MeetingIntent, { verb: 'meeting.as-expected' | 'meeting.mark' }>,
): Promise<Outcome> {
  const meeting = toBeMarked(ctx, intent.meeting)
  if (isRefusal(meeting)) return meeting
  const words = intent.verb === 'meeting.mark' ? intent.words : null
  const found = words ? readMarks(ctx, meeting, words) : nobodyMissing
  if (isRefusal(found)) return found
  const proposals = proposalsOf(ctx, meeting, found)
  const nobody = proposals.find(({ pieces }) =>
    pieces.some(({ body }) => !canBeDecided(ctx, body, meeting.day)),
  )
  if (nobody) {
    const others = ctx.bureau.roster.holders('assessment-office').filter(isOther(ctx.person))
    const who = others.map(({ name }) => name).join('、') || '考核办'
    return refuse('meeting-mark-other', { clause: nobody.clause, who })
  }
  const made = await propose(ctx, meeting, { proposals, note: words?.note ?? '' })
  const left = leftOf(ctx, meeting)
  const excused = meeting.persons.filter(
    (person) => !left.includes(person) && isExcused(ctx, meeting, person),
  )
  const lists = Object.fromEntries(meetingMarks.map((mark) => [mark, [...found[mark]]]))
  const { absent = [], late = [], substituted = [] } = lists
  meetingMarked.write(ctx, {
    about: meeting.id,
    body: { absent, late, substituted, excused, left, facts: made },
    ...(words ? { personal: { note: words.note } } : {}),
  })
  const marked = { ...found, by: ctx.person, on: ctx.now, entry: '', excused, left, facts: made }
  await sendCards(
    ctx,
    reportersOf({ ...meeting, marked }, []).map((person) => ({
      person,
      card: { kind: 'meeting', key: meeting.id },
    })),
  )
  const count = `${meeting.persons.length - absent.length - excused.length - left.length}`
  return done('meeting-marked-now', { count, facts: `${made.length}` })
}

function isOther(than: string): (one: { id: string }) => boolean {
  return ({ id }) => id !== than
}

const nobodyMissing: Found = { absent: [], late: [], substituted: [] }

/**
 * A meeting of which it is not written down yet who came.
 * @refuses {@link keptMeeting}, meeting-early, meeting-marked
 */
function toBeMarked(ctx: Context, id: string): Meeting | Refusal {
  const meeting = keptMeeting(ctx, id)
  if (isRefusal(meeting)) return meeting
  if (ctx.now < meeting.begins) return refuse('meeting-early')
  const { marked } = meeting
  return marked ? refuse('meeting-marked', { who: ctx.bureau.roster.nameOf(marked.by) }) : meeting
}

/** Who belonged to the bureau when the meeting was called and does not on its day. */
export function leftOf(
  { bureau }: Pick<Context, 'bureau'>,
  { persons, day }: Pick<Meeting, 'persons' | 'day'>,
): string[] {
  return persons.filter((person) => unitOn(bureau.history, person, day) === null)
}

function readMarks(ctx: Context, meeting: Meeting, words: MarkWords): Found | Refusal {
  const left = leftOf(ctx, meeting)
  const among = meeting.persons.filter((person) => !left.includes(person))
  const read = meetingMarks.map((mark) => ({
    mark,
    ...readNames(ctx.bureau, words[mark], { field: mark, among }),
  }))
  const [absent, late, substituted] = read.map(({ persons }) => persons)
  const found: Found = {
    ...{ absent: absent ?? [], late: late ?? [], substituted: substituted ?? [] },
  }
  const all = read.flatMap(({ persons }) => persons)
  const wrong = read.flatMap(({ faults }) => faults)
  const nobody = all.length === 0 && wrong.length === 0
  const named = (persons: readonly string[]): string =>
    [...new Set(persons)].map((one) => ctx.bureau.roster.nameOf(one)).join('、')
  const twice = all.filter((person, at) => all.indexOf(person) !== at)
  const excused = read.flatMap(({ mark, persons }) =>
    persons.filter((one) => isExcused(ctx, meeting, one)).map((one) => ({ mark, one })),
  )
  const faults: Fault[] = [
    ...(nobody ? [fault('absent', 'meeting-mark-nobody')] : []),
    ...['names-nobody', 'names-which'].flatMap((code) =>
      wrong.filter((each) => each.code === code),
    ),
    ...(twice.length > 0 ? [fault('late', 'meeting-mark-twice', { names: named(twice) })] : []),
    ...(excused[0]
      ? [
          fault(excused[0].mark, 'meeting-mark-excused', {
            names: named(excused.map(({ one }) => one)),
          }),
        ]
      : []),
    ...(words.note === '' ? [fault('note', 'meeting-mark-note')] : []),
  ]
  return refuseForm(faults) ?? found
}

/** What is proposed of the people with one mark. */
interface Proposal {
  mark: MeetingMark
  clause: string
  pieces: Piece[]
}

/** What absence and lateness become: only what some running cycle counts, and what nobody has recorded of this meeting before. */
function proposalsOf(ctx: Context, meeting: Meeting, found: Found): Proposal[] {
  const rules = meetingRules(ctx.bureau)
  const occasion = rules?.occasion ?? null
  if (!rules || occasion === null) return []
  const kinds = kindsOf(ctx.bureau)
  const findings = findingsOf(ctx.bureau)
  const but = madeOfOthers(ctx, meeting)
  return meetingMarks.flatMap((mark) => {
    const finding = findings.find(({ id }) => id === rules.marks[mark].value)
    const counting = kinds.get(finding?.kind ?? '') ?? []
    if (!finding || counting.length === 0) return []
    const of = { kind: finding.kind, occasion, counting, day: meeting.day, but }
    const whom = found[mark].filter((person) => canBeProposed(ctx, person, of))
    if (whom.length === 0) return []
    const pieces = piecesOf(ctx, filledOf(ctx, whom, of), meeting.day)
    return [{ mark, clause: counting[0]?.rule.clause ?? '', pieces }]
  })
}

interface Proposed {
  kind: string
  occasion: string
  counting: readonly Counting[]
  day: Meeting['day']
  /** What the marks of other meetings have made: each meeting is missed by itself. */
  but: ReadonlySet<string>
}

/** Facts that were proposed of the other meetings of a meeting's day. */
function madeOfOthers(ctx: Context, { id, day }: Meeting): ReadonlySet<string> {
  const all = [...ctx.collected.of(meetingsSlice).byId.values()]
  const others = all.filter((one) => one.id !== id && one.day === day)
  return new Set(others.flatMap(({ marked }) => (marked?.facts ?? []).map(({ fact }) => fact)))
}

function canBeProposed(ctx: Context, person: string, of: Proposed): boolean {
  if (recordedBefore(ctx, { person, ...of })) return false
  return faultsIn(ctx, filledOf(ctx, [person], of)).length === 0
}

/** As the form of the fact would say it: who keeps a meeting may record of everybody asked to it. */
function filledOf(ctx: Context, whom: readonly string[], of: Proposed) {
  const { kind, occasion, counting, day } = of
  const row = { day, occasion, note: keptNote }
  return filledFor(ctx, { row, kind, counting, whom, may: () => 'all' })
}

/** The note that is kept with a fact stands in its personal text; the form only has to have one. */
const keptNote = '-'

const markWords: Readonly<Record<MeetingMark, string>> = {
  absent: '没有到',
  late: '迟到',
  substituted: '由别人代会',
}

async function propose(
  ctx: Context,
  meeting: Meeting,
  { proposals, note }: { proposals: readonly Proposal[]; note: string },
): Promise<{ fact: string; persons: string[] }[]> {
  if (proposals.length === 0) return []
  const texts = await textsOf(ctx.tx, [meeting.id], ['title'])
  const title = texts.get(meeting.id)?.title ?? ''
  const all = proposals.flatMap(({ mark, pieces }) =>
    pieces.map(({ body }) => {
      const said = `${title}（${meeting.time}）${markWords[mark]}；${note}`
      const personal = { note: startOf(said, textLimits['record.note'].max) }
      return { day: meeting.day, body, personal }
    }),
  )
  const made = await proposeFacts(ctx, all)
  return all.map(({ body }, at) => ({ fact: made[at] ?? '', persons: body.persons }))
}
