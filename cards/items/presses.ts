import type { RowWords } from '../../src/flows/items/figures.js'
import type { ItemsIntent, SheetRef, UnitRef } from '../../src/flows/items/intents.js'
import { Fields, type PressParser } from '../form-values.js'

function unitIn([cycle, unit]: readonly string[]): UnitRef | null {
  return cycle && unit ? { cycle, unit } : null
}

function sheetIn([cycle, by, id]: readonly string[]): SheetRef | null {
  return cycle && id && (by === 'unit' || by === 'item') ? { cycle, by, id } : null
}

/** A page's number as a button carries it; null for none, undefined for what is no page. */
function pageIn(text: string | undefined): number | null | undefined {
  if (text === undefined || text === '') return null
  return /^\d{1,4}$/.test(text) ? Number.parseInt(text, 10) : undefined
}

/** The rows that a form had fields of. */
function rowsIn(form: Fields): Record<string, RowWords> {
  return Object.fromEntries(
    form.named('figure').map((row) => [
      row,
      {
        figure: form.text(`figure.${row}`, 'item.figure'),
        reason: form.text(`reason.${row}`, 'item.reason'),
        lacks: form.choice(`lacks.${row}`) === 'yes',
      },
    ]),
  )
}

function reasoned(verb: 'items.close' | 'items.reopen'): PressParser {
  return ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    return form.into({ verb, cycle, reason: form.text('reason', 'item.reason') })
  }
}

/** Presses of self-checks, of offices' sheets and of their list. */
export const itemsPresses: Record<string, PressParser> = {
  'items.save': ({ args, values }) => {
    const [of, to] = [unitIn(args), pageIn(args[2])]
    if (!of || to === undefined) return null
    const form = new Fields(values)
    return form.into({ verb: 'items.save', ...of, rows: rowsIn(form), open: args[3] ?? '', to })
  },
  'items.prove': ({ args, values }) => {
    const [of, row] = [unitIn(args), args[2]]
    if (!of || !row) return null
    const form = new Fields(values)
    return form.into({ verb: 'items.prove', ...of, rows: rowsIn(form), row })
  },
  'items.check': ({ args, values }) => {
    const of = unitIn(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({ verb: 'items.check', ...of, rows: rowsIn(form) })
  },
  'items.look': ({ args }): ItemsIntent | null => {
    const [of, page] = [unitIn(args), pageIn(args[2])]
    return of && page ? { verb: 'items.look', ...of, page } : null
  },
  'scores.turn': ({ args, values }) => {
    const [of, to] = [sheetIn(args), pageIn(args[3])]
    if (!of || to === undefined) return null
    const form = new Fields(values)
    return form.into({ verb: 'scores.turn', ...of, rows: rowsIn(form), open: args[4] ?? '', to })
  },
  'scores.give': ({ args, values }) => {
    const of = sheetIn(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({ verb: 'scores.give', ...of, rows: rowsIn(form) })
  },
  'scores.expected': ({ args, values }) => {
    const form = new Fields(values)
    const [cycle] = args
    if (cycle && args.length === 1) {
      return form.into({ verb: 'scores.expected', cycle, by: null, id: '', rows: {} })
    }
    const of = sheetIn(args)
    return of && form.into({ verb: 'scores.expected', ...of, rows: rowsIn(form) })
  },
  'items.return': ({ args, values }) => {
    const of = unitIn(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({ verb: 'items.return', ...of, reason: form.text('reason', 'item.reason') })
  },
  'items.note': ({ args, values }) => {
    const of = unitIn(args)
    if (!of) return null
    const form = new Fields(values)
    const note = form.text('note', 'item.note')
    return form.into({ verb: 'items.note', ...of, row: form.choice('row'), note })
  },
  'items.close': reasoned('items.close'),
  'items.reopen': reasoned('items.reopen'),
  'items.list': ({ args: [cycle, by, number] }): ItemsIntent | null => {
    const page = pageIn(number)
    if (!cycle || page === null || page === undefined) return null
    return by === 'unit' || by === 'item' ? { verb: 'items.list', cycle, by, page } : null
  },
  'items.file': ({ args: [file] }): ItemsIntent | null =>
    file ? { verb: 'items.file', file } : null,
}
