/** A function that a person can hold, as roster files name it. */
export interface RoleWord {
  id: string
  /** Chinese, as people say it; may stand in the file in place of the id. */
  name: string
  /** How else a scheme or the file calls it; may stand there too. */
  otherNames: string[]
  /** Held for a unit (`unit`), for the whole bureau (`bureau`), or for either. */
  scope: 'unit' | 'bureau' | 'either'
}

/** What everybody of the bureau is: it need not be written, whoever belongs to the bureau holds it. */
export const everybodysRole = 'staff'

/** The product's own roles. Every other role is an id that a scheme names, or that the file declares. */
export const productRoles = [
  { id: everybodysRole, name: '干部职工', scope: 'bureau' },
  { id: 'unit-head', name: '处室负责人', scope: 'unit' },
  { id: 'leader-in-charge', name: '分管领导', scope: 'unit' },
  { id: 'principal-leader', name: '主要领导', scope: 'bureau' },
  { id: 'assessment-office', name: '考核办', scope: 'bureau' },
] as const

/**
 * The words for roles: the product's own, then those of the schemes and of the file, each once by id. One that is
 * named several times keeps its first name and may be called by all of them.
 */
export function roleWords(named: readonly { id: string; name: string }[]): readonly RoleWord[] {
  const words = new Map<string, RoleWord>(
    productRoles.map((role) => [role.id, { ...role, otherNames: [] }]),
  )
  for (const { id, name } of named) {
    const word = words.get(id)
    if (!word) words.set(id, { id, name, otherNames: [], scope: 'either' })
    else if (word.name !== name && !word.otherNames.includes(name)) word.otherNames.push(name)
  }
  return [...words.values()]
}
