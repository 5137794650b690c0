import { day, type Instant, momentOf } from '../../src/base/day.js'
import type { ReportText } from '../../src/flows/report/entries.js'
import type { ReportArchiveView } from '../../src/flows/report/archive.js'
import type {
  Annex,
  DigestForm,
  DigestMember,
  DigestSigned,
  DigestView,
  SentBack,
} from '../../src/flows/report/digest-view.js'
import type { ReportReadingView } from '../../src/flows/report/reading.js'
import type {
  ReportForm,
  ReportItem,
  ReportReceipt,
  ReportView,
} from '../../src/flows/report/report-view.js'
import type { ReportTableView } from '../../src/flows/report/table-view.js'
import { composeSummary } from '../../src/flows/report/summary.js'
import type { View } from '../views.js'

const at = (on: string, time: string): Instant => momentOf(day(on), time)

const planned = [
  '完成2025年度科技计划项目中期检查的材料汇总，报送省厅备案',
  '组织光电子信息产业创新联合体第三次对接会，形成需求清单并分送各成员单位',
  '修订《科技型企业培育库管理办法》，征求各区科技主管部门意见',
  '办理市政协第2025-118号提案，与提案人面商并形成书面答复',
  '核对三季度研发投入统计口径，配合统计部门完成补报',
  '整理上半年项目档案，完成扫描和移交',
]

const text: ReportText = {
  items: [
    { text: planned[0] ?? '', status: 'done', note: '' },
    { text: planned[1] ?? '', status: 'done', note: '9月18日召开，收集需求23项' },
    {
      text: planned[2] ?? '',
      status: 'under-way',
      since: '2025-06',
      note: '已收到9个区的意见，还差4个区；采纳情况表写了一半，下月上旬可以上会',
    },
    { text: planned[3] ?? '', status: 'done', note: '' },
    {
      text: planned[4] ?? '',
      status: 'not-done',
      note: '统计部门把口径会商推迟到10月中旬，补报要等会商结论，已约定10月15日前提供底数',
    },
    { text: planned[5] ?? '', status: 'under-way', note: '扫描完成七成，余下的排在国庆后' },
  ],
  extra:
    '临时承担全国双创周武汉分会场的企业邀请和接待，联系参展企业46家；\n参加局安全生产检查两次，走访孵化器5家，形成问题清单并已反馈。',
  plans: [
    '完成《科技型企业培育库管理办法》送审稿，提交局长办公会',
    '参加研发投入统计口径会商，完成三季度补报',
    '完成上半年项目档案移交，销号',
    '起草创新联合体年度工作总结和明年的对接计划',
    '筹备第四季度高新技术企业申报辅导会，覆盖13个区',
  ],
}

const report: Omit<ReportView, 'stage'> = {
  kind: 'report',
  month: '2025-09',
  name: '欧阳明远',
  unit: '高新技术发展及产业化处',
  due: day('2025-09-30'),
  dueTime: '17:00',
}

const before: ReportItem['history'] = [
  { month: '2025-06', status: 'under-way', note: '完成初稿，内部征求意见' },
  { month: '2025-07', status: 'not-done', note: '分管领导调整，暂停一个月' },
  {
    month: '2025-08',
    status: 'under-way',
    note: '发各区征求意见，已收到4个区的；9月底前收齐并写好采纳情况',
  },
]

const form: ReportForm = {
  stage: 'form',
  items: planned.map((each, index) => ({
    text: each,
    ...{ status: '' as const, note: '' },
    months: index === 2 ? 4 : 1,
    history: index === 2 ? before : [],
  })),
  extra: '',
  plans: [],
  workingDaysLeft: 4,
  late: false,
  saved: false,
  submittedAt: null,
  onLeave: false,
}

const receipt: ReportReceipt = {
  stage: 'receipt',
  text,
  counts: { done: 3, underWay: 2, notDone: 1, plans: 5 },
  firstAt: at('2025-09-28', '10:02'),
  at: at('2025-09-28', '10:02'),
  late: false,
  changeable: 'until-due',
  signed: null,
}

const filled: ReportForm = {
  ...form,
  items: text.items.map((item, index) => ({
    ...item,
    months: index === 2 ? 4 : 1,
    history: index === 2 ? before : [],
  })),
  extra: text.extra,
  plans: text.plans,
  workingDaysLeft: 0,
  saved: true,
}

