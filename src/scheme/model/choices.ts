import { must } from '../../base/bug.js'
import type { Choice } from './scheme.js'
import type { Setting } from './words.js'

/**
 * The same scheme, or work rules, with other answers to some of its choices (choice id → alternative id). The version
 * stays that of the files. What no other answer changes is the same object as before: nobody changes a scheme.
 * Throws a Bug for a choice or an alternative that it does not have: check first.
 */
export function withChoices<T extends { choices: readonly Choice[] }>(
  scheme: T,
  answers: Readonly<Record<string, string>>,
): T {
  for (const [id, answer] of Object.entries(answers)) {
    const choice = must(
      scheme.choices.find((one) => one.id === id),
      `no choice ${id}`,
    )
    must(
      choice.alternatives.some((one) => one.id === answer),
      `choice ${id} has no ${answer}`,
    )
  }
  const others = scheme.choices.filter((one) => (answers[one.id] ?? one.answer) !== one.answer)
  if (others.length === 0) return scheme
  if (others.some((one) => one.first === true)) return readAgain(scheme, answers)
  const where = knownWhere.get(scheme) ?? whereIn(scheme)
  const changed = new Set(others.map(({ id }) => id))
  const choices = scheme.choices.map((one) => ({ ...one, answer: answers[one.id] ?? one.answer }))
  const made = { ...answered(scheme, where, { changed, answers }), choices }
  // Where the settings stand is the same under every answer.
  knownWhere.set(scheme, where).set(made, where)
  const reading = readings.get(scheme)
  if (reading !== undefined) readings.set(made, reading)
  return made
}

/** Reads the files of a scheme again under other answers, by any scheme that was made from them. */
type Reading<T> = (answers: Readonly<Record<string, string>>) => T
const readings = new WeakMap<object, Reading<unknown>>()

/** How a scheme with choices that are answered before its meaning is read (`Choice.first`) is read under others. */
export function readsAgain<T extends object>(scheme: T, reading: Reading<T>): void {
  readings.set(scheme, reading)
}

function readAgain<T extends { choices: readonly Choice[] }>(
  scheme: T,
  answers: Readonly<Record<string, string>>,
): T {
  const reading = must(readings.get(scheme), 'a scheme with such choices knows its files')
  const now = Object.fromEntries(
    scheme.choices.map((one) => [one.id, answers[one.id] ?? one.answer]),
  )
  return (reading as Reading<T>)(now)
}

/** Where the settings of choices stand in a model: the way to each, and at its end the choice. */
type Where = Map<string, Where | string>

/** Found once for a scheme and all that are made from it. */
const knownWhere = new WeakMap<object, Where>()

function whereIn(node: object): Where {
  const where: Where = new Map()
  for (const [key, one] of Object.entries(node)) {
    if (!Array.isArray(one) && !isPlain(one)) continue
    if (!isSetting(one)) {
      const below = whereIn(one)
      if (below.size > 0) where.set(key, below)
    } else if (one.choice !== null) where.set(key, one.choice)
  }
  return where
}

interface Answered {
  /** The choices that are answered otherwise than before. */
  changed: ReadonlySet<string>
  answers: Readonly<Record<string, string>>
}

/** The node itself, or a copy of it where a setting in it or below has another answer's value. */
function answered<T>(node: T, where: Where, by: Answered): T
function answered(node: unknown, where: Where, by: Answered): unknown {
  const before = typeof node === 'object' && node !== null ? node : {}
  const changes: [string, unknown][] = []
  for (const [key, at] of where) {
    const one: unknown = Reflect.get(before, key)
    const now = typeof at === 'string' ? settingBy(one, at, by) : answered(one, at, by)
    if (now !== one) changes.push([key, now])
  }
  if (changes.length === 0) return node
  const copy: object = Array.isArray(before) ? [...before] : { ...before }
  for (const [key, one] of changes) Reflect.set(copy, key, one)
  return copy
}

function settingBy(node: unknown, choice: string, { changed, answers }: Answered): unknown {
  if (!changed.has(choice) || !isPlain(node) || !isSetting(node)) return node
  return { ...node, value: node.byAnswer?.[answers[choice] ?? ''] }
}

function isPlain(node: unknown): node is Record<string, unknown> {
  return (
    typeof node === 'object' && node !== null && Object.getPrototypeOf(node) === Object.prototype
  )
}

function isSetting(node: object): node is Setting<unknown> {
  return 'value' in node && 'choice' in node && 'byAnswer' in node
}
