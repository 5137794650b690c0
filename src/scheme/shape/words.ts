import { z } from 'zod'
import { isDay } from '../../base/day.js'

/** Shapes that every part of the language uses. */

export const id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: '标识用英文字母开头，只含字母、数字和连字符' })
export const text = z.string().min(1, { error: '这里不能空着' })
export const says = text
/** Something named by its id; that there is such a thing is checked where it is read. */
export const ref = text
export const ids = z.array(ref).min(1, { error: '至少写一项' })
/** A list of ids, one of them alone, or `choice …`. */
export const idsOrWord = z.union([text, ids])
export const yearText = z.string().regex(/^\d{4}$/, { error: '年份写四位数字，如 2012' })
export const dayText = z.string().refine(isDay, { error: '请写存在的日期，如 2018-07-01' })
export const named = z.strictObject({ id, name: text })
/** What every cited entry has besides its id. */
export const cited = { name: text, clause: text, says }
/** Who decides. */
export const decides = z.strictObject({ decides: id })
/** Which offices score. */
export const scores = z.strictObject({ scores: ids })
