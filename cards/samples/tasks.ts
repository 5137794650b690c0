import { day } from '../../src/base/day.js'
import type { LetterView, TasksView } from '../../src/flows/task/view.js'
import type { View } from '../views.js'

const cycle = 'zhujian.wujin-departments.2025'
const letterCard = (assessee: string) => ({
  kind: 'task-letter',
  key: `${cycle}/tasks/${assessee}`,
})
const head = {
  cycle,
  part: 'tasks',
  scheme: '机关各部门年度目标管理绩效考核',
  year: '2025',
  partName: '年度目标任务',
  clause: '附件2（0）',
  points: '30',
}

const tasks: TasksView = {
  kind: 'tasks',
  ...head,
  find: '',
  page: 0,
  pages: 3,
  all: 45,
  set: 43,
  decided: 7,
  rows: Array.from({ length: 20 }, (_, index) => ({
    name: `城建监察大队（政策法规科）${index + 1}`,
    tasks: index % 7 === 6 ? 0 : 12,
    decided: index % 7 === 6 ? 0 : index % 12,
    lacks: index % 7 === 6,
    card: letterCard(`law-inspection-${index}`),
  })),
  parts: [
    { id: 'tasks', name: '年度目标任务' },
    ...Array.from({ length: 40 }, (_, at) => ({
      id: `part-${at}`,
      name: `南水北调中线工程水源区科技专项办公室不能量化的目标${at + 1}`,
    })),
  ],
}

const words = { result: 'open', granted: '', reason: '', done: '' }
const reason = '区里推迟了审计进场，已于9月12日书面说明，分管领导同意顺延到明年一季度完成'

const letter: LetterView = {
  kind: 'task-letter',
  lastYears: false,
  before: [],
  ...head,
  assessee: 'law-inspection',
  name: '城建监察大队（政策法规科）',
  says: '责任书逐项赋分，没有特殊情况而未按要求完成的任务，该任务不得分',
  excused: 'set',
  partly: false,
  listed: false,
  entered: { by: '诸葛云帆', on: day('2025-01-10') },
  tasks: Array.from({ length: 20 }, (_, index) => ({
    id: `${index + 1}`,
    number: `${index + 1}`,
    name: '完成全区老旧小区二次供水设施改造和燃气管网更新的年度任务并通过市级验收',
    points: '1.5',
    target: null,
    result: index < 3 ? 'done' : null,
    granted: null,
    amount: null,
    reason: '',
    decided: index < 3 ? { by: '诸葛云帆', on: day('2025-12-20') } : null,
    words: { ...words, result: index < 3 ? 'done' : 'open' },
    asks: false,
  })),
  mayDecide: true,
  lacks: 'results',
  maySet: false,
  text: '',
  next: letterCard('property'),
}

const excused = letter.tasks.slice(0, 16).map((task, index) => ({
  ...task,
  result: index % 2 ? ('excused' as const) : ('not-done' as const),
  granted: index % 2 ? '0.75' : null,
  reason,
  words: { ...words, result: index % 2 ? 'excused' : 'not-done', granted: '0.75', reason },
  asks: true,
}))

const inPart = letter.tasks.slice(0, 4).map((task) => ({
  ...task,
  target: '120',
  amount: '96.5',
  words: { ...words, done: '96.5' },
}))

/** Cards about tasks: the list, a letter before it is entered, being decided, and as who is assessed reads it. */
export const taskSamples: { name: string; view: View }[] = [
  { name: 'tasks-list', view: tasks },
  { name: 'tasks-none-found', view: { ...tasks, find: '不存在', rows: [], pages: 1 } },
  {
    name: 'task-letter-empty',
    view: { ...letter, entered: null, tasks: [], mayDecide: false, lacks: 'letter', maySet: true },
  },
  {
    name: 'task-letter-last-years',
    view: {
      ...letter,
      ...{ entered: null, tasks: [], mayDecide: false, lacks: 'letter', maySet: true },
      lastYears: true,
      before: [
        {
          name: '改造老旧供水管网',
          points: '18',
          target: '12',
          done: '11',
          result: null,
          granted: null,
        },
        {
          name: '乡镇饮用水水源保护区标志设置',
          points: '12',
          target: null,
          done: null,
          result: 'done',
          granted: null,
        },
        {
          name: '节水型社会建设',
          points: '5',
          target: null,
          done: null,
          result: 'excused',
          granted: '4',
        },
      ],
      text: letter.tasks.map(({ name, points }) => `${name} ${points}`).join('\n'),
    },
  },
  {
    name: 'task-letter-entered',
    view: {
      ...letter,
      tasks: letter.tasks.slice(3, 8),
      lacks: null,
      maySet: true,
      text: letter.tasks.map(({ name, points }) => `${name} ${points}`).join('\n'),
    },
  },
  { name: 'task-letter-deciding', view: letter },
  { name: 'task-letter-reasons', view: { ...letter, tasks: excused } },
  { name: 'task-letter-in-part', view: { ...letter, partly: true, tasks: inPart } },
  {
    name: 'task-letter-read',
    view: { ...letter, tasks: excused, mayDecide: false, lacks: null, next: null },
  },
]
