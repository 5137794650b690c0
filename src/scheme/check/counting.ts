import type { Scheme } from '../model/scheme.js'
import type { Setting } from '../model/words.js'
import type { Reader } from '../read/reader.js'

function valuesOf<T>(setting: Setting<T>): T[] {
  return [setting.value, ...Object.values(setting.byAnswer ?? {})]
}

/** What counters and targets need of each other, and words of rules that nothing counts by. */
export function checkCounting(reader: Reader, scheme: Scheme): void {
  checkTargets(reader, scheme)
  for (const [index, rule] of scheme.rules.entries()) {
    if (rule.kind === 'record' && valuesOf(rule.once).some((one) => one !== 'no')) {
      const message = `“${rule.name}”只登记、不计分，once 对它不起作用：计数时每件都数，请删去`
      reader.problem(['rules', index, 'once'], 'once-of-record', message)
    }
    const { derived } = rule
    if (derived?.kind !== 'target') continue
    const named = valuesOf(derived.counters).flat()
    const moving = scheme.counters.find(
      (one) => named.includes(one.id) && valuesOf(one.takes).some((how) => falls(how)),
    )
    if (moving === undefined) continue
    const message = `计数“${moving.name}”的数会变小（takes 是 last 或 mean），没有达到不能自动扣分：请用 sum、highest，或改由人登记`
    reader.problem(['rules', index, 'derived'], 'counter-not-growing', message)
  }
}

function falls(takes: 'sum' | 'last' | 'mean' | 'highest'): boolean {
  return takes === 'last' || takes === 'mean'
}

/** Whoever the regulation lists has a row, or everybody has. */
function checkTargets(reader: Reader, scheme: Scheme): void {
  for (const [index, target] of scheme.targets.entries()) {
    const written = reader.draft.targets[index]
    if (written === undefined || 'everyone' in written['at-least']) continue
    const path = ['targets', index, 'at-least']
    const missing = scheme.units.filter((unit) => !(unit.id in target.atLeast))
    if (scheme.units.length > 0 && missing.length === 0) continue
    const who = missing.map((unit) => unit.name).join('、')
    const message = `表里没有写 everyone${who === '' ? '' : `，也没有 ${who}`}：没有列出的会当作没有目标；请补上，真没有目标的写 everyone: none`
    reader.problem(path, 'target-forgets', message)
  }
}
