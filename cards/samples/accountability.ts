import { day } from '../../src/base/day.js'
import type { CaseFormView, CaseView } from '../../src/flows/accountability/views.js'
import type { View } from '../views.js'

const clause = '失职追究第一条'
const long =
  '九月十二日收到企业关于认定材料补正的来函后，没有在十五个工作日内答复，也没有转办；企业两次来电询问，均答复正在办理；十月九日企业向纪检监察室投诉，经核实情况属实，造成企业错过本年度申报。'
const forms = [
  ['self-criticism', '责令书面检查'],
  ['admonition', '诫勉谈话'],
  ['criticism', '通报批评'],
  ['suspension', '停职检查'],
  ['transfer', '调离岗位或离岗培训'],
].map(([id = '', name = '']) => ({ id, name }))
const nothing = {
  ...{ state: false, drop: false, decide: false, serve: false },
  ...{ review: false, answer: false, record: false },
}
const facts = { by: '司徒静安', on: day('2025-10-13'), text: long }
const base: CaseView = {
  ...{ kind: 'case', id: '0199a1b2-0000-7000-8000-0000000000d1', name: '诸葛云帆' },
  ...{ unit: '高新技术发展及产业化处', situation: '拖拉推诿违诺', facts, clause, forms },
  ...{ statementBy: day('2025-10-18'), statement: null, dropped: null, decision: null },
  ...{ served: null, undelivered: false, review: null, answer: null, inForce: false },
  ...{ suspends: false, recorded: null, own: true, may: { ...nothing, state: true } },
}
const statement = {
  by: '诸葛云帆',
  on: day('2025-10-15'),
  text: '来函收到后当天登记并交给了已调走的同事，没有再跟踪，是我的责任；投诉以后已上门说明并协助补正。',
}
const decision = {
  by: '乔砚秋',
  on: day('2025-10-20'),
  text: '事实清楚，本人认错并已补救，从轻。',
  form: '诫勉谈话',
}
const served = { on: day('2025-10-20'), reviewBy: day('2025-11-04') }
const review = {
  by: '诸葛云帆',
  on: day('2025-11-03'),
  text: '当时已书面移交，请核对移交清单。',
  answerBy: day('2025-12-03'),
}
const form: CaseFormView = {
  ...{ kind: 'case-form', clause },
  step: {
    ...{ step: 'form', words: { who: '诸葛云帆', situation: 'shirking', facts: long } },
    situations: [
      { id: 'duty-undone', name: '不履职贻误' },
      { id: 'shirking', name: '拖拉推诿违诺' },
    ],
  },
  open: [{ id: base.id, name: '欧阳知远', on: day('2025-09-15'), stage: '复核中' }],
}

/** The cards of accountability with the longest content, each state once. */
export const caseSamples: { name: string; view: View }[] = [
  { name: 'case-form', view: form },
  {
    name: 'case-form-made',
    view: { ...form, step: { step: 'made', id: base.id, name: base.name } },
  },
  { name: 'case-to-state', view: base },
  {
    name: 'case-to-decide',
    view: { ...base, statement, own: false, may: { ...nothing, decide: true, drop: true } },
  },
  {
    name: 'case-undelivered',
    view: {
      ...base,
      statement,
      decision,
      undelivered: true,
      inForce: true,
      own: false,
      may: { ...nothing, serve: true },
    },
  },
  {
    name: 'case-served',
    view: {
      ...base,
      statement,
      decision,
      served,
      inForce: true,
      may: { ...nothing, review: true },
    },
  },
  {
    name: 'case-to-answer',
    view: {
      ...base,
      statement,
      decision,
      served,
      review,
      inForce: true,
      own: false,
      may: { ...nothing, answer: true },
    },
  },
  {
    name: 'case-answered',
    view: {
      ...{ ...base, statement, served, review, inForce: true, may: { ...nothing, record: true } },
      decision: { ...decision, text: null },
      answer: {
        by: '纪若谷',
        on: day('2025-11-20'),
        text: '移交清单属实，改为书面检查。',
        form: '责令书面检查',
      },
    },
  },
]
