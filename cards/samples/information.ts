import { day } from '../../src/base/day.js'
import type { PieceShown } from '../../src/flows/information/shown.js'
import type { QuotaShown } from '../../src/flows/information/standings.js'
import type { InfoDeskView, InfoView, PieceView } from '../../src/flows/information/views.js'
import type { InfoTableView, InfoUnitView } from '../../src/flows/information/month-views.js'
import type { View } from '../views.js'

const title =
  '区住房和城乡建设局联合属地街道开展既有多层住宅加装电梯项目现场联合验收并就后续维护保养责任答复居民关切'

const piece: PieceShown = {
  id: '0199a1b2-0000-7000-8000-000000000021',
  title,
  link: 'https://www.example.gov.cn/class/KJAEMQDC/20250925_(1)/article?id=3391827',
  channel: '区政府门户网站“部门动态”栏目',
  kind: '门户网站信息',
  sort: '在线访谈',
  name: '欧阳知远',
  unit: '城建监察大队（政策法规科）',
  sent: day('2025-09-23'),
  files: [
    {
      id: '0199a1b2-0000-7000-8000-000000000022',
      name: '加装电梯联合验收现场照片及通稿（定稿）.docx',
    },
  ],
  state: 'waiting',
  decided: null,
  levels: [],
  adoptedOn: null,
  stage: null,
}

const adopted: PieceShown = {
  ...piece,
  id: '0199a1b2-0000-7000-8000-000000000023',
  state: 'adopted',
  decided: { by: '霍书棠', on: day('2025-09-26'), reason: '' },
  levels: ['区政府门户网站', '市政府门户网站', '省政府门户网站'],
  adoptedOn: day('2025-09-25'),
  stage: 'told',
}

const declined: PieceShown = {
  ...piece,
  id: '0199a1b2-0000-7000-8000-000000000024',
  title: '科室召开工作例会',
  link: '',
  sort: '',
  kind: '政务信息',
  files: [],
  state: 'declined',
  decided: {
    by: '霍书棠',
    on: day('2025-09-26'),
    reason: '会议和日常工作动态不算政务信息，请改报工作成效、问题和建议',
  },
}

const quota: QuotaShown = {
  target: 'portal-monthly',
  name: '门户网站信息每月标准',
  clause: '附件4（表）',
  each: '条',
  ...{ period: '2025年9月', ends: true },
  count: '1',
  withOpen: '3',
  carried: '0',
  atLeast: '4',
  state: 'open',
  missing: '1',
}

const reached: QuotaShown = {
  ...quota,
  target: 'gov-monthly',
  name: '政务信息每月标准',
  ...{ count: '1', withOpen: '1', atLeast: '1', state: 'met', missing: '0' },
}

const yearly: QuotaShown = {
  ...quota,
  target: 'gov-adopted-yearly',
  name: '区两办采用全年标准',
  ...{ period: '2025年度', ends: true, count: '0', withOpen: '0', atLeast: '1', missing: '1' },
}

const quotas = [
  {
    unit: '城建监察大队（政策法规科）',
    scheme: '部门目标管理考核',
    quotas: [quota, reached, yearly],
  },
]
const office = ['霍书棠', '虞云帆', '路采薇', '柏映川']

const formView: InfoView = {
  kind: 'info',
  step: {
    step: 'form',
    words: { what: 'portal-piece/interview', title, link: piece.link, channel: piece.channel },
    what: [
      { id: 'portal-piece/ordinary', name: '门户网站信息：一般信息' },
      { id: 'portal-piece/interview', name: '门户网站信息：在线访谈' },
      { id: 'gov-info-piece', name: '政务信息' },
    ],
    files: piece.files,
    filesNeeded: false,
    same: [],
    office,
  },
  month: '2025-09',
  quotas,
  recent: [adopted, declined, piece, { ...piece, state: 'withdrawn' }, adopted],
  mayDecide: false,
}

