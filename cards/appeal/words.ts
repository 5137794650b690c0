import type { AppealStage } from '../../src/flows/appeal/appeals.js'
import type { Tone } from '../kit.js'

/** How an appeal stands, in words and colour. */
export const stageWords: Readonly<Record<AppealStage, { tag: string; tone: Tone }>> = {
  waiting: { tag: '待答复', tone: 'blue' },
  withdrawn: { tag: '已撤回', tone: 'grey' },
  granted: { tag: '支持', tone: 'green' },
  partly: { tag: '部分支持', tone: 'green' },
  rejected: { tag: '不支持', tone: 'grey' },
}

/** What is asked for: a review, or the appeal that goes on from its answer. */
export function nameOf(further: boolean): string {
  return further ? '申诉' : '复核'
}

/** The whole result in the list of lines. */
export const wholeText = '整个结果：总分、名次或等次'
