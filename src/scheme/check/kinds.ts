import type { Rule } from '../model/rules.js'
import type { Scheme } from '../model/scheme.js'
import type { Reader } from '../read/reader.js'

/** Each kind of fact is counted by one rule. */
export function checkKinds(reader: Reader, scheme: Scheme): void {
  const by = new Map<string, Rule>()
  for (const [index, rule] of scheme.rules.entries()) {
    for (const [at, kind] of rule.counts.entries()) {
      const other = by.get(kind)
      by.set(kind, rule)
      if (other === undefined || other.id === rule.id) continue
      const path = [
        'rules',
        index,
        ...(reader.draft.rules[index]?.facts ? ['facts', at] : ['rule']),
      ]
      const message = `“${kind}”这种事实已经由规则 ${other.id} 计，一种事实只由一条规则计`
      reader.problem(path, 'kind-counted-twice', message)
    }
  }
}

/** Where two schemes record a kind of fact differently. */
export interface KindDiffers {
  kind: string
  /** Index of the rule in the second scheme. */
  rule: number
  message: string
}

/**
 * What schemes that name the same kind of fact do not agree on: its quantity, sorts, levels and the questions asked
 * are recorded once for all of them.
 */
export function differingKinds(first: Scheme, second: Scheme): KindDiffers[] {
  return second.rules.flatMap((rule, index) =>
    rule.counts.flatMap((kind): KindDiffers[] => {
      const other = first.rules.find((one) => one.counts.includes(kind))
      if (other === undefined) return []
      return differences(other, rule).map((what) => ({
        kind,
        rule: index,
        message: `“${kind}”这种事实在 ${first.id} 里也有，两处${what}：同一种事实只登记一次，要写成一样，或换一个标识`,
      }))
    }),
  )
}

function differences(a: Rule, b: Rule): string[] {
  const ids = (all: readonly { id: string }[]) =>
    all
      .map((one) => one.id)
      .sort()
      .join('、') || '没有'
  const pairs: [string, string, string][] = [
    ['记的数量', a.quantity?.id ?? '没有', b.quantity?.id ?? '没有'],
    ['分的种类', ids(a.sorts), ids(b.sorts)],
    ['分的级别', ids(a.levels), ids(b.levels)],
    ['问的问题', a.condition?.id ?? '没有', b.condition?.id ?? '没有'],
  ]
  return pairs.flatMap(([what, one, other]) =>
    one === other ? [] : [`${what}不一样（${one}，${other}）`],
  )
}
