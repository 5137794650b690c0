import type { Day } from '../base/day.js'
import type { Random } from '../demo/random.js'
import type { Card } from './card.js'

/** What a card asks of who has it before them: a button, by its name. */
export interface Duty {
  verb: string
  name: string
  /** It only turns to the next page of a form, which is handed in on its last one. */
  turns: boolean
}

/** What the button of a card opens or turns over, and what people begin by themselves: no duty. */
const noDuty =
  /^(open|refresh|record|cycle\.(?!working-time)[\w-]+|publish|attendance\.(again|check|edit|look|send|template)|leave\.(submit|slip|again)|info\.(submit|again)|tasks\.(find|page|part))(\.|$)|\.(again|page|show)$/
/** Labels of what is handed in already, or only turned over. */
const handedIn = /^(重新|再|下一份|上一|去办理|改好|查看)/

/**
 * What a card asks, by its first filled button: nothing where it has none, or where that one only looks at something
 * or hands in anew what was handed in before.
 */
export function dutyOn(card: Card): Duty | null {
  const filled = card.actions().filter(({ primary }) => primary)
  const asked = filled.find(({ name, label }) => isTurn(card, name, label) || isDuty(name, label))
  if (!asked) return null
  return {
    verb: verbOf(asked.name),
    name: asked.name,
    turns: isTurn(card, asked.name, asked.label),
  }
}

function isDuty(name: string, label: string): boolean {
  return !noDuty.test(verbOf(name)) && !handedIn.test(label)
}

/** The next page of a form: its fields go with the press. Of a list that is only looked through it is none. */
function isTurn(card: Card, name: string, label: string): boolean {
  return label === '下一页' && card.formOf(name).length > 0
}

/** Labels of a list's rows that are still to be done, on the buttons that bring them. */
const brings = /^(去办理|打开|载入)$/

/**
 * What a card lists as waiting, by the buttons that bring it: of home, where several came at once; of items that an office scores, one by
 * one. Named by what they bring: the card is another after each.
 */
export function errandsOn(card: Card): string[] {
  return card
    .actions()
    .flatMap(({ name, label, primary }) =>
      brings.test(label) && !ofCycles.test(name) && (primary || label === '去办理')
        ? [broughtBy(name)]
        : [],
    )
}

/** A cycle's choices are opened by who looks into them; nobody waits for that. */
const ofCycles = /^cycle\./

/** What a button brings, whatever the card's revision: its verb and arguments. */
export function broughtBy(name: string): string {
  const [verb = '', , , ...args] = name.split('~')
  return [verb, ...args].join('~')
}

export function verbOf(name: string): string {
  return name.split('~')[0] ?? name
}

/** What somebody types into the fields of a button's form that are empty. */
export function typed(
  card: Card,
  name: string,
  { random, today }: { random: Random; today: Day },
): Record<string, unknown> {
  const verb = verbOf(name)
  if (verb === 'vote.hand-in') return ballotFor(card, name, random)
  const values: Record<string, unknown> = verb === 'tasks.set' ? letterFor(card, random) : {}
  for (const { field, held } of card.formOf(name)) {
    if (verb === 'tasks.decide' && isOpenResult(field)) {
      values[`${field.name}`] = random.chance(90) ? 'done' : 'not-done'
    }
    if (verb === 'rating.submit' && field.tag === 'select_static') {
      // The best level has its quota, which others may have used: the second is for everybody.
      const [, second] = card.options(`${field.name}`)
      if (second) values[`${field.name}`] = second.value
    }
    if ((held && !isSlip(field)) || `${field.name}` in values) continue
    const value = fillFor(field, card, random, today)
    if (value !== undefined) values[`${field.name}`] = value
  }
  return values
}

