import type { DocumentPath, Look } from '../../base/document.js'
import type { Points } from '../../base/points.js'
import { isFigure, zero } from '../../base/points.js'
import type { Problem } from '../../base/problem.js'
import { visible } from '../../base/document-words.js'
import { nearestWord } from '../../base/nearest.js'
import { followsFrom } from './follow-ups.js'
import { chineseSharesIn, productOf, readSentence } from './figures.js'
import type { Figure, Sentence, Setting } from '../model/words.js'
import type { ChoiceDraft } from './choice-shape.js'
import { byChoice, keyOf, saidAt } from './choice-words.js'
import type { Source } from './source.js'

/** A figure as referred to: with its sign, and the figure of the sentence. */
export interface FigureUse {
  points: Points
  figure: Figure
  /** A percentage or a fraction, not a number; a share of a number is a number. */
  isShare: boolean
}

/** Reads one raw word of a setting; undefined when it is none of the place's. `owners` says whose figures count. */
export type Word<T> = (raw: string | string[], owners: string[]) => T | undefined

/** Where a setting stands; `hint` says what is meant by a form that people write by mistake. */
export interface SettingPlace {
  path: DocumentPath
  owners: string[]
  can: string
  hint?: (raw: string) => string | undefined
}

interface Marked {
  figure: Figure
  used: boolean
  path: DocumentPath
}

const reference =
  /^(-?)\$(?:([A-Za-z][A-Za-z0-9-]*(?:\/[A-Za-z][A-Za-z0-9-]*)?)\.)?([a-z][a-z0-9-]*)$/

/** Codes that sentences, figures and choices can give, whatever they are written for. */
export type LanguageProblemCode =
  | 'bad-figure'
  | 'bad-mark'
  | 'bad-reference'
  | 'bad-word'
  | 'choice-without-alternatives'
  | 'duplicate-figure'
  | 'not-in-source'
  | 'not-whole'
  | 'unknown-answer'
  | 'unknown-choice'
  | 'unknown-clause'
  | 'unknown-figure'
  | 'unmarked-digits'
  | 'unmarked-figure'
  | 'unused-choice'
  | 'unused-figure'

/** The ids of what is written in a folder, and how people call things there. */
export interface Names<Named extends string> {
  /** Whether something of this kind has this id. */
  isId(kind: Named | 'choice', id: string): boolean
  /** Everything of this kind, with its name where it has one. */
  all(kind: Named): readonly { id: string; name: string | null }[]
  /** Chinese names of the kinds. */
  kinds: Readonly<Record<Named, string>>
  /** `part routine.scale` for a path into what is written. */
  placeName(path: DocumentPath): string
}

/**
 * What building a model from a regulation's files needs at every step: sentences with their figures, references
 * resolved and marked as used, settings with all their alternatives, and problems at their place. `Named`: the kinds of
 * things that others name by id; `Code`: the codes of what is written there, besides those of the language.
 */
export class LanguageReader<
  Named extends string,
  Code extends string,
  D extends { choices: readonly ChoiceDraft[] } = { choices: readonly ChoiceDraft[] },