const deskView: InfoDeskView = {
  kind: 'info-desk',
  count: 19,
  page: 1,
  pages: 3,
  today: day('2025-09-26'),
  rows: Array.from({ length: 8 }, (_, at) => ({
    piece: {
      ...piece,
      id: `0199a1b2-0000-7000-8000-0000000001${at}0`,
      files: piece.files.map(({ name }) => ({
        ...{ id: `0199a1b2-0000-7000-8000-0000000002${at}0`, name },
      })),
    },
    levels: [
      { id: 'district', name: '区政府门户网站' },
      { id: 'city', name: '市政府门户网站' },
      { id: 'province', name: '省政府门户网站' },
    ],
    mayReceive: at % 2 === 0,
    own: at === 3,
    doubled: at === 1,
  })),
}

const pieceView: PieceView = { kind: 'info-piece', piece, own: true, quotas }

const unitView: InfoUnitView = {
  kind: 'info-unit',
  month: '2025-09',
  name: '城建监察大队（政策法规科）',
  own: false,
  quotas,
  short: true,
  until: day('2025-09-30'),
  over: false,
  people: [
    { name: '欧阳知远', sent: 4, adopted: 2, waiting: 1 },
    { name: '诸葛云帆', sent: 1, adopted: 0, waiting: 0 },
  ],
}

const unitNames = [
  ...[
    '党委办',
    '办公室',
    '人教科',
    '燃管站',
    '建工科',
    '审图中心',
    '招投标管理科（造价处）',
    '建管中心',
  ],
  ...[
    '公用事业科',
    '城镇建设科',
    '市政处',
    '房管处',
    '开发办',
    '城建监察大队（政策法规科）',
    '房产管理科',
  ],
]

const tableView: InfoTableView = {
  kind: 'info-table',
  month: '2025-12',
  over: true,
  mayRecord: true,
  schemes: [
    {
      name: '部门目标管理考核',
      rows: unitNames.map((name, at) => ({
        name,
        short: at < 4,
        quotas: [
          {
            ...quota,
            period: '2025年12月',
            count: `${at % 5}`,
            withOpen: `${(at % 5) + (at % 2)}`,
            ...(at < 4 ? { state: 'short', missing: '2' } : { state: 'met', missing: '0' }),
          },
          { ...reached, period: '2025年12月' },
          {
            ...yearly,
            ...(at < 4
              ? { state: 'short' }
              : { count: '1', withOpen: '1', state: 'met', missing: '0' }),
          },
        ],
      })),
      reached: 11,
      unruled: [
        {
          ...{ name: '区两办采用全年标准', clause: '附件4（注4）' },
          units: unitNames.slice(0, 4),
        },
      ],
    },
  ],
}

/** Cards about information. */
export const informationSamples: { name: string; view: View }[] = [
  { name: 'information: the form', view: formView },
  {
    name: 'information: the form that asks about an earlier one',
    view: {
      ...formView,
      step: {
        ...formView.step,
        ...{
          same: [
            { title, unit: '招投标管理科（造价处）', sent: day('2025-09-12'), sameLink: true },
          ],
        },
      } as InfoView['step'],
      recent: [],
    },
  },
  {
    name: 'information: sent in',
    view: { ...formView, step: { step: 'made', piece, office }, mayDecide: true },
  },
  { name: 'information: a piece that waits', view: pieceView },
  {
    name: 'information: a piece that was adopted at several levels',
    view: { ...pieceView, piece: adopted },
  },
  {
    name: 'information: a piece that was not adopted',
    view: { ...pieceView, piece: declined, quotas: [] },
  },
  { name: 'information: what came', view: deskView },
  {
    name: 'information: nothing to decide',
    view: { ...deskView, count: 0, page: 0, pages: 1, rows: [] },
  },
  {
    name: 'information: all that waits was sent by who looks',
    view: {
      ...{ ...deskView, count: 1, page: 0, pages: 1 },
      rows: deskView.rows.filter(({ own }) => own),
    },
  },
  { name: 'information: a unit is short', view: unitView },
  {
    name: 'information: a unit has reached it',
    view: { ...unitView, short: false, over: true, people: [], quotas: [] },
  },
  { name: 'information: the table of a month', view: tableView },
]
