import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import { figureField, pickField } from '../../src/flows/vote/fields.js'
import { abstains } from '../../src/flows/vote/hand-in.js'
import type { VoteSheet, VoteView } from '../../src/flows/vote/view.js'
import {
  button,
  buttons,
  card,
  columns,
  fieldLabel,
  form,
  input,
  literal,
  markdown,
  multiSelect,
  panel,
  quiet,
  quietly,
  select,
  unbroken,
  type Element,
  type Frame,
  type Heading,
} from '../kit.js'
import { leftText } from '../report-lines.js'

/** What the card is called; a part that is called just so is told apart by its scheme. */
const name = '民主测评'

/** A voter's sheet, empty, or what became of the vote. */
export function renderVote(view: VoteView, frame: Frame): Element {
  return card(heading(view), [
    markdown(told(view)),
    ...(view.sheet ? sheet(view, view.sheet, frame) : []),
    promises(view),
    quiet(`${literal(view.clause)}　${literal(view.scheme)}`),
  ])
}

function heading(view: VoteView): Heading {
  const of = view.partName === name ? view.scheme : view.partName
  const title = { title: name, subtitle: `${view.year}年度 · ${of}` }
  switch (view.state) {
    case 'open':
      return {
        ...title,
        tone: 'blue',
        tag: view.done > 0 ? `已交 ${view.done}／${view.sheets}` : '待测评',
      }
    case 'handed-in':
      return { ...title, tone: 'green', tag: '已交' }
    case 'over':
      return { ...title, tone: 'grey', tag: '已截止' }
    case 'closed':
      return { ...title, tone: 'grey', tag: '已结束' }
    case 'void':
      return { ...title, tone: 'grey', tag: '已作废' }
  }
}

function told(view: VoteView): string {
  const due = dayText(view.due, view.provisional)
  const at = view.doneAt === null ? '' : `${dayText(dayAt(view.doneAt))} ${timeAt(view.doneAt)}`
  switch (view.state) {
    case 'open': {
      const many =
        view.sheets > 1 ? `共 ${view.sheets} 张，这是第 **${view.sheet?.number}** 张。` : ''
      return `请在${due}前交表${leftText(view.workingDaysLeft)}。${many}每张约一两分钟，只能交一次。`
    }
    case 'handed-in':
      return `${view.sheets > 1 ? `${view.sheets} 张表` : '您的表'}已于${at}交齐。交了不能改，填的内容谁也查不到，您自己也看不到。`
    case 'over':
      return `${due}已截止，您有 ${view.sheets - view.done} 张表没有交，不能再交。`
    case 'closed':
      return `测评已结束并计票。${view.done > 0 ? '' : '您没有交表。'}计入各人得分的在“我的得分”里看。`
    case 'void':
      return '这次测评已由考核办作废，没有任何票计入，也不会显示。重新发起的会再给您发卡片。'
  }
}

function sheet(view: VoteView, of: VoteSheet, frame: Frame): Element[] {
  const press = { verb: 'vote.hand-in', args: [view.vote, `${of.number}`] }
  const confirm = {
    title: '交这张测评表？',
    text: '交了就不能改，也不能再看。没有单独评的人，都按“其余各人”计。',
  }
  const submit = buttons(button(frame, '交表', press, { primary: true, submit: true, confirm }))
  const limits = of.limits.map(({ name: band, most }) => `“${literal(band)}”至多 ${most} 个`)
  const limited = limits.length > 0 ? [markdown(`这张表上${limits.join('，')}。`)] : []
  return of.figures
    ? [
        ...limited,
        ...figuresTold(of.figures),
        form('sheet', [...figureRows(of, of.figures), submit]),
      ]
    : [people(of), ...limited, form('sheet', [...optionFields(of), submit])]
}

