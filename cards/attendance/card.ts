import { dayText } from '../../src/base/day.js'
import type {
  AttendanceCheckStep,
  AttendanceFormStep,
  AttendanceView,
  RowAsked,
  RowShown,
  WrongRows,
} from '../../src/flows/attendance/view.js'
import {
  button,
  buttons,
  card,
  dayPicker,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'
import { excuseNames, spanText } from '../leave/words.js'
import { factLines } from '../record-card.js'
import { sentence } from '../sayings.js'

/** Findings of attendance: as they are typed, what would become of each, and the receipt. */
export function renderAttendance({ step, clause }: AttendanceView, frame: Frame): Element {
  switch (step.step) {
    case 'form': {
      const wrong = step.wrong.length > 0
      const state = wrong ? ({ tone: 'orange', tag: '有处要改' } as const) : null
      return card({ title: '登记考勤', ...(state ?? { tone: 'blue', tag: '待填写' }) }, [
        ...formElements(step, frame),
        quiet(literal(clause)),
      ])
    }
    case 'check': {
      const wrong = step.wrong.length > 0
      const state = wrong ? ({ tone: 'orange', tag: '有处要改' } as const) : null
      return card(
        { title: '登记考勤', subtitle: '核对', ...(state ?? { tone: 'blue', tag: '待提交' }) },
        [...checkElements(step, frame), quiet(literal(clause))],
      )
    }
    case 'made':
      return card({ title: '登记考勤', tone: 'green', tag: '已记录' }, [
        markdown(
          `已记录 **${step.facts.length}** 件，按程序核实、审定后告知本人。${step.left > 0 ? `另有 ${step.left} 条没有登记（已请假或已有记录）。` : ''}`,
        ),
        ...factLines(step.facts, frame),
        button(frame, '再登记', { verb: 'attendance.again' }, { primary: true }),
        quiet(literal(clause)),
      ])
  }
}

function formElements(step: AttendanceFormStep, frame: Frame): Element[] {
  const { words, occasions, findings, wrong, today } = step
  return [
    ...(wrong.length > 0 ? [wrongBlock(wrong, '条')] : []),
    form('attendance', [
      fieldLabel('哪一天', true),
      dayPicker({ name: 'day', value: words.day || today }),
      fieldLabel('场合', true),
      select({
        name: 'occasion',
        placeholder: '选择',
        options: occasions.map(({ id, name }) => ({ value: id, text: name })),
        value: words.occasion || (occasions[0]?.id ?? ''),
      }),
      ...findings.map(({ id, name }) =>
        input({
          name: `names.${id}`,
          limit: 'attendance.names',
          label: `${name}的人`,
          placeholder: '姓名用顿号隔开；同名的写“姓名（处室）”',
          value: words.names[id] ?? '',
          rows: 1,
        }),
      ),
      input({
        name: 'note',
        limit: 'record.note',
        label: '情况（时间、地点、怎样发现，必填）',
        rows: 2,
        value: words.note,
      }),
      buttons(
        button(frame, '核对', { verb: 'attendance.check' }, { primary: true, submit: true }),
        button(
          frame,
          '清空',
          { verb: 'attendance.again' },
          { confirm: { title: '清空这份登记？', text: '已填写的内容会清空。' } },
        ),
      ),
    ]),
    quiet(
      '按“核对”后先看每个人会怎样，再提交；请了假的会标出来，不登记。人多的，可以把填好的考勤表（.xlsx 或 .csv）直接发到这里。',
    ),
    button(frame, '下载考勤模板', { verb: 'attendance.template' }),
  ]
}

/** Reasons that are listed, and rows that are named under one. */
const most = { reasons: 12, rows: 12, listed: 60 } as const

function wrongBlock(wrong: readonly WrongRows[], each: '条' | '行'): Element {
  const lines = wrong.slice(0, most.reasons).map(({ says, rows }) => {
    // What was typed has no rows to look for: a name tells which.
    const named = rows
      .slice(0, most.rows)
      .map(({ at, name }) => (each === '行' ? `第${at}行${name}` : name))
    const more = rows.length > most.rows ? `等${rows.length}${each}` : ''
    return `- ${literal(sentence(says.code, says.with))}${quietly(literal(`（${named.join('、')}${more}）`))}`
  })
  const rest = wrong.length - most.reasons
  if (rest > 0) lines.push(quietly(`还有${rest}种问题，改好以上的再看。`))
  const title = `<font color='red'>**有 ${wrong.length} 处要改，还没有登记**</font>`
  const next = each === '行' ? ['请在文件里改好，再把它发到这里。'] : []
  return markdown([title, ...next, ...lines].join('\n'))
}

function checkElements(step: AttendanceCheckStep, frame: Frame): Element[] {
  const { ready, known, twice, wrong, asks, sheet, before } = step
  const excused = asks > 0 ? `，**${asks}** 条要您看` : ''
  const left = known.length + twice.length
  return [
    markdown(
      `${sheet === null ? '' : `${literal(sheet)}：`}共 ${step.count} 条，可以登记 **${ready.length}** 条${excused}${left > 0 ? `，${left} 条不再登记` : ''}。`,
    ),
    ...(wrong.length > 0 ? [wrongBlock(wrong, sheet === null ? '条' : '行')] : []),
    ...(before
      ? [
          markdown(
            `<font color='orange'>这个文件${literal(before.by)}${dayText(before.on)}已经登记过，已有记录的不再登记。</font>`,
          ),
        ]
      : []),
    ...(step.restDays.length > 0
      ? [
          markdown(
            `<font color='orange'>${literal(
              step.restDays
                .slice(0, 5)
                .map((day) => dayText(day))
                .join('、'),
            )}是休息日，请核对日期。</font>`,
          ),
        ]
      : []),
    ...answers(step, frame),
    buttons(
      ...(sheet === null ? [button(frame, '返回修改', { verb: 'attendance.edit' })] : []),
      button(
        frame,
        '放弃',
        { verb: 'attendance.again' },
        { confirm: { title: '放弃这份登记？', text: '已填写的内容会清空。' } },
      ),
    ),
    rule(),
    ...readyPanel(ready),
    ...listPanel(
      `已有记录，不再登记 ${known.length} 条`,
      known.map((one) => `${rowText(one)}　${one.by}已记`),
    ),
    ...listPanel(
      `重复，不再登记 ${twice.length} 条`,
      twice.map((one) => `${rowText(one)}　同第${one.row}条`),
    ),
  ]
}

/** The rows that ask, and what hands them in: nothing where something is wrong and no row asks. */
function answers(step: AttendanceCheckStep, frame: Frame): Element[] {
  const { wrong, asked, shown, page, pages, asks } = step
  const presses = [
    ...(wrong.length === 0
      ? [
          button(
            frame,
            '提交',
            { verb: 'attendance.send', args: [shown] },
            { primary: true, submit: true },
          ),
        ]
      : []),
    ...(page > 0 ? [look(frame, '上一页', page - 1)] : []),
    ...(page + 1 < pages ? [look(frame, '下一页', page + 1)] : []),
    ...(asks > 0 ? [look(frame, '再核对', page)] : []),
  ]
  if (presses.length === 0) return []
  const where = pages > 1 ? [quiet(`要看的第${page + 1}页，共${pages}页`)] : []
  return [form('answers', [...asked.flatMap(askedElements), ...where, buttons(...presses)])]
}

/** What all of them say alike, day and occasion, stands once: a line of a phone holds the rest. */
function readyPanel(ready: readonly RowShown[]): Element[] {
  const [first] = ready
  const alike =
    first && ready.every(({ day, occasion }) => day === first.day && occasion === first.occasion)
  if (!alike) return listPanel(`登记 ${ready.length} 条`, ready.map(rowText), ready.length <= 12)
  const common = [first.day === null ? '' : dayText(first.day), first.occasion].join('　')
  const rows = ready.map((row) => rowText({ ...row, day: null, occasion: '' }))
  return listPanel(`登记 ${ready.length} 条　${common}`, rows, ready.length <= 12)
}

function look(frame: Frame, text: string, page: number): Element {
  return button(frame, text, { verb: 'attendance.look', args: [`${page}`] }, { submit: true })
}

function rowText({ at, name, unit, finding, day, occasion }: RowShown): string {
  const on = day === null ? '' : dayText(day)
  return [`${at}. ${name}`, unit, finding, on, occasion].filter((each) => each !== '').join('　')
}

function listPanel(title: string, lines: readonly string[], expanded = false): Element[] {
  if (lines.length === 0) return []
  const shown = lines.slice(0, most.listed).map(literal)
  const rest = lines.length - shown.length
  if (rest > 0) shown.push(quietly(`另外${rest}条没有列出`))
  return [panel(title, [markdown(shown.join('\n'))], expanded)]
}

function askedElements(row: RowAsked): Element[] {
  const { at, among, who, excuse, reason } = row
  return [
    markdown(
      `**${literal(rowText(row))}**${excuse ? `\n<font color='orange'>当天${excuseNames[excuse.matter]}（${spanText(excuse.span)}），不登记</font>` : ''}`,
    ),
    ...(among.length > 0
      ? [
          fieldLabel(`有${among.length}个人叫这个名字，是哪一位？`, true),
          select({
            name: `who.${at}`,
            placeholder: '选择',
            options: among.slice(0, 20).map((one) => ({
              value: one.id,
              text: `${one.name}　${one.unit || '已不在本单位'}`,
            })),
            value: who,
          }),
        ]
      : []),
    ...(excuse
      ? [
          input({
            name: `reason.${at}`,
            limit: 'attendance.reason',
            placeholder: '仍要登记的，写明理由；不填就不登记',
            value: reason,
          }),
        ]
      : []),
  ]
}
