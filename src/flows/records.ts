import { z } from 'zod'
import { addDays, day, isDay, momentOf, sameDayLater } from '../base/day.js'
import { deleteFilesBefore } from '../storage/files.js'
import { erasePersonal } from '../storage/ledger.js'
import { textsBefore } from '../storage/personal-texts.js'
import { getSetting, putSetting } from '../storage/settings.js'
import { entryKind } from './entry-kind.js'
import { eachDay, type Job, times } from './jobs.js'

/**
 * Years for which what people wrote is kept where the bureau sets no others: the shorter of the two fixed terms of an
 * office's documents, ten years or thirty (机关文书档案保管期限: 定期分为30年、10年).
 */
export const usuallyKept = 10

/** by = system: what was written before a day is erased, up to a sequence; `texts`: of how many entries. */
export const recordsErased = entryKind(
  'records.erased',
  z.strictObject({ before: z.string().refine(isDay), upTo: z.int(), texts: z.int() }),
)

/** Entries whose texts one part erases: each is a row. */
const partSize = 200

/** Up to which sequence a bureau's texts are erased. */
const pointerKey = 'records-erased'

/**
 * Nothing that people wrote is kept for ever: what no other rule has erased (register, meetings, facts, reports, items,
 * whatever nobody ever brought to an end) goes with its files when a bureau's years for records are over. What was decided
 * stays, and the chain of the ledger stays provable.
 */
export const eraseRecords: Job = {
  name: 'records-erase',
  title: '删去到期的各类文字和文件',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
  async run(ctx) {
    const { tx, bureau, today } = ctx
    const before = sameDayLater(today, -12 * bureau.recordsKept)
    const moment = momentOf(before, '00:00')
    await deleteFilesBefore(tx, bureau.id, moment)
    const kept = await getSetting(tx, bureau.id, pointerKey)
    const after = typeof kept === 'number' ? kept : 0
    const old = await textsBefore(tx, { bureau: bureau.id, after, before: moment, most: partSize })
    const last = old.at(-1)
    if (!last) return null
    let texts = 0
    for (const { id } of old) if (await erasePersonal(tx, id)) texts++
    await putSetting(tx, bureau.id, pointerKey, last.sequence)
    if (texts > 0)
      recordsErased.write(ctx, { body: { before: day(before), upTo: last.sequence, texts } })
    return old.length < partSize ? null : `${last.sequence}`
  },
}