function member(name: string, late = false): DigestMember {
  const on = late ? at('2025-10-09', '08:40') : at('2025-09-29', '16:20')
  return { name, report: { at: on, late, counts: receipt.counts, text } }
}

const members: DigestMember[] = [
  member('欧阳明远'),
  member('周立群'),
  member('司徒静'),
  member('何晓东'),
  member('诸葛云帆', true),
  { name: '沈一鸣', report: null },
  { name: '范文婷', report: null, since: day('2025-09-16') },
  { name: '令狐安', report: null, onLeave: true },
]

const digest: Omit<DigestView, 'stage'> = {
  kind: 'digest',
  month: '2025-09',
  unit: 'high-tech',
  unitName: '高新技术发展及产业化处',
  heads: '欧阳明远',
  answerDay: day('2025-09-30'),
  answerTime: '17:00',
  due: day('2025-10-09'),
  workingDaysLeft: 1,
  late: false,
  members,
  clause: '工作制度第五条（一）',
}

const summary = composeSummary(
  members.flatMap(({ name, report: handedIn }) =>
    handedIn?.text ? [{ name, text: handedIn.text }] : [],
  ),
)

const annexes: Annex[] = [
  { id: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a50', name: '创新联合体第三次对接会需求清单.xlsx' },
  { id: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a51', name: '双创周武汉分会场情况报告.docx' },
]

const sentBack: SentBack = {
  by: '程立',
  at: at('2025-10-09', '11:20'),
  withdrawn: false,
  remark: '培育库办法的进展写得太笼统，请写明还差哪几个区；研发投入补报要写清什么时候能完成。',
}

const digestForm: DigestForm = {
  ...{ stage: 'form', summary, saved: false, since: [], files: [] },
  ...{ sentBack: null, shown: 104_857, next: '分管领导' },
}

const signed: DigestSigned = {
  stage: 'signed',
  report: '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a52',
  by: '欧阳明远',
  at: at('2025-10-09', '10:30'),
  late: false,
  summary,
  files: annexes,
  passed: [
    {
      role: '分管领导',
      by: '苏敏',
      at: at('2025-10-09', '14:05'),
      actingFor: '程立',
      remark: '请抓紧培育库办法，月内上会。',
    },
  ],
  waits: { role: '分管领导', who: '程立' },
  filedAt: at('2025-10-09', '14:05'),
  ...{ mayWithdraw: false, mayDecide: false, round: null },
}

const unitNames = [
  ...['办公室', '政治处', '发展规划处', '高新技术发展及产业化处', '农村科技处'],
  ...['社会发展科技处', '科技成果及国际科技合作处', '政策法规与监督处', '财务处', '机关党委'],
  ...['生产力促进中心', '科技情报研究院'],
]

const states = ['filed', 'filed', 'on-its-way', 'returned', 'unsigned', 'filed'] as const

const table: ReportTableView = {
  kind: 'report-table',
  ...{ month: '2025-09', clause: '工作制度第五条（一）', due: day('2025-10-09') },
  ...{ provisional: false, over: true, units: 12, inTime: 4, late: 2, open: 6 },
  rows: unitNames.map((name, index) => {
    const state = states[index % states.length] ?? 'filed'
    return {
      ...{ name, state, late: index % 5 > 2 },
      at: state === 'unsigned' ? null : at('2025-10-09', '14:05'),
      with: state === 'on-its-way' ? '程立' : '',
      missing: index % 3,
      read: state === 'filed' && index < 8 ? index % 5 : null,
    }
  }),
  ...{ page: 1, pages: 1, passedRound: 4, toPassRound: 2, mayPassRound: true },
  readers: [
    { name: '程立', read: 4 },
    { name: '苏敏', read: 2 },
    { name: '欧阳修远', read: 0 },
  ],
  failings: [
    { value: 'unit:late:high-tech', name: '高新技术发展及产业化处', what: 'late', of: 'unit' },
    { value: 'unit:returned:farm', name: '农村科技处', what: 'returned', of: 'unit' },
    { value: 'person:missing:p17', name: '沈一鸣', what: 'missing', of: 'person' },
  ],
  proposed: 1,
}

const reading: ReportReadingView = {
  kind: 'report-reading',
  ...{ month: '2025-09', clause: '工作制度第五条（一）', reports: 12, read: 7 },
  items: unitNames.slice(0, 5).map((unit, index) => ({
    ...{ key: `2025-09.unit-${index}`, unit, by: '欧阳明远', at: at('2025-10-09', '10:30') },
    ...{ summary, annexes: index % 3, read: index < 2 },
  })),
  ...{ page: 2, pages: 3, shown: '9f86d081884c' },
}

const archive: ReportArchiveView = {
  kind: 'report-archive',
  ...{ month: '2024-08', before: '2024-07', after: '2024-09', page: 1, pages: 2 },
  own: { state: 'late', at: at('2024-09-02', '09:12') },
  units: unitNames.slice(0, 10).map((name, index) => ({
    ...{ key: `2024-08.unit-${index}`, name, late: index % 4 === 3 },
    state: states[index % states.length] ?? ('filed' as const),
    at: at('2024-09-05', '16:00'),
  })),
}

/** The monthly report's cards with the longest content that is to be expected, for gallery and size test. */
export const reportSamples: { name: string; view: View }[] = [
  { name: 'report-form', view: { ...report, stage: form } },
  { name: 'report-form-first', view: { ...report, stage: { ...form, items: [] } } },
  { name: 'report-form-draft', view: { ...report, stage: filled } },
  { name: 'report-form-late', view: { ...report, stage: { ...filled, late: true } } },
  {
    name: 'report-form-changing',
    view: { ...report, stage: { ...filled, submittedAt: receipt.at } },
  },
  { name: 'report-receipt', view: { ...report, stage: receipt } },
  {
    name: 'report-receipt-late',
    view: {
      ...report,
      stage: {
        ...receipt,
        firstAt: at('2025-10-09', '08:40'),
        at: at('2025-10-09', '09:15'),
        late: true,
        changeable: 'until-signed',
      },
    },
  },
  {
    name: 'report-receipt-signed',
    view: {
      ...report,
      stage: {
        ...receipt,
        changeable: 'no',
        signed: { by: '欧阳明远', at: at('2025-10-09', '10:30') },
      },
    },
  },
  {
    name: 'report-missed',
    view: {
      ...report,
      stage: {
        stage: 'missed',
        signed: { by: '欧阳明远', at: at('2025-10-09', '10:30') },
        onLeave: false,
      },
    },
  },
  {
    name: 'report-missed-on-leave',
    view: {
      ...report,
      stage: {
        stage: 'missed',
        signed: { by: '欧阳明远', at: at('2025-10-09', '10:30') },
        onLeave: true,
      },
    },
  },
  { name: 'report-form-on-leave', view: { ...report, stage: { ...form, onLeave: true } } },
  { name: 'digest-collecting', view: { ...digest, stage: { stage: 'collecting' } } },
  { name: 'digest-form', view: { ...digest, stage: digestForm } },
  {
    name: 'digest-form-late',
    view: {
      ...digest,
      ...{ workingDaysLeft: 0, late: true },
      stage: { ...digestForm, saved: true, since: ['诸葛云帆'], files: annexes },
    },
  },
  { name: 'digest-form-returned', view: { ...digest, stage: { ...digestForm, sentBack } } },
  {
    name: 'digest-form-alone',
    view: { ...digest, clause: '', stage: { ...digestForm, next: '' } },
  },
  { name: 'digest-reading', view: { ...digest, stage: { stage: 'reading', sentBack: null } } },
  {
    name: 'digest-on-its-way',
    view: { ...digest, stage: { ...signed, ...{ passed: [], filedAt: null, mayWithdraw: true } } },
  },
  {
    name: 'digest-review',
    view: { ...digest, stage: { ...signed, ...{ passed: [], filedAt: null, mayDecide: true } } },
  },
  {
    name: 'digest-signed',
    view: {
      ...digest,
      stage: {
        ...signed,
        waits: null,
        round: { read: ['程立', '苏敏'], of: 5 },
      },
    },
  },
  {
    name: 'report-table',
    view: table,
  },
  {
    name: 'report-table-open',
    view: {
      ...table,
      ...{ over: false, failings: [], proposed: 0, readers: [], passedRound: 0, pages: 2 },
      ...{ mayPassRound: false, toPassRound: 0 },
      rows: table.rows.map((row) => ({ ...row, late: false, read: null })),
    },
  },
  { name: 'report-reading', view: reading },
  {
    name: 'report-reading-done',
    view: { ...reading, read: 12, items: reading.items.map((item) => ({ ...item, read: true })) },
  },
  { name: 'report-archive', view: archive },
  { name: 'report-archive-none', view: { ...archive, own: null, units: [], pages: 1 } },
]
