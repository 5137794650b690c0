import { day } from '../../src/base/day.js'
import type { FactStage, FactStep } from '../../src/flows/fact/facts.js'
import type { FactDetails, RecordView } from '../../src/flows/fact/views.js'
import type { View } from '../views.js'

const stages: FactStage[] = [
  'proposed',
  'told',
  'objected',
  'effective',
  'withdrawn',
  'returned',
  'reversed',
]

const steps: FactStep['what'][] = [
  'proposed',
  'verified',
  'approved',
  'told',
  'objected',
  'upheld',
  'effective',
]

const long = '本人当天上午在区里参加调研，回程遇交通管制，已电话向处室负责人说明。'.repeat(9)

function details(stage: FactStage): FactDetails {
  return {
    id: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
    rule: '未按规定程序请假而离开工作岗位',
    clause: '第五条（一）3',
    says: '未经批准离开岗位的，每次扣 0.1 分；情节较重的，由处室负责人提出意见后一并处理',
    charges: [
      { to: 'person', points: '-0.1' },
      { to: 'head', points: '-0.05' },
      { to: 'unit', points: null },
    ],
    persons: ['欧阳明远', '诸葛云帆', '司徒静'],
    unit: '科技成果及国际科技合作处',
    day: day('2025-09-16'),
    matter: '第三季度机关作风抽查',
    note: '9月16日下午抽查时不在岗。'.repeat(14),
    recordedBy: '诸葛云帆',
    stage,
    steps: steps.map((each) => ({
      what: each,
      by: '欧阳明远',
      on: day('2025-09-18'),
      whose: each === 'told' ? '诸葛云帆' : '',
      text: each === 'objected' || each === 'upheld' ? long : '',
    })),
  }
}

const form: RecordView = {
  kind: 'record',
  units: Array.from({ length: 25 }, (_, index) => ({
    id: `u-${index}`,
    name: `科技成果及国际科技合作处${index}`,
  })),
  unit: 'u-1',
  people: Array.from({ length: 30 }, (_, index) => ({ id: `p${index}`, name: `欧阳明远${index}` })),
  rules: Array.from({ length: 60 }, (_, index) => ({
    id: `absence-without-leave-${index}`,
    name: '未按规定程序请假而离开工作岗位',
    clause: '第五条（一）3',
    charges: details('proposed').charges,
  })),
  today: day('2025-09-30'),
  recent: stages.slice(0, 5).map((stage) => ({
    name: '欧阳明远、诸葛云帆、司徒静',
    rule: '未按规定程序请假而离开工作岗位',
    day: day('2025-09-16'),
    stage,
  })),
}

/** Cards about facts with the longest content, each stage once. */
export const factSamples: { name: string; view: View }[] = [
  { name: 'record-long', view: form },
  { name: 'record-unit', view: { ...form, unit: null, people: [], recent: [] } },
  {
    name: 'approval-open',
    view: {
      kind: 'approval',
      fact: details('proposed'),
      step: { what: 'approved', role: '分管领导' },
      mayDecide: true,
    },
  },
  {
    name: 'approval-done',
    view: { kind: 'approval', fact: details('told'), step: null, mayDecide: false },
  },
  {
    name: 'hearing-open',
    view: {
      kind: 'hearing',
      fact: details('objected'),
      objection: { by: '欧阳明远', text: long, day: day('2025-09-22') },
      mayDecide: true,
    },
  },
  ...stages.map((stage) => ({
    name: `fact-${stage}`,
    view: {
      kind: 'fact' as const,
      fact: details(stage),
      objectUntil: day('2025-09-25'),
      workingDaysLeft: stage === 'told' ? 4 : null,
      mayObject: stage === 'told',
      office: '诸葛云帆、司徒静',
    },
  })),
]
