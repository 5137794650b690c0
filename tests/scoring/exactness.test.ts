import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { wuhan } from './bureau.js'
import { dividedBy, fraction, isText, minus, most, parse, plus, times, total } from './fraction.js'
import type { Fraction } from './fraction.js'
import { parts, yearOf } from './history.js'

const scheme = wuhan()
const whole = (count: number): Fraction => fraction(BigInt(count))

/** Head and person figures by rule, from the regulation's table; attendance is the person's. */
const tariff: Record<string, [string, string]> = {
  late: ['0', '0.05'],
  'early-leave': ['0', '0.05'],
  absent: ['0', '0.1'],
  'major-undone': ['1', '2'],
  'major-late': ['0.5', '1'],
  'general-undone': ['0.5', '1'],
  'general-late': ['0.3', '0.5'],
  'instruction-late': ['0.2', '0.5'],
  'complaint-verified': ['0.5', '1'],
  'stability-event': ['0.5', '1.5'],
}

/** Points deducted: the highest per matter (a fact without one is its own), all of one person's. */
function deducted(facts: FactsFile, who: string): Fraction {
  const highest = new Map<string, Fraction>()
  for (const fact of facts.facts) {
    if (fact.history?.at(-1)?.state !== 'effective') continue
    const [head, person] = tariff[fact.rule] ?? [
      fact.points?.head ?? '0',
      fact.points?.person ?? '0',
    ]
    const isHead = fact.unit === (who === 'h1' ? 'u1' : who === 'h2' ? 'u2' : '')
    const key = fact.matter ?? fact.id
    let figure = highest.get(key) ?? whole(0)
    if (isHead) figure = most(figure, parse(head))
    if (fact.persons.includes(who)) figure = most(figure, parse(person))
    highest.set(key, figure)
  }
  return total([...highest.values()])
}

function meanOf(all: readonly Fraction[]): Fraction {
  return dividedBy(total(all), whole(all.length))
}

/** The year's total as a fraction; null when no quarter was rated or too few voted. */
function totalOf(facts: FactsFile, who: string, reading: string): Fraction | null {
  const d = deducted(facts, who)
  const base = whole(reading === 'R2' ? 100 : 30)
  const left = most(minus(base, d), whole(0))
  const routine = reading === 'R1' ? left : times(left, parse('0.3'))
  const performance = parse(facts.entered.find((one) => one.assessee === who)?.points ?? '0')
  const ballots = Object.entries(facts.tallies.find((one) => one.assessee === who)?.values ?? {})
  const valid = ballots.reduce((count, [, votes]) => count + BigInt(votes), 0n)
  const given = total(ballots.map(([value, votes]) => times(parse(value), fraction(BigInt(votes)))))
  const quarters = [1, 2, 3, 4].flatMap((quarter) => {
    const mine = facts.ratings.filter(
      (one) => one.assessee === who && one.period === `2025-Q${quarter}`,
    )
    return mine.length === 0 ? [] : [meanOf(mine.map((one) => parse(one.points)))]
  })
  if (quarters.length === 0 || valid < 5n) return null
  return total([
    routine,
    times(performance, parse('0.4')),
    times(dividedBy(given, fraction(valid)), parse('0.2')),
    times(meanOf(quarters), parse('0.1')),
  ])
}

describe('exactness', () => {
  it.each(['R1', 'R2', 'R3'])('agrees with whole-number fractions in reading %s', (reading) => {
    let compared = 0
    fc.assert(
      fc.property(parts, (given) => {
        const facts: FactsFile = { ...yearOf(given), choices: { 'routine-scale': reading } }
        for (const one of scoreCycle(inputOf(scheme, facts)).statements) {
          const wanted = totalOf(facts, one.assessee, reading)
          if (wanted === null) expect(one.total).toBeNull()
          else {
            compared += 1
            expect(isText(wanted, one.total ?? '-1'), `${one.assessee}: ${one.total}`).toBe(true)
          }
        }
      }),
      { numRuns: 15 },
    )
    expect(compared).toBeGreaterThan(30)
  })

  it('knows a fraction that is off by the last decimal', () => {
    expect(isText(plus(parse('0.1'), parse('0.2')), '0.3')).toBe(true)
    expect(isText(plus(parse('0.1'), parse('0.2')), '0.30000000000000004')).toBe(false)
    expect(isText(fraction(1n, 3n), `0.${'3'.repeat(40)}`)).toBe(true)
    expect(isText(fraction(1n, 3n), '0.3333333333333333')).toBe(false)
  })

  it('has no binary floating point anywhere in the engine', () => {
    const folder = 'src/scoring'
    const float =
      /parseFloat|Number\(|\.toNumber\(|toFixed|Math\.(?!max|min)|Math\.round|[^\w.'-]\d+\.\d+(?!['\w])/
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const found = files
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const lines = readFileSync(join(folder, name), 'utf8').split('\n')
        return lines.flatMap((line, index) => {
          const isCode = !/^\s*(\*|\/\*|\/\/)/.test(line)
          const code = line.replace(/'[^']*'|`[^`]*`/g, "''")
          return isCode && float.test(code) ? [`${name}:${index + 1} ${line.trim()}`] : []
        })
      })
    expect(found).toEqual([])
  })
})
