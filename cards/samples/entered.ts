import { day, momentOf } from '../../src/base/day.js'
import type { EnteredRow, EnteredView } from '../../src/flows/entered/view.js'
import type { View } from '../views.js'

const cycle = 'keji.wuhan-civil-servants.2025'
const reason = '牵头的两个专项都按期完成，处室集体评议认为自评偏低，调整到与同组的人相当'
const names = ['诸葛云帆', '欧阳清羽', '柯雨桐', '乔砚秋']

const row = (at: number): EnteredRow => ({
  id: `p${at}`,
  name: names[at % names.length] ?? '',
  unit: '高新技术发展及产业化处（火炬计划办公室）',
  figure: at % 3 === 2 ? '' : '92.5',
  recorded:
    at % 3 === 2 ? null : { figure: '92.5', by: names[at % 4] ?? '', reason: '超额完成申报任务' },
  verified: null,
  entered: null,
  asked: null,
})

const verifying: EnteredView = {
  kind: 'entered',
  ...{ cycle, part: 'performance', step: 'verifies', name: '绩效考核', clause: '第六条（一）' },
  says: '本人对照岗位标准自评，处室集体评议后提出得分，在 0 到 100 分之间',
  ...{ scheme: '公务员考核', year: '2025', from: '0', to: '100' },
  ...{ opens: day('2025-12-01'), due: day('2026-01-12'), provisional: false },
  ...{ workingDaysLeft: 2, state: 'open', own: false, page: 1, pages: 3, all: 20, done: 4 },
  rows: Array.from({ length: 8 }, (_, at) => ({
    ...row(at),
    ...(at === 0
      ? { verified: { figure: '95', by: '乔砚秋', on: day('2025-12-24'), reason }, figure: '95' }
      : {}),
    ...(at === 1 ? { asked: '9.25', figure: '9.25' } : {}),
  })),
  ...{ filing: null, filed: null, reopened: null },
}

const own: EnteredView = {
  ...verifying,
  ...{ step: 'records', own: true, page: 1, pages: 1, all: 1, done: 0 },
  due: day('2025-12-22'),
  rows: [{ ...row(2), figure: '' }],
}

const filing: EnteredView = {
  ...verifying,
  ...{ step: 'files', all: 2, pages: 1, done: 1, workingDaysLeft: -1 },
  rows: [
    { ...row(2), figure: '' },
    {
      ...row(5),
      figure: '80',
      entered: {
        figure: '80',
        by: '欧阳清羽',
        on: day('2026-01-12'),
        reason: '外出挂职，按挂职单位的鉴定',
      },
    },
  ],
  filing: { all: 54, open: 1, unverified: 3, mayFile: true },
}

/** Cards of scores that are entered as one figure: the own one, a unit's people, and filing. */
export const enteredSamples: { name: string; view: View }[] = [
  { name: 'entered-own', view: own },
  {
    name: 'entered-own-done',
    view: {
      ...own,
      done: 1,
      rows: [
        { ...row(0), verified: { figure: '95', by: '乔砚秋', on: day('2025-12-24'), reason } },
      ],
    },
  },
  { name: 'entered-own-early', view: { ...own, state: 'not-open' } },
  { name: 'entered-verifying', view: verifying },
  { name: 'entered-recording', view: { ...verifying, step: 'records' } },
  { name: 'entered-filing', view: filing },
  {
    name: 'entered-filed',
    view: {
      ...filing,
      state: 'filed',
      filed: { by: '欧阳清羽', at: momentOf(day('2026-01-13'), '16:20'), open: 1, reason },
    },
  },
  {
    name: 'entered-reopened',
    view: { ...verifying, reopened: { by: '欧阳清羽', on: day('2026-01-14'), reason } },
  },
]
