import { periodText } from '../src/base/assessment-year.js'
import type { GoneView } from '../src/flows/gone-view.js'
import { card, type Element, markdown, quiet } from './kit.js'
import { sentence } from './sayings.js'
import type { View } from './views.js'

/** A card whose content may not be shown any more. */
export function renderGone(view: GoneView): Element {
  return card({ title: '考核助手', tone: 'grey', tag: '已失效' }, [markdown(sentence(view.code))])
}

const names: Readonly<Record<Exclude<View['kind'], 'gone'>, string>> = {
  home: '首页',
  exports: '导出',
  'what-if': '试算',
  mute: '免打扰',
  burden: '办件统计',
  standing: '我的得分',
  report: '工作月报',
  digest: '处室月报',
  'report-table': '月报报送情况',
  'report-reading': '处室月报传阅',
  'report-archive': '往期月报',
  leave: '请假',
  'own-leave': '我的请假',
  'leave-approval': '批假',
  'unasked-form': '擅自出差',
  unasked: '擅自出差',
  cover: '工作交接',
  post: '指定B岗',
  posts: 'AB岗',
  'my-leaves': '我的请假',
  trip: '出差外出',
  'own-trip': '我的出差外出',
  'trip-approval': '批出差',
  'my-trips': '我的出差外出',
  attendance: '考勤',
  'attendance-table': '考勤备案',
  'case-form': '问责',
  case: '问责',
  'major-form': '重大事项',
  'major-timer': '重大事项',
  major: '重大事项',
  'major-unread': '重大事项',
  meetings: '会议',
  'meeting-form': '召集会议',
  meeting: '会议',
  'meeting-marks': '会议登记',
  'meeting-leave': '会议请假',
  'meeting-brief': '会议报告',
  'docket-form': '督办登记',
  docket: '督办件',
  dockets: '督办登记簿',
  'complaint-form': '投诉登记',
  complaint: '投诉',
  complaints: '投诉',
  info: '报送信息',
  'info-piece': '信息报送',
  'info-desk': '处理报送',
  'info-unit': '信息报送进度',
  'info-table': '信息报送统计',
  record: '记录加减分',
  facts: '加减分事项',
  approval: '加减分审定',
  fact: '事项告知',
  hearing: '异议处理',
  rating: '评价',
  period: '评价进度',
  missing: '催办',
  publish: '公布考核结果',
  ranking: '考核结果公布',
  cycles: '考核周期',
  'cycle-open': '开启考核周期',
  cycle: '考核周期',
  'cycle-choice': '办法中的选择',
  result: '我的考核结果',
  decisions: '会议决定',
  consequences: '结果运用',
  consequence: '结果运用',
  rank: '排名',
  unit: '处室',
  appeal: '申请复核',
  'own-appeal': '我的复核',
  'appeal-answer': '答复复核',
  tasks: '年度任务',
  'task-letter': '责任书',
  outside: '第三方评价',
  'outside-paper': '纸质评价表',
  'panel-sheet': '评委打分',
  'panel-desk': '评委进度',
  'panel-timer': '陈述时间',
  vote: '民主测评',
  'vote-desk': '民主测评进度',
  'items-check': '逐项自查',
  'items-office': '逐项核定',
  'items-sheet': '逐项核定',
  entered: '录入得分',
}

/**
 * One quiet line in the place of a card that is no live one any more: what it was, and where it is.
 * `below`: the same card was sent anew; else it ended, and the line says how to open it.
 */
export function renderMoved(moved: { kind: string; key: string; below: boolean }): Element {
  const known = Object.entries(names).find(([kind]) => kind === moved.kind)?.[1]
  const name = [known ?? '卡片', periodIn(moved.key)].filter(Boolean).join(' · ')
  const line = sentence(moved.below ? 'moved-below' : 'moved-away', { name })
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false, summary: { content: line } },
    body: { elements: [quiet(line)] },
  }
}

/** The period that a card's key names, for people; empty when it names none. */
function periodIn(key: string): string {
  const parts = [...key.split('/'), ...key.split('.')]
  const period = parts.find((part) => /^\d{4}-(?:Q[1-4]|H[12]|year|\d{2})$/.test(part))
  return period ? periodText(period) : ''
}
