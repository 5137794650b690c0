import { day } from '../../src/base/day.js'
import type { StandingFact, StandingPart, StandingView } from '../../src/flows/standing/view.js'
import type { View } from '../views.js'

function fact(index: number): StandingFact {
  const counted = index % 4 !== 3
  return {
    id: `0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a${index + 10}`,
    name: '未按规定程序请假而离开工作岗位',
    clause: '第五条（一）3',
    says: '未经批准离开岗位的，每次扣 0.1 分；情节较重的，由处室负责人提出意见后一并处理',
    day: day('2025-09-16'),
    points: '-0.1',
    counted,
    reason: counted ? null : 'same-matter',
    note: '9月16日下午抽查时不在岗，电话联系后16:20返回，未说明去向，也没有办理外出登记。',
    recordedBy: '诸葛云帆',
    approvedBy: '欧阳明远',
    approvedOn: day('2025-09-18'),
    objectUntil: day('2025-09-25'),
  }
}

const open = { settled: '0', lowest: '0', highest: '40' }
const quarters = ['第一季度', '第二季度', '第三季度', '第四季度']

function part(name: string, facts: number): StandingPart {
  return {
    id: name,
    name,
    clause: '第四条（二）',
    points: facts > 0 ? { settled: '29.85', lowest: '0', highest: '29.85' } : open,
    pointsMax: '40',
    closed: false,
    periods: quarters.map((period, index) => ({
      name: period,
      closed: index < 2,
      value: index === 0 ? '92.3333333333333333333333333333333333333333' : null,
      level: null,
    })),
    graded: false,
    tasks: [],
    facts: Array.from({ length: facts }, (_, index) => fact(index)),
  }
}

/** The longest statement that is to be expected: every part open, many facts. */
export const standing: StandingView = {
  kind: 'standing',
  name: '欧阳明远',
  unit: '科技成果及国际科技合作处',
  scheme: '公务员平时考核',
  year: '2025',
  asOf: day('2025-09-30'),
  total: { settled: '27.85', lowest: '57.85', highest: '97.85', final: null },
  parts: [part('平时考核', 14), part('绩效考核', 3), part('民主测评', 0), part('上级评价', 0)],
  choices: Array.from({ length: 8 }, () => ({
    asks: '同一人既是责任人又是处室负责人时，两种扣分怎样计算？',
    answer: '只取较高的一项，另一项列出但不计分',
  })),
  others: [
    {
      ...{ scheme: '公务员平时考核', year: '2024', unit: '' },
      card: { kind: 'standing', key: 'keji.wuhan-civil-servants.2024/p12' },
    },
    {
      ...{ scheme: '部门绩效考核', year: '2025', unit: '科技成果及国际科技合作处' },
      card: { kind: 'standing', key: 'keji.departments.2025/u7' },
    },
  ],
}

/** The running score: with much in it, with nothing yet, and final. */
export const standingSamples: { name: string; view: View }[] = [
  { name: 'standing-long', view: standing },
  {
    name: 'standing-empty',
    view: {
      ...standing,
      parts: [
        part('平时考核', 0),
        {
          ...part('绩效考核', 0),
          assessed: {
            ...{ figure: '1.5', ledger: '2.5', by: '诸葛云帆', on: day('2025-12-24') },
            reason: '市里推迟了验收，已于11月20日书面说明，分管领导同意顺延到明年一季度完成',
          },
        },
      ],
      choices: [],
    },
  },
  {
    name: 'standing-at-risk',
    view: {
      ...standing,
      total: { settled: '34.36', lowest: '4.46', highest: '99.36', final: null },
      parts: [
        part('平时考核', 1),
        {
          ...part('年度目标任务', 0),
          periods: [],
          tasks: Array.from({ length: 12 }, (_, index) => ({
            name: '完成全区老旧小区二次供水设施改造和燃气管网更新的年度任务并通过市级验收',
            points: index % 3 ? null : '2.5',
            pointsMax: '2.5',
          })),
        },
        {
          ...part('季度等次', 0),
          graded: true,
          pointsMax: '0',
          periods: [
            { name: '2025-Q1', closed: true, value: null, level: '较好' },
            { name: '2025-Q2', closed: true, value: null, level: null },
            { name: '2025-Q3', closed: false, value: null, level: null },
          ],
        },
      ],
      choices: [],
    },
  },
  {
    name: 'standing-grades-only',
    view: {
      ...standing,
      scheme: '局管干部考核',
      total: { settled: '0', lowest: '0', highest: '0', final: null },
      parts: [{ ...part('民主测评', 0), graded: true, pointsMax: '0', periods: [] }],
      choices: [],
    },
  },
  {
    name: 'standing-final',
    view: {
      ...standing,
      total: { settled: '92.35', lowest: '92.35', highest: '92.35', final: '92.35' },
    },
  },
]
