import { dayText } from '../../src/base/day.js'
import type { AttendanceTableView } from '../../src/flows/attendance/table-view.js'
import {
  button,
  card,
  type Element,
  type Frame,
  literal,
  markdown,
  quiet,
  unbroken,
} from '../kit.js'

/** People that one card lists: what it may hold in bytes. */
const rowsMost = 120

/** A unit's table of attendance: before who signs it, and as it was signed. */
export function renderAttendanceTable(view: AttendanceTableView, frame: Frame): Element {
  const { signed, late, over } = view
  const state = signed
    ? ({ tone: 'green', tag: '已签报' } as const)
    : late
      ? ({ tone: 'orange', tag: '已过期' } as const)
      : ({ tone: over ? 'blue' : 'grey', tag: over ? '待签报' : '还没有结束' } as const)
  return card({ title: view.name, subtitle: `${view.unit} · ${view.period}`, ...state }, [
    markdown(headText(view)),
    ...rowElements(view),
    quiet(
      literal(
        view.nothing > 0
          ? `另有${view.nothing}人没有请假，也没有考勤情形。还在核实、审定的不计在内。`
          : '还在核实、审定的不计在内。',
      ),
    ),
    ...(view.changed
      ? [markdown(`<font color='orange'>签报以后台账有了变化，上面是签报时的数字。</font>`)]
      : []),
    ...(view.maySign
      ? [
          button(
            frame,
            '签报',
            { verb: 'attendance.sign', args: [view.key, view.shown] },
            {
              primary: true,
              confirm: { title: '签报这张表？', text: '签报后报送，不能再改。' },
            },
          ),
        ]
      : []),
    quiet(literal(view.clause)),
  ])
}

function headText({ signed, due, provisional, files, maySign }: AttendanceTableView): string {
  if (signed) return `${literal(signed.by)} ${dayText(signed.on)}签报，已报${literal(files)}。`
  const what = maySign ? '请核对后签报' : '等处室负责人签报'
  return `${what}，**${dayText(due, provisional)}** 以前报${literal(files)}。`
}

/** `请假天数 1.5　迟到 2`: what is not nothing. */
function valuesText(columns: readonly string[], values: readonly string[]): string {
  return columns
    .flatMap((name, index) => {
      const value = values[index] ?? '0'
      return value === '0' ? [] : [unbroken(`${name} ${value}`)]
    })
    .join('　')
}

function rowElements({ columns, rows }: AttendanceTableView): Element[] {
  if (rows.length === 0) return [markdown('这一期没有人请假，也没有考勤情形。')]
  const shown = rows.slice(0, rowsMost)
  const unlisted = rows.length - shown.length
  return [
    {
      tag: 'table',
      page_size: 10,
      row_height: 'auto',
      columns: [
        { name: 'name', display_name: '姓名', data_type: 'text', width: '112px' },
        { name: 'values', display_name: '本期', data_type: 'lark_md' },
      ],
      // One column for all figures: a phone shows two.
      rows: shown.map(({ name, values }) => ({ name, values: valuesText(columns, values) })),
    },
    ...(unlisted > 0 ? [quiet(`还有${unlisted}人没有列出，签报的数字包括他们。`)] : []),
  ]
}
