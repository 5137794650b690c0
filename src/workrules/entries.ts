import type { DocumentPath } from '../base/document.js'

/** Kinds of things that others name by id. */
export type Named =
  | 'role'
  | 'rank'
  | 'leave'
  | 'chain'
  | 'limit'
  | 'report'
  | 'table'
  | 'finding'
  | 'occasion'

export const kindNames: Readonly<Record<Named, string>> = {
  role: '角色',
  rank: '级别',
  leave: '假种',
  chain: '审批程序',
  limit: '时限',
  report: '报告',
  table: '报表',
  finding: '考勤情形',
  occasion: '场合',
}

/** Where the entries of each kind stand. */
export const lists: Readonly<Record<Named | 'choice', readonly string[]>> = {
  role: ['roles'],
  rank: ['ranks'],
  leave: ['leave', 'kinds'],
  chain: ['chains'],
  limit: ['limits'],
  report: ['reports'],
  table: ['tables'],
  finding: ['attendance', 'findings'],
  occasion: ['attendance', 'occasions'],
  choice: ['choices'],
}

/** Every entry of a kind as it is written, with its id and name. */
export function entriesOf(
  raw: unknown,
  kind: Named | 'choice',
): { id: unknown; name: unknown; index: number }[] {
  const list = lists[kind].reduce(memberOf, raw)
  return Array.isArray(list)
    ? list.map((one, index) => ({ id: memberOf(one, kind), name: memberOf(one, 'name'), index }))
    : []
}

/** `chain leave.levels` for a path: the innermost entry with an id, and the keys below it. */
export function placeName(draft: unknown, path: DocumentPath): string {
  let node: unknown = draft
  let owner = ''
  let rest: string[] = []
  for (const step of path) {
    node = memberOf(node, step)
    rest.push(String(step))
    const [kind, id] = Object.entries(Object(node))[0] ?? []
    if (kind === undefined || !(kind in lists) || typeof id !== 'string') continue
    if (kind === 'rank' && !('roles' in Object(node))) continue
    owner = `${kind} ${id}`
    rest = []
  }
  const keys = rest.filter((step) => !/^\d+$/.test(step)).join('.')
  return owner === '' ? keys : `${owner}.${keys}`
}

function memberOf(node: unknown, step: PropertyKey): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined
}
