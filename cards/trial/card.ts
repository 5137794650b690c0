import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import type { WhatIfView } from '../../src/flows/trial/view.js'
import {
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  labelled,
  literal,
  markdown,
  quiet,
  rule,
  select,
} from '../kit.js'
import { scoreText, signedText } from '../scores.js'

/** What the office may try, and who would move by what it tried. */
export function renderWhatIf(view: WhatIfView, frame: Frame): Element {
  const { tried } = view
  const found = tried?.found ?? null
  const state =
    tried === null
      ? { tone: 'grey' as const, tag: '还没有试算' }
      : found === null
        ? { tone: 'blue' as const, tag: '正在试算' }
        : { tone: 'purple' as const, tag: `${found.moved} 个会变` }
  return card({ title: '试算', subtitle: `${view.year}年度 ${view.scheme}`, ...state }, [
    markdown(
      '同样的事实，换一种读法，谁的分、名次、等次会变。**只是试算**：不进台账，不改办法，别人看不到。',
    ),
    ...(tried === null ? [] : triedElements(tried)),
    rule(),
    ...askElements(view, frame),
    ...(view.others.length === 0
      ? []
      : [
          buttons(
            ...view.others.map(({ scheme, year, card: { kind, key } }) =>
              button(frame, shorten(`${year} ${scheme}`, 14), { verb: 'open', args: [kind, key] }),
            ),
          ),
        ]),
  ])
}

function triedElements({
  choice,
  clause,
  asks,
  now,
  instead,
  found,
}: NonNullable<WhatIfView['tried']>): Element[] {
  return [
    markdown(`**${literal(choice)}**（${literal(clause)}）\n${literal(asks)}`),
    labelled(['现在', literal(now)], ['试算', literal(instead)]),
    ...(found === null
      ? [markdown('正在逐个计算，算好后这张卡片自己更新。')]
      : foundElements(found)),
  ]
}

function foundElements({
  asOf,
  people,
  moved,
  first,
}: NonNullable<NonNullable<WhatIfView['tried']>['found']>): Element[] {
  if (moved === 0) {
    return [markdown(`截至${dayText(asOf)}，${people} 个考核对象的分、名次、等次**都不变**。`)]
  }
  const more = moved > first.length ? `，先列 ${first.length} 个` : ''
  return [
    markdown(`截至${dayText(asOf)}，${people} 个考核对象中 **${moved}** 个会变${more}：`),
    ...first.map((one) => markdown([moverText(one), ...whyTexts(one)].join('\n'))),
  ]
}

type Mover = NonNullable<NonNullable<WhatIfView['tried']>['found']>['first'][number]

function moverText({ name, before, after, change }: Mover): string {
  const rank = (of: number | null) => (of === null ? '未定' : `${of}`)
  const grade = (of: string | null) => literal(of ?? '未定')
  return [
    `**${literal(name)}**　${scoreText(before.total)} → ${scoreText(after.total)}（${signedText(change)}）`,
    ...(before.rank === after.rank ? [] : [`名次 ${rank(before.rank)} → ${rank(after.rank)}`]),
    ...(before.grade === after.grade
      ? []
      : [`等次 ${grade(before.grade)} → ${grade(after.grade)}`]),
  ].join('　')
}

function whyTexts({ why }: Mover): string[] {
  if (why.length === 0) return [grey('自己的分没有变，随别人变动')]
  const figure = (of: string | null) => (of === null ? '没有' : scoreText(of))
  return why.map(({ name, clause, before, after }) =>
    grey(`${literal(name)}（${literal(clause)}）　${figure(before)} → ${figure(after)}`),
  )
}

function grey(text: string): string {
  return `<font color='grey'>${text}</font>`
}

/** Options of one list; a regulation with more has the rest by `kaohe diff`. */
const optionsMost = 80

function askElements(view: WhatIfView, frame: Frame): Element[] {
  const { answers, cycle } = view
  if (answers.length === 0) return [markdown('这份办法没有可以另选的地方。')]
  return [
    form('what-if', [
      select({
        name: 'pair',
        placeholder: '选一处，换成哪一种',
        options: answers.slice(0, optionsMost).map(({ pair, choice, clause, says }) => ({
          value: pair,
          text: shorten(`${choice}（${clause}）：${says}`, 60),
        })),
        required: true,
      }),
      button(
        frame,
        '试算',
        { verb: 'what-if.try', args: [cycle] },
        { submit: true, primary: true },
      ),
    ]),
    quiet(
      '一次换一处。几处一起换、换一个版本的办法，在服务器上用 kaohe export 写出事实文件，再用 kaohe diff。',
    ),
  ]
}
