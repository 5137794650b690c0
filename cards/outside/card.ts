import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import { outsideLimits } from '../../src/flows/limits.js'
import { sealedToken } from '../../src/flows/outside/sealed.js'
import type { ImportShown, LinkShown, OutsideView } from '../../src/flows/outside/view.js'
import {
  bar,
  button,
  buttons,
  card,
  type Element,
  fieldLabel,
  form,
  type Frame,
  type Heading,
  input,
  literal,
  markdown,
  multiSelect,
  panel,
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'
import { cut, leftText } from '../report-lines.js'

/** A body of third parties, before the office: progress, links, what came on paper. */
export function renderOutside(view: OutsideView, frame: Frame): Element {
  const open = view.state === 'open'
  return card(heading(view), [
    progress(view),
    ...(open ? making(view, frame) : []),
    ...listed(view, frame),
    ...(open ? withdrawing(view, frame) : []),
    ...papers(view, frame),
    ...remarks(view),
    ...others(view, frame),
    quiet(literal(`${view.clause}　${view.says}`)),
  ])
}

function heading(view: OutsideView): Heading {
  const title = {
    title: '第三方评价',
    subtitle: `${view.bodyName} · ${view.scheme} ${view.periodName}`,
  }
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.state === 'not-open') return { ...title, tone: 'grey', tag: '未开始' }
  if (view.waiting > 0) {
    const soon = view.workingDaysLeft <= 2
    return { ...title, tone: soon ? 'orange' : 'blue', tag: `${view.waiting} 个没有交` }
  }
  if (view.all + view.paper === 0) return { ...title, tone: 'blue', tag: '还没有发' }
  return { ...title, tone: 'green', tag: '已收齐' }
}

function progress(view: OutsideView): Element {
  const lines =
    view.all === 0
      ? ['还没有发链接']
      : [`${bar(view.handedIn / view.all)}　链接已交 **${view.handedIn}** / ${view.all}`]
  if (view.paper > 0) lines.push(`纸质评价表 **${view.paper}** 份`)
  const due = dayText(view.due, view.provisional)
  if (view.state === 'not-open') lines.push(`${dayText(view.opens)}开始，${due}截止`)
  if (view.state === 'open') {
    const left = view.workingDaysLeft < 0 ? '，已过期' : leftText(view.workingDaysLeft)
    lines.push(`${due}截止${left}`)
  }
  lines.push(quietly('这里只看到交了几份，看不到谁打了几分。结束本期评价后计入。'))
  return markdown(lines.join('\n'))
}

function argsOf({ cycle, period, part, body }: OutsideView): string[] {
  return [cycle, period, part, body]
}

/** Options of one list: more are chosen from none, and all are asked about. */
const optionsMax = 100

function making(view: OutsideView, frame: Frame): Element[] {
  if (view.address === null) {
    return [
      markdown(
        "<font color='orange'>还不能发链接：没有设置对外的网址。请维护考核助手的人设置 KAOHE_PUBLIC_URL 后再来；纸质评价表现在就可以用。</font>",
      ),
    ]
  }
  const fields = view.noted
    ? [
        input({
          name: 'names',
          limit: 'outside.names',
          label: '发给谁，一行一个（单位、姓名），会记在台账里',
          rows: 3,
          required: true,
        }),
      ]
    : [
        input({
          name: 'count',
          limit: 'outside.count',
          placeholder: '例如 10',
          label: `要几个链接（只编号，不记是谁；一次至多 ${outsideLimits.links} 个）`,
          required: true,
        }),
      ]
  const offered = view.rated.length > 1 && view.rated.length <= optionsMax
  const whom = offered
    ? [
        fieldLabel(`评哪些，不选就是全部 ${view.rated.length} 个`),
        multiSelect({
          name: 'whom',
          placeholder: '全部',
          options: view.rated.map(({ id, name }) => ({ value: id, text: name })),
        }),
      ]
    : []
  return [
    rule(),
    form('making', [
      ...fields,
      ...whom,
      buttons(
        button(
          frame,
          '生成链接',
          { verb: 'outside.make', args: argsOf(view) },
          { submit: true, primary: view.all === 0 },
        ),
      ),
    ]),
  ]
}

const stateWords: Readonly<Record<LinkShown['state'], string>> = {
  waiting: '没有交',
  'handed-in': '已交',
  withdrawn: '已作废',
  expired: '已过期',
}

function listed(view: OutsideView, frame: Frame): Element[] {
  if (view.links.length === 0) return []
  const turn = (text: string, page: number): Element =>
    button(frame, text, { verb: 'outside.page', args: [...argsOf(view), `${page}`] })
  const turns = [
    ...(view.page > 1 ? [turn('上一页', view.page - 1)] : []),
    ...(view.page < view.pages ? [turn('下一页', view.page + 1)] : []),
  ]
  const open = view.state === 'open' && view.links.some(({ state }) => state === 'waiting')
  return [
    rule(),
    ...(open
      ? [quiet('一个链接给一个人，谁拿到谁就能评，交一次就失效；请单独发给本人，不要发在群里。')]
      : []),
    ...view.links.map((link) => markdown(linkLines(view, link).join('\n'))),
    ...(view.pages > 1 ? [quiet(`第 ${view.page} 页 / 共 ${view.pages} 页`)] : []),
    ...(turns.length > 0 ? [buttons(...turns)] : []),
  ]
}

