import { day } from '../../src/base/day.js'
import type { MeetingLeaveShown, MeetingShown } from '../../src/flows/meeting/shown.js'
import type { MeetingMarksView } from '../../src/flows/meeting/marks-view.js'
import type { MeetingView } from '../../src/flows/meeting/views.js'
import type { View } from '../views.js'

const clause = '工作制度第六条（二）'
const names = [
  ...[
    '诸葛云帆',
    '欧阳知远',
    '司徒静安',
    '俞子昂',
    '柯雨桐',
    '骆书恒',
    '乔砚秋',
    '纪若谷',
    '池鹿鸣',
  ],
  ...['沈星河', '陆行舟', '温故知', '祝长风', '顾清让', '白一尘', '江照白', '谢庭兰', '苏晚晴'],
]
const longText =
  '会议通报了上半年指标完成情况，要求各处室对照年度目标倒排工期：一是九月底前完成在研项目中期检查并报送问题清单；二是专项资金支付进度月底前达到序时要求；三是平台建设情况每周一报；四是安全生产检查不留死角。需我处牵头的两项已经列入本月安排，请领导审定分工。'

const meeting: MeetingShown = {
  ...{ id: '0199a1b2-0000-7000-8000-0000000000a1', clause, inPerson: true },
  title: '全市科技创新大会筹备工作第三次调度会暨重点项目推进会',
  place: '市民之家三号楼二层第五会议室',
  note: '请带本处室承办事项的进度表；车辆统一在局机关东门，八点整出发。',
  ...{ day: day('2025-09-26'), time: '09:00', enter: '08:50～08:55' },
  ...{ caller: '骆书恒', callerUnit: '局领导', names, count: names.length },
  ...{ stage: 'called', reason: '' },
}

const leave: MeetingLeaveShown = {
  ...{ id: '0199a1b2-0000-7000-8000-0000000000b1', person: 'p39', name: '诸葛云帆' },
  ...{ stage: 'asked', waits: ['司徒静安'], ended: null, askedOn: day('2025-09-24') },
  reason:
    '当天上午在省厅参加高新技术企业认定评审，评审组已经确定，不能换人；会前把材料交给欧阳知远',
  passed: [
    {
      ...{ role: '处室、单位主要负责人', name: '乔砚秋', on: day('2025-09-24') },
      ...{ actingFor: '纪若谷', remark: '评审在先，同意' },
    },
  ],
}

const nothing = { ask: false, withdraw: false, brief: false, cancel: false, mark: false }
const asked: MeetingView = {
  ...{ kind: 'meeting', meeting, keeping: null, may: { ...nothing, ask: true } },
  own: {
    ...{ leave: null, excused: false, found: null },
    brief: { due: day('2025-09-28'), late: false, to: ['骆书恒'], given: null },
  },
}

const marks: MeetingMarksView = {
  kind: 'meeting-marks',
  meeting: { ...meeting, stage: 'begun' },
  ...{ lateFrom: '09:00', expected: names.slice(2), excused: names.slice(0, 2) },
  ...{ waiting: ['柯雨桐'], left: ['江照白'], marked: null },
  proposes: { absent: true, late: true, substituted: false },
}

const form = {
  ...{ title: meeting.title, at: '2025-09-26 09:00', place: meeting.place, note: meeting.note },
  ...{ names: '高新技术发展及产业化处、欧阳知远、郑平（机关党委）', briefs: '欧阳知远' },
}

const line = {
  ...{ id: meeting.id, title: meeting.title, day: meeting.day, time: '09:00' },
  ...{ place: meeting.place, called: false, leave: null, cancelled: false },
}

/** The cards of meetings with the longest content, each state once. */
export const meetingSamples: { name: string; view: View }[] = [
  {
    name: 'meetings',
    view: {
      ...{ kind: 'meetings', mayCall: true, callers: '', toMark: [{ ...line, called: true }] },
      coming: [line, { ...line, called: true }, { ...line, leave: 'asked' }],
      past: [{ ...line, cancelled: true }, line],
    },
  },
  {
    name: 'meetings-none',
    view: {
      kind: 'meetings',
      toMark: [],
      coming: [],
      past: [],
      mayCall: false,
      callers: '局领导、处室、单位主要负责人',
    },
  },
  {
    name: 'meeting-form',
    view: {
      kind: 'meeting-form',
      step: { step: 'form', words: form, briefs: 'named', inPerson: true, clause },
    },
  },
  {
    name: 'meeting-form-made',
    view: { kind: 'meeting-form', step: { step: 'made', meeting, unreached: ['白一尘'] } },
  },
  { name: 'meeting-asked', view: asked },
  {
    name: 'meeting-leave-waits',
    view: {
      ...asked,
      own: { leave, excused: false, found: null, brief: null },
      may: { ...nothing, withdraw: true },
    },
  },
  {
    name: 'meeting-brief-owed',
    view: {
      ...asked,
      meeting: { ...meeting, stage: 'marked' },
      own: {
        ...{ leave: null, excused: false, found: 'came' },
        brief: { due: day('2025-09-28'), late: true, to: ['骆书恒', '乔砚秋'], given: null },
      },
      may: { ...nothing, brief: true },
    },
  },
  {
    name: 'meeting-kept',
    view: {
      ...asked,
      ...{ own: null, may: { ...nothing, cancel: true } },
      keeping: {
        ...{ leaves: ['诸葛云帆'], asked: ['柯雨桐'], unreached: ['白一尘', '江照白'] },
        briefs: [
          { name: '欧阳知远', card: { kind: 'meeting-brief', key: 'm/p40' }, late: true },
          { name: '俞子昂', card: null, late: false },
        ],
      },
    },
  },
  {
    name: 'meeting-cancelled',
    view: {
      ...asked,
      meeting: { ...meeting, stage: 'cancelled', reason: '与市里会议冲突，时间另行通知' },
      ...{ own: null, may: nothing },
    },
  },
  { name: 'meeting-marks', view: marks },
  {
    name: 'meeting-marks-made',
    view: {
      ...marks,
      meeting: { ...meeting, stage: 'marked' },
      marked: {
        ...{ absent: ['柯雨桐'], late: ['骆书恒', '乔砚秋'], substituted: ['纪若谷'] },
        ...{ by: '司徒静安', on: day('2025-09-26'), came: 13 },
        note: '九点十分清点，柯雨桐没有请假也没有说明；纪若谷由本处室同事代会',
        facts: [
          { card: { kind: 'approval', key: 'f-1' }, names: ['柯雨桐'] },
          { card: { kind: 'approval', key: 'f-2' }, names: ['骆书恒', '乔砚秋'] },
        ],
      },
    },
  },
  {
    name: 'meeting-leave',
    view: { kind: 'meeting-leave', meeting, leave, may: true, actingFor: '司徒静安' },
  },
  {
    name: 'meeting-leave-refused',
    view: {
      ...{ kind: 'meeting-leave', meeting, may: false, actingFor: '' },
      leave: {
        ...{ ...leave, stage: 'refused', waits: [] },
        ended: { by: '司徒静安', on: day('2025-09-25'), reason: '这次会议要处室负责人到会' },
      },
    },
  },
  {
    name: 'meeting-brief',
    view: {
      ...{ kind: 'meeting-brief', meeting, mayRead: true },
      brief: {
        ...{ person: 'p40', name: '欧阳知远', on: day('2025-09-29'), late: true },
        ...{ text: longText, readBy: ['乔砚秋'] },
      },
    },
  },
]
