import { refuse, type Refusal } from '../base/refusal.js'
import type { CardRef } from './cards.js'
import type { Context } from './context.js'
import { openRatingKey } from './rating/open-periods.js'
import { reportMonthOf } from './report/months.js'

/** Every command has an English and a Chinese word; the card that answers it. */
const commands: {
  words: string[]
  name: string
  card(ctx: Context): Promise<CardRef | Refusal>
}[] = [
  {
    words: ['/help', '帮助', '主页'],
    name: '帮助',
    card: async () => ({ kind: 'home', key: 'home' }),
  },
  {
    words: ['/myscore', '我的得分'],
    name: '我的得分',
    card: async () => ({ kind: 'standing', key: 'now' }),
  },
  {
    words: ['/report', '月报'],
    name: '月报',
    card: async (ctx) => ({ kind: 'report', key: reportMonthOf(ctx.calendar, ctx.today) }),
  },
  {
    words: ['/unit', '处室'],
    name: '处室月报',
    card: async (ctx) => {
      const { roster } = ctx.bureau
      const unit = roster.inChargeOf(ctx.person)[0] ?? roster.unitOf(ctx.person) ?? ''
      return { kind: 'digest', key: `${reportMonthOf(ctx.calendar, ctx.today)}.${unit}` }
    },
  },
  {
    words: ['/rate', '评价'],
    name: '评价',
    card: async (ctx) => {
      const key = await openRatingKey(ctx)
      return key ? { kind: 'rating', key } : refuse('nothing-to-rate')
    },
  },
  {
    words: ['/record', '记录'],
    name: '记录',
    card: async () => ({ kind: 'record', key: 'new' }),
  },
  {
    words: ['/publish', '公布'],
    name: '公布',
    card: async (ctx) => ({ kind: 'publish', key: ctx.bureau.cycle.id }),
  },
]

/** The command that a text is: the first word, with or without the slash; null for none. */
export function commandOf(
  text: string,
): { name: string; card(ctx: Context): Promise<CardRef | Refusal> } | null {
  const word = text.trim().split(/\s+/)[0]?.toLowerCase() ?? ''
  return commands.find((command) => command.words.includes(word)) ?? null
}
