import { expect } from 'vitest'
import { must } from '../../../src/base/bug.js'
import { compareExact, points } from '../../../src/base/points.js'
import type { CycleResult, Line, Standing, Statement } from '../../../src/scoring/statement.js'

/** What every property of a statement looks at. */

/** A line and all below it. */
export function linesOf(line: Line): Line[] {
  return [line, ...line.lines.flatMap(linesOf)]
}

/** The line of a part in somebody's statement. */
export function partOf(result: CycleResult, assessee: string, part: string): Line {
  const statement = result.statements.find((one) => one.assessee === assessee)
  const all = statement === undefined ? [] : linesOf(statement.root)
  return must(
    all.find((line) => line.id === part),
    `${assessee} has no ${part}`,
  )
}

/** Whether a final value lies between what was lowest and highest before. */
export function within(earlier: Pick<Standing, 'lowest' | 'highest'>, final: string): boolean {
  const value = points(final)
  const above = earlier.lowest === null || compareExact(points(earlier.lowest), value) <= 0
  return above && (earlier.highest === null || compareExact(value, points(earlier.highest)) <= 0)
}

/** Every part of every final statement lies within what an earlier one said. */
export function expectWithin(earlier: CycleResult, final: CycleResult): void {
  for (const [index, one] of final.statements.entries()) {
    const before = must(earlier.statements[index], 'the same assessees')
    const lines = new Map(linesOf(before.root).map((line) => [line.id, line]))
    for (const line of linesOf(one.root).filter(({ kind }) => kind === 'part')) {
      const was = must(lines.get(line.id), line.id)
      const said = `${one.assessee} ${line.id}: ${JSON.stringify(was.own)} became ${line.own.settled}`
      expect(within(was.own, line.own.settled), said).toBe(true)
      expect(within(was.points, line.points.settled), `${said}, in points`).toBe(true)
    }
    expect(within(before, one.settled), `the total of ${one.assessee}`).toBe(true)
  }
}

/** Every part that is closed in the end, and a total that is known, lie within what an earlier statement said. */
export function expectClosedWithin(earlier: Statement, final: Statement): void {
  for (const one of linesOf(final.root).filter((line) => line.kind === 'part' && line.closed)) {
    const before = must(
      linesOf(earlier.root).find((line) => line.id === one.id && line.kind === 'part'),
      one.id,
    )
    const { settled } = one.points
    expect(within(before.points, settled), `${one.id} at ${earlier.asOf}: ${settled}`).toBe(true)
    expect(within(before.own, one.own.settled), `${one.id} itself at ${earlier.asOf}`).toBe(true)
  }
  if (final.total !== null) expect(within(earlier, final.total)).toBe(true)
}

/** Nothing is open: lowest, highest and what stands are one. */
export function expectSettled(statement: Statement): void {
  for (const line of linesOf(statement.root)) {
    const { settled, lowest, highest } = line.points
    expect([line.id, lowest, highest]).toEqual([line.id, settled, settled])
    if (line.kind === 'part') expect(`${line.id} ${line.closed}`).toBe(`${line.id} true`)
  }
  expect(statement.total).toBe(statement.settled)
}
