import { exactText, type Points } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { DeductionPart } from '../model/parts.js'
import type { Amount } from '../model/rules.js'
import type { Against, Share } from '../model/sharing.js'
import { chosen, type DraftEntry, entry, ruleName } from './frame.js'
import { vocabulary as v } from './vocabulary.js'

/** How joint matters of a part are divided, and by what the highest of a matter is found. */
export function sharingReadings(part: DeductionPart): string[] {
  const { jointly, jointRoles, compares, sameMatterSays } = part
  const readings: string[] = []
  const divided = jointly.choice !== null || jointly.value !== 'full' || sameMatterSays !== null
  if (divided) readings.push(chosen(jointly, (one) => v.jointly[one]))
  if (jointRoles.length > 0) {
    const said = jointRoles.map(({ name, share, together }) => {
      const plain = together.choice === null && !together.value
      const how = plain ? '' : chosen(together, (one) => (one ? '，合起来' : '，各得'))
      return `${name} ${chosen(share, shareText)}${how}`
    })
    readings.push(said.join('，'))
  }
  if (compares.choice !== null || compares.value !== 'share') {
    readings.push(chosen(compares, (one) => v.compares[one]))
  }
  return readings
}

/** `30%`, `2/3`. */
export function shareText({ times, over }: Share): string {
  return over.equals(1)
    ? `${exactText(times.times(100))}%`
    : `${exactText(times)}/${exactText(over)}`
}

/** The limits below a part, each with its own sentence. */
export function limitLines(scheme: Scheme, part: DeductionPart, indent: string): DraftEntry[] {
  const bound = (word: string) => (value: Points | null) =>
    value === null ? `${word}没有上限` : `最多${word} ${exactText(value)} 分`
  return part.limits.flatMap((limit) => {
    const { rules, mostAdded, mostTaken } = limit
    const names = chosen(rules, (all) => all.map((id) => ruleName(scheme, id)).join('、'))
    const sides = [
      ...(mostAdded.value === null && mostAdded.choice === null
        ? []
        : [chosen(mostAdded, bound('加'))]),
      ...(mostTaken.value === null && mostTaken.choice === null
        ? []
        : [chosen(mostTaken, bound('减'))]),
    ]
    return entry(limit, limit.says, [`${names}合计${sides.join('，')}`], `${indent}  `)
  })
}

/** What a quantity is measured against. */
export function againstText(against: Against, name: string): string {
  const norm = chosen(against.norm, exactText)
  const step = chosen(against.step, exactText)
  const how = chosen(against.steps, (one) => v.steps[one])
  const side = chosen(against.counts, (one) => v.sides[one])
  return `${name}对照 ${norm}，${v.better[against.better]}；每 ${step} 一步，${how}；${side}`
}

/** The range in which people choose a figure; nothing where there is none. */
export function rangeText(amount: Extract<Amount, { kind: 'entered' }>): string {
  const { lowest, highest } = amount
  if (lowest === null && highest === null) return ''
  const least = lowest === null ? '' : `不少于 ${exactText(lowest)} 分`
  const most = highest === null ? '' : `不超过 ${exactText(highest)} 分`
  return `，${[least, most].filter((one) => one !== '').join('、')}`
}
