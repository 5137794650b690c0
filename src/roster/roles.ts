/** A function that a person can hold, as roster files name it. */
export interface RoleWord {
  id: string
  /** Chinese, as people say it; may stand in the file in place of the id. */
  name: string
  /** Held for a unit (`unit`), for the whole bureau (`bureau`), or for either. */
  scope: 'unit' | 'bureau' | 'either'
}

/** The roles every roster knows; a file declares more under `roles`, a scheme brings its own. */
export const knownRoles: readonly RoleWord[] = [
  { id: 'staff', name: '干部职工', scope: 'bureau' },
  { id: 'unit-head', name: '处室负责人', scope: 'unit' },
  { id: 'leader-in-charge', name: '分管领导', scope: 'unit' },
  { id: 'principal-leader', name: '主要领导', scope: 'bureau' },
  { id: 'party-group', name: '局党组', scope: 'bureau' },
  { id: 'assessment-office', name: '考核办', scope: 'bureau' },
  { id: 'assessment-committee', name: '年度考核委员会', scope: 'bureau' },
  { id: 'performance-group', name: '绩效管理领导小组', scope: 'bureau' },
  { id: 'discipline-office', name: '纪检监察室', scope: 'bureau' },
  { id: 'discipline-team', name: '治庸专班', scope: 'bureau' },
  { id: 'information-office', name: '信息办', scope: 'bureau' },
  { id: 'personnel-office', name: '人事部门', scope: 'bureau' },
  { id: 'hosting-office', name: '承办处室', scope: 'either' },
]
