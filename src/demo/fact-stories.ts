/** A fact of the demonstration's year and how it ended. */
export type FactStory = QuietStory | HeardStory

interface Story {
  /** The day it happened; recorded two working days later. */
  day: string
  rule: string
  person: string
  note: string
}

/** Nobody objected (yet). */
export interface QuietStory extends Story {
  ends: 'proposed' | 'told' | 'effective'
}

/** The person objected, and the office decided. */
export interface HeardStory extends Story {
  ends: 'upheld' | 'withdrawn'
  objection: string
  answer: string
}

/** In the order of the year. The last two are still open when the demonstration's clock starts. */
export const factStories: readonly FactStory[] = [
  {
    day: '2025-01-14',
    rule: 'late',
    person: 'p10',
    note: '上班抽查时未到岗，九点二十分到',
    ends: 'effective',
  },
  {
    day: '2025-02-19',
    rule: 'absent',
    person: 'p24',
    note: '季度工作例会未到会，事先没有请假',
    ends: 'effective',
  },
  {
    day: '2025-03-06',
    rule: 'early-leave',
    person: 'p28',
    note: '业务培训中途离场，没有说明',
    ends: 'effective',
  },
  {
    day: '2025-03-21',
    rule: 'general-late',
    person: 'p19',
    note: '统计数据汇总比部署的期限晚三个工作日报出',
    ends: 'effective',
  },
  {
    day: '2025-04-09',
    rule: 'instruction-late',
    person: 'p32',
    note: '批示要求一周内反馈调研情况，第十天报出',
    ends: 'effective',
  },
  {
    day: '2025-04-22',
    rule: 'late',
    person: 'p47',
    note: '上班抽查时未到岗',
    ends: 'withdrawn',
    objection: '当天上午直接去登记点取材料，已向处长报备，有外出登记',
    answer: '外出登记属实，不算迟到，撤回',
  },
  {
    day: '2025-05-13',
    rule: 'complaint-verified',
    person: 'p46',
    note: '来电反映合同登记答复不清、往返两次，经核实属实',
    ends: 'effective',
  },
  {
    day: '2025-05-28',
    rule: 'general-late',
    person: 'p36',
    note: '项目中期检查材料未按时间表交齐',
    ends: 'upheld',
    objection: '两家承担单位迟交，责任不全在我',
    answer: '催办记录显示到期前没有提醒承担单位，维持',
  },
  {
    day: '2025-06-11',
    rule: 'absent',
    person: 'p56',
    note: '集体活动未参加，未请假',
    ends: 'effective',
  },
  {
    day: '2025-06-24',
    rule: 'instruction-undone',
    person: 'p18',
    note: '批示交办的调研提纲到期没有拿出',
    ends: 'effective',
  },
  {
    day: '2025-07-08',
    rule: 'late',
    person: 'p10',
    note: '上班抽查时未到岗，九点零八分到',
    ends: 'effective',
  },
  {
    day: '2025-08-19',
    rule: 'general-undone',
    person: 'p27',
    note: '资产盘点差异说明到期没有完成',
    ends: 'effective',
  },
  {
    day: '2025-09-17',
    rule: 'general-late',
    person: 'p33',
    note: '园区座谈会纪要比要求晚两个工作日印发',
    ends: 'told',
  },
  {
    day: '2025-09-22',
    rule: 'early-leave',
    person: 'p49',
    note: '专题学习会提前离场',
    ends: 'proposed',
  },
]
