import { burdenLines } from './burden.js'
import type { Refused } from './figures.js'
import { groupedBy } from '../base/lookups.js'
import type { LivedYear } from './run.js'

/** What a year came to, for people: checks first, then figures, then what was refused, most frequent first. */
export function reportLines({
  checks,
  figures,
  cast,
  published,
  seconds,
  rssBytes,
}: LivedYear): string[] {
  const { slips, doubles, presses } = figures
  const ordinary = cast.filter((member) => member.ordinary).map(({ id }) => figures.of(id))
  return [
    ...checks.map(({ name, holds, found }) => `${holds ? '✓' : '✗'} ${name}：${found}`),
    '',
    `公布：${published}`,
    `用时 ${seconds.toFixed(0)} 秒，助手最多用内存 ${(rssBytes / 1e6).toFixed(0)} MB`,
    `按下 ${presses} 次：一半在 ${figures.quantileMs(0.5).toFixed(0)} 毫秒内回答，百分之一超过 ${figures.quantileMs(0.99).toFixed(0)} 毫秒，最慢 ${figures.quantileMs(1).toFixed(0)} 毫秒`,
    `有意填错 ${slips.sent} 次，退回 ${slips.refused} 次；两台设备同时按 ${doubles} 次`,
    '',
    ...burdenLines(ordinary),
    ...listed('没有回答', figures.failed),
    ...listed('被退回', figures.refused),
  ]
}

function listed(head: string, refused: readonly Refused[]): string[] {
  const groups = groupedBy(refused, ({ title, verb, why }) => `${title}（${verb}）：${why}`)
  const sorted = [...groups].toSorted(([, a], [, b]) => b.length - a.length)
  if (sorted.length === 0) return []
  return [
    '',
    `${head} ${refused.length} 次：`,
    ...sorted.slice(0, 40).map(([line, of]) => `  ${of.length} × ${line}`),
  ]
}
