import { day } from '../../src/base/day.js'
import type { WhatIfView } from '../../src/flows/trial/view.js'
import type { View } from '../views.js'

const tried = {
  choice: '平时考核怎样折算',
  clause: '第四条',
  asks: '平时考核占三成，扣的分是从三十分里扣，还是从一百分里扣再折成三成',
  now: '从三十分里扣，扣完为止',
  instead: '从一百分里扣，再折成三成',
}

const place = (total: string, rank: number | null, grade: string | null) => ({ total, rank, grade })

const view: WhatIfView = {
  kind: 'what-if',
  ...{ cycle: 'keji.wuhan-civil-servants.2025', scheme: '公务员年度考核', year: '2025' },
  answers: [
    {
      ...{ pair: 'deduction-scale/from-hundred', choice: tried.choice, clause: '第四条' },
      says: tried.instead,
    },
    {
      ...{ pair: 'ties/share', choice: '末位同分', clause: '第七条' },
      says: '同分的都进，名额放宽',
    },
  ],
  tried: {
    ...tried,
    found: {
      ...{ asOf: day('2025-12-31'), people: 62, moved: 14 },
      first: [
        {
          ...{ id: 'chen', name: '陈明远', change: '0.35' },
          before: place('92.975', 3, '称职'),
          after: place('93.325', 1, '优秀'),
          why: [{ name: '无故缺勤', clause: '第五条（二）', before: '-0.5', after: '-0.15' }],
        },
        {
          ...{ id: 'lin', name: '林知远', change: '0' },
          before: place('93.1', 1, '优秀'),
          after: place('93.1', 2, '称职'),
          why: [],
        },
        {
          ...{ id: 'zhao', name: '赵清和', change: '-1.1666666667' },
          before: place('88.4', 17, null),
          after: place('87.2333333333', 19, null),
          why: [
            { name: '迟到早退', clause: '第五条（二）', before: '-0.05', after: '-0.015' },
            { name: '未按时完成重大决策部署', clause: '第五条（三）', before: null, after: '-1.2' },
          ],
        },
      ],
    },
  },
  others: [
    {
      ...{ scheme: '责任单位绩效考评', year: '2025' },
      card: { kind: 'what-if', key: 'keji.wuhan-units.2025' },
    },
  ],
}

/** Trying another answer: nothing tried, being worked out, nobody moves, somebody does. */
export const whatIfSamples: { name: string; view: View }[] = [
  { name: 'what-if-new', view: { ...view, tried: null, others: [] } },
  { name: 'what-if-asked', view: { ...view, tried: { ...tried, found: null } } },
  {
    name: 'what-if-nobody',
    view: {
      ...view,
      tried: { ...tried, found: { asOf: day('2025-12-31'), people: 62, moved: 0, first: [] } },
    },
  },
  { name: 'what-if-moved', view },
]
