import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scheme } from '../../../src/scheme/model/scheme.js'
import { readScheme } from '../../../src/scheme/read/read.js'

/** Small invented schemes, written as an office would write them and read as theirs are. */

export const cited = { clause: '一' }

const frame = {
  title: '考核办法',
  'short-title': '考核',
  issuer: '某局',
  year: '2025',
  clauses: { 一: '全部' },
  roles: [
    { role: 'office', name: '考核科室' },
    { role: 'second-office', name: '另一个科室' },
    { role: 'unit-head', name: '负责人' },
    { role: 'party-group', name: '党组' },
  ],
  tiers: [{ tier: 'all', name: '全部', ...cited, says: '一起排' }],
  procedures: [
    {
      procedure: 'record',
      name: '登记',
      ...cited,
      by: { records: ['office'], decides: 'office' },
    },
  ],
  ranking: { ...cited, within: 'tier' },
  grades: 'none',
  windows: { objection: '$total.days', review: '$total.days', publicity: '$total.days' },
}

/** What every rule needs besides what it is about. */
export const recorded = { ...cited, procedures: ['record'], evidence: 'optional' }

/** A recorded rule of its own, so that no scheme is without rules. */
export const recordRule = { rule: 'nothing', name: '只登记', says: '只登记', kind: 'record' }

/** The root above some parts: by points when `whole` says how many, else by weight. */
export function totalOf(parts: readonly object[], more: object = {}, whole?: string): object {
  const measure =
    whole === undefined
      ? { says: '合计 {whole=100%}，期限 {days=5} 天', weight: '$whole' }
      : { says: `合计 {whole=${whole}} 分，期限 {days=5} 天`, points: '$whole' }
  return { kind: 'sum', part: 'total', name: '合计', ...cited, ...measure, parts, ...more }
}

/** Writes a scheme's file into a folder, which is then one of a scheme. */
export function writeScheme(folder: string, sections: object): void {
  writeFileSync(join(folder, 'scheme.yaml'), JSON.stringify({ ...frame, ...sections }))
}

/** Reads a scheme from its sections, which stand beside a frame that is always the same. */
export function read(sections: object): Scheme {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-invented-'))
  try {
    writeScheme(folder, sections)
    const { scheme, problems } = readScheme(folder)
    if (scheme !== null) return scheme
    throw new Error(problems.map((one) => `${one.code} ${one.message}`).join('\n'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
