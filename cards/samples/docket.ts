import { day, momentOf } from '../../src/base/day.js'
import type { DocketsView } from '../../src/flows/docket/list.js'
import type { DocketRow, DocketShown } from '../../src/flows/docket/shown.js'
import type { DocketFormView, DocketView } from '../../src/flows/docket/views.js'
import type { View } from '../views.js'

const row: DocketRow = {
  id: '0199a1b2-0000-7000-8000-000000000001',
  kind: '来信来访',
  title:
    '反映经济开发区一家孵化器没有按合同兑现房租减免，要求协调并书面答复，附合同复印件和三次沟通记录',
  source: '市信访局转办，信访〔2025〕318号',
  unit: '科技投融资与条件财务处',
  owners: ['诸葛云帆', '欧阳知远'],
  received: day('2025-08-18'),
  due: day('2025-09-28'),
  dueAt: null,
  provisional: false,
  left: 3,
  late: false,
  state: 'open',
  contact: null,
}

const docket: DocketShown = {
  ...row,
  registeredBy: '司徒静安',
  assistants: ['高新技术发展及产业化处', '俞子昂'],
  files: [
    { id: '0199a1b2-0000-7000-8000-000000000011', name: '转办函（信访〔2025〕318号）.pdf' },
    { id: '0199a1b2-0000-7000-8000-000000000012', name: '合同复印件.jpg' },
  ],
  trail: [
    { what: 'docket.registered', by: '司徒静安', on: day('2025-08-18'), text: '' },
    {
      what: 'docket.placed',
      by: '司徒静安',
      on: day('2025-08-20'),
      text: '合同由条件财务处管理，转由它办，高新处协办',
    },
    { what: 'docket.paused', by: '司徒静安', on: day('2025-08-25'), text: '等当事人补材料' },
    { what: 'docket.resumed', by: '司徒静安', on: day('2025-08-27'), text: '' },
  ],
  clause: '限时办结第六条',
  extension: null,
  judged: null,
}

const nothing: DocketView['may'] = {
  ...{ answer: false, confirm: false, place: null, pause: false, resume: false, drop: false },
  ...{ extend: null, decide: null, judge: null },
}

const answered = {
  ...{ what: 'docket.answered', by: '诸葛云帆', on: day('2025-09-30') },
  text: '已约双方协调，孵化器同意退回三个月房租，已书面答复当事人',
}

const of = (shown: Partial<DocketShown>, may: Partial<DocketView['may']>): DocketView => ({
  kind: 'docket',
  docket: { ...docket, ...shown },
  may: { ...nothing, ...may },
})

const formStep: Extract<DocketFormView['step'], { step: 'form' }> = {
  step: 'form',
  words: {
    ...{ kind: 'letter', title: row.title, source: row.source, received: '2025-08-18 10:20' },
    ...{ explicit: '', owner: '条件财务处', assistants: '高新处、俞子昂' },
  },
  shown: 'letter,2025-08-18 10:20,',
  kinds: [
    ['instruction', '一般批办件'],
    ['instruction-urgent', '急情要事'],
    ['superior', '上级要求、来函与请示'],
    ['assignment', '局领导交办的一般事项'],
    ['letter', '来信来访'],
    ['contact-unclear', '首问：归口不明的事'],
  ].map(([id = '', name = '']) => ({ id, name })),
  contact: null,
  says: '没有别的期限的，30 个工作日内办完；延期要告知当事人理由，最长 60 个工作日',
  clause: '限时办结第六条',
  reckoned: { due: day('2025-09-28'), at: null, provisional: true },
}

const units = [
  ...['科技投融资与条件财务处', '高新技术发展及产业化处', '办公室', '政治处', '发展计划处'],
  ...['区与农村科技处', '社会发展科技处', '科技成果及国际科技合作处', '政策法规处', '离退休干部处'],
  ...['科技信息中心', '科技服务中心'],
]

