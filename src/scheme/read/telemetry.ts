import type { FactSource, Rule } from '../model/rules.js'
import type { Place } from './place.js'
import type { RuleDraft } from '../shape/scheme.js'
import { oneOf } from '../language/words.js'

/** Where facts may come from: what people record, and what they hand in for other reasons. */
const sources: readonly FactSource[] = [
  ...(['people', 'import', 'report', 'leave', 'information', 'votes'] as const),
]

/**
 * What a system notices about people's use of it. No rule may be fed by it (the national rule of January 2026
 * against burdens in government apps), and an old rule that has people watch it must say why it is kept.
 */
const watched = {
  'online-time': '在线时间',
  'sign-in': '登录、签到',
  'read-status': '已读、签收快慢',
  messages: '消息数量',
  likes: '点赞转发',
  location: '位置',
  'bot-use': '使用机器人的多少',
} as const

/** Refuses a rule that is fed by telemetry; what it watches by hand, with the reason why it is kept. */
export function checkSource(draft: RuleDraft, at: Place): Pick<Rule, 'source' | 'watches'> {
  const known = sources.find((one) => one === draft.source)
  refuseSource(draft, at)
  return { source: known ?? 'people', watches: watchesOf(draft, at) }
}

function refuseSource({ source, name }: RuleDraft, at: Place): void {
  if (Object.hasOwn(watched, source)) {
    const message = `规则“${name}”由系统数据（${source}）自动产生，这类规则不能用；确要保留的由人登记，写 source: people 和 watches`
    at.problem('source', 'fed-by-telemetry', message)
  } else if (!sources.some((one) => one === source)) {
    at.problem('source', 'bad-word', `“${source}”不是这里能用的词，可用：${sources.join('、')}`)
  }
}

function watchesOf(draft: RuleDraft, at: Place): Rule['watches'] {
  const what = draft.watches
  if (what === undefined) return null
  const kinds = oneOf(...Object.keys(watched))
  if (kinds.word(what, []) === undefined) {
    at.problem('watches', 'bad-word', `“${what}”不是这里能用的词，可用：${kinds.can}`)
  }
  if (draft.because === undefined) {
    const message = `规则“${draft.name}”看的是人怎样使用系统（${what}），新规定不提倡；确要保留就写 because 说明理由`
    at.reader.warning([...at.path, 'watches'], 'watches-people', message)
  }
  return { what, because: draft.because ?? '' }
}
