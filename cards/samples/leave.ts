import { day } from '../../src/base/day.js'
import type { LeaveDetails } from '../../src/flows/leave/details.js'
import type { LimitShown } from '../../src/flows/leave/limits.js'
import type {
  LeaveApprovalView,
  LeaveView,
  MyLeavesView,
  OwnLeaveView,
} from '../../src/flows/leave/views.js'
import type { View } from '../views.js'

const kinds = [
  ['personal', '事假'],
  ['annual', '年休假'],
  ['sick', '病假'],
  ['hospital', '住院病假'],
  ['marriage', '婚假'],
].map(([id = '', name = '']) => ({ id, name }))

const limits: LimitShown[] = [
  {
    scheme: '公务员年度考核',
    name: '请假天数过多',
    clause: '第七条（四）',
    takes: 'days',
    word: 'over',
    limit: '15',
    now: '12',
    after: '15.5',
    reached: true,
  },
  {
    scheme: '公务员年度考核',
    name: '请假迟到早退次数过多',
    clause: '第七条（四）',
    takes: 'times',
    word: 'at-least',
    limit: '10',
    now: '4',
    after: '5',
    reached: false,
  },
]

const reason =
  '母亲在省人民医院住院手术，需要陪护并办理异地转诊手续，已与同事商量好手头的成果登记和统计月报怎样接替，急事可以打电话'

const tasks = '成果登记的窗口值守、九月统计月报的复核，电子章在办公室'

const leave: LeaveDetails = {
  tasks,
  id: '0199a1b2-0000-7000-8000-000000000001',
  person: 'p39',
  name: '诸葛云帆',
  unit: '高新技术发展及产业化处',
  kind: '住院病假',
  days: '3.5',
  provisional: false,
  calendarDays: false,
  from: day('2025-09-26'),
  to: day('2025-09-30'),
  startsAtNoon: true,
  endsAtNoon: false,
  handover: '欧阳知远',
  stage: 'asked',
  telephone: false,
  reason,
  files: [
    { id: '0199a1b2-0000-7000-8000-000000000011', name: '住院通知书（省人民医院）.pdf' },
    { id: '0199a1b2-0000-7000-8000-000000000012', name: '病情证明.jpg' },
  ],
  lacks: [],
  way: [
    {
      role: '处室、单位主要负责人',
      names: ['司徒静安'],
      state: 'passed',
      on: day('2025-09-25'),
      actingFor: '',
      remark: '同意，工作已交接',
    },
    {
      role: '分管领导',
      names: ['骆书恒'],
      state: 'waits',
      on: null,
      actingFor: '',
      remark: '',
    },
    { role: '局主要领导', names: [], state: 'later', on: null, actingFor: '', remark: '' },
  ],
  ended: null,
  back: null,
  backBy: null,
  overdue: false,
  clause: '工作制度第三条',
  changes: false,
}

const words = {
  who: '',
  kind: 'annual',
  from: '2025-09-26',
  to: '2025-09-26',
  starts: 'morning',
  ends: 'evening',
  reason: '',
  handover: 'p40',
  tasks: '',
}

const formView: LeaveView = {
  kind: 'leave',
  key: 'new',
  step: {
    step: 'form',
    words,
    shown: 'annual,2025-09-26,2025-09-26,morning,evening',
    kinds,
    people: [
      { id: 'p40', name: '欧阳知远' },
      { id: 'p41', name: '俞子昂' },
    ],
    reckoned: {
      days: '1',
      calendarDays: false,
      provisional: false,
      way: [{ role: '处室、单位主要负责人', names: ['司徒静安'] }],
      outside: false,
      vacant: [],
      limits: limits.map((one) => ({ ...one, after: one.now, reached: false })),
      papers: [],
      papersFollow: true,
      tellBy: day('2025-09-25'),
    },
    files: [],
    telephone: false,
    before: null,
    clause: '工作制度第三条',
  },
}

const phoneView: LeaveView = {
  ...formView,
  key: 'phone',
  step: {
    ...formView.step,
    step: 'form',
    words: { ...words, who: '诸葛云帆', kind: 'hospital', reason, tasks },
    shown: 'hospital,2025-09-26,2025-09-30,noon,evening',
    kinds,
    people: [{ id: 'p40', name: '欧阳知远' }],
    reckoned: {
      days: '3.5',
      calendarDays: false,
      provisional: true,
      way: [
        { role: '处室、单位主要负责人', names: ['司徒静安'] },
        { role: '分管领导', names: ['骆书恒'] },
        { role: '局主要领导', names: ['范立洲'] },
      ],
      outside: false,
      vacant: [],
      limits,
      papers: ['住院通知书', '病情证明'],
      papersFollow: true,
      tellBy: day('2025-09-25'),
    },
    files: leave.files,
    telephone: true,
    before: { name: '住院病假', by: '司徒静安', reason: '日期与值班冲突，请与处里商量后改一天' },
    clause: '工作制度第三条',
  },
}

const ownView: OwnLeaveView = {
  kind: 'own-leave',
  leave: {
    ...leave,
    stage: 'approved',
    backBy: day('2025-10-09'),
    telephone: true,
    lacks: ['住院通知书', '病情证明'],
    files: [],
    way: leave.way.map((step) => ({
      ...step,
      state: 'passed',
      names: step.names[0] === undefined ? ['范立洲'] : step.names,
      on: day('2025-09-25'),
      actingFor: step.role === '分管领导' ? '裴文岳' : '',
    })),
  },
  limits,
  may: {
    withdraw: true,
    shorten: true,
    extend: true,
    back: true,
    slip: true,
    papers: true,
    again: false,
  },
}

const approval: LeaveApprovalView = {
  kind: 'leave-approval',
  leave,
  limits,
  may: true,
  actingFor: '裴文岳',
}

const mine: MyLeavesView = {
  kind: 'my-leaves',
  year: '2025',
  approved: 11,
  limits,
  leaves: Array.from({ length: 13 }, (_, index) => ({
    ...leave,
    id: `0199a1b2-0000-7000-8000-0000000001${index + 10}`,
    kind: kinds[index % 5]?.name ?? '',
    stage: index === 0 ? 'asked' : index === 3 ? 'withdrawn' : 'approved',
    days: index % 2 === 0 ? '1' : '0.5',
    lacks: index === 1 ? ['住院通知书', '病情证明'] : [],
  })),
  mayEnter: true,
}

/** Leave: the form, its receipt, one's own, before the chain, before who takes over, the year. */
export const leaveSamples: { name: string; view: View }[] = [
  { name: 'leave-form', view: formView },
  { name: 'leave-phone', view: phoneView },
  {
    name: 'leave-made',
    view: { kind: 'leave', key: 'new', step: { step: 'made', leave, own: true } },
  },
  { name: 'own-leave', view: ownView },
  {
    name: 'own-leave-returned',
    view: {
      ...ownView,
      leave: {
        ...leave,
        stage: 'returned',
        way: [],
        ended: { by: '司徒静安', on: day('2025-09-25'), reason: '日期与值班冲突，请改一天' },
      },
      may: {
        ...ownView.may,
        withdraw: false,
        shorten: false,
        extend: false,
        back: false,
        slip: false,
        papers: false,
        again: true,
      },
    },
  },
  { name: 'leave-approval', view: approval },
  {
    name: 'leave-approval-done',
    view: {
      ...approval,
      leave: { ...ownView.leave, overdue: true, reason: null, telephone: false },
      may: false,
      actingFor: '',
    },
  },
  { name: 'my-leaves', view: mine },
]