const list: DocketsView = {
  ...{ kind: 'dockets', key: 'all', show: 'open', year: '2025', open: 4986, late: 12 },
  units: Array.from({ length: 12 }, (_, at) => ({
    name: units[at] ?? '',
    ...{ open: 40 - at * 3, late: at % 4, done: 120 - at, doneLate: at % 5 },
  })),
  rows: Array.from({ length: 8 }, (_, at) => ({
    ...row,
    id: `0199a1b2-0000-7000-8000-0000000001${at + 10}`,
    ...(at < 2 ? { late: true, left: -1 } : {}),
    ...(at === 2 ? { due: null, left: null, kind: '重大突发事件' } : {}),
    ...(at === 3 ? { contact: 'unclear' as const, owners: [], unit: '' } : {}),
    ...(at === 4 ? { dueAt: momentOf(day('2025-09-25'), '13:30'), left: 0, kind: '急件' } : {}),
    ...(at === 5 ? { state: 'paused' as const, due: null, left: null } : {}),
    ...(at === 6 ? { state: 'answered' as const } : {}),
  })),
  ...{ page: 3, pages: 624, mayRegister: true, mayExport: true },
}

/** The register: its form and receipt, a matter before each who acts on it, the list. */
export const docketSamples: { name: string; view: View }[] = [
  { name: 'docket-form', view: { kind: 'docket-form', step: formStep } },
  {
    name: 'docket-form-contact',
    view: {
      kind: 'docket-form',
      step: {
        ...formStep,
        words: { ...formStep.words, kind: 'contact-other', title: '', assistants: '' },
        contact: 'other',
        says: '属于别的处室、单位职责的，帮助联系，直到那边的人接手办理',
        clause: '首问负责第四条（二）',
        reckoned: { due: day('2025-08-19'), at: null, provisional: false },
      },
    },
  },
  {
    name: 'docket-form-hours',
    view: {
      kind: 'docket-form',
      step: {
        ...formStep,
        contact: 'unclear',
        reckoned: {
          due: day('2025-08-18'),
          at: momentOf(day('2025-08-18'), '14:20'),
          provisional: false,
        },
      },
    },
  },
  { name: 'docket-made', view: { kind: 'docket-form', step: { step: 'made', docket } } },
  {
    name: 'docket-own',
    view: of(
      {},
      {
        answer: true,
        extend: { max: day('2025-11-13'), tells: '告知当事人延期的理由' },
      },
    ),
  },
  { name: 'docket-take', view: of({ contact: 'other' }, { place: 'take' }) },
  {
    name: 'docket-name',
    view: of(
      { contact: 'unclear', unit: '', owners: [] },
      { place: 'name', drop: true, pause: true },
    ),
  },
  { name: 'docket-kept', view: of({}, { place: 'move', pause: true, drop: true }) },
  {
    name: 'docket-extend',
    view: of(
      {
        extension: { to: day('2025-11-13'), stage: 'asked', waits: ['骆书恒'] },
        trail: [
          ...docket.trail,
          {
            what: 'extension.asked',
            by: '诸葛云帆',
            on: day('2025-09-24'),
            text: '孵化器账目要审计，已告知当事人',
          },
        ],
      },
      { decide: '0199a1b2-0000-7000-8000-000000000021' },
    ),
  },
  {
    name: 'docket-extension-returned',
    view: of(
      {
        extension: { to: day('2025-11-13'), stage: 'returned', waits: [] },
        trail: [
          ...docket.trail,
          { what: 'extension.returned', by: '骆书恒', on: day('2025-09-25'), text: '先催审计' },
        ],
      },
      {},
    ),
  },
  {
    name: 'docket-confirm',
    view: of(
      { state: 'answered', late: true, left: -1, trail: [...docket.trail, answered] },
      { confirm: true },
    ),
  },
  {
    name: 'docket-judge',
    view: of(
      { state: 'done', late: true, left: -1, trail: [...docket.trail, answered], files: [] },
      {
        judge: { as: 'late', name: '领导批示超期', day: day('2025-09-30'), needsProof: true },
      },
    ),
  },
  {
    name: 'docket-done',
    view: of(
      {
        ...{ state: 'done', trail: [...docket.trail, answered], judged: { as: 'none' } },
        extension: { to: day('2025-10-13'), stage: 'approved', waits: [] },
      },
      {},
    ),
  },
  {
    name: 'docket-paused',
    view: of({ state: 'paused', due: null, left: null }, { resume: true, drop: true }),
  },
  { name: 'dockets', view: list },
  {
    name: 'dockets-own',
    view: {
      ...list,
      ...{ show: 'late', units: [], rows: [], open: 0, late: 0, page: 0, pages: 1 },
      ...{ mayRegister: false, mayExport: false },
    },
  },
]
