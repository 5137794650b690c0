import type { DocumentPath } from '../base/document.js'
import { compareExact, points, zero, type Points } from '../base/points.js'
import type { DeductionPart } from '../scheme/model/parts.js'
import type { Rule } from '../scheme/model/rules.js'
import { shareOfText } from '../scoring/facts/joint.js'
import { checkOnce, listed, type Known } from './known.js'
import type { FactsFile } from './shape.js'

type WrittenFact = FactsFile['facts'][number]

/** Those who share a fact: each assessed and once, with parts that the scheme knows, or shares that make a whole. */
export function checkJoint(known: Known, rule: Rule, fact: WrittenFact, path: DocumentPath): void {
  const { report, scheme, assessees } = known
  const rows = fact.joint ?? []
  if (rows.length === 0) return
  const at = [...path, 'joint']
  if (scheme.assessee === 'unit' && fact.unit !== undefined) {
    const message = '写了 joint（几家共同），就不再写 unit'
    report([...path, 'unit'], { code: 'joint-and-unit', message })
  }
  const others = scheme.assessee === 'person' ? fact.persons : []
  for (const [index, person] of others.entries()) {
    if (rows.some(({ who }) => who === person)) continue
    const message = `joint 里没有“${person}”：写了 joint，责任人都要在里面`
    report([...path, 'persons', index], { code: 'joint-incomplete', message })
  }
  checkOnce(
    report,
    at,
    rows.map(({ who }) => ({ id: who })),
  )
  const part = known.parts.get(rule.part.value ?? '')
  const roles = part?.kind === 'deduction' ? part.jointRoles : []
  for (const [index, row] of rows.entries()) {
    if (!assessees.has(row.who)) {
      const message = `考核对象里没有“${row.who}”`
      report([...at, index, 'who'], { code: 'unknown-person', message })
    }
    if (row.as === undefined || roles.some((one) => one.id === row.as)) continue
    const can = roles.length === 0 ? '这一部分不分作用，请删去' : `可用的有：${listed(roles)}`
    report([...at, index, 'as'], { code: 'bad-joint-role', message: `没有“${row.as}”：${can}` })
  }
  checkShares(known, rows, at)
  if (part?.kind === 'deduction') checkRoles(known, { rule, part, rows, at })
}

/** Shares of all or of none, together the whole; compared as fractions, without division. */
function checkShares(
  { report }: Known,
  rows: NonNullable<WrittenFact['joint']>,
  at: DocumentPath,
): void {
  const written = rows.flatMap(({ share }) => (share === undefined ? [] : [shareOfText(share)]))
  if (written.length === 0) return
  if (written.length < rows.length) {
    const message = '有的写了份额（share），有的没有；要么都写，要么都不写'
    report(at, { code: 'shares-incomplete', message })
    return
  }
  const over = written.reduce<Points>((all, share) => all.times(share.over), points(1))
  const made = written.reduce<Points>(
    (all, share) => all.plus(over.dividedBy(share.over).times(share.times)),
    zero,
  )
  if (compareExact(made, over) === 0) return
  const message = `几家的份额合计是 ${made.dividedBy(over).times(100).toDecimalPlaces(2).toString()}%，应为 100%`
  report(at, { code: 'shares-sum', message })
}

function checkRoles(
  { report }: Known,
  of: {
    rule: Rule
    part: DeductionPart
    rows: NonNullable<WrittenFact['joint']>
    at: DocumentPath
  },
): void {
  const how = (of.rule.jointly ?? of.part.jointly).value
  if (how !== 'by-role' || of.rows.length < 2) return
  for (const [index, row] of of.rows.entries()) {
    if (row.as !== undefined) continue
    const message = `几家共同的，要写“${row.who}”的作用（as）：${listed(of.part.jointRoles)}`
    report([...of.at, index], { code: 'joint-role-missing', message })
  }
}
