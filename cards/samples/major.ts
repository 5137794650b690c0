import { day } from '../../src/base/day.js'
import type { MajorFormView, MajorShown, MajorView } from '../../src/flows/major/views.js'
import type { View } from '../views.js'

const on = day('2025-09-26')
const clause = '工作制度第七条（一）'
const matter: MajorShown = {
  id: '0199a1b2-0000-7000-8000-0000000000c1',
  what: '孵化器二号楼三层实验室起火，浓烟已到四层，两名实验人员手部烧伤已送医，没有被困人员，火已被消防控制',
  place: '光谷大道七十七号孵化器二号楼三层东侧材料实验室',
  needed: '已报火警和急救，楼内人员全部疏散到东广场；需要协调附近两家单位安置，需要安监到场',
  ...{ by: '诸葛云帆', unit: '高新技术发展及产业化处', clause },
  known: { on, time: '14:10' },
  reported: { on, time: '14:52' },
  ...{ reportBy: '14:40', late: 12, withheld: false },
  levels: [
    {
      ...{ role: '分管领导', how: 'reported', vacant: false },
      readers: [{ name: '骆书恒', read: { on, time: '14:55' }, behind: true }],
    },
    {
      ...{ role: '局主要领导', how: 'unread', vacant: true },
      readers: [{ name: '乔砚秋', read: null, behind: false }],
    },
  ],
  told: [
    { name: '司徒静安', read: { on, time: '14:53' }, behind: false },
    { name: '欧阳知远', read: null, behind: false },
  ],
  follows: [
    { by: '诸葛云帆', on, time: '15:20', text: '火已扑灭，起因初步看是加热设备短路，正在清点损失' },
    {
      by: '司徒静安',
      on,
      time: '16:05',
      text: '两名伤员均为轻伤，家属已到医院；媒体两家到场，统一由办公室答复',
    },
  ],
  ...{ closed: null, written: null, writtenDue: null, judged: null },
}
const nothing = {
  read: false,
  pass: false,
  follow: false,
  close: false,
  write: false,
  judge: false,
}
const view: MajorView = {
  ...{ kind: 'major', matter, next: ['乔砚秋'] },
  may: { ...nothing, read: true, pass: true, close: true },
}
const form: MajorFormView = {
  ...{ kind: 'major-form', clause },
  step: {
    ...{ step: 'form', by: '14:40', judges: true },
    words: {
      ...{ what: '', place: '', known: '2025-09-26 14:10', needed: '', who: '' },
    },
    kinds: ['重大安全（灾害）事故', '重大群体性事件', '突发性问题', '可能影响大局的苗头和倾向'],
  },
  open: [{ id: matter.id, what: matter.what ?? '', on, time: '14:10', by: '诸葛云帆' }],
}
const over: MajorShown = {
  ...matter,
  closed: { by: '骆书恒', on },
  writtenDue: day('2025-10-09'),
}

/** The cards of major matters with the longest content, each state once. */
export const majorSamples: { name: string; view: View }[] = [
  { name: 'major-form', view: form },
  { name: 'major-form-made', view: { ...form, step: { step: 'made', matter } } },
  { name: 'major-timer', view: { ...form, kind: 'major-timer' } },
  { name: 'major', view },
  { name: 'major-unread', view: { ...view, kind: 'major-unread' } },
  { name: 'major-reporter', view: { ...view, next: [], may: { ...nothing, follow: true } } },
  {
    name: 'major-to-write',
    view: { ...view, matter: over, next: [], may: { ...nothing, write: true } },
  },
  {
    name: 'major-to-judge',
    view: { ...view, matter: over, next: [], may: { ...nothing, judge: true } },
  },
  {
    name: 'major-over',
    view: {
      ...{ ...view, next: [], may: nothing },
      matter: {
        ...over,
        ...{ withheld: true, late: 0, what: null },
        written: { by: '诸葛云帆', on: day('2025-10-10'), late: true, text: matter.needed },
        judged: {
          ...{ by: '司徒静安', on: day('2025-10-11'), as: 'form', names: ['诸葛云帆'], facts: [] },
          reason: '先救人没有错，但到现场前就该先报一句，晚了十二分钟',
        },
      },
    },
  },
]
