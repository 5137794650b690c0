import type { Cited } from '../scheme/model/words.js'
import { oneOf, wholeNumber } from '../scheme/language/words.js'
import { dayMeasure } from './build-leave.js'
import type { Chain, ChainRow, Steps } from './model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

type ChainDraft = Draft['chains'][number]

/** Who approves or is told, by rank and length. */
export function buildChain(draft: ChainDraft, at: WorkPlace): Chain {
  const months = draft['erased-after']
  const whole = wholeNumber(at.reader, [...at.path, 'erased-after'])
  return {
    ...citedAt(draft.chain, draft, at),
    matter: draft.matter,
    does: draft.steps,
    levels: at.set('levels', draft.levels, oneOf('each', 'last'), 'each'),
    rows: draft.rows.map((one, index) => buildRow(one, at.below('rows', index))),
    back: at.set('back', draft.back, oneOf('none', 'first-working-day', 'last-day'), 'none'),
    erasedAfter: months === undefined ? null : at.set('erased-after', months, whole, 0),
    without: draft.without.map((one, index) => ({
      ...citedAt(one.consequence, one, at.inside(one.consequence, 'without', index)),
      fact: one.fact ?? null,
    })),
  }
}

/** Name, clause and sentence of an entry. */
export function citedAt(
  id: string,
  { name, clause, says }: { name: string; clause: string; says: string },
  at: WorkPlace,
): Cited {
  return { id, name, clause, says: at.reader.sentence(id, [...at.path, 'says'], says) }
}

function buildRow(draft: ChainDraft['rows'][number], at: WorkPlace): ChainRow {
  const upTo = draft['up-to']
  return {
    rank: at.known('rank', 'rank', draft.rank) ?? '',
    upTo: upTo === undefined ? null : at.figure('up-to', upTo),
    measured: at.set('measured', draft.measured, dayMeasure, 'working-days'),
    steps: at.set('steps', draft.steps, stepsOf(at), []),
  }
}

/** A list of roles, `outside`, or `self`. */
function stepsOf(at: WorkPlace): { word(raw: string | string[]): Steps | undefined; can: string } {
  const roles = at.reader.draft.roles.map((one) => one.role)
  return {
    word: (raw) => {
      if (raw === 'outside' || raw === 'self') return raw
      const list = typeof raw === 'string' ? [raw] : raw
      return list.every((one) => roles.includes(one)) ? list : undefined
    },
    can: `outside、self，或角色的列表：${roles.join('、')}`,
  }
}
