import type { DocumentPath } from '../../base/document.js'
import type { Draft } from '../shape/scheme.js'

/** Kinds of things that others name by id. */
export type IdKind =
  | 'role'
  | 'tier'
  | 'scale'
  | 'procedure'
  | 'part'
  | 'rule'
  | 'quota'
  | 'grade'
  | 'bar'
  | 'choice'
  | 'unit'
  | 'trait'
  | 'counter'
  | 'target'
  | 'clock'
  | 'result'
  | 'state'
  | 'office'
  | 'limit'

/** Kinds that are referred to by their id alone; the others are checked where they are read. */
export type NamedKind = Exclude<IdKind, 'bar' | 'choice' | 'limit' | 'state'>

/** Chinese names of the kinds. */
export const kindNames: Readonly<Record<IdKind, string>> = {
  role: '角色',
  tier: '层次',
  scale: '分档',
  procedure: '程序',
  part: '考核部分',
  rule: '计分规则',
  quota: '名额',
  grade: '等次',
  bar: '限制',
  choice: '选择',
  unit: '单位',
  trait: '条件',
  counter: '计数',
  target: '目标',
  clock: '时限',
  result: '别处的结果',
  state: '不定等次的情形',
  office: '单位或角色',
  limit: '合计上限',
}

/** `part routine.scale` for a path into the draft. */
export function placeName(draft: Draft, path: DocumentPath): string {
  let node: unknown = draft
  let owner = ''
  let rest: string[] = []
  for (const step of path) {
    node = typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined
    rest.push(String(step))
    if (typeof node !== 'object' || node === null) continue
    for (const kind of Object.keys(kindNames)) {
      const id: unknown = Reflect.get(node, kind)
      if (typeof id !== 'string' || !isOwner(kind, node)) continue
      owner = `${kind} ${id}`
      rest = []
    }
  }
  if (owner === '') return rest.join('.')
  return `${owner}.${rest.filter((step) => !/^\d+$/.test(step)).join('.')}`
}

/** Only an entry that has a name is named by the key; `part:` in a condition is a reference. */
function isOwner(kind: string, node: object): boolean {
  return 'name' in node && Object.keys(node)[0] === kind
}

/** The ids of each kind, from what is written and from what was made of it. */
export function idsOf(
  raw: Readonly<Record<string, unknown>>,
  draft: Draft,
): Map<IdKind, Set<string>> {
  const ids = new Map<IdKind, Set<string>>()
  for (const { kind, id } of [...entriesIn(raw), ...entriesIn({ ...draft })]) {
    ids.set(kind, (ids.get(kind) ?? new Set()).add(id))
  }
  return ids
}

/** The names of entries, by `kind id`. */
export function namesIn(draft: Draft): ReadonlyMap<string, string> {
  return new Map(
    entriesIn({ ...draft }).flatMap(({ kind, id, entry }) => {
      const name: unknown = Reflect.get(entry, 'name')
      return typeof name === 'string' ? [[`${kind} ${id}`, name] as const] : []
    }),
  )
}

function entriesIn(
  raw: Readonly<Record<string, unknown>>,
): { kind: IdKind; id: string; entry: object }[] {
  const found: { kind: IdKind; id: string; entry: object }[] = []
  const add = (kind: IdKind, entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return
    const id: unknown = Reflect.get(entry, kind)
    if (typeof id === 'string') found.push({ kind, id, entry })
  }
  const lists = {
    role: 'roles',
    tier: 'tiers',
    scale: 'scales',
    procedure: 'procedures',
    rule: 'rules',
    quota: 'quotas',
    grade: 'grades',
    bar: 'bars',
    choice: 'choices',
    unit: 'units',
    trait: 'traits',
    counter: 'counters',
    target: 'targets',
    clock: 'clocks',
    result: 'results',
    state: 'states',
  } as const
  for (const kind of Object.keys(lists).filter((one): one is keyof typeof lists => one in lists)) {
    const list = raw[lists[kind]]
    for (const one of Array.isArray(list) ? list : []) add(kind, one)
  }
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    add('part', node)
    const parts: unknown = Reflect.get(node, 'parts')
    if (Array.isArray(parts)) parts.forEach(walk)
  }
  walk(raw.total)
  return found
}
