import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import { revokeReason } from '../../src/flows/decision/decide.js'
import type { DecisionShown, DecisionsView } from '../../src/flows/decision/view.js'
import {
  button,
  buttons,
  card,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  multiSelect,
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'
import { scoreText } from '../scores.js'
import { fieldsOf } from './presses.js'

/** What a cycle leaves to a meeting: each with its form, and what was decided. */
export function renderDecisions(view: DecisionsView, frame: Frame): Element {
  const open = view.ties.length + view.left.count
  return card(
    {
      title: '会议决定',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: open > 0 ? 'blue' : 'green',
      tag: open > 0 ? `待定 ${open}` : '没有待定',
    },
    [
      ...head(view, open),
      ...view.ties.flatMap((tie) => tieForm(view, tie, frame)),
      ...(view.grades.length > 0 ? [rule(), gradeForm(view, frame)] : []),
      ...decided(view, frame),
      buttons(button(frame, '刷新', { verb: 'refresh' })),
      quiet('登记后结果按它重新计算，分数不变；理由和依据留在台账，由谁定也写进导出的事实文件。'),
    ],
  )
}

function head(view: DecisionsView, open: number): Element[] {
  const { results, outdated, left, looked } = view
  if (results === null) return [markdown('结果还没有计算，请按“刷新”。')]
  if (outdated) return [markdown('之后又有变化，正在重新计算；算完后这里列出要由会议决定的。')]
  return [
    markdown(
      open === 0 ? '按现在的结果，办法没有留给会议决定的。' : '下面这些，办法留给有权的人决定：',
    ),
    ...names('等次没有定的', left),
    ...names('程序已建议等次、请会议研究的', looked),
  ]
}

function names(what: string, { count, names: some }: DecisionsView['left']): Element[] {
  if (count === 0) return []
  const more = count > some.length ? '等' : ''
  return [markdown(`${what}（${count}）：${some.map(literal).join('、')}${more}`)]
}

/** More equals than these do not fit a card: they are all in the list to choose from. */
const amongShown = 8

function tieForm(view: DecisionsView, tie: DecisionsView['ties'][number], frame: Frame): Element[] {
  const some = tie.among.slice(0, amongShown).map(({ name }) => literal(name))
  const more = tie.among.length > amongShown ? `等 ${tie.among.length} 个` : ''
  const total = tie.among[0]?.total ?? ''
  const of = fieldsOf(`${tie.nomination}`)
  return [
    rule(),
    markdown(
      `**${literal([tie.tier, tie.grade].join('　').trim())}** 末位同分（${scoreText(total)}），还有 **${tie.places}** 个名额：${some.join('、')}${more}`,
    ),
    form(`places${tie.nomination}`, [
      fieldLabel(`由${tie.role}定给谁`, true),
      multiSelect({
        name: `chosen${of}`,
        placeholder: `选 ${tie.places} 个`,
        options: tie.among.map(({ id, name }) => ({ value: id, text: name })),
      }),
      ...grounds(of),
      button(
        frame,
        '登记',
        {
          verb: 'decision.places',
          args: [view.cycle, view.results ?? '', `${tie.nomination}`],
        },
        { primary: true, submit: true },
      ),
    ]),
  ]
}

function grounds(of: string): Element[] {
  return [
    input({
      name: `reason${of}`,
      label: '理由',
      limit: 'decision.reason',
      rows: 2,
      required: true,
    }),
    input({
      name: `reference${of}`,
      label: '依据（会议纪要或文件编号）',
      limit: 'decision.reference',
      required: true,
    }),
  ]
}

function gradeForm(view: DecisionsView, frame: Frame): Element {
  const who = view.assesses === 'unit' ? '单位名称' : '姓名或工号'
  return form('decide', [
    fieldLabel(`定某${view.assesses === 'unit' ? '单位' : '人'}的等次`),
    input({ name: 'name', label: who, limit: 'decision.name', required: true }),
    select({
      name: 'grade',
      placeholder: '等次',
      options: view.grades.map(({ id, name, role }) => ({
        value: id,
        text: `${name}（${role}定）`,
      })),
      required: true,
    }),
    ...grounds(''),
    button(
      frame,
      '登记',
      { verb: 'decision.grade', args: [view.cycle] },
      { submit: true, primary: view.ties.length === 0 },
    ),
  ])
}

/** Decisions on the card; earlier ones stand in the ledger. */
const decidedShown = 8

function decided(view: DecisionsView, frame: Frame): Element[] {
  if (view.decided.length === 0) return []
  const shown = view.decided.toReversed().slice(0, decidedShown)
  const more = view.decided.length - shown.length
  return [
    rule(),
    markdown(`**已登记 ${view.decided.length} 件**`),
    ...shown.map(decision),
    ...(more > 0 ? [quiet(`另有 ${more} 件，未在此列出。`)] : []),
    form('revoke', [
      select({
        name: 'decision',
        placeholder: '登记错了的，选要取消的一件',
        options: shown.map((one) => ({ value: one.id, text: shorten(whatText(one), 40) })),
        required: true,
      }),
      input({ name: revokeReason, label: '取消的理由', limit: 'decision.reason', required: true }),
      button(
        frame,
        '取消这件决定',
        { verb: 'decision.revoke', args: [view.cycle] },
        {
          submit: true,
          danger: true,
          confirm: {
            title: '取消这件决定？',
            text: '结果会按办法重新计算，原来的登记保留在台账里。',
          },
        },
      ),
    ]),
  ]
}

function whatText({ names, grade, quota }: DecisionShown): string {
  return `${names.join('、')} ${quota === '' ? `等次 ${grade}` : `${quota}（末位同分）`}`
}

function decision(one: DecisionShown): Element {
  const by = `${literal(one.role)}　${literal(one.reference)}　${literal(one.by)} ${dayText(one.on)}登记`
  return markdown(
    `**${literal(whatText(one))}**\n${quietly(by)}\n${literal(one.reason || '（理由已删去）')}`,
  )
}
