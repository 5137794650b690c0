import { day, type Instant, momentOf } from '../../src/base/day.js'
import type { ReportText } from '../../src/flows/report/entries.js'
import type { DigestMember, DigestView } from '../../src/flows/report/digest-view.js'
import type { ReportForm, ReportReceipt, ReportView } from '../../src/flows/report/report-view.js'
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

const form: ReportForm = {
  stage: 'form',
  items: planned.map((each) => ({ text: each, status: '', note: '' })),
  extra: '',
  plans: [],
  workingDaysLeft: 4,
  late: false,
  saved: false,
  submittedAt: null,
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
  items: text.items,
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
  { name: '范文婷', report: null },
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
}

const summary = composeSummary(
  members.flatMap(({ name, report: handedIn }) =>
    handedIn?.text ? [{ name, text: handedIn.text }] : [],
  ),
)

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
      stage: { stage: 'missed', signed: { by: '欧阳明远', at: at('2025-10-09', '10:30') } },
    },
  },
  { name: 'digest-collecting', view: { ...digest, stage: { stage: 'collecting' } } },
  {
    name: 'digest-form',
    view: { ...digest, stage: { stage: 'form', summary, saved: false, since: [] } },
  },
  {
    name: 'digest-form-late',
    view: {
      ...digest,
      workingDaysLeft: 0,
      late: true,
      stage: { stage: 'form', summary, saved: true, since: ['诸葛云帆'] },
    },
  },
  { name: 'digest-reading', view: { ...digest, stage: { stage: 'reading' } } },
  {
    name: 'digest-signed',
    view: {
      ...digest,
      stage: {
        stage: 'signed',
        by: '欧阳明远',
        at: at('2025-10-09', '10:30'),
        late: false,
        summary,
      },
    },
  },
]
