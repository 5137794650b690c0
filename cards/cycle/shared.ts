import type { CycleStanding } from '../../src/flows/cycle/views.js'
import { literal, markdown, panel, type Element, type Tone } from '../kit.js'

/** How a cycle stands, in words and colour. */
export const standings: Record<CycleStanding, { text: string; tone: Tone }> = {
  open: { text: '进行中', tone: 'blue' },
  published: { text: '已公布', tone: 'purple' },
  closed: { text: '已结束', tone: 'grey' },
  stopped: { text: '已暂停', tone: 'orange' },
}

const listed = 8

/** The first of many lines, and how many more there are. */
export function some(lines: readonly string[]): string[] {
  const more = lines.length - listed
  return more > 0 ? [...lines.slice(0, listed), `- 另有 ${more} 条`] : [...lines]
}

/** A last line that counts those not shown. */
export function rest(count: number, shown: number): string[] {
  return count > shown ? [`- 另有 ${count - shown} 条`] : []
}

/** What of the scheme does not apply to this bureau, and why. */
export function leftOut(all: readonly { name: string; reason: string }[]): Element[] {
  if (all.length === 0) return []
  const lines = all.map(({ name, reason }) => `- ${literal(name)}：${literal(reason)}`)
  return [panel(`不适用 ${all.length} 项`, [markdown(some(lines).join('\n'))])]
}
