import { writeSync } from 'node:fs'
import { silentLog } from '../../src/base/log.js'
import { openStorage } from '../../src/storage/open.js'
import { addresses, type MarkedPress, nextPress, pressing, reportClock } from './report-presses.js'

// presser.ts <data folder> <url or -> <seat> <seats> <presses>: presses again what nobody has an answer to, then
// hands in reports without end, eight people at a time, to be killed in the middle of it. Says each press before it
// is made and its answer when it is there.
const [dataDir = '', url = '-', seat = '0', seats = '1', unanswered = '[]'] = process.argv.slice(2)
const atOnce = 8
const storage = await openStorage({
  dataDir,
  clock: reportClock(),
  log: silentLog,
  ...(url === '-' ? {} : { url }),
})
const press = pressing(storage)

async function say(marked: MarkedPress): Promise<void> {
  writeSync(1, `${JSON.stringify({ pressed: marked })}\n`)
  const toast = await press(marked)
  writeSync(1, `${JSON.stringify({ answered: marked.mark, toast })}\n`)
}

const again: MarkedPress[] = JSON.parse(unanswered)
await Promise.all(again.map(say))
const own = addresses.filter((_, index) => `${index % Number.parseInt(seats, 10)}` === seat)
await Promise.all(
  Array.from({ length: atOnce }, async (_, worker) => {
    const persons = own.filter((_, index) => index % atOnce === worker)
    for (;;) for (const person of persons) await say(await nextPress(storage, person))
  }),
)
