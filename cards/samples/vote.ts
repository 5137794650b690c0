import { day, momentOf } from '../../src/base/day.js'
import { refuse } from '../../src/base/refusal.js'
import type { VoteDeskView } from '../../src/flows/vote/desk-view.js'
import type { VoteView } from '../../src/flows/vote/view.js'
import type { View } from '../views.js'

const units = [
  '科技成果及国际科技合作处',
  '高新技术发展及产业化处',
  '农村与社会发展科技处',
  '政策法规与创新体系建设处',
]
const families = ['欧阳', '林', '司马', '何', '诸葛', '王', '上官', '陈']
const given = ['明远', '晓', '青云', '云帆', '文静', '志', '静安', '知远']

function people(count: number) {
  return Array.from({ length: count }, (_, at) => {
    // Two of one name, in two units.
    const who = at === 19 ? 3 : at
    return {
      id: `p${at + 10}`,
      name: `${families[who % 8]}${given[(who + Math.floor(who / 8)) % 8]}`,
      unit: units[Math.floor((at * units.length) / count)] ?? '',
    }
  })
}

const options = [
  { id: 'excellent', name: '优秀', points: '70' },
  { id: 'competent', name: '称职', points: '65' },
  { id: 'basic', name: '基本称职', points: '60' },
  { id: 'incompetent', name: '不称职', points: '55' },
]

/** The first of three sheets of a ballot of sixty people. */
const vote: VoteView = {
  kind: 'vote',
  vote: '0199a1b2-0000-7000-8000-000000000001',
  scheme: '个人年度考核',
  year: '2025',
  partName: '民主测评',
  clause: '三（一）',
  due: day('2025-12-15'),
  provisional: false,
  workingDaysLeft: 2,
  state: 'open',
  sheets: 3,
  done: 0,
  doneAt: null,
  sheet: {
    ...{ number: 1, people: people(20), units: false, options, figures: null },
    limits: [{ name: '优秀', most: 4 }],
  },
  ownLeftOut: true,
  least: 5,
}

const figures: VoteView = {
  ...vote,
  scheme: '公务员年度绩效考核',
  clause: '第六条（二）',
  sheets: 1,
  ownLeftOut: false,
  sheet: {
    number: 1,
    people: people(25),
    units: false,
    options: [],
    limits: [],
    figures: {
      from: 0,
      to: 100,
      bands: ['优秀 90–100', '称职 80–90', '基本称职 60–80', '不称职 0–60'],
    },
  },
}

const agreeing: VoteView = {
  ...vote,
  sheets: 1,
  workingDaysLeft: 5,
  partName: '推荐测评',
  sheet: {
    number: 1,
    people: people(6).map((one, at) => ({ ...one, name: units[at % 4] ?? '', unit: '' })),
    units: true,
    options: [
      { id: 'agreed', name: '同意', points: null },
      { id: 'opposed', name: '不同意', points: null },
    ],
    figures: null,
    limits: [],
  },
}

const handedIn: VoteView = {
  ...vote,
  state: 'handed-in',
  done: 3,
  doneAt: momentOf(day('2025-12-10'), '10:02'),
  sheet: null,
}

const running: VoteDeskView = {
  kind: 'vote-desk',
  cycle: 'keji.yueyang-cadres.2025',
  part: 'appraisal',
  partName: '民主测评',
  clause: '三（一）',
  scheme: '个人年度考核',
  year: '2025',
  plan: null,
  running: {
    vote: vote.vote,
    openedBy: '诸葛云帆',
    openedAt: momentOf(day('2025-12-08'), '10:00'),
    due: day('2025-12-15'),
    provisional: false,
    workingDaysLeft: 3,
    people: 62,
    done: 41,
    classes: [
      { name: '局领导和各处室负责人', all: 22, done: 16 },
      { name: '其他工作人员', all: 40, done: 25 },
    ],
    sheets: { issued: 186, taken: 133 },
    missing: 21,
    mayClose: false,
  },
  result: null,
  voided: null,
  others: [],
  least: 5,
}

const result: VoteDeskView = {
  ...running,
  running: null,
  result: {
    by: null,
    at: momentOf(day('2025-12-16'), '00:05'),
    voters: { all: 62, done: 58 },
    classes: [],
    sheets: { issued: 186, taken: 177, blank: 3 },
    options: options.map(({ name }) => name),
    people: people(60).map(({ name }, at) => ({
      name,
      valid: at === 4 ? null : 58 - (at % 7),
      counts: at === 4 ? [] : [12 + (at % 20), 46 - (at % 7) - (at % 20), at % 5 === 0 ? 2 : 0, 0],
      mean: null,
    })),
    undetermined: false,
  },
}

const plan: VoteDeskView = {
  ...running,
  running: null,
  plan: { people: 62, judged: 60, sheets: 3, ownLeftOut: true, mayNot: null },
  others: [
    { key: 'keji.wuhan-civil-servants.2025/appraisal', name: '公务员年度绩效考核 2025 民主测评' },
  ],
  voided: {
    by: '诸葛云帆',
    at: momentOf(day('2025-12-08'), '09:30'),
    reason: '名册里还有两位已调走的同志，改好后重新发起',
  },
}

const few: VoteDeskView = {
  ...running,
  running: null,
  plan: {
    ...{ people: 4, judged: 60, sheets: 3, ownLeftOut: true },
    mayNot: refuse('vote-few', { count: '4', least: '5' }),
  },
}

/** Every state of the cards of votes, with the longest content. */
export const voteSamples: { name: string; view: View }[] = [
  { name: 'vote', view: vote },
  {
    name: 'vote-second-sheet',
    view: {
      ...vote,
      done: 1,
      sheet: { number: 2, people: people(20), units: false, options, limits: [], figures: null },
    },
  },
  { name: 'vote-figures', view: figures },
  { name: 'vote-agreeing', view: agreeing },
  { name: 'vote-handed-in', view: handedIn },
  { name: 'vote-over', view: { ...vote, state: 'over', done: 1, sheet: null } },
  { name: 'vote-closed', view: { ...handedIn, state: 'closed' } },
  { name: 'vote-void', view: { ...handedIn, state: 'void' } },
  { name: 'vote-desk-plan', view: plan },
  { name: 'vote-desk-few', view: few },
  { name: 'vote-desk-running', view: running },
  {
    name: 'vote-desk-complete',
    view: {
      ...running,
      running: running.running && {
        ...running.running,
        ...{ done: 62, missing: 0, mayClose: true, sheets: { issued: 186, taken: 186 } },
      },
    },
  },
  { name: 'vote-desk-result', view: result },
  {
    name: 'vote-desk-figures',
    view: {
      ...result,
      result: result.result && {
        ...result.result,
        ...{ options: [], by: '诸葛云帆' },
        people: people(60).map(({ name }, at) => ({
          ...{ name, valid: 58, counts: [], mean: `${90 - (at % 9)}.${10 + (at % 80)}` },
        })),
      },
    },
  },
]