/** A voter's sheet: most are given the same, one of them something else. */
function ballotFor(card: Card, name: string, random: Random): Record<string, unknown> {
  const [, from = '', to = ''] = /请打 \**(\d+)–(\d+)\** 的整数分/.exec(card.text) ?? []
  const fields = card.formOf(name).map(({ field }) => field)
  const slipped = fields.filter(isSlip).map((field) => [`${field.name}`, ''] as const)
  const cleared = Object.fromEntries(slipped)
  const [rest, ...single] = fields.map((field) => `${field.name}`)
  const one = single.length > 0 ? single[random.below(single.length)] : undefined
  if (rest === undefined) return {}
  if (to !== '') {
    const figure = (): string =>
      `${Number(to) - random.below(Math.max(1, (Number(to) - Number(from)) >> 2))}`
    return { ...cleared, [rest]: figure(), ...(one === undefined ? {} : { [one]: figure() }) }
  }
  // The best band has its limit on a sheet: most are given the second.
  const bands = card.options(rest).map(({ value }) => value)
  const names = one === undefined ? [] : card.options(one).map(({ value }) => value)
  const picked = names[random.below(Math.max(1, names.length))]
  return {
    [rest]: bands[1] ?? bands[0],
    ...(one === undefined || picked === undefined ? {} : { [one]: [picked] }),
  }
}

/** The result of a task that is not decided; the choice holds that it is not. */
function isOpenResult({ tag, initial_option }: Record<string, unknown>): boolean {
  return tag === 'select_static' && initial_option === 'open'
}

/** A letter of responsibility: two to four tasks whose points make up what the card says, with targets where it takes them. */
function letterFor(card: Card, random: Random): Record<string, unknown> {
  const [, whole = '0'] = /合计 \**([\d.]+)\** 分/.exec(card.text) ?? []
  const some = works.slice(0, 2 + random.below(3))
  const each = Math.floor(Number.parseFloat(whole) / some.length)
  const inPart = JSON.stringify(card.content).includes('应完成数')
  const lines = some.map((work, at) => {
    const points = at > 0 ? each : Number.parseFloat(whole) - each * (some.length - 1)
    return `${work} ${points}${inPart ? ` ${4 + random.below(20)}` : ''}`
  })
  return { text: lines.join('\n') }
}

function fillFor(field: Record<string, unknown>, card: Card, random: Random, today: Day): unknown {
  const options = card.options(`${field.name}`).map((option) => option.value)
  const [first, ...others] = options
  switch (field.tag) {
    case 'select_static':
      return first === undefined
        ? undefined
        : random.chance(80)
          ? first
          : random.pick([first, ...others])
    case 'multi_select_static':
      return first === undefined ? undefined : [random.pick([first, ...others])]
    case 'date_picker':
      return `${today} +0800`
    case 'input':
      return withinFor(field, random) ?? wordsFor(`${field.name}`, random)
    default:
      return undefined
  }
}

/** What somebody types by mistake where a figure is wanted. */
export const slipFigure = '１２３４５６'

/** A field that came back with what was typed by mistake. */
function isSlip({ default_value }: Record<string, unknown>): boolean {
  return `${default_value}`.normalize('NFKC') === slipFigure.normalize('NFKC')
}

/**
 * A figure in the upper part of what a field says that it takes (`0–4`, `（0 至 2.5）`), in halves; the highest where there is none;
 * undefined where it says nothing.
 */
function withinFor(field: Record<string, unknown>, random: Random): string | undefined {
  const said = JSON.stringify([field.placeholder ?? '', field.label ?? ''])
  const range = /["（](\d{1,3}(?:\.\d+)?)(?:–| 至 )(\d{1,3}(?:\.\d+)?)["）]/.exec(said)
  if (!range) return undefined
  const [from, to] = [Number.parseFloat(range[1] ?? ''), Number.parseFloat(range[2] ?? '')]
  return `${to - random.below(Math.floor(((to - from) * 2) / 3) + 1) / 2}`
}

/** Fields that hold figures, by the names that the cards give them. */
const figure = /^(score|self|amount|quantity|granted|done|target|value|points)/
const works = ['整理台账', '走访企业', '起草方案', '组织培训', '核对数据', '办理来文'] as const

function wordsFor(name: string, random: Random): string {
  if (name === 'hours') return '08:30-12:00 13:30-18:00'
  if (figure.test(name)) return `${80 + random.below(15)}${random.chance(30) ? '.5' : ''}`
  if (/^(extra|plans|summary)/.test(name)) return `${random.pick(works)}、${random.pick(works)}`
  return '已核对有关记录'
}
