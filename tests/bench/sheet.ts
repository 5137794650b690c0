import { must } from '../../src/base/bug.js'
import { addDays, day } from '../../src/base/day.js'
import { isRefusal } from '../../src/base/refusal.js'
import { stopwatch } from '../../src/base/real-time.js'
import { fingerprint, judge } from '../../src/flows/attendance/fate.js'
import {
  attendanceDraft,
  keepAttendance,
  noAnswers,
  noAttendance,
} from '../../src/flows/attendance/form.js'
import { sendAttendance } from '../../src/flows/attendance/record.js'
import { settle } from '../../src/flows/settle.js'
import { bureausWith } from '../bureaus.js'
import { workRules } from '../leave/bureau.js'
import { insert, memoryMb, openPlace, type Place } from './press-desk.js'
import { median, type PressRow, rowOf } from './press.js'

const rowsOfSheet = 500
const times = 5

/** A sheet of 500 findings is recorded: how long its transaction holds what presses wait for, beside a bare durable insert. */
export async function measureSheet(of: Place): Promise<PressRow[]> {
  const { storage, scheme, clock, counted } = await openPlace(of)
  const bureaus = bureausWith([scheme], clock, new Map(), workRules())
  const measured: { ms: number; statements: number; floorMs: number }[] = []
  for (let n = 0; n < times; n++) {
    const floorMs = await insert(storage)
    const rows = Array.from({ length: rowsOfSheet }, (_, at) => ({
      ...{ at: at + 2, name: `b0-p${(at * 3 + 1) % of.people}`, unit: '', wrong: null },
      ...{ day: addDays(day('2025-03-01'), n * 30 + (at % 25)), occasion: 'duty' },
      ...{ finding: 'late', note: `第${at}行` },
    }))
    const contextIn = async (tx: Parameters<Parameters<typeof storage.transact>[1]>[0]) => {
      const situation = must(await bureaus.situation(tx, 'b0'), 'the bureau was made')
      return { ...situation, tx, person: 'p0' }
    }
    await storage.transact('press', async (tx) => {
      const ctx = await contextIn(tx)
      await keepAttendance(tx, ctx, { ...noAttendance, rows })
    })
    const shown = await storage.transact('press', async (tx) => {
      const ctx = await contextIn(tx)
      const kept = must(await attendanceDraft(tx, ctx), 'the form')
      return fingerprint(await judge(ctx, kept.draft.rows, noAnswers))
    })
    const [elapsed, before] = [stopwatch(), counted()]
    await storage.transact('press', async (tx) => {
      const ctx = await contextIn(tx)
      const said = await sendAttendance(ctx, {
        ...{ verb: 'attendance.send', shown, answers: noAnswers },
      })
      const code = isRefusal(said) ? said.code : said.say.code
      if (code !== 'attendance-sent') throw new Error(code)
      await settle(ctx)
    })
    measured.push({ ms: elapsed(), statements: counted() - before, floorMs })
  }
  const row: PressRow = {
    ...{ ...rowOf(of), name: '500 rows', smallMs: null },
    ms: median(measured.map(({ ms }) => ms)),
    floorMs: median(measured.map(({ floorMs }) => floorMs)),
    statements: Math.max(...measured.map(({ statements }) => statements)),
    rssMb: memoryMb(),
  }
  await storage.close()
  return [row]
}
