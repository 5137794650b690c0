import type { Nominees } from '../../src/flows/publication/preview-notes.js'
import { type Element, literal, markdown } from '../kit.js'

/** Who is proposed for which grade; nothing where nobody is. */
export function nominees(of: readonly Nominees[]): Element[] {
  const lines = of
    .filter((each) => each.names.length > 0)
    .map(
      (each) =>
        `- ${literal([each.tier, each.grade].join('　').trim())}：${each.names.map(literal).join('、')}`,
    )
  return lines.length > 0 ? [markdown(`**建议人选**\n${lines.join('\n')}`)] : []
}
