import { dayText } from '../../src/base/day.js'
import type { CycleView } from '../../src/flows/cycle/views.js'
import {
  button,
  buttons,
  card,
  form,
  input,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  select,
  type Element,
  type Frame,
} from '../kit.js'
import { sentence } from '../sayings.js'
import { leftOut, some, standings } from './shared.js'

/** One cycle: how it stands, its choices, and what the office may do with it. */
export function renderCycle(view: CycleView, frame: Frame): Element {
  const { tone, text } = standings[view.standing]
  return card(
    { title: '考核周期', subtitle: `${view.scheme} · ${view.year}年度`, tone, tag: text },
    [
      markdown(summary(view).join('\n')),
      ...(view.standing === 'stopped' ? stopped(view, frame) : []),
      ...hours(view, frame),
      ...choices(view, frame),
      ...leftOut(view.leftOut),
      ...amendments(view),
      ...(view.standing === 'open' || view.standing === 'published' ? closing(view, frame) : []),
      quiet(`办法版本 ${literal(view.version)}`),
    ],
  )
}

function summary(view: CycleView): string[] {
  const { publicity, closed } = view
  return [
    `${dayText(view.openedOn)}开启${view.assessed === null ? '' : `，考核对象 ${view.assessed}`}`,
    ...(view.versions > 0 ? [`已公布 ${view.versions} 版`] : []),
    ...(publicity
      ? [
          publicity.over
            ? '公示和申请复核的期限已满，可以结束。'
            : `公示到${dayText(publicity.until, publicity.provisional)}，申请复核到${dayText(publicity.reviewUntil, publicity.provisional)}`,
        ]
      : []),
    ...(closed
      ? [
          `${dayText(closed.on)}由${literal(closed.by)}结束${closed.reason ? `：${literal(closed.reason)}` : ''}`,
        ]
      : []),
  ]
}

function stopped(view: CycleView, frame: Frame): Element[] {
  const values = { scheme: view.scheme, year: view.year }
  if (view.found === null) {
    return [markdown(literal(sentence('cycle-scheme-missing', values)))]
  }
  return [
    markdown(literal(sentence('cycle-scheme-changed', values))),
    markdown(`现在的版本：${literal(view.found)}`),
    form('amend', [
      input({ name: 'reason', limit: 'cycle.reason', label: '修订原因', required: true, rows: 2 }),
      input({
        ...{ name: 'reference', limit: 'cycle.reference', label: '依据', required: true },
        placeholder: '会议纪要或文件的编号',
      }),
      buttons(
        button(
          frame,
          '按现在的版本继续',
          { verb: 'cycle.amend', args: [view.cycle] },
          {
            ...{ primary: true, submit: true },
            confirm: {
              title: '按修订后的办法继续？',
              text: '全年的得分都会按修订后的办法重新计算。',
            },
          },
        ),
      ),
    ]),
  ]
}

function hours({ cycle, hours: now }: CycleView, frame: Frame): Element[] {
  if (now === null) return []
  return [
    markdown(
      now === ''
        ? `<font color='orange'>**作息时间还没有登记。**办法里有按工作时间计的时限，登记以后才能记录签收等时间。</font>`
        : `作息时间：**${literal(now)}**，休息日照放假安排`,
    ),
    form('worktime', [
      input({
        name: 'hours',
        limit: 'cycle.hours',
        value: now,
        placeholder: '例如 08:30-12:00 13:30-18:00',
      }),
      buttons(
        button(
          frame,
          '登记作息时间',
          { verb: 'cycle.working-time', args: [cycle] },
          { submit: true, ...(now === '' ? { primary: true } : {}) },
        ),
      ),
    ]),
  ]
}

function choices(view: CycleView, frame: Frame): Element[] {
  if (view.choices.length === 0) return []
  const lines = view.choices.map(({ name, clause, answer, reference }) => {
    const by = reference === null ? '' : `　依据：${reference}`
    return `- **${literal(name)}**：${literal(answer)}\n  ${quietly(literal(`${clause}${by}`))}`
  })
  return [
    panel(`办法中的选择 ${view.choices.length} 处`, [markdown(lines.join('\n'))]),
    form('choices', [
      select({
        name: 'choice',
        placeholder: '查看或登记一处选择',
        options: view.choices.map(({ id, name }) => ({ value: id, text: name })),
        required: true,
      }),
      buttons(
        button(
          frame,
          '打开',
          { verb: 'cycle.choice', args: [view.cycle] },
          { outlined: true, submit: true },
        ),
      ),
    ]),
  ]
}

function amendments({ amended }: CycleView): Element[] {
  if (amended.length === 0) return []
  const lines = amended.map(
    ({ on, to, reason, reference }) =>
      `- ${dayText(on)}改为 ${literal(to)}：${literal(reason)}（${literal(reference)}）`,
  )
  return [panel(`修订 ${amended.length} 次`, [markdown(some(lines).join('\n'))])]
}

function closing(view: CycleView, frame: Frame): Element[] {
  const usual = view.publicity?.over ?? false
  return [
    rule(),
    form('close', [
      ...(usual
        ? []
        : [
            input({
              ...{ name: 'reason', limit: 'cycle.reason', required: true, rows: 2 },
              label: view.versions > 0 ? '公示、复核期未满就结束的原因' : '没有公布就结束的原因',
            }),
          ]),
      buttons(
        button(
          frame,
          '结束周期',
          { verb: 'cycle.close', args: [view.cycle] },
          {
            ...{ danger: true, submit: true },
            confirm: {
              title: '结束这个周期？',
              text: '结束后不能再办理其中的任何事项，已公布的结果仍可查看。',
            },
          },
        ),
      ),
    ]),
  ]
}
