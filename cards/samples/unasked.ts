import { day } from '../../src/base/day.js'
import type { UnaskedFormView, UnaskedView } from '../../src/flows/unasked/views.js'
import type { View } from '../views.js'

const form: UnaskedFormView = {
  ...{ kind: 'unasked-form', clause: '工作制度第四条' },
  consequences: ['局内通报批评', '不报差旅费'],
  step: {
    step: 'form',
    words: { who: '', from: '2025-09-25', to: '2025-09-25', place: '', note: '' },
  },
}

const found: UnaskedView = {
  ...{ kind: 'unasked', id: '0199a1b2-0000-7000-8000-000000000401', person: 'p39' },
  ...{ name: '诸葛云帆', unit: '高新技术发展及产业化处', foundBy: '裴文岳', stage: 'asked' },
  ...{ from: day('2025-09-22'), to: day('2025-09-24'), facts: 0, ended: null },
  texts: {
    place: '上海',
    note: '二十二日上午抽查不在岗，处里说去了上海，报销单写着三天，台账里没有出差的批准，也没有请假',
    explained: ['临时接到对接会的通知，当晚的车，走前电话告诉了处长，回来以后忘了补'],
  },
  consequences: [
    { name: '局内通报批评', says: '没有批准就出差的，在局内通报批评' },
    { name: '不报差旅费', says: '没有批准就出差的，差旅费不予报销' },
  ],
  way: [
    { role: '分管领导', names: ['骆书恒'], state: 'waits', on: null, actingFor: '', remark: '' },
  ],
  may: { decide: false, explain: true },
  clause: '工作制度第四条',
}

/** A trip that nobody was asked for: the form, and before all concerned. */
export const unaskedSamples: { name: string; view: View }[] = [
  { name: 'unasked-form', view: form },
  {
    name: 'unasked-made',
    view: { ...form, step: { step: 'made', id: found.id, name: found.name } },
  },
  { name: 'unasked', view: found },
  { name: 'unasked-decide', view: { ...found, may: { decide: true, explain: false } } },
  {
    name: 'unasked-confirmed',
    view: {
      ...found,
      ...{ stage: 'approved', facts: 1, may: { decide: false, explain: false } },
      way: found.way.map((step) => ({ ...step, state: 'passed', on: day('2025-09-26') })),
    },
  },
  {
    name: 'unasked-dismissed',
    view: {
      ...found,
      ...{ stage: 'refused', texts: null, way: [], may: { decide: false, explain: false } },
      ended: { by: '骆书恒', on: day('2025-09-26'), reason: '走前电话请示过我，同意的' },
    },
  },
]
