import { day } from '../../src/base/day.js'
import type { HomeView } from '../../src/flows/home/view.js'
import type { View } from '../views.js'

const home: HomeView = {
  kind: 'home',
  name: '欧阳明远',
  unit: '科技成果及国际科技合作处',
  standings: [
    {
      scheme: '公务员平时考核',
      year: '2025',
      unit: '',
      standing: { settled: '27.85', lowest: '57.85', highest: '97.85', final: null },
      graded: false,
      card: { kind: 'standing', key: 'keji.wuhan-civil-servants.2025/p01' },
    },
  ],
  tasks: Array.from({ length: 9 }, (_, index) => ({
    instead: index === 1 ? '司徒静安' : '',
    says: {
      code: 'ask-approve',
      with: { names: `欧阳明远${index + 1}`, rule: '无正当理由未按时办结上级交办事项' },
    },
    due: day('2025-10-09'),
    workingDaysLeft: index,
    provisional: index === 0,
    card: { kind: 'approval' as const, key: `0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5${index}` },
  })),
  away: [
    { name: '欧阳知远', matter: 'trip', to: day('2025-09-28') },
    { name: '俞子昂', matter: 'leave', to: day('2025-09-26') },
    { name: '司徒静安', matter: 'outing', to: day('2025-09-26') },
  ],
  may: {
    leave: true,
    trips: ['trip', 'outing'],
    meetings: true,
    posts: true,
    major: true,
    info: true,
    dockets: true,
    complaints: true,
    cases: true,
    record: true,
    attendance: true,
    tasks: [{ kind: 'tasks', key: 'zhujian.wujin-departments.2025/tasks', scheme: '年度目标管理' }],
    publish: [{ kind: 'publish', key: 'keji.wuhan-civil-servants.2025', scheme: '公务员年度考核' }],
    cycles: true,
    released: true,
  },
  mutedUntil: null,
  burden: {
    ...{ year: '2025', answers: 27, cards: 41, own: 6 },
    kinds: [
      { kind: 'fact.step', count: 14 },
      { kind: 'report.answer', count: 9 },
      { kind: 'report.sign', count: 4 },
    ],
  },
  standstills: [],
  running: true,
  ledger: { sequence: '104857', hash: '9f86d081884c' },
}

/** The home card: of somebody with every role, of staff with nothing to do, of who is not assessed. */
export const homeSamples: { name: string; view: View }[] = [
  { name: 'home-every-role', view: home },
  {
    name: 'home-staff',
    view: {
      ...home,
      tasks: [],
      away: [],
      ledger: null,
      may: {
        ...{
          leave: true,
          trips: [],
          posts: false,
          major: false,
          meetings: true,
          info: false,
          record: false,
          attendance: false,
        },
        ...{ dockets: false, complaints: false, cases: false },
        ...{ tasks: [], publish: [], cycles: false, released: false },
      },
      standings: home.standings.map((one) => ({
        ...one,
        standing: { settled: '92.35', lowest: '92.35', highest: '92.35', final: '92.35' },
      })),
    },
  },
  { name: 'home-muted', view: { ...home, ledger: null, mutedUntil: day('2025-10-12') } },
  { name: 'home-not-assessed', view: { ...home, standings: [] } },
  {
    name: 'home-two-cycles',
    view: {
      ...home,
      standings: [
        ...home.standings,
        ...home.standings.map((one) => ({ ...one, scheme: '部门目标管理考核', unit: '办公室' })),
        ...home.standings.map((one) => ({ ...one, scheme: '局管干部考核', graded: true })),
      ],
      may: {
        ...home.may,
        publish: ['公务员年度考核', '部门目标管理考核', '局管干部考核'].map((scheme, at) => ({
          ...{ kind: 'publish', key: `keji.scheme-${at}.2025`, scheme },
        })),
      },
      standstills: [
        { scheme: 'wuhan-civil-servants', year: '2024', code: 'cycle-scheme-changed' as const },
      ],
    },
  },
  { name: 'home-no-cycle', view: { ...home, standings: [], tasks: [], running: false } },
  { name: 'home-gone', view: { kind: 'gone', code: 'gone' } },
]
