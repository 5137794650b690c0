import { groupedBy } from '../base/lookups.js'
import type { Check } from './check.js'
import type { Ended, Overdue } from './ended.js'

/**
 * Nothing is overdue but what somebody left on purpose: they were led to it, and let it be. `left`: whose and which message
 * (`open_id message_id`) was left.
 */
export function overdueCheck(overdue: readonly Overdue[], left: ReadonlySet<string>): Check {
  const isMeant = ({ openId, messages }: Overdue): boolean =>
    messages.some((id) => left.has(`${openId} ${id}`))
  const open = overdue.filter((one) => !isMeant(one))
  return {
    name: '没有过了期、又没有人有意放下的事',
    holds: open.length === 0,
    found:
      open.length === 0
        ? `过期的${overdue.length}件都是有意放下的`
        : `${open.length}件：${counted(open.map(({ kind }) => kind))}`,
  }
}

/** Everything that was to be sent is sent. */
export function unsentCheck({ unsent }: Pick<Ended, 'unsent'>): Check {
  return { name: '没有该发没发的消息', holds: unsent === 0, found: `${unsent}条在等` }
}

/** A card message before somebody, as the platform has it. */
export interface Arrived {
  messageId: string
  /** It has something to press. */
  asks: boolean
  title: string
}

/** No card came twice: each that can be pressed is one that the bot knows. */
export function twiceCheck(arrived: readonly Arrived[], known: ReadonlySet<string>): Check {
  const strange = arrived.filter(({ messageId, asks }) => asks && !known.has(messageId))
  return {
    name: '近十四天没有一张卡片送到两次',
    holds: strange.length === 0,
    found:
      strange.length === 0
        ? `${arrived.length}张各一次`
        : `多出${strange.length}张：${counted(strange.map(({ title }) => title))}`,
  }
}

function counted(names: readonly string[]): string {
  return [...groupedBy(names, (name) => name)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([name, of]) => `${of.length}×${name}`)
    .join('、')
}
