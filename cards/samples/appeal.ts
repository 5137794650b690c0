import { day } from '../../src/base/day.js'
import type { AppealDetails } from '../../src/flows/appeal/details.js'
import type { AppealAnswerView, AppealView, OwnAppealView } from '../../src/flows/appeal/views.js'
import type { View } from '../views.js'

const long =
  '3月12日上午的会我在外地出差，出差审批单在2月28日已经批准，处室负责人和分管领导都签了字；会议通知是3月11日下午才发的，' +
  '我当天就请假并由同处室的同事代为参加，签到表上有他的名字。这一条不应当计为无故缺席，请核对出差审批单和会议签到表后更正。'

const lines: AppealView['lines'] = [
  ...['平时考核', '绩效考核', '民主测评', '上级评价'].map((name, index) => ({
    ...{ id: `part-${index}`, name, points: '29.85', fact: '' },
  })),
  ...Array.from({ length: 80 }, (_, index) => ({
    ...{ id: `part-0/fact-${index}`, name: '平时考核', points: '-0.1' },
    fact: '未按规定程序请假而离开工作岗位',
  })),
]

const form: AppealView = {
  kind: 'appeal',
  cycle: 'keji.wuhan-civil-servants.2025',
  assessee: 'ke',
  scheme: '公务员平时考核',
  year: '2025',
  name: '欧阳明远',
  assesses: 'person',
  version: 1,
  total: '92.35',
  review: {
    ...{ days: 10, clause: null, until: day('2026-01-15'), provisional: false },
    choice: { name: '对结果申请复核的期限', decidedBy: '局年度考核委员会' },
    ...{ workingDaysLeft: 2, over: false },
  },
  answer: { who: '考核办', due: day('2026-01-28'), days: 10, ruled: false },
  lines,
  draft: {
    ...{ line: 'part-0/fact-3', reason: long },
    files: ['出差审批单.jpg', '会议签到表（2025年3月12日上午全体干部会）.pdf'].map(
      (name, index) => ({
        ...{ id: `file-${index}`, name },
      }),
    ),
  },
  made: [
    ...(['waiting', 'withdrawn', 'granted', 'partly', 'rejected'] as const).map((stage, index) => ({
      ...{ id: `appeal-${index}`, on: day('2026-01-12'), stage, further: index === 4 },
      line: index === 2 ? '' : '平时考核：未按规定程序请假而离开工作岗位',
    })),
  ],
  others: [
    {
      text: '2025年度 科技成果及国际科技合作处 处室绩效考核',
      card: { kind: 'appeal', key: 'keji.wuhan-units.2025/u' },
    },
  ],
}

const appeal: AppealDetails = {
  id: '01976f0a-7d1e-7c3a-9d2b-5a1c0e4f8b77',
  assessee: 'ke',
  scheme: '公务员平时考核',
  year: '2025',
  name: '欧阳明远',
  by: '欧阳明远',
  on: day('2026-01-12'),
  version: 1,
  further: false,
  stage: 'waiting',
  line: { name: '平时考核', clause: '第五条（二）', points: '29.85', pointsMax: '30' },
  facts: Array.from({ length: 20 }, (_, index) => ({
    ...{ id: `fact-${index}`, name: '未按规定程序请假而离开工作岗位', clause: '第五条（一）3' },
    ...{ says: '每次扣 0.1 分', day: day('2025-03-12'), points: '-0.1', counted: index > 0 },
    ...{ note: '上午全体干部会未到，没有请假记录。', recordedBy: '诸葛云帆' },
  })),
  total: '92.35',
  ranks: [
    {
      ...{ name: '主任科员及以下', rank: 3, ranked: 40, tied: false },
      ...{ behind: '0.35', ahead: '1' },
    },
  ],
  reason: long,
  erased: false,
  files: [{ id: 'file-0', name: '出差审批单.jpg' }],
  answer: null,
  before: null,
  due: {
    ...{ day: day('2026-01-26'), provisional: false, workingDaysLeft: 1, days: 10, ruled: false },
  },
  who: '考核办',
  corrected: null,
}

const answer = {
  ...{ by: '诸葛云帆', on: day('2026-01-16'), reversed: 1 },
  reason: '经核对出差审批单和签到表，当天确在出差，由同处室人员代会。这一条予以冲销，其余维持。',
}

const own: OwnAppealView = {
  ...{ kind: 'own-appeal', appeal, mayWithdraw: true, further: null, result: null },
}

const answering: AppealAnswerView = {
  kind: 'appeal-answer',
  appeal,
  mayAnswer: true,
  reversible: appeal.facts.map(({ id, name }) => ({ id, name })),
  publish: null,
}

/** Reviews with the longest content: the form, one's own at each stage, and before who answers. */
export const appealSamples: { name: string; view: View }[] = [
  { name: 'appeal-form', view: form },
  {
    name: 'appeal-form-ruled',
    view: {
      ...form,
      assesses: 'unit',
      name: '科技成果及国际科技合作处',
      review: { ...form.review, clause: '第三十三条', choice: null, workingDaysLeft: 8 },
      answer: { ...form.answer, ruled: true },
      draft: { line: '', reason: '', files: [] },
      made: [],
      others: [],
    },
  },
  {
    name: 'appeal-form-over',
    view: { ...form, review: { ...form.review, over: true, workingDaysLeft: -1 } },
  },
  { name: 'own-appeal-waiting', view: own },
  {
    name: 'own-appeal-partly',
    view: {
      ...own,
      appeal: { ...appeal, stage: 'partly', answer, corrected: 2, facts: [], line: null },
      mayWithdraw: false,
      result: { kind: 'result', key: 'publication' },
    },
  },
  {
    name: 'own-appeal-rejected',
    view: {
      ...own,
      appeal: { ...appeal, stage: 'rejected', answer: { ...answer, reversed: 0 } },
      mayWithdraw: false,
      further: { until: day('2026-02-06'), provisional: true, who: '局党组' },
    },
  },
  {
    name: 'own-appeal-erased',
    view: {
      ...own,
      appeal: {
        ...appeal,
        ...{ stage: 'rejected', erased: true, reason: '', files: [] },
        answer: { ...answer, reason: '', reversed: 0 },
      },
      mayWithdraw: false,
    },
  },
  { name: 'appeal-answer-open', view: answering },
  {
    name: 'appeal-answer-late',
    view: {
      ...answering,
      appeal: {
        ...appeal,
        further: true,
        who: '局党组',
        before: {
          ...{ by: '诸葛云帆', on: day('2026-01-16'), stage: 'rejected' as const },
          reason: '签到表上没有本人，也没有请假记录。',
        },
        due: { ...appeal.due, workingDaysLeft: -2, ruled: true },
      },
      reversible: [],
    },
  },
  {
    name: 'appeal-answer-given',
    view: {
      ...answering,
      appeal: { ...appeal, stage: 'granted', answer },
      mayAnswer: false,
      reversible: [],
      publish: { kind: 'publish', key: 'keji.wuhan-civil-servants.2025' },
    },
  },
]