function linkLines(view: OutsideView, link: LinkShown): string[] {
  const name = link.name === '' ? '' : `　${cut(link.name, 40)}`
  const whom = link.whom < view.rated.length ? `　评 ${link.whom} 个` : ''
  const at = link.at === null ? '' : `　${dayText(dayAt(link.at))} ${timeAt(link.at)}`
  const until = link.until === view.due ? '' : `　到${dayText(link.until)}`
  const colour = { waiting: 'blue', 'handed-in': 'green', withdrawn: 'grey', expired: 'orange' }
  const state = `<font color='${colour[link.state]}'>${stateWords[link.state]}</font>`
  const head = `**${link.number}号**${name}　${state}${quietly(`${at}${whom}${until}`)}`
  const reason = link.reason === '' ? [] : [quietly(cut(link.reason, 80))]
  if (link.state !== 'waiting' || view.state !== 'open' || view.address === null) {
    return [head, ...reason]
  }
  return [head, literal(`${view.address}/p/${view.bureau}/`) + sealedToken(link)]
}

function withdrawing(view: OutsideView, frame: Frame): Element[] {
  const waiting = view.links.filter(({ state }) => state === 'waiting' || state === 'expired')
  if (waiting.length === 0) return []
  const press = (again: '0' | '1') => ({
    verb: 'outside.withdraw',
    args: [...argsOf(view), again],
  })
  return [
    rule(),
    form('withdrawing', [
      markdown('**发错了、丢了、过期了？** 作废或者换一个。'),
      select({
        name: 'link',
        placeholder: '哪一个（本页上的）',
        options: waiting.map(({ id, number, name }) => ({
          value: id,
          text: `${number}号${name === '' ? '' : ` ${name}`}`,
        })),
      }),
      input({ name: 'reason', limit: 'outside.reason', placeholder: '原因（必填，留在台账里）' }),
      buttons(
        button(frame, '作废并换一个', press('1'), { submit: true }),
        button(frame, '只作废', press('0'), { submit: true, danger: true }),
      ),
    ]),
  ]
}

function papers(view: OutsideView, frame: Frame): Element[] {
  const open = view.state === 'open'
  const lines = view.imports.map(importLine)
  const told = ['**纸质评价表**', ...lines].join('\n')
  const ask = button(frame, '下载纸质评价的导入表', { verb: 'outside.paper', args: argsOf(view) })
  return [
    ...(open || lines.length > 0 ? [rule()] : []),
    ...(lines.length > 0 ? [markdown(told)] : []),
    ...(open ? [buttons(ask), ...voiding(view, frame)] : []),
  ]
}

/** The last import that counts can be taken back; then the one before it. */
function voiding(view: OutsideView, frame: Frame): Element[] {
  const last = view.imports.findLast(({ voided }) => voided === null)
  if (!last) return []
  const press = { verb: 'outside.paper-void', args: [...argsOf(view), last.id] }
  return [
    form('voiding', [
      markdown(`**导错了？** 冲掉最近一次（${dayText(last.on)} ${last.count} 份），编号可以再用。`),
      input({ name: 'why', limit: 'outside.reason', placeholder: '原因（必填，留在台账里）' }),
      buttons(button(frame, '冲掉', press, { submit: true, danger: true })),
    ]),
  ]
}

function importLine({ by, on, count, reference, voided }: ImportShown): string {
  const head = `- ${dayText(on)} ${literal(by)}导入 ${count} 份，${cut(reference, 60)}`
  if (!voided) return head
  return `${head}\n  ${quietly(`${literal(voided.by)}${dayText(voided.on)}冲掉：${cut(voided.reason, 80)}`)}`
}

/** Remarks on one card. */
const remarksMax = 40

function remarks(view: OutsideView): Element[] {
  if (view.remarks.length === 0) return []
  const shown = view.remarks.slice(0, remarksMax).map((one) => `- ${cut(one, 120)}`)
  const rest = view.remarks.length - shown.length
  const more = rest > 0 ? [quietly(`另有 ${rest} 条没有列出`)] : []
  return [
    panel(`意见和建议 ${view.remarks.length} 条（不分是谁写的）`, [
      markdown([...shown, ...more].join('\n')),
    ]),
  ]
}

function others(view: OutsideView, frame: Frame): Element[] {
  if (view.others.length === 0) return []
  return [
    buttons(
      ...view.others.map(({ key, name }) =>
        button(frame, name, { verb: 'open', args: ['outside', key] }),
      ),
    ),
  ]
}