/** Whom the sheet is about, unit by unit. */
function people(of: VoteSheet): Element {
  const units = new Map<string, string[]>()
  for (const { name, unit } of of.people) units.set(unit, [...(units.get(unit) ?? []), name])
  const lines = [...units].map(([unit, names]) => {
    const all = names.map(unbroken).join('、')
    return unit === '' ? all : `${quietly(literal(unit))}　${all}`
  })
  return markdown(
    `**这张表上的 ${of.people.length} ${of.units ? '个单位' : '人'}**\n${lines.join('\n')}`,
  )
}

function optionFields(of: VoteSheet): Element[] {
  const options = [
    ...of.options.map(({ id, name, points }) => ({
      id,
      name,
      hint: points === null ? '' : `（${points} 分）`,
    })),
    { id: abstains, name: '弃权', hint: '（不了解，不计票）' },
  ]
  // Where everybody belongs stands above; here only who has a namesake is told apart by it.
  const namesakes = (name: string): number => of.people.filter((one) => one.name === name).length
  const names = of.people.map(({ id, name, unit }) => ({
    value: id,
    text: unit === '' || namesakes(name) === 1 ? name : `${name}（${unit}）`,
  }))
  return [
    fieldLabel(`一、其余${of.units ? '单位' : '各人'}：没有在下面单独选的，都划为`, true),
    select({
      name: 'rest',
      placeholder: '先选一个档，适合大多数',
      options: options.map(({ id, name, hint }) => ({ value: id, text: `${name}${hint}` })),
    }),
    fieldLabel('二、单独划档的：没有就不选'),
    ...options.map(({ id, name }) =>
      columns(
        { weight: 1, elements: [markdown(literal(name))] },
        {
          weight: 3,
          elements: [
            multiSelect({ name: `${pickField}${id}`, placeholder: '点这里选', options: names }),
          ],
        },
      ),
    ),
  ]
}

function figuresTold({ from, to, bands }: NonNullable<VoteSheet['figures']>): Element[] {
  return [
    markdown(`请打 **${from}–${to}** 的整数分。`),
    ...(bands.length > 0 ? [quiet(bands.map(unbroken).join('　'))] : []),
  ]
}

function figureRows(of: VoteSheet, { from, to }: NonNullable<VoteSheet['figures']>): Element[] {
  return [
    fieldLabel('一、其余各人：没有在下面单独打分的，都打'),
    input({
      name: 'rest',
      limit: 'vote.figure',
      placeholder: `${from}–${to}，适合大多数人；各人都单独打的不填`,
    }),
    fieldLabel('二、单独打分的人'),
    ...of.people.map(({ id, name, unit }) => {
      const where = unit === '' ? '' : `　${quietly(literal(unit))}`
      return columns(
        { weight: 2, elements: [markdown(`**${literal(name)}**${where}`)] },
        {
          weight: 1,
          elements: [
            input({ name: `${figureField}${id}`, limit: 'vote.figure', placeholder: '分数' }),
          ],
        },
      )
    }),
  ]
}

/** What is promised, and as plainly what is not. */
function promises({ least, ownLeftOut }: VoteView): Element {
  const lines = [
    '**保证**',
    '- 只记您交了哪张表、什么时候交的。票只加进合计，不留单张票；合计加密存放，密钥不在数据库里，计票后销毁。',
    '- 结束前谁也看不到票数，考核办只看到谁还没有交。',
    `- 一个人的有效票不足 ${least} 张的，不计也不显示；结束后不能重测同一部分，避免两次相减。`,
    '**不能保证**',
    '- 您按“交表”时，飞书平台和正在运行的程序会经手这张表。',
    '- 管服务器的人若偷留密钥，又在每次交表前后各留一份数据库，能推算出这张表。',
    '- 大家给同一个人的票完全一样时，结果本身就说明了各人的票；其余的人合起来，也能推出剩下一个人的票。',
    ...(ownLeftOut ? ['本人不评自己，您的表上没有您。'] : []),
  ]
  return panel('怎样无记名', [markdown(lines.join('\n'), 'notation')])
}
