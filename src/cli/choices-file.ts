import { z } from 'zod'
import { type YamlDocument, readDocument } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import type { Scheme } from '../scheme/model/scheme.js'

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/, { error: '标识只用英文字母、数字和连字符' })

/** A file of answers: `选择的标识: 可选项的标识`, one a line, YAML or JSON; the same as `choices` in a facts file. */
const shape = z.record(id, id)

/** Answers to choices, or what is wrong with the file. */
export interface ChoicesRead {
  answers: Record<string, string> | null
  problems: Problem[]
}

/** Reads a file of answers and checks each against the scheme (not when the scheme could not be read). */
export function readChoices(file: string, scheme: Scheme | null): ChoicesRead {
  const document = readDocument(file, shape)
  const { value } = document
  if (value === null || scheme === null) return { answers: null, problems: document.problems }
  const problems = Object.entries(value).flatMap(([choice, answer]) =>
    wrongAnswer(scheme, document, choice, answer),
  )
  return { answers: problems.length === 0 ? value : null, problems }
}

function wrongAnswer(
  scheme: Scheme,
  document: YamlDocument<unknown>,
  id: string,
  answer: string,
): Problem[] {
  const { file } = document
  const choice = scheme.choices.find((one) => one.id === id)
  const names = (all: readonly { id: string }[]) => all.map((one) => one.id).join('、') || '无'
  if (choice === undefined) {
    const message = `考核办法里没有选择“${id}”，可用的有：${names(scheme.choices)}`
    const position = document.positionOf([id], { at: 'key' })
    return [{ code: 'unknown-choice', level: 'error', message, file, ...position }]
  }
  if (choice.alternatives.some((one) => one.id === answer)) return []
  const message = `选择“${id}”没有答案“${answer}”，可用的有：${names(choice.alternatives)}`
  return [{ code: 'unknown-answer', level: 'error', message, file, ...document.positionOf([id]) }]
}
