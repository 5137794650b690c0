import { day } from '../../src/base/day.js'
import type { FactStage, FactStep } from '../../src/flows/fact/facts.js'
import { type FactList, factLists } from '../../src/flows/fact/list.js'
import type { FormStep, RecordView } from '../../src/flows/fact/record-view.js'
import type { FactDetails } from '../../src/flows/fact/views.js'
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
    effect: 'points',
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
    more: {
      quantity: { name: '天数', value: '15.5', each: '天' },
      times: '12',
      choices: ['上班抽查', '事假', '市级采用', '省级采用'],
      answers: [{ asks: '是否影响全局', answer: 'no' }],
      sent: '2025-09-01 09:00',
      done: '2025-09-16 17:30',
      joint: [
        { name: '欧阳明远', as: '主要责任' },
        { name: '诸葛云帆', as: '协助' },
      ],
    },
    matter: '第三季度机关作风抽查',
    files: ['9月16日下午抽查登记表（处室盖章）.pdf', '现场照片.png'],
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

const people = Array.from({ length: 12 }, (_, index) => ({
  id: `p-${index}`,
  name: `欧阳明远${index}`,
  unit: false,
  of: '科技成果及国际科技合作处',
}))

const waits = {
  what: 'verified' as const,
  role: '责任处室主要负责人',
  names: ['欧阳明远', '诸葛云帆'],
  since: day('2025-09-18'),
}

/** A unit as a form names it. */
const units = { id: 'u-0', name: '城建监察大队（政策法规科）', unit: true, of: '' }

