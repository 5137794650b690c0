import type { DocumentPath, Look } from '../base/document.js'
import type { Points } from '../base/points.js'
import { isFigure, zero } from '../base/points.js'
import type { Problem } from '../base/problem.js'
import { readSentence } from './figures.js'
import type { Figure, Sentence, Setting } from './model.js'
import type { Draft } from './schema.js'
import type { Source } from './source.js'

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

/** A figure as referred to: with its sign, and the figure of the sentence. */
export interface FigureUse {
  points: Points
  figure: Figure
}

/** Reads one raw word of a setting; undefined when it is none of the place's. `owners` says whose figures count. */
export type Word<T> = (raw: string | string[], owners: string[]) => T | undefined

interface Marked {
  figure: Figure
  used: boolean
  path: DocumentPath
}

const reference = /^(-?)\$(?:([A-Za-z][A-Za-z0-9-]*)\.)?([a-z][a-z0-9-]*)$/
const byChoice = /^choice ([A-Za-z][A-Za-z0-9-]*)$/

/**
 * What building the model needs at every step: sentences with their figures, references resolved and marked as
 * used, settings with all their alternatives, and problems at their place.
 */
export class Reader {
  readonly problems: Problem[] = []
  readonly draft: Draft
  readonly #source: Source
  readonly #figures = new Map<string, Map<string, Marked>>()
  readonly #ids: ReadonlyMap<IdKind, ReadonlySet<string>>
  readonly #sets = new Map<string, string[]>()
  readonly #used = new Set<string>()

  constructor(source: Source, draft: Draft) {
    this.#source = source
    this.draft = draft
    this.#ids = idsOf(source.raw)
  }

