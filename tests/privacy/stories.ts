import { periodClosed } from '../../src/flows/rating/entries.js'
import { must } from '../../src/base/bug.js'
import { viewAttendance } from '../../src/flows/attendance/view.js'
import { computedNow, workAsked } from '../publication/computed.js'
import { walks } from '../refusals/all.js'
import { units } from '../refusals/schemes.js'
import type { Deed, Situation } from '../refusals/situation.js'
import type { World } from '../refusals/world.js'

type Pressed = Situation & { does: Extract<Deed, { press: string }> }

/** Somebody sends a file with something in it; `flow`: to which it belongs. */
export interface Sent {
  sends: string
  who: string
  flow: string
  at?: Situation['at']
}

/** Somebody writes a word. */
export interface Said {
  says: string
  who: string
  at: Situation['at']
}

/** What happens one after another in a world of its own. */
export interface Story {
  after: readonly string[]
  steps: readonly (Pressed | Sent | Said | ((world: World) => Promise<unknown>))[]
}

/** Third parties' body of the world. */
const service: Args = [({ cycle }) => cycle('thirds'), ...['2025-Q3', 'service', 'client']]

type Args = readonly (string | ((world: World) => string | Promise<string>))[]

function press(
  who: string,
  on: string,
  verb: string,
  args: Args,
  values: Record<string, string | string[]> = {},
): Pressed {
  return { who, at: [on, '10:00'], after: [], does: { press: verb, args, values } }
}

/** What a walk presses, with other values. */
function walked(verb: string, values: Record<string, string> = {}): Pressed {
  const { right } = must(walks.find(({ of }) => of === verb) ?? null, verb)
  if (!('press' in right.does)) throw new Error(`${verb} is not pressed`)
  return { ...right, does: { ...right.does, values: { ...right.does.values, ...values } } }
}

/** The entry of a kind that was written last. */
const last =
  (kind: string) =>
  async ({ bureau: { id, storage } }: World): Promise<string> => {
    const found = await storage.read.client.ledgerEntry.findFirst({
      where: { bureau: id, kind },
      orderBy: { sequence: 'desc' },
    })
    return must(found?.id ?? null, `an entry ${kind}`)
  }

const whole = { starts: 'morning', ends: 'evening' }
const on = '2025-10-10'

/** Leave: sent back, asked for anew with its papers, approved by its whole chain; papers come later too. */
const leave: Story = {
  after: [],
  steps: (() => {
    const days = (from: string, to = from) => ({
      ...{ kind: 'hospital', from, to, ...whole, reason: '住院', handover: 'wang', tasks: '值班' },
    })
    const shown = (from: string, to = from) => `hospital,${from},${to},morning,evening`
    const asked = last('leave.asked')
    const decides = (who: string, verb: string) =>
      press(who, on, `leave.${verb}`, [asked, 'zhang'], { text: '请照看' })
    return [
      { says: '请假', who: 'zhang', at: [on, '10:00'] },
      { sends: '病历.txt', who: 'zhang', flow: 'leave' },
      press('zhang', on, 'leave.submit', ['new', shown('2025-10-15')], days('2025-10-15')),
      decides('li', 'return'),
      press(
        ...(['zhang', on, 'leave.submit', [asked, shown('2025-10-20', '2025-10-21')]] as const),
        days('2025-10-20', '2025-10-21'),
      ),
      decides('li', 'agree'),
      decides('chen', 'agree'),
      press('zhang', on, 'leave.papers', [asked]),
      { sends: '小结.txt', who: 'zhang', flow: 'leave' },
    ]
  })(),
}

/** A trip: sent back, asked for anew, approved by its whole chain; then an outing. */
const trip: Story = {
  after: [],
  steps: (() => {
    const days = (from: string, to = from) => ({
      ...{ from, to, ...whole, place: '宜昌', reason: '调研', handover: 'wang', tasks: '值班' },
    })
    const shown = (from: string, to = from) => `${from},${to},morning,evening`
    const asked = last('trip.asked')
    const decides = (who: string, verb: string) =>
      press(who, on, `trip.${verb}`, [asked, 'zhang'], { text: '请照看' })
    return [
      press('zhang', on, 'trip.submit', ['trip', shown('2025-10-15')], days('2025-10-15')),
      decides('li', 'return'),
      press(
        ...(['zhang', on, 'trip.submit', [asked, shown('2025-10-20', '2025-10-21')]] as const),
        days('2025-10-20', '2025-10-21'),
      ),
      decides('li', 'agree'),
      decides('chen', 'agree'),
      press('zhang', on, 'trip.submit', ['outing', shown('2025-10-13')], days('2025-10-13')),
    ]
  })(),
}

