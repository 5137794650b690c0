import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Files by path below a folder → their text. */
export type Files = Readonly<Record<string, string>>

/** Writes files into a folder of their own that goes with the test. */
export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-bureaus-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** A small bureau of persons under the shipped scheme of civil servants. */
export const persons: Files = {
  'a/bureau.yaml': `id: small
name: 小局
group: 小局全体
schemes:
  - wuhan-civil-servants
leaves-out:
  wuhan-civil-servants:
    - { id: discipline-team, reason: 没有设专班 }
`,
  'a/roster.yaml': `bureau: { id: small, name: 小局 }
from: 2025-01-01
tiers: { L1: 上层, L2: 下层 }
units:
  - { id: lead, name: 局领导, kind: leadership }
  - { id: office, name: 办公室, kind: general }
people:
  - id: p1
    name: 江一帆
    employeeNo: 1
    unit: lead
    roles:
      - 主要领导
      - 局党组
      - 局年度考核委员会
      - 局绩效管理工作领导小组
      - { role: 分管领导, unit: office }
  - { id: p2, name: 陆知秋, employeeNo: 2, tier: L1, unit: office, roles: [处室负责人, 考核办] }
  - { id: p3, name: 沈望舒, employeeNo: 3, tier: L2, unit: office, roles: [纪检监察室, 活动主持单位] }
`,
}

/** The nineteen units of the shipped scheme of departments, as its annex lists them. */
export const departmentIds = [
  'party-office',
  'office',
  'personnel',
  'finance',
  'gas',
  'construction',
  'drawing-review',
  'bidding',
  'site-supervision',
  'utilities',
  'urban-building',
  'municipal-works',
  'housing-office',
  'development',
  'quake',
  'archives-centre',
  'law-inspection',
  'property',
  'wall-material',
]

/** A bureau of units under the shipped scheme of departments; wall-material is left out. */
export const departments: Files = {
  'b/bureau.yaml': `id: housing
name: 住建局
schemes: [wujin-departments]
leaves-out:
  wujin-departments:
    - { id: wall-material, reason: 已并入建管中心 }
`,
  'b/roster.yaml': `bureau: { id: housing, name: 住建局 }
from: 2025-01-01
tiers: { departments: 全部部门 }
units:
  - { id: lead, name: 局领导, kind: leadership }
${departmentIds
  .filter((id) => id !== 'wall-material')
  .map((id) => `  - { id: ${id}, name: 科室 ${id}, kind: business, tier: departments }`)
  .join('\n')}
people:
  - id: boss
    name: 甲
    employeeNo: 1
    unit: lead
    roles: [主要领导, { role: 分管领导, units: [${departmentIds.slice(0, -1).join(', ')}] }]
${departmentIds
  .slice(0, -1)
  .map(
    (id, index) =>
      `  - { id: h-${id}, name: 乙, employeeNo: 9${index}, unit: ${id}, roles: [处室负责人${index === 2 ? ', 考核办, scoring-office, hub-office' : ''}] }`,
  )
  .join('\n')}
`,
}