  /** Reports something wrong at a path. */
  problem(path: DocumentPath, code: string, message: string, look: Look = {}): void {
    this.problems.push({ code, level: 'error', message, ...this.#source.placeOf(path, look) })
  }

  /** Whether every entry of the files is in the draft; only then can something be called unused. */
  get complete(): boolean {
    return this.#source.complete
  }

  /** Reads a sentence and registers its figures under its owner (an id, or `choice/alternative`). */
  sentence(owner: string, path: DocumentPath, source: string): Sentence {
    const { sentence, bad } = readSentence(source)
    for (const { code, message, text } of bad) {
      this.problem(path, code, message, { text, last: code === 'duplicate-figure' })
    }
    const figures = sentence.figures.map(
      (figure) => [figure.name, { figure, used: false, path }] as const,
    )
    this.#figures.set(owner, new Map(figures))
    return sentence
  }

  /** The figure that `$name`, `-$name` or `$owner.name` refers to; a problem and null when there is none. */
  figure(raw: string, path: DocumentPath, owners: string[]): FigureUse | null {
    const found = reference.exec(raw)
    if (found === null) {
      const loose = isFigure(raw.replace(/[%]$/, '')) || /^-?\d/.test(raw)
      const message = loose
        ? `数字 ${raw} 没有写在条文句子里：请在 says 里标成 {名称=${raw.replace(/^-/, '')}}，这里写 $名称`
        : `“${raw}”不是数字的引用，应写作 $名称`
      this.problem(path, loose ? 'unmarked-figure' : 'bad-reference', message)
      return null
    }
    const [, sign, owner, name = ''] = found
    const marked = this.#find(owner === undefined ? owners : [owner], name)
    if (marked === undefined) {
      const where = owner === undefined ? '这一条的句子里' : `${owner} 的句子里`
      this.problem(path, 'unknown-figure', `${where}没有标记 {${name}=…}，请核对名称`)
      return null
    }
    marked.used = true
    const value = marked.figure.value
    return { points: sign === '-' ? value.negated() : value, figure: marked.figure }
  }

  /** The points of a reference, 0 after a problem. */
  points(raw: string, path: DocumentPath, owners: string[]): Points {
    return this.figure(raw, path, owners)?.points ?? zero
  }

  #find(owners: string[], name: string): Marked | undefined {
    for (const owner of owners) {
      const own = this.#figures.get(owner)?.get(name)
      if (own !== undefined) return own
      for (const [key, figures] of this.#figures) {
        if (key.startsWith(`${owner}/`) && figures.has(name)) return figures.get(name)
      }
    }
    return undefined
  }

  /**
   * A value that is written as a word of the place, or `choice <id>`: then every alternative must be such a word.
   * `can` lists the words for people. After a problem the fallback stands in.
   */
  setting<T>(
    raw: string | string[],
    at: { path: DocumentPath; owners: string[]; can: string },
    word: Word<T>,
    fallback: T,
  ): Setting<T> {
    const id = typeof raw === 'string' ? byChoice.exec(raw)?.[1] : undefined
    if (id === undefined) {
      const value = word(raw, at.owners)
      if (value === undefined) {
        this.problem(at.path, 'bad-word', `“${String(raw)}”不是这里能用的词，可用：${at.can}`)
      }
      return { value: value ?? fallback, choice: null, byAnswer: null }
    }
    const index = this.draft.choices.findIndex((one) => one.choice === id)
    const choice = this.draft.choices[index]
    if (choice === undefined) {
      if (!this.#ids.get('choice')?.has(id)) {
        this.problem(
          at.path,
          'unknown-choice',
          `没有叫 ${id} 的选择，请在 choices 里写明或改正名称`,
        )
      }
      return { value: fallback, choice: null, byAnswer: null }
    }
    this.#sets.set(id, [...(this.#sets.get(id) ?? []), placeName(this.draft, at.path)])
    const byAnswer: Record<string, T> = {}
    for (const [name, alternative] of Object.entries(choice.alternatives)) {
      const value = word(alternative.sets ?? name, [`${id}/${name}`, id])
      if (value === undefined) {
        const path = ['choices', index, 'alternatives', name]
        const full = alternative.sets === undefined ? path : [...path, 'sets']
        const said = String(alternative.sets ?? name)
        this.problem(
          full,
          'bad-word',
          `选择 ${id} 的“${said}”不是它所定之处能用的词，可用：${at.can}`,
        )
      }
      byAnswer[name] = value ?? fallback
    }
    const answered = Object.hasOwn(byAnswer, choice.answer) ? byAnswer[choice.answer] : undefined
    return { value: answered ?? fallback, choice: id, byAnswer }
  }

  /** Checks that an id names something; reports otherwise. */
  known(kind: IdKind, id: string, path: DocumentPath): void {
    this.#used.add(`${kind} ${id}`)
    if (this.#ids.get(kind)?.has(id)) return
    this.problem(path, `unknown-${kind}`, `没有叫 ${id} 的${kindNames[kind]}，请核对名称或先写明`)
  }

  /** Whether something of this kind and id was ever referred to. */
  isUsed(kind: IdKind, id: string): boolean {
    return this.#used.has(`${kind} ${id}`)
  }

  /** The places that a choice sets. */
  setsOf(choice: string): string[] {
    return [...new Set(this.#sets.get(choice) ?? [])]
  }

  /** Reports marked figures that nothing refers to. Call last. */
  reportUnusedFigures(): void {
    for (const figures of this.#figures.values()) {
      for (const { figure, used, path } of figures.values()) {
        if (used) continue
        const text = `{${figure.name}=${figure.text}}`
        const message = `标记 ${text} 没有被用到：请在规则里写 $${figure.name}，或删去数字`
        this.problem(path, 'unused-figure', message, { text })
      }
    }
  }
}

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
}

/** `part routine.scale` for a path into the draft. */
function placeName(draft: Draft, path: DocumentPath): string {
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

function idsOf(raw: Readonly<Record<string, unknown>>): Map<IdKind, Set<string>> {
  const ids = new Map<IdKind, Set<string>>()
  const add = (kind: IdKind, id: unknown) => {
    if (typeof id === 'string') ids.set(kind, (ids.get(kind) ?? new Set()).add(id))
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
  } as const
  for (const kind of Object.keys(lists).filter((one): one is keyof typeof lists => one in lists)) {
    const list = raw[lists[kind]]
    for (const one of Array.isArray(list) ? list : []) add(kind, Reflect.get(Object(one), kind))
  }
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    add('part', Reflect.get(node, 'part'))
    const parts: unknown = Reflect.get(node, 'parts')
    if (Array.isArray(parts)) parts.forEach(walk)
  }
  walk(raw.total)
  return ids
}