const cycle = (world: World): string => world.cycle(units.id)
const results = (world: World): Promise<string> => computedNow(world.bureau, 'zhou', cycle(world))
const publishes = (day: string): Pressed =>
  press('zhou', day, 'publish.confirm', [cycle, 'ranking', results], { reason: '更正一处' })
const spreads = async ({ bureau }: World): Promise<void> => {
  await workAsked(bureau)
  await bureau.delivered()
}

/** A meeting decides, results are published, somebody objects with evidence, it is answered, and a correction is published. */
const published: Story = {
  after: [],
  steps: [
    press('zhou', '2026-01-20', 'decision.places', [cycle, results, '0'], {
      ...{ 'chosen.tie.0': ['general'], 'reason.tie.0': '任务最重', 'reference.tie.0': '纪要2号' },
    }),
    press('zhou', '2026-01-20', 'decision.grade', [cycle], {
      ...{ name: '综合处', grade: 'excellent', reason: '会议研究', reference: '纪要3号' },
    }),
    publishes('2026-01-20'),
    spreads,
    press('li', '2026-01-21', 'appeal.drop', [cycle, 'general', 'none'], {
      ...{ line: 'item', reason: '漏计' },
    }),
    { sends: '佐证.txt', who: 'li', flow: 'appeal' },
    press('li', '2026-01-21', 'appeal.submit', [cycle, 'general'], {
      ...{ line: 'item', reason: '漏计' },
    }),
    press('zhou', '2026-01-21', 'appeal.answer', [last('appeal.made'), 'general'], {
      ...{ finding: 'granted', reverse: [], reason: '核实' },
    }),
    publishes('2026-01-22'),
    spreads,
  ],
}

/** What the card says would become of the rows of a sheet. */
async function rowsShown({ bureau }: World): Promise<string> {
  const view = await viewAttendance(await bureau.seeing('zhou'))
  return view.kind === 'attendance' && view.step.step === 'check' ? view.step.shown : 'none'
}

/** A file with something in it, in every flow that takes some; by what waits for it, and by what hands it in. */
const withFiles: readonly Story[] = [
  {
    after: [],
    steps: [
      press('zhou', on, 'attendance.again', []),
      { sends: '考勤.xlsx', who: 'zhou', flow: 'attendance' },
      press('zhou', on, 'attendance.send', [rowsShown]),
      press('zhou', on, 'attendance.again', []),
      // Of this one nothing is recorded.
      { sends: '考勤.xlsx', who: 'zhou', flow: 'attendance' },
    ],
  },
  // What third parties said is read when the period was ended.
  {
    after: [],
    steps: [
      press('zhou', '2025-10-16', 'outside.paper', service),
      { sends: '第三方.xlsx', who: 'zhou', flow: 'outside' },
      press('zhou', '2025-10-16', 'outside.paper-send', service, { reference: '第9卷' }),
      ({ bureau, cycle }) =>
        bureau.job(async (ctx) =>
          periodClosed.write(ctx, {
            ...{ by: 'zhou', cycle: cycle('thirds'), period: '2025-Q3' },
            body: { part: 'service' },
          }),
        ),
    ],
  },
  taking('report', '附件.xlsx', walked('digest.save'), walked('digest.sign')),
  taking('fact', '签到.txt', null, walked('record.submit')),
  taking('docket', '来文.txt', walked('docket.papers')),
  taking('complaint', '投诉信.txt', walked('complaint.papers')),
  taking('information', '稿件.txt', walked('info.drop'), walked('info.submit', { link: '' })),
  taking('items', '台账.txt', walked('items.prove'), walked('items.check')),
]

function taking(flow: string, sends: string, waits: Pressed | null, hands?: Pressed): Story {
  const { who, after, at } = must(waits ?? hands ?? null, 'somebody')
  return {
    after,
    steps: [...(waits ? [waits] : []), { sends, who, flow, at }, ...(hands ? [hands] : [])],
  }
}

export const stories: readonly Story[] = [leave, trip, published, ...withFiles]