const filled: FormStep = {
  chosen: {
    id: 'absence-without-leave',
    name: '未按规定程序请假而离开工作岗位',
    effect: 'points',
    charges: details('proposed').charges,
    clause: '第五条（一）3',
    says: details('proposed').says,
    schemes: ['公务员年度考核', '处室绩效考核'],
  },
  words: {
    find: '欧阳',
    whom: ['p-0', 'p-1', 'p-2'],
    day: '2025-09-16',
    occasion: 'duty',
    sort: 'sick',
    levels: ['city'],
    answers: { grave: 'yes' },
    amounts: {},
    quantity: '15.5',
    times: '',
    sent: '2025-09-01 09:00',
    done: '',
    points: { unit: '0.95' },
    matter: 'm-3',
    newMatter: '',
    note: '9月16日下午抽查时不在岗。'.repeat(14),
    as: { 'p-0': 'main' },
    share: {},
  },
  today: day('2025-09-30'),
  whom: people.slice(0, 3),
  found: { all: people.slice(3), more: 14, none: false },
  fields: {
    sorts: [
      { id: 'sick', name: '病假' },
      { id: 'personal', name: '事假' },
    ],
    levels: [
      { id: 'city', name: '市级采用' },
      { id: 'province', name: '省级采用' },
    ],
    occasions: [
      { id: 'duty', name: '上班抽查' },
      { id: 'meeting', name: '开会考勤' },
    ],
    evidence: 'required',
    sent: true,
    done: true,
    times: false,
  },
  quantity: { name: '天数', each: '天' },
  apart: [],
  takesAll: 0,
  questions: [{ id: 'grave', asks: '是否影响全局', required: true }],
  points: [{ to: 'unit', lowest: '0.1', highest: '1', value: '0.95' }],
  together: {
    how: 'by-role',
    roles: [
      { id: 'main', name: '主要责任' },
      { id: 'help', name: '协助' },
    ],
    of: people.slice(0, 3),
  },
  matters: Array.from({ length: 30 }, (_, index) => ({
    id: `m-${index}`,
    name: `第三季度机关作风抽查第${index}次`,
  })),
  files: [
    { id: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', name: '9月16日下午抽查登记表（处室盖章）.pdf' },
    { id: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c', name: '现场照片.png' },
  ],
  asked: [],
}

const form: RecordView = {
  kind: 'record',
  key: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  returned: {
    by: '诸葛云帆',
    on: day('2025-09-18'),
    text: '抽查登记表上没有签字，请补上登记人和时间，并写明当天是否请过假。',
  },
  step: 'form',
  ...filled,
}

const plain: RecordView = {
  kind: 'record',
  key: 'new',
  returned: null,
  step: 'form',
  ...filled,
  found: { all: [], more: 0, none: false },
  words: { ...filled.words, find: '', note: '上午 9:12 到会，会议 9:00 开始' },
  fields: {
    ...filled.fields,
    sorts: [],
    levels: [],
    sent: false,
    done: false,
    times: true,
    evidence: 'optional',
  },
  quantity: null,
  questions: [],
  points: [],
  together: null,
  matters: filled.matters.slice(0, 3),
  files: [],
}

const kinds: RecordView = {
  kind: 'record',
  key: 'new',
  returned: null,
  step: 'kind',
  find: '',
  groups: ['平时考核', '重点工作', '作风建设', null].map((part, group) => ({
    scheme: '公务员年度考核',
    part,
    kinds: Array.from({ length: 15 }, (_, index) => ({
      id: `absence-without-leave-${group}-${index}`,
      name: '未按规定程序请假而离开工作岗位',
      effect: 'points' as const,
      charges: details('proposed').charges,
    })),
    more: group === 0 ? 7 : 0,
  })),
  more: 2,
  begun: true,
}

const made: RecordView = {
  kind: 'record',
  key: 'new',
  returned: null,
  step: 'made',
  facts: Array.from({ length: 12 }, (_, index) => ({
    id: `0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a${index + 10}`,
    names: '欧阳明远、诸葛云帆、司徒静',
    rule: '未按规定程序请假而离开工作岗位',
    day: day('2025-09-16'),
    stage: index === 1 ? ('told' as const) : ('proposed' as const),
    waits: index === 1 ? null : waits,
  })),
}

function list(state: FactList): View {
  return {
    kind: 'facts',
    state,
    find: '欧阳',
    rows: stages.map((stage, index) => ({
      names: '欧阳明远、诸葛云帆、司徒静',
      rule: '未按规定程序请假而离开工作岗位',
      day: day('2025-09-16'),
      stage,
      waits: stage === 'proposed' ? waits : null,
      card: { kind: 'approval', key: `0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a0${index}` },
    })),
    count: 1234,
    page: 3,
    pages: 155,
    mayRecord: true,
  }
}

const objections = ['欧阳明远', '诸葛云帆'].map((name, index) => ({
  whose: `p-${index}`,
  name,
  by: name,
  text: long,
  day: day('2025-09-22'),
  open: true,
}))

const excusedOn = {
  ...{ from: day('2025-10-10'), to: day('2025-10-10') },
  ...{ startsAtNoon: false, endsAtNoon: false },
}

const nothing = {
  waits: null,
  may: null,
  mayRecall: false,
  mayReverse: false,
  mayRecordAgain: false,
  handOver: [],
  excused: [],
}

/** Cards about facts with the longest content, each stage once. */
export const factSamples: { name: string; view: View }[] = [
  { name: 'record-long', view: form },
  { name: 'record-plain', view: plain },
  {
    name: 'record-counts',
    view: {
      ...plain,
      whom: Array.from({ length: 19 }, (_, index) => ({ ...units, id: `u-${index}` })),
      fields: { ...filled.fields, occasions: [], sent: false, done: false, evidence: 'optional' },
      ...{ points: [], together: null, questions: [], files: [], takesAll: 0 },
      quantity: { name: '条数', each: '条' },
      apart: Array.from({ length: 19 }, (_, index) => ({
        ...{ id: `u-${index}`, name: units.name, value: index % 3 ? `${index}` : '' },
      })),
    },
  },
  {
    name: 'record-asked',
    view: {
      ...plain,
      asked: [
        {
          code: 'record-ask-twin',
          with: { name: '欧阳明远', day: '9月16日（周二）', rule: '迟到', by: '诸葛云帆' },
        },
        { code: 'record-ask-high', with: { value: '0.95', max: '1' } },
      ],
    },
  },
  { name: 'record-kinds', view: kinds },
  { name: 'record-made', view: made },
  ...factLists.slice(0, 1).map((state) => ({ name: `facts-${state}`, view: list(state) })),
  {
    name: 'facts-none',
    view: { ...list('effective'), kind: 'facts', rows: [], count: 0, page: 0, pages: 1 } as View,
  },
  {
    name: 'approval-open',
    view: { kind: 'approval', fact: details('proposed'), ...nothing, waits, may: 'approved' },
  },
  {
    name: 'approval-recorder',
    view: { kind: 'approval', fact: details('proposed'), ...nothing, waits, mayRecall: true },
  },
  {
    name: 'approval-undelivered',
    view: {
      kind: 'approval',
      fact: details('sent'),
      ...nothing,
      handOver: [{ whose: 'p10', name: '柯雨桐', to: ['柯雨桐'] }],
    },
  },
  {
    name: 'approval-excused',
    view: {
      kind: 'approval',
      fact: details('proposed'),
      ...{ ...nothing, waits, may: 'verified' },
      excused: [
        { name: '阿卜杜热合曼·买买提', matter: 'leave', span: excusedOn },
        { name: '骆书恒', matter: 'trip', span: { ...excusedOn, to: day('2025-10-12') } },
        { name: '乔砚秋', matter: 'meeting', span: null },
      ],
    },
  },
  { name: 'approval-done', view: { kind: 'approval', fact: details('told'), ...nothing } },
  {
    name: 'approval-reverse',
    view: { kind: 'approval', fact: details('effective'), ...nothing, mayReverse: true },
  },
  {
    name: 'approval-returned',
    view: { kind: 'approval', fact: details('returned'), ...nothing, mayRecordAgain: true },
  },
  {
    name: 'hearing-open',
    view: { kind: 'hearing', fact: details('objected'), objections, mayDecide: true },
  },
  ...stages.map((stage) => ({
    name: `fact-${stage}`,
    view: {
      kind: 'fact' as const,
      fact: details(stage),
      charges: [
        {
          whose: 'p-0',
          name: '欧阳明远',
          state:
            stage === 'objected'
              ? ('objected' as const)
              : stage === 'told'
                ? ('told' as const)
                : ('effective' as const),
          objectUntil: day('2025-09-25'),
          workingDaysLeft: 4,
          mayObject: stage === 'told',
        },
      ],
      office: '诸葛云帆、司徒静',
    },
  })),
]