> {
  readonly problems: Problem[] = []
  readonly draft: D
  readonly #source: Source<D>
  readonly #names: Names<Named>
  readonly #figures = new Map<string, Map<string, Marked>>()
  /** The owners `owner/…` by the one before the slash, in the order in which they were read. */
  readonly #below = new Map<string, string[]>()
  readonly #sentences = new Map<string, Sentence>()
  readonly #sets = new Map<string, string[]>()
  readonly #used = new Set<string>()
  /** Places whose choice was read with all its answers beside each other. */
  readonly #kept = new Set<string>()
  /** Owners of sentences with marks that could not be read. */
  readonly #unclear = new Set<string>()
  readonly #unknown = new Map<Named, number>()
  /** Names of figures that something refers to which could not be read. */
  readonly #mentions: Set<string>
  /** Where a figure or word could not be read. */
  readonly #unread: DocumentPath[] = []

  constructor(source: Source<D>, draft: D, names: Names<Named>) {
    this.#source = source
    this.draft = draft
    this.#names = names
    this.#mentions = new Set(source.mentioned)
  }

  /**
   * Reports something wrong at a path. Nothing is said of what was mended there, nor of a sum over figures of
   * which one could not be read: that is told already.
   */
  problem(
    path: DocumentPath,
    code: Code | LanguageProblemCode | `unknown-${Named}`,
    message: string,
    look: Look = {},
  ): void {
    if (this.#source.isMended(path)) return
    if (followsFrom(this.#unread, code, path)) return
    this.problems.push({ code, level: 'error', message, ...this.#source.placeOf(path, look) })
  }

  /** Reports something that may stand but that people should look at. */
  warning(path: DocumentPath, code: Code | LanguageProblemCode, message: string): void {
    this.problems.push({ code, level: 'warning', message, ...this.#source.placeOf(path) })
  }

  /** Something written that is not read any further: the figures that it refers to are not unused. */
  mention(written: unknown): void {
    for (const [, name] of JSON.stringify(written ?? null).matchAll(/\$([a-z][a-z0-9-]*)/g)) {
      if (name !== undefined) this.#mentions.add(name)
    }
  }

  /** Whether every entry of the files is in the draft; only then can something be called unused. */
  get complete(): boolean {
    return this.#source.complete
  }

  /**
   * Reads a sentence and registers its figures under its owner (an id, or `choice/alternative`); one that was read
   * before is the same again, so that all can be read before anything refers to their figures.
   */
  sentence(owner: string, path: DocumentPath, source: string): Sentence {
    const place = path.join('/')
    const known = this.#sentences.get(place)
    if (known) return known
    const { sentence, bad } = readSentence(source)
    if (bad.length > 0 || this.#source.isMended(path)) this.#unclear.add(owner)
    for (const { code, message, text } of bad) {
      this.problem(path, code, message, { text, last: code === 'duplicate-figure' })
    }
    const loose = sentence.pieces.flatMap((piece) =>
      typeof piece === 'string' ? chineseSharesIn(piece) : [],
    )
    for (const text of owner.includes('/') ? [] : loose) {
      const message = `句子里的 ${text} 是一个比例，机器读不到；要用它就写成 {名称=${text}}，只是说说就换个写法`
      this.warning(path, 'unmarked-digits', message)
    }
    const figures = sentence.figures.map(
      (figure) => [figure.name, { figure, used: false, path }] as const,
    )
    this.#keepFigures(owner, new Map(figures))
    this.#sentences.set(place, sentence)
    return sentence
  }

  #keepFigures(owner: string, figures: Map<string, Marked>): void {
    if (!this.#figures.has(owner) && owner.includes('/')) {
      const above = owner.slice(0, owner.indexOf('/'))
      this.#below.set(above, [...(this.#below.get(above) ?? []), owner])
    }
    this.#figures.set(owner, figures)
  }

  /**
   * The figure that `$name`, `-$name` or `$owner.name` refers to, or the product of two, `$a x $b`; a problem and
   * null when there is none.
   */
  figure(raw: string, path: DocumentPath, owners: string[]): FigureUse | null {
    const [first, second, ...more] = raw.split(' x ')
    if (first === undefined || second === undefined || more.length > 0) {
      return this.#oneFigure(raw, path, owners)
    }
    const one = this.#oneFigure(first, path, owners)
    const other = this.#oneFigure(second, path, owners)
    if (one === null || other === null) return null
    return {
      points: one.points.times(other.points),
      figure: productOf(one.figure, other.figure),
      isShare: one.isShare && other.isShare,
    }
  }

  #oneFigure(raw: string, path: DocumentPath, owners: string[]): FigureUse | null {
    const found = reference.exec(raw)
    if (found === null) {
      this.#unread.push(path)
      const choice = byChoice.exec(raw)?.[1]
      if (choice !== undefined) {
        if (!this.#names.isId('choice', choice)) this.#unknownChoice(path, choice)
        return null
      }
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
      this.#unread.push(path)
      if ((owner === undefined ? owners : [owner]).some((one) => this.#unclear.has(one)))
        return null
      const where = owner === undefined ? '这一条的句子里' : `${owner} 的句子里`
      this.problem(path, 'unknown-figure', `${where}没有标记 {${name}=…}，请核对名称`)
      return null
    }
    marked.used = true
    const { value, kind } = marked.figure
    const signed = sign === '-' ? value.negated() : value
    return { points: signed, figure: marked.figure, isShare: kind !== 'number' }
  }

  #unknownChoice(path: DocumentPath, id: string): void {
    this.problem(path, 'unknown-choice', `没有叫 ${id} 的选择，请在 choices 里写明或改正名称`)
  }

  /** The points of a reference, 0 after a problem. */
  points(raw: string, path: DocumentPath, owners: string[]): Points {
    return this.figure(raw, path, owners)?.points ?? zero
  }

  #find(owners: string[], name: string): Marked | undefined {
    for (const owner of owners) {
      const own = this.#figures.get(owner)?.get(name)
      if (own !== undefined) return own
      for (const key of this.#below.get(owner) ?? []) {
        const found = this.#figures.get(key)?.get(name)
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  /**
   * A value that is written as a word of the place, or `choice <id>`: then every alternative must be such a word.
   * `can` lists the words for people. After a problem the fallback stands in.
   */
  setting<T>(raw: string | string[], at: SettingPlace, word: Word<T>, fallback: T): Setting<T> {
    const id = typeof raw === 'string' ? byChoice.exec(raw)?.[1] : undefined
    if (id === undefined) {
      const value = word(raw, at.owners)
      if (value === undefined) {
        this.#unread.push(at.path)
        this.mention(raw)
        const hint = at.hint?.(String(raw)) ?? `可用：${at.can}`
        this.problem(at.path, 'bad-word', `“${visible(String(raw))}”不是这里能用的词，${hint}`)
      }
      return { value: value ?? fallback, choice: null, byAnswer: null }
    }
    this.#kept.add(at.path.join('/'))
    const index = this.draft.choices.findIndex((one) => one.choice === id)
    const choice = this.draft.choices[index]
    if (choice === undefined) {
      if (!this.#names.isId('choice', id)) {
        this.#unknownChoice(at.path, id)
      }
      return { value: fallback, choice: null, byAnswer: null }
    }
    this.#sets.set(id, [...(this.#sets.get(id) ?? []), this.#names.placeName(at.path)])
    const byAnswer: Record<string, T> = {}
    for (const [name, alternative] of Object.entries(choice.alternatives)) {
      const { said, steps } = saidAt(alternative.sets, name, at)
      const value = said === undefined ? undefined : word(said, [`${id}/${name}`, id, ...at.owners])
      if (value === undefined) {
        const path = ['choices', index, 'alternatives', name, ...steps]
        const message =
          said === undefined
            ? `选择 ${id} 的 sets 没有写 ${keyOf(at.path)} 定成什么，可用：${at.can}`
            : `选择 ${id} 的“${String(said)}”不是它所定之处能用的词，可用：${at.can}`
        this.problem(path, 'bad-word', message)
      }
      byAnswer[name] = value ?? fallback
    }
    const answered = Object.hasOwn(byAnswer, choice.answer) ? byAnswer[choice.answer] : undefined
    return { value: answered ?? fallback, choice: id, byAnswer }
  }

  /** Checks that an id names something; reports otherwise. */
  known(kind: Named, id: string, path: DocumentPath): void {
    this.#used.add(`${kind} ${id}`)
    if (this.#names.isId(kind, id)) return
    this.#unknown.set(kind, this.unknownOf(kind) + 1)
    const all = this.#names.all(kind)
    const named = all.find((one) => one.name === id)
    const ids = all.map((one) => one.id)
    const near = nearestWord(id, ids)
    const so =
      named !== undefined
        ? `，“${id}”是名称，标识是 ${named.id}`
        : near === undefined
          ? '，请核对名称或先写明'
          : `，是不是 ${near}？`
    const message = `没有叫 ${visible(id)} 的${this.#names.kinds[kind]}${so}`
    this.problem(path, `unknown-${kind}`, message)
  }

  /** How many names of this kind were written that nothing has: so many others may be unused because of them. */
  unknownOf(kind: Named): number {
    return this.#unknown.get(kind) ?? 0
  }

  /** Whether something of this kind and id was ever referred to. */
  isUsed(kind: string, id: string): boolean {
    return this.#used.has(`${kind} ${id}`)
  }

  /** Whether a place's choice was read with all its answers; else it has to be answered before. */
  keepsAnswers(path: DocumentPath): boolean {
    return this.#kept.has(path.join('/'))
  }

  /** A place that a choice decided before anything was read. */
  decided(choice: string, path: DocumentPath): void {
    this.#sets.set(choice, [...(this.#sets.get(choice) ?? []), this.#names.placeName(path)])
    // What other answers say there is read when they are given.
    this.mention(this.draft.choices.find((one) => one.choice === choice)?.alternatives)
  }

  /** The places that a choice sets. */
  setsOf(choice: string): string[] {
    return [...new Set(this.#sets.get(choice) ?? [])]
  }

  /** Reports marked figures that nothing refers to. Call last. */
  reportUnusedFigures(): void {
    for (const [owner, figures] of this.#figures) {
      // What an alternative sets may be what could not be read.
      if (owner.includes('/') && !this.complete) continue
      for (const { figure, used, path } of figures.values()) {
        if (used || this.#mentions.has(figure.name)) continue
        const text = `{${figure.name}=${figure.text}}`
        const message = `标记 ${text} 没有被用到：请在规则里写 $${figure.name}，或删去数字`
        this.problem(path, 'unused-figure', message, { text })
      }
    }
  }
}
