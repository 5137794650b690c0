import { dayText } from '../src/base/day.js'
import type { LetterView, TaskShown, TasksView } from '../src/flows/task/view.js'
import { actionName } from './action-name.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  quiet,
  quietly,
  select,
  type Tone,
} from './kit.js'
import { scoreText } from './scores.js'

/** All letters of a part: who has one, and how much of it is decided. */
export function renderTasks(view: TasksView, frame: Frame): Element {
  const { all, set, decided } = view
  const tone: Tone = set < all ? 'blue' : decided < all ? 'grey' : 'green'
  const tag = set < all ? `还差 ${all - set} 份` : decided < all ? '已载入' : '全部核定'
  const args = [view.cycle, view.part]
  return card({ title: view.partName, subtitle: `${view.scheme} · ${view.year}年度`, tone, tag }, [
    markdown(
      `每份责任书合计 **${scoreText(view.points)}** 分。已载入 **${set} / ${all}**，已核定 **${decided} / ${all}**`,
    ),
    ...otherParts(view, frame),
    form('finding', [
      columns(
        {
          weight: 3,
          elements: [
            input({
              name: 'find',
              limit: 'tasks.find',
              value: view.find,
              placeholder: '名称或拼音首字母',
            }),
          ],
        },
        {
          weight: 1,
          elements: [button(frame, '查找', { verb: 'tasks.find', args }, { submit: true })],
        },
      ),
    ]),
    ...(view.rows.length === 0 ? [markdown('没有找到。请换一个词或清空后再查。')] : []),
    ...view.rows.map((row) => listRow(row, frame)),
    buttons(...pager(view, frame)),
    quiet(literal(view.clause)),
  ])
}

/** The parts to choose from, where the reader keeps several. */
function otherParts({ parts, cycle, part }: TasksView, frame: Frame): Element[] {
  if (parts.length === 0) return []
  return [
    select({
      name: actionName({ ...frame, verb: 'tasks.part', args: [cycle] }),
      placeholder: '看哪一部分',
      options: parts.map(({ id, name }) => ({ value: id, text: name })),
      value: part,
    }),
  ]
}

function listRow(row: TasksView['rows'][number], frame: Frame): Element {
  const state = row.tasks === 0 ? '没有载入' : `${row.tasks} 项，核定 ${row.decided} / ${row.tasks}`
  const { kind, key } = row.card
  return columns(
    { weight: 4, elements: [markdown(`**${literal(row.name)}**　${quietly(state)}`)] },
    {
      weight: 'auto',
      elements: [
        button(
          frame,
          row.tasks === 0 ? '载入' : '打开',
          { verb: 'open', args: [kind, key] },
          { outlined: row.lacks },
        ),
      ],
    },
  )
}

function pager({ page, pages, cycle, part }: TasksView, frame: Frame): Element[] {
  const to = (text: string, number: number) =>
    button(frame, text, { verb: 'tasks.page', args: [cycle, part, `${number}`] })
  return [
    ...(page > 0 ? [to('上一页', page - 1)] : []),
    ...(page + 1 < pages ? [to(`下一页（${page + 1}/${pages}）`, page + 1)] : []),
    button(frame, '刷新', { verb: 'refresh' }),
  ]
}

/** One letter: before who keeps it with its forms, before who is assessed to read. */
export function renderLetter(view: LetterView, frame: Frame): Element {
  const { entered, tasks } = view
  const decided = tasks.filter((task) => task.decided !== null).length
  const whole = tasks.length > 0 && decided === tasks.length
  const without = entered === null && !view.listed
  const tag = without ? '没有载入' : whole ? '已核定' : `核定 ${decided}/${tasks.length}`
  const tone: Tone = without ? 'blue' : whole ? 'green' : 'grey'
  return card({ title: view.partName, subtitle: view.name, tone, tag }, [
    markdown(
      `**${literal(view.name)}**　${view.year}年度，合计 **${scoreText(view.points)}** 分\n${quietly(literal(`${view.clause}　${view.says}`))}`,
    ),
    ...(entered ? [quiet(`${dayText(entered.on)}由${literal(entered.by)}载入`)] : []),
    ...(view.mayDecide ? [decidingForm(view, frame)] : tasks.map(readTask)),
    ...(view.maySet ? [letterForm(view, frame)] : []),
    ...(view.next ? [nextButton(view.next, frame)] : []),
    ...(without && !view.maySet ? [markdown('责任书还没有载入。')] : []),
  ])
}

