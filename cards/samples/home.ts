import { day } from '../../src/base/day.js'
import type { HomeView } from '../../src/flows/home/view.js'
import type { View } from '../../src/flows/views.js'

const home: HomeView = {
  kind: 'home',
  name: '欧阳明远',
  unit: '科技成果及国际科技合作处',
  scheme: '公务员平时考核',
  year: '2025',
  standing: { settled: '27.85', lowest: '57.85', highest: '97.85', final: null },
  tasks: Array.from({ length: 9 }, (_, index) => ({
    text: `审定${index + 1}：欧阳明远“无正当理由未按时办结上级交办事项”`,
    due: day('2025-10-09'),
    workingDaysLeft: index,
    card: { kind: 'approval' as const, key: `0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5${index}` },
  })),
  may: { record: true, rate: true, publish: true, digest: true },
  ledger: { sequence: '104857', hash: '9f86d081884c' },
  cycle: 'keji-wuhan-civil-servants-2025',
}

/** The home card: of somebody with every role, of staff with nothing to do, of who is not assessed. */
export const homeSamples: { name: string; view: View }[] = [
  { name: 'home-every-role', view: home },
  {
    name: 'home-staff',
    view: {
      ...home,
      tasks: [],
      ledger: null,
      may: { record: false, rate: false, publish: false, digest: false },
      standing: { settled: '92.35', lowest: '92.35', highest: '92.35', final: '92.35' },
    },
  },
  { name: 'home-not-assessed', view: { ...home, standing: null } },
  { name: 'home-gone', view: { kind: 'gone', code: 'gone' } },
]
