import { must } from '../../base/bug.js'
import type { Choice } from './scheme.js'
import type { Setting } from './words.js'

/**
 * The same scheme, or work rules, with other answers to some of its choices (choice id → alternative id). The version
 * stays that of the files. Throws a Bug for a choice or an alternative that it does not have: check first.
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
  const choices = scheme.choices.map((one) => ({ ...one, answer: answers[one.id] ?? one.answer }))
  return { ...answered(scheme, answers), choices }
}

/** A deep copy in which each setting of an answered choice has that answer's value. */
function answered<T>(node: T, answers: Readonly<Record<string, string>>): T
function answered(node: unknown, answers: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(node)) return node.map((one) => answered(one, answers))
  if (!isPlain(node)) return node
  if (isSetting(node)) {
    const answer = node.choice === null ? undefined : answers[node.choice]
    return answer === undefined ? node : { ...node, value: node.byAnswer?.[answer] }
  }
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, answered(one, answers)]))
}

function isPlain(node: unknown): node is Record<string, unknown> {
  return (
    typeof node === 'object' && node !== null && Object.getPrototypeOf(node) === Object.prototype
  )
}

function isSetting(node: object): node is Setting<unknown> {
  return 'value' in node && 'choice' in node && 'byAnswer' in node
}