function nextButton({ kind, key }: NonNullable<LetterView['next']>, frame: Frame): Element {
  return buttons(button(frame, '下一份', { verb: 'open', args: [kind, key] }, { outlined: true }))
}

const resultNames: Readonly<Record<string, string>> = {
  done: '完成',
  'not-done': '没有完成，不得分',
  excused: '有特殊情况',
}

function title(task: TaskShown): string {
  const target = task.target === null ? '' : `，应完成 ${literal(task.target)}`
  return `**${task.number}. ${literal(task.name)}**　${scoreText(task.points)} 分${target}`
}

function readTask(task: TaskShown): Element {
  const { result, granted, amount, reason, decided } = task
  const gets = granted === null ? '' : `，给 ${scoreText(granted)} 分`
  const some = amount === null ? '' : `完成 ${literal(amount)}`
  const state = result === null ? some : `${resultNames[result] ?? result}${gets}`
  const by = decided ? `${dayText(decided.on)} ${literal(decided.by)}` : '还没有核定'
  return markdown(
    [
      title(task),
      quietly(`${[state, by].filter((each) => each !== '').join('　')}`),
      ...(reason === '' ? [] : [quietly(literal(reason))]),
    ].join('\n'),
  )
}

function decidingForm(view: LetterView, frame: Frame): Element {
  const args = [view.cycle, view.part, view.assessee]
  return form('deciding', [
    ...view.tasks.flatMap((task) => taskFields(task, view)),
    buttons(
      button(
        frame,
        '保存核定',
        { verb: 'tasks.decide', args },
        { submit: true, primary: view.lacks === 'results' || view.tasks.some(({ asks }) => asks) },
      ),
    ),
  ])
}

function taskFields(task: TaskShown, view: LetterView): Element[] {
  const { words } = task
  const wantsPoints = words.result === 'excused' && view.excused === 'set'
  return [
    markdown(title(task)),
    select({
      name: `result.${task.id}`,
      placeholder: '核定',
      options: [
        { value: 'open', text: '还没有核定' },
        ...Object.entries(resultNames).map(([value, text]) => ({ value, text })),
      ],
      value: words.result,
    }),
    ...(view.partly && task.target !== null
      ? [
          input({
            name: `done.${task.id}`,
            limit: 'task.done',
            label: `已完成（应完成 ${task.target}，按比例计分）`,
            placeholder: '例如 8',
            value: words.done,
          }),
        ]
      : []),
    ...(wantsPoints
      ? [
          input({
            name: `granted.${task.id}`,
            limit: 'task.granted',
            label: `给几分（0 至 ${task.points}，必填）`,
            placeholder: '例如 2',
            value: words.granted,
          }),
        ]
      : []),
    ...(task.asks
      ? [
          input({
            name: `reason.${task.id}`,
            limit: 'task.reason',
            label: '理由（会告知，必填）',
            value: words.reason,
          }),
        ]
      : []),
  ]
}

/** What became of last year's tasks, line by line: the new targets are set by it. */
function before({ before: tasks }: LetterView): Element[] {
  if (tasks.length === 0) return []
  const lines = tasks.map(({ name, points, target, result, granted, done }) => {
    const amount = done === null ? '' : `完成 **${done}**${target === null ? '' : ` / ${target}`}`
    const what = {
      done: '完成',
      'not-done': '没有完成',
      excused: `有特殊情况，给 ${granted ?? points} 分`,
    }
    return `- ${literal(name)}：${amount === '' ? (result === null ? '' : what[result]) : amount}`
  })
  return [markdown(['**上年完成情况**', ...lines].join('\n'), 'notation')]
}

function letterForm(view: LetterView, frame: Frame): Element {
  const again = view.entered !== null
  return form('letter', [
    fieldLabel(again ? '改责任书（还没有核定之前）' : '责任书', !again),
    input({
      name: 'text',
      limit: 'tasks.letter',
      rows: 5,
      value: view.text,
      placeholder: view.partly
        ? '一行一项：任务、分值、应完成数，例如 改造管网 18 12'
        : '一行一项：任务、分值，例如 改造老旧管网 18',
    }),
    ...(view.lastYears ? [quiet('上面是上年的责任书，请改成今年的再载入；不载入不作数。')] : []),
    ...before(view),
    buttons(
      button(
        frame,
        again ? '重新载入' : '载入',
        { verb: 'tasks.set', args: [view.cycle, view.part, view.assessee] },
        { submit: true, primary: view.lacks === 'letter' },
      ),
    ),
  ])
}
