import { sha256 } from '../../base/ids.js'
import { refuse } from '../../base/refusal.js'
import { type Context, done, type Outcome, shownAnew } from '../context.js'
import { sendCards } from '../notices.js'
import { attendanceTableSigned } from './entries.js'
import type { TableIntent } from './intents.js'
import { attendanceSlice, type TableRow } from './recorded.js'
import { compilersOf, filersOf, tableAt, tableRows } from './table.js'
import { boundsOf, periodText } from './table-periods.js'

/** Names what a card showed, so that nobody signs other figures than those. */
export function shownRows(rows: readonly TableRow[]): string {
  return sha256(JSON.stringify(rows))
}

/**
 * Who compiles it signs the unit's table as the ledger has it, and it goes to the office that files it. Where it says
 * something else by now, it is shown anew instead.
 * @refuses gone, attendance-table-not-yours, attendance-table-early, attendance-table-signed
 */
export async function signTable(ctx: Context, { key, shown }: TableIntent): Promise<Outcome> {
  const place = tableAt(ctx.bureau, key)
  if (!place) return refuse('gone')
  const { table, period, unit } = place
  const compilers = compilersOf(ctx.bureau, place)
  if (!compilers.includes(ctx.person)) {
    const who = compilers.map((id) => ctx.bureau.roster.nameOf(id)).join('、') || '目前无人'
    return refuse('attendance-table-not-yours', { who })
  }
  if (ctx.today <= boundsOf(period).to) {
    return refuse('attendance-table-early', { period: periodText(period) })
  }
  const before = ctx.collected.of(attendanceSlice).signed.get(key)
  if (before) {
    return refuse('attendance-table-signed', { who: ctx.bureau.roster.nameOf(before.by) })
  }
  const rows = tableRows(ctx, place)
  if (shownRows(rows) !== shown) return shownAnew('attendance-table-changed')
  attendanceTableSigned.write(ctx, { subject: unit, period, body: { table: table.id, rows } })
  const card = { kind: 'attendance-table', key }
  const files = filersOf(ctx.bureau, place).filter((person) => person !== ctx.person)
  await sendCards(
    ctx,
    files.map((person) => ({ person, card })),
  )
  return done('attendance-table-sent', {
    unit: ctx.bureau.roster.unitNameOf(unit),
    period: periodText(period),
  })
}
