import type { DocumentPath } from '../base/document.js'
import { exactText, sum } from '../base/points.js'
import type { Amount, Charge, ChargedTo, Procedure, Rule } from './model.js'
import type { Reader } from './reader.js'
import type { Draft, RuleDraft } from './schema.js'
import { oneOf, yesOrNo } from './words.js'

type Path = DocumentPath

const chargedTo = oneOf<ChargedTo>('person', 'head', 'members', 'unit')
/** In force without any choice. */
export const always = { value: true, choice: null, byAnswer: null }

/** One rule; its sentence must have been registered (figures of other rules may be referred to). */
export function buildRule(reader: Reader, draft: RuleDraft, path: Path, says: Rule['says']): Rule {
  const owners = [draft.rule]
  if (draft.part !== undefined) reader.known('part', draft.part, [...path, 'part'])
  const charges = draft.charges.map((one, index): Charge => {
    const at = [...path, 'charges', index]
    const inForce =
      one['in-force'] === undefined
        ? always
        : reader.setting(
            one['in-force'],
            { path: [...at, 'in-force'], owners, can: yesOrNo.can },
            yesOrNo.word,
            true,
          )
    const to = reader.setting(
      one.to,
      { path: [...at, 'to'], owners, can: chargedTo.can },
      chargedTo.word,
      'person',
    )
    return { to, amount: amountOf(reader, one.points, [...at, 'points'], owners), inForce }
  })
  checkCharges(reader, draft, path, charges)
  for (const [index, one] of draft.procedures.entries()) {
    reader.known('procedure', one, [...path, 'procedures', index])
  }
  return {
    id: draft.rule,
    name: draft.name,
    clause: draft.clause,
    says,
    kind: draft.kind,
    part: draft.part ?? null,
    per: draft.per,
    charges,
    condition: conditionOf(reader, draft, path),
    quantity: draft.quantity ?? null,
    sorts: draft.sorts,
    procedures: draft.procedures,
    evidence: draft.evidence,
  }
}

function amountOf(reader: Reader, raw: string, path: Path, owners: string[]): Amount {
  if (raw === 'entered' || raw === '+entered') return { kind: 'entered', sign: 1, highest: null }
  if (raw === '-entered') return { kind: 'entered', sign: -1, highest: null }
  const use = reader.figure(raw, path, owners)
  if (use === null) return { kind: 'figure', points: sum([]), figure: '' }
  return { kind: 'figure', points: use.points, figure: use.figure.name }
}

function conditionOf(reader: Reader, draft: RuleDraft, path: Path): Rule['condition'] {
  const one = draft.condition
  if (one === undefined) return null
  const at = [...path, 'condition']
  if (one.otherwise !== undefined) reader.known('rule', one.otherwise, [...at, 'otherwise'])
  const where = { path: [...at, 'in-force'], owners: [draft.rule], can: yesOrNo.can }
  const inForce = reader.setting(one['in-force'], where, yesOrNo.word, true)
  return { id: one.condition, asks: one.asks, otherwise: one.otherwise ?? null, inForce }
}

function checkCharges(reader: Reader, draft: RuleDraft, path: Path, charges: Charge[]): void {
  if (draft.kind === 'points' && charges.length === 0) {
    const message = '这一条没有写计多少分：补上 charges，或把 kind 写成 veto、bar、record'
    reader.problem(path, 'rule-without-charge', message)
  }
  if (charges.length > 0 && draft.part === undefined) {
    reader.problem(path, 'charge-without-part', '有 charges 就要写 part：分减在哪一部分')
  }
  if (draft.together === undefined) return
  const at = [...path, 'together']
  const declared = reader.figure(draft.together, at, [draft.rule])
  const made = sum(
    charges.map((one) => (one.amount.kind === 'figure' ? one.amount.points.abs() : sum([]))),
  )
  if (declared === null || made.equals(declared.points)) return
  const message = `各方所减合计 ${exactText(made)} 分，句子里写的是 ${declared.figure.text} 分`
  reader.problem(at, 'charges-sum', message)
}

/** A chain of people; every role must be known. */
export function buildProcedure(
  reader: Reader,
  draft: Draft['procedures'][number],
  path: Path,
): Procedure {
  for (const [index, role] of draft['recorded-by'].entries()) {
    reader.known('role', role, [...path, 'recorded-by', index])
  }
  for (const key of ['verified-by', 'approved-by', 'filed-with'] as const) {
    const role = draft[key]
    if (role !== undefined) reader.known('role', role, [...path, key])
  }
  return {
    id: draft.procedure,
    name: draft.name,
    clause: draft.clause,
    occasion: draft.occasion ?? null,
    recordedBy: draft['recorded-by'],
    verifiedBy: draft['verified-by'] ?? null,
    approvedBy: draft['approved-by'],
    filedWith: draft['filed-with'] ?? null,
  }
}
