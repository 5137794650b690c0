import { addMonths, dayAt, monthOf, timeAt, yearIn } from '../../base/day.js'
import type { SheetToFill } from '../../base/sheet.js'
import type { Refusal } from '../../base/refusal.js'
import type { CardRef } from '../cards.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { sendTemplate } from '../notices.js'
import { type Docket, docketsSlice } from './dockets.js'
import { isInSight, mayNotList, sightOf } from './list.js'
import { type DocketRow, docketRows } from './shown.js'

/** What the sheet of the register is asked for by. */
export const docketSheetKey = 'dockets'

/** Months that the sheet goes back for what is done: this year and the one before. */
const monthsBack = 24

const columns = [
  ['类别', 22],
  ['事由', 40],
  ['来源', 24],
  ['收到', 12],
  ['期限', 12],
  ['承办处室', 22],
  ['承办人', 14],
  ['协办', 22],
  ['状态', 10],
  ['报办结', 12],
  ['是否超期', 10],
  ['延期到', 12],
] as const

const states: Readonly<Record<Docket['state'], string>> = {
  open: '在办',
  paused: '暂停',
  answered: '待确认',
  done: '已办结',
  dropped: '已撤销',
}

/**
 * The register as a sheet: what its reader sees of what is open, and of what came in the last two years. Null for who may
 * not look at it.
 */
export async function docketSheet(
  situation: Situation,
  person: string,
): Promise<SheetToFill | null> {
  const { bureau, collected, today } = situation
  if (mayNotList({ bureau, person })) return null
  const { byId, open, openOf } = collected.of(docketsSlice)
  const sight = sightOf(bureau, person)
  const own = openOf.get(person)
  const since = addMonths(monthOf(today), -monthsBack)
  const dockets = [...byId.values()].filter(
    (docket) =>
      (open.has(docket) || monthOf(dayAt(docket.received)) >= since) &&
      (isInSight(sight, docket) || docket.person === person || own?.has(docket) === true),
  )
  const rows = await docketRows(situation, dockets)
  return {
    name: `督办登记簿${yearIn(today)}`,
    columns: columns.map(([title, width]) => ({ title, width, choices: [] })),
    rows: dockets.map((docket, at) => cellsOf(situation, docket, rows[at])),
    notes: [
      `${today} ${timeAt(situation.now)} 导出：在办的全部，和近两年收到的。只有您看得到的。`,
      '期限按放假通知算；通知还没有公布的年份是暂定的。',
    ],
  }
}

function cellsOf({ bureau }: Situation, docket: Docket, row: DocketRow | undefined): string[] {
  const { roster } = bureau
  const { units, persons } = docket.assistants
  const helps = [
    ...units.map((id) => roster.unitNameOf(id)),
    ...persons.map((id) => roster.nameOf(id)),
  ]
  const { extension } = docket
  return [
    ...[row?.kind ?? '', row?.title ?? '', row?.source ?? '', row?.received ?? '', row?.due ?? ''],
    ...[row?.unit ?? '', docket.person === null ? '' : roster.nameOf(docket.person)],
    ...[helps.join('、'), states[docket.state]],
    docket.answered === null ? '' : dayAt(docket.answered.on),
    row?.late ? '是' : '',
    extension?.stage === 'approved' ? extension.to : '',
  ]
}

/** `导出 督办`: the sheet, and the register beside it. */
export async function openDocketSheet(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotList(ctx)
  if (refusal) return refusal
  await sendTemplate(ctx, docketSheetKey)
  return { kind: 'dockets', key: 'all' }
}

/**
 * Sends the register as a sheet to who asks for it.
 * @refuses {@link mayNotList}
 */
export async function exportDockets(ctx: Context): Promise<Outcome> {
  const refusal = mayNotList(ctx)
  if (refusal) return refusal
  await sendTemplate(ctx, docketSheetKey)
  return done('docket-sheet')
}
