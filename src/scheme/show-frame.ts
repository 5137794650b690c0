import { padText, textWidth, wrapText } from '../base/text-width.js'
import type { Scheme } from './model.js'
import type { Sentence, Setting } from './model-words.js'

/** What every part of a shown scheme is made of. */

export const width = 96

/** A sentence with its figures in 【】. */
export function markedText(sentence: Sentence): string {
  return sentence.pieces
    .map((piece) => (typeof piece === 'string' ? piece : `【${piece.text}】`))
    .join('')
}

/** A heading with what stands below it; nothing when that is empty. */
export function section(title: string, lines: string[]): string[] {
  return lines.length === 0
    ? []
    : ['', `── ${title} ${'─'.repeat(width - 4 - textWidth(title))}`, ...lines]
}

/** A cited entry: clause, name and id, its sentence, and behind → what the machine reads. */
export function entry(
  head: { clause: string; name: string; id: string },
  says: Sentence,
  readings: string[],
  indent = '',
): string[] {
  return [
    '',
    `${indent}${padText(head.clause, 16)}${padText(head.name, 24)}${head.id}`,
    ...block(markedText(says), `${indent}  `, `${indent}  `),
    ...readings.flatMap((one) => block(one, `${indent}  → `, `${indent}    `)),
  ]
}

/** A text wrapped to the width, with a first and a further indent. */
export function block(text: string, first: string, rest: string): string[] {
  return wrapText(text, width - textWidth(first)).map(
    (line, index) => `${index === 0 ? first : rest}${line}`,
  )
}

/** A setting's word in Chinese, with the choice that set it. */
export function chosen<T>(setting: Setting<T>, name: (value: T) => string): string {
  const text = name(setting.value)
  return setting.choice === null ? text : `${text}〔选择 ${setting.choice}〕`
}

/** A role's Chinese name; its id when the scheme has none. */
export function roleName(scheme: Scheme, id: string): string {
  if (id === 'everyone') return '其他人'
  return scheme.roles.find((role) => role.id === id)?.name ?? id
}

/** A rule's name. */
export function ruleName(scheme: Scheme, id: string): string {
  return scheme.rules.find((rule) => rule.id === id)?.name ?? id
}

/** A grade's name. */
export function gradeName(scheme: Scheme, id: string): string {
  return scheme.grades.find((grade) => grade.id === id)?.name ?? id
}

/** The name of an office: a unit or a role of the scheme. */
export function officeName(scheme: Scheme, id: string): string {
  return scheme.units.find((unit) => unit.id === id)?.name ?? roleName(scheme, id)
}
