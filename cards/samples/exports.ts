import type { ExportsView } from '../../src/flows/export/view.js'
import type { View } from '../views.js'

const form = (id: string, name: string, clause: string, ...offers: ('mine' | 'all')[]) => ({
  ...{ id, name, clause, quarterly: id === 'quarterly', offers },
})

const office: ExportsView = {
  kind: 'exports',
  cycles: [
    {
      ...{ cycle: 'wuhan.cadres.2025', scheme: '局管干部考核', year: '2025' },
      forms: [
        form('quarterly', '平时考核备案登记表', '附件2', 'mine', 'all'),
        form('results', '局管干部年度考核结果汇总表', '第十八条（六）', 'all'),
        form('year-form', '年度考核登记表', '第二十七条', 'mine', 'all'),
      ],
      pack: 2,
    },
    {
      ...{ cycle: 'wujin.2025', scheme: '部门目标管理考核', year: '2025' },
      forms: [
        form('results', '目标管理考核结果汇总表', '附件3', 'all'),
        form('score-sheet', '目标管理考核计分表', '附件3', 'mine', 'all'),
        form('special-points', '考核附加分申报表', '附件6', 'all'),
      ],
      pack: null,
    },
  ],
  sheets: ['考勤', '督办'],
}

const member: ExportsView = {
  kind: 'exports',
  cycles: [
    {
      ...{ cycle: 'wuhan.cadres.2025', scheme: '局管干部考核', year: '2025' },
      forms: [form('year-form', '年度考核登记表', '第二十七条', 'mine')],
      pack: null,
    },
  ],
  sheets: ['考勤', '督办'],
}

/** What can be exported, as the office, a member and somebody without anything sees it. */
export const exportSamples: { name: string; view: View }[] = [
  { name: 'exports-office', view: office },
  { name: 'exports-member', view: member },
  { name: 'exports-nothing', view: { ...member, cycles: [], sheets: [] } },
]
