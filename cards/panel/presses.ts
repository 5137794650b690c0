import type { PanelRef, SheetFilled } from '../../src/flows/panel/intents.js'
import { judgesField, partOfField } from '../../src/flows/panel/row-field.js'
import { Fields, type PressParser } from '../form-values.js'

function refOf([cycle, period, panel]: readonly string[]): PanelRef | null {
  return cycle && period && panel ? { cycle, period, panel } : null
}

/** A page's number as a button carries it. */
function pageIn(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,2}$/.test(text) ? Number.parseInt(text, 10) : null
}

/** A page of an assessee's sheet; null for what no card of ours sends. */
function filled(args: readonly string[], form: Fields): (PanelRef & SheetFilled) | null {
  const of = refOf(args)
  const [assessee, page] = [args[3], pageIn(args[4])]
  if (!of || !assessee || page === null) return null
  const rows = Object.keys(form.values).flatMap((name) => {
    const part = partOfField(name, assessee)
    return part === null ? [] : [[part, form.text(name, 'panel.score')] as const]
  })
  return { ...of, assessee, page, values: Object.fromEntries(rows) }
}

function sheet(verb: 'panel.save' | 'panel.hand-in'): PressParser {
  return ({ args, values }) => {
    const form = new Fields(values)
    const typed = filled(args, form)
    return typed && form.into({ verb, ...typed })
  }
}

function reasoned(verb: 'panel.close' | 'panel.reopen'): PressParser {
  return ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({ verb, ...of, reason: form.text('reason', 'panel.reason') })
  }
}

function turn(verb: 'panel.begin' | 'panel.end'): PressParser {
  return ({ args }) => {
    const of = refOf(args)
    return of && args[3] ? { verb, ...of, assessee: args[3] } : null
  }
}

/** Presses of a judge's card and of the office's. */
export const panelPresses: Record<string, PressParser> = {
  'panel.open': ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    const classes = Object.keys(values).filter((name) => name.startsWith(judgesField))
    const judges = classes.map(
      (name) => [name.replace(judgesField, ''), form.choices(name)] as const,
    )
    return form.into({
      ...{ verb: 'panel.open', ...of },
      ...{ judges: Object.fromEntries(judges), order: form.choice('order') },
    })
  },
  'panel.lot': ({ args }) => {
    const of = refOf(args)
    return of && { verb: 'panel.lot', ...of }
  },
  'panel.place': ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    const place = form.text('place', 'panel.place')
    return form.into({ verb: 'panel.place', ...of, assessee: form.choice('assessee'), place })
  },
  'panel.add': ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    const who = form.text('who', 'panel.who')
    return form.into({ verb: 'panel.add', ...of, who, body: form.choice('body') })
  },
  'panel.leave': ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({
      ...{ verb: 'panel.leave', ...of, judge: form.choice('judge') },
      instead: form.text('instead', 'panel.who'),
      reason: form.text('why', 'panel.reason'),
    })
  },
  'panel.begin': turn('panel.begin'),
  'panel.end': turn('panel.end'),
  'panel.close': reasoned('panel.close'),
  'panel.reopen': reasoned('panel.reopen'),
  'panel.save': sheet('panel.save'),
  'panel.hand-in': sheet('panel.hand-in'),
  'panel.page': ({ args, values }) => {
    const form = new Fields(values)
    const [typed, to] = [filled(args, form), pageIn(args[5])]
    return typed && to !== null ? form.into({ verb: 'panel.page', ...typed, to }) : null
  },
  'panel.turn': ({ args, values }) => {
    const form = new Fields(values)
    const typed = filled(args, form)
    const to = args[5] ?? form.choice('to')
    return typed && form.into({ verb: 'panel.turn', ...typed, to })
  },
}
