import { isByWorkingTime } from '../scoring/counting/deadline.js'
import { isScoredKind, scorersOf } from '../scheme/model/scored.js'
import { hasTasks } from '../scheme/model/tasks.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Setting } from '../scheme/model/words.js'
import type { WorkRules } from '../workrules/model.js'

/** What a regulation may want of people in a year, and what it is called: who has it in chat is said by the flows. */
export const wants = {
  facts: '事项：记录、核实、审定、告知',
  evidence: '事项的凭据',
  objections: '对一件事的异议',
  information: '信息报送',
  ratings: '打分的评价',
  'outside-raters': '第三方的评价（不登录的链接、纸质表）',
  panels: '评委打分的项目',
  'period-grades': '分期的等次',
  votes: '测评投票',
  tasks: '责任书和任务',
  items: '由考核责任科室打分的项目',
  entered: '直接录入的得分',
  'no-case': '没有可考的事的项目',
  'other-results': '另一份办法的结果',
  'earlier-results': '以往年度的结果',
  'working-time': '作息时间',
  choices: '办法没有写明之处的选择',
  standing: '得分说明',
  publication: '公布结果',
  decisions: '会议定的等次和名额',
  reviews: '对结果的复核',
  consequences: '结果运用：奖励、谈话等',
  forms: '要填写签字的表',
} as const

/** The same of work rules. */
export const workWants = {
  leave: '请假、销假',
  handover: '交接（AB岗）',
  trips: '出差、外出',
  attendance: '考勤',
  meetings: '会议',
  major: '重大事项报告',
  accountability: '问责',
  tables: '考勤备案表',
  reports: '工作报告',
  limits: '办理期限、首问',
  complaints: '投诉',
} as const

export type Want = keyof typeof wants | keyof typeof workWants

function isSet<T>(setting: Setting<T>, is: (value: T) => boolean): boolean {
  return is(setting.value) || Object.values(setting.byAnswer ?? {}).some(is)
}

/** How many of each a scheme has: parts, rules, results, …; by any answer to its choices. */
export function wantsOf(scheme: Scheme): Record<keyof typeof wants, number> {
  const parts = partsOf(scheme.total)
  const scorers = scorersOf(scheme.total)
  const rules = scheme.rules.filter((rule) => rule.derived === null)
  const kinds = (kind: string): number => parts.filter((part) => part.kind === kind).length
  const positive = (days: number): boolean => days > 0
  return {
    facts: rules.length,
    evidence: rules.filter((rule) => rule.evidence === 'required').length,
    objections: rules.length > 0 && isSet(scheme.windows.objection, positive) ? 1 : 0,
    information: rules.filter((rule) => rule.source === 'information').length,
    ratings: parts.filter((part) => part.kind === 'ratings' && part.panel === null).length,
    'outside-raters': parts.filter(
      (part) =>
        part.kind === 'ratings' &&
        part.raters.some(({ outside }) => Object.keys(outside).length > 0),
    ).length,
    panels: parts.filter((part) => part.kind === 'ratings' && part.panel !== null).length,
    'period-grades': kinds('period-grades'),
    votes: kinds('votes'),
    tasks: parts.filter(hasTasks).length,
    items: parts.filter((part) => isScoredKind(part) && scorers.has(part.id)).length,
    entered: kinds('entered'),
    'no-case': parts.filter(
      (part) => part.kind === 'sum' && isSet(part.noCase, (how) => how === 're-split'),
    ).length,
    'other-results': scheme.results.filter((result) => result.scheme !== null).length,
    'earlier-results': scheme.results.filter((result) => result.scheme === null).length,
    'working-time': scheme.clocks.filter(isByWorkingTime).length,
    choices: scheme.choices.length,
    standing: 1,
    publication: 1,
    decisions: scheme.grades.length + scheme.quotas.length,
    reviews: isSet(scheme.windows.review, positive) ? 1 : 0,
    consequences: scheme.consequences.length,
    forms: scheme.forms.length,
  }
}

/** The same for work rules. */
export function wantsOfWork(rules: WorkRules): Record<keyof typeof workWants, number> {
  const chains = (...matters: string[]): number =>
    rules.chains.filter(({ matter }) => matters.includes(matter)).length
  return {
    leave: rules.leave.kinds.length,
    handover: rules.handover === null ? 0 : 1,
    trips: chains('trip', 'outing'),
    attendance: rules.attendance?.findings.length ?? 0,
    meetings: rules.meetings === null ? 0 : 1,
    major: rules.major === null ? 0 : 1,
    accountability: rules.accountability?.forms.length ?? 0,
    tables: rules.tables.length,
    reports: rules.reports.length,
    limits: rules.limits.length,
    complaints: rules.complaints === null ? 0 : 1,
  }
}
