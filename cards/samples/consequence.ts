import { day } from '../../src/base/day.js'
import type { ConsequencesView, ConsequenceView } from '../../src/flows/consequence/view.js'
import type { View } from '../views.js'

const names = Array.from({ length: 60 }, (_, index) => `欧阳明远${index}`)

const all: ConsequencesView = {
  kind: 'consequences',
  scheme: '公务员平时考核',
  year: '2025',
  assesses: 'person',
  version: 2,
  lines: [
    ['表彰奖励', 9, 9],
    ['三等功', 1, 0],
    ['年度绩效奖金', 4_812, 4_800],
    ['诫勉谈话', 3, 1],
    ['免职或降职', 1, 0],
    ['辞退', 1, 0],
  ].map(([name, whom, done], index) => ({
    ...{ name: `${name}`, clause: '第八条', whom: Number(whom), done: Number(done) },
    card: { kind: 'consequence', key: `keji.wuhan-civil-servants.2025/one-${index}` },
  })),
}

const one: ConsequenceView = {
  kind: 'consequence',
  ...{ cycle: 'keji.wuhan-civil-servants.2025', id: 'admonition', scheme: '公务员平时考核' },
  ...{ year: '2025', assesses: 'person', name: '诫勉谈话', clause: '第八条', isOffice: true },
  says: '进行诫勉谈话，一年内不提拔，也不平级调到重要岗位',
  today: day('2026-01-20'),
  waiting: {
    count: 312,
    first: names.map((name, index) => ({
      ...{ id: `p${index}`, name, holds: index !== 3, to: index % 7 === 0 ? '诸葛云帆' : '' },
    })),
  },
  done: {
    count: 40,
    first: names.slice(0, 20).map((name, index) => ({
      ...{ id: `d${index}`, name, on: day('2026-01-19'), by: '诸葛云帆' },
      reference: index % 2 === 0 ? '谈话记录〔2026〕12号' : '',
    })),
  },
}

/** What follows from results, with the longest content. */
export const consequenceSamples: { name: string; view: View }[] = [
  { name: 'consequences', view: all },
  { name: 'consequences-before', view: { ...all, version: null, lines: [] } },
  { name: 'consequences-none', view: { ...all, assesses: 'unit', lines: [] } },
  { name: 'consequence', view: one },
  {
    name: 'consequence-asked',
    view: {
      ...one,
      isOffice: false,
      waiting: { count: 2, first: one.waiting.first.slice(0, 2) },
      done: { count: 0, first: [] },
    },
  },
  { name: 'consequence-done', view: { ...one, waiting: { count: 0, first: [] } } },
]
