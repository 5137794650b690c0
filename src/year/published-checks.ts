import { readFileSync } from 'node:fs'
import { canonicalJson, type Json } from '../base/json.js'
import { pack } from '../cli/pack.js'
import { replay } from '../cli/replay.js'
import type { CycleResult } from '../scoring/statement.js'
import type { Check } from './check.js'

/** What is compared of two results: everything that people are told, to the last digit. */
interface Compared {
  rankings: CycleResult['rankings']
  nominations: CycleResult['nominations']
  grades: CycleResult['grades']
  totals: { assessee: string; total: string | null }[]
}

/** What of a score is compared. */
export function comparedOf(
  result: Pick<CycleResult, 'rankings' | 'nominations' | 'grades'>,
  statements: readonly { assessee: string; total: string | null }[],
): Compared {
  const { rankings, nominations, grades } = result
  const totals = statements.map(({ assessee, total }) => ({ assessee, total }))
  return {
    ...{ rankings, nominations, grades },
    totals: totals.toSorted((a, b) => (a.assessee < b.assessee ? -1 : 1)),
  }
}

/** Whether what was published is what the exported facts give by themselves. */
export function sameCheck(scheme: string, published: Compared, scored: Compared): Check {
  const differ = (['totals', 'rankings', 'grades', 'nominations'] as const).filter(
    (part) => canonicalJson(asJson(published[part])) !== canonicalJson(asJson(scored[part])),
  )
  const words = { totals: '总分', rankings: '名次', grades: '等次', nominations: '提名' }
  const { length } = published.totals
  return {
    name: `公布的得分、名次和等次与另行计分一致（${scheme}）`,
    holds: differ.length === 0 && length > 0,
    found:
      differ.length === 0
        ? `${length}份一致`
        : `不一致：${differ.map((part) => words[part]).join('、')}`,
  }
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value))
}

/** What a pack holds of its publication, as far as it is compared. */
interface Packed {
  publication: {
    head: { pins: { asOf: string }; result: CycleResult }
    rows: { assessee: string; statement: { assessee: string; total: string | null } }[]
  }
}

/** Packs the last publication of a cycle; null with why where there is none. */
export async function packed(
  dataDir: string,
  { bureau, cycle, out }: { bureau: string; cycle: string; out: string },
): Promise<{ asOf: string; compared: Compared } | string> {
  const { exitCode, lines } = await pack({ data: dataDir, bureau, cycle, out })
  if (exitCode !== 0) return lines.join('；')
  const read: Packed = JSON.parse(readFileSync(out, 'utf8'))
  const { head, rows } = read.publication
  const statements = rows.map(({ statement }) => statement)
  return { asOf: head.pins.asOf, compared: comparedOf(head.result, statements) }
}

/** Whether a pack gives the same results on any machine. */
export async function replayCheck(scheme: string, path: string): Promise<Check> {
  const { exitCode, lines } = await replay(path)
  return {
    name: `复算包逐字得出公布的结果（${scheme}）`,
    holds: exitCode === 0,
    found: lines.join('；'),
  }
}
