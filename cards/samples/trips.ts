import { day } from '../../src/base/day.js'
import type { TripDetails } from '../../src/flows/trip/details.js'
import type {
  MyTripsView,
  OwnTripView,
  TripApprovalView,
  TripView,
} from '../../src/flows/trip/views.js'
import type { View } from '../views.js'

const tasks =
  '技术合同登记窗口的受理和答复；周四的成果转化座谈会材料送审；高企申报系统的账号在柜子第二层，急事可以打电话'
const reason =
  '参加长三角科技成果转化对接会，并到省科技厅汇报高新技术企业认定复核的情况，会后随团考察两家孵化器'

const trip: TripDetails = {
  id: '0199a1b2-0000-7000-8000-000000000101',
  person: 'p39',
  name: '诸葛云帆',
  unit: '高新技术发展及产业化处',
  matter: 'trip',
  days: '3.5',
  provisional: false,
  from: day('2025-09-26'),
  to: day('2025-09-30'),
  startsAtNoon: true,
  endsAtNoon: false,
  handover: '欧阳知远',
  stage: 'asked',
  back: null,
  texts: { place: '上海、杭州（省科技厅、余杭孵化器）', reason, tasks },
  way: [
    {
      role: '处室、单位主要负责人',
      names: ['司徒静安'],
      state: 'passed',
      on: day('2025-09-25'),
      actingFor: '',
      remark: '同意，窗口由欧阳知远顶岗',
    },
    { role: '分管领导', names: ['骆书恒'], state: 'waits', on: null, actingFor: '', remark: '' },
    { role: '局主要领导', names: [], state: 'later', on: null, actingFor: '', remark: '' },
  ],
  told: [],
  ended: null,
  backBy: null,
  overdue: false,
  clause: '工作制度第四条',
  changes: false,
}

const outing: TripDetails = {
  ...trip,
  id: '0199a1b2-0000-7000-8000-000000000102',
  matter: 'outing',
  days: '0.5',
  to: day('2025-09-26'),
  handover: '',
  stage: 'approved',
  texts: { place: '市民之家三楼', reason: '与行政审批局对接技术合同登记下放的事', tasks: '' },
  way: [],
  told: ['司徒静安'],
  clause: '工作制度第二条',
}

const words = {
  ...{ from: '2025-09-26', to: '2025-09-26', starts: 'morning', ends: 'evening' },
  ...{ place: '', reason: '', handover: 'p40', tasks: '' },
}

const tripForm: TripView = {
  kind: 'trip',
  key: 'trip',
  matter: 'trip',
  step: {
    step: 'form',
    words,
    shown: '2025-09-26,2025-09-26,morning,evening',
    people: [
      { id: 'p40', name: '欧阳知远' },
      { id: 'p41', name: '俞子昂' },
    ],
    reckoned: {
      days: '1',
      provisional: false,
      way: [{ role: '处室、单位主要负责人', names: ['司徒静安'] }],
      told: [],
      outside: false,
      vacant: [],
      tellBy: day('2025-09-25'),
    },
    before: null,
    without: ['局内通报批评', '不报差旅费'],
    clause: '工作制度第四条',
  },
}

const changed: TripView = {
  ...tripForm,
  key: trip.id,
  step: {
    step: 'form',
    words: { ...words, to: '2025-10-10', place: trip.texts?.place ?? '', reason, tasks },
    shown: '2025-09-26,2025-10-10,morning,evening',
    people: [{ id: 'p40', name: '欧阳知远' }],
    reckoned: {
      days: '6',
      provisional: true,
      way: [
        { role: '处室、单位主要负责人', names: ['司徒静安'] },
        { role: '分管领导', names: [] },
        { role: '局主要领导', names: ['范立洲'] },
      ],
      told: [],
      outside: false,
      vacant: ['分管领导'],
      tellBy: day('2025-09-25'),
    },
    before: { by: '司徒静安', reason: '与值班冲突，请与处里商量后改期' },
    without: ['局内通报批评', '不报差旅费'],
    clause: '工作制度第四条',
  },
}

const outingForm: TripView = {
  kind: 'trip',
  key: 'outing',
  matter: 'outing',
  step: {
    step: 'form',
    words: { ...words, starts: 'noon', handover: '' },
    shown: '2025-09-26,2025-09-26,noon,evening',
    people: [],
    reckoned: {
      days: '0.5',
      provisional: false,
      way: [],
      told: ['司徒静安'],
      outside: false,
      vacant: [],
      tellBy: null,
    },
    before: null,
    without: [],
    clause: '工作制度第二条',
  },
}

const own: OwnTripView = {
  kind: 'own-trip',
  trip: {
    ...trip,
    stage: 'approved',
    backBy: day('2025-10-09'),
    way: trip.way.map((step) => ({
      ...step,
      state: 'passed',
      names: step.names[0] === undefined ? ['范立洲'] : step.names,
      on: day('2025-09-25'),
      actingFor: step.role === '分管领导' ? '裴文岳' : '',
    })),
  },
  may: { withdraw: true, change: true, back: true, again: false },
}

const approval: TripApprovalView = {
  kind: 'trip-approval',
  trip,
  may: true,
  actingFor: '裴文岳',
}

const mine: MyTripsView = {
  kind: 'my-trips',
  year: '2025',
  standing: 11,
  trips: Array.from({ length: 13 }, (_, index) => ({
    ...(index % 3 === 0 ? outing : trip),
    id: `0199a1b2-0000-7000-8000-0000000002${index + 10}`,
    stage: index === 1 ? 'asked' : index === 5 ? 'withdrawn' : 'approved',
    back: index > 6 ? day('2025-09-24') : null,
  })),
  asks: ['trip', 'outing'],
}

/** Trips and outings: the form, its receipt, one's own, before the chain, the year. */
export const tripSamples: { name: string; view: View }[] = [
  { name: 'trip-form', view: tripForm },
  { name: 'trip-form-returned', view: changed },
  { name: 'outing-form', view: outingForm },
  { name: 'trip-made', view: { ...tripForm, step: { step: 'made', trip } } },
  { name: 'outing-made', view: { ...outingForm, step: { step: 'made', trip: outing } } },
  { name: 'own-trip', view: own },
  {
    name: 'own-trip-returned',
    view: {
      ...own,
      trip: {
        ...trip,
        stage: 'returned',
        way: [],
        ended: { by: '司徒静安', on: day('2025-09-25'), reason: '与值班冲突，请改期' },
      },
      may: { withdraw: false, change: false, back: false, again: true },
    },
  },
  { name: 'trip-approval', view: approval },
  {
    name: 'trip-approval-overdue',
    view: {
      ...approval,
      trip: { ...own.trip, overdue: true, texts: null },
      ...{ may: false, actingFor: '' },
    },
  },
  { name: 'outing-report', view: { ...approval, trip: outing, may: false, actingFor: '' } },
  { name: 'my-trips', view: mine },
]
