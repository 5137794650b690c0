import { day, momentOf } from '../../src/base/day.js'
import type { OutsidePaperView } from '../../src/flows/outside/paper-view.js'
import type { LinkShown, OutsideView } from '../../src/flows/outside/view.js'
import type { View } from '../views.js'

const reason = '发给了已经退休的联系人，换成现在负责对接的同志，两个人都已经打过招呼'
const units = [
  '办公室',
  '政治处',
  '政策法规处',
  '发展计划处',
  '科技成果及国际科技合作处（对外合作办公室）',
]

const link = (number: number, more: Partial<LinkShown> = {}): LinkShown => ({
  id: `0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a${`${number}`.padStart(2, '0')}`,
  hash: `${number % 10}`.repeat(64),
  ...{
    number,
    name: '',
    state: 'waiting',
    at: null,
    reason: '',
    until: day('2026-01-15'),
    whom: 25,
  },
  ...more,
})

const handedIn = momentOf(day('2025-12-24'), '15:08')

const open: OutsideView = {
  kind: 'outside',
  ...{
    cycle: 'kechuang.wuhan-units.2025',
    period: '2025-year',
    part: 'third-party',
    body: 'client',
  },
  ...{ bureau: 'kechuang', address: 'https://kaohe.example.gov.cn' },
  ...{
    scheme: '责任单位绩效考评',
    year: '2025',
    partName: '第三方评价',
    bodyName: '市直业务对口部门',
  },
  ...{ clause: '第十八条（三）', says: '综合处室、业务处室和局属单位各由不同的人评价' },
  ...{ periodName: '2025年度', from: '0', to: '100', noted: false, state: 'open' },
  ...{ opens: day('2025-12-17'), due: day('2026-01-15'), provisional: false, workingDaysLeft: 9 },
  ...{ all: 34, handedIn: 12, waiting: 20, paper: 30, page: 1, pages: 4 },
  links: Array.from({ length: 10 }, (_, at) =>
    at === 1
      ? link(2, { state: 'handed-in', at: handedIn })
      : at === 2
        ? link(3, { state: 'withdrawn', at: handedIn, reason })
        : at === 3
          ? link(4, { whom: 6, until: day('2026-01-22') })
          : link(at + 1),
  ),
  rated: Array.from({ length: 25 }, (_, at) => ({ id: `u${at}`, name: units[at % 5] ?? '' })),
  imports: [
    {
      ...{ id: '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4b01', by: '乔砚秋', on: day('2025-12-25') },
      ...{ count: 12, reference: '2025年度绩效考评第7卷，第三方评价表1–12号' },
      voided: { by: '乔砚秋', on: day('2025-12-26'), reason: '第4张录错了列' },
    },
    {
      ...{ id: '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4b02', by: '乔砚秋', on: day('2025-12-26') },
      ...{ count: 30, reference: '2025年度绩效考评第7卷，第三方评价表1–30号', voided: null },
    },
  ],
  remarks: [],
  others: [
    { key: 'kechuang.wuhan-units.2025/2025-year/third-party/counterpart', name: '服务对象' },
  ],
}

const noted: OutsideView = {
  ...open,
  ...{
    noted: true,
    workingDaysLeft: 1,
    pages: 1,
    all: 3,
    handedIn: 0,
    waiting: 3,
    paper: 0,
    imports: [],
  },
  links: ['市财政局科教文处　欧阳清羽', '某某科技有限公司　诸葛云帆', '市发改委'].map((name, at) =>
    link(at + 1, { name }),
  ),
}

const check: OutsidePaperView = {
  kind: 'outside-paper',
  key: 'kechuang.wuhan-units.2025/2025-year/third-party/client',
  ...{
    partName: '第三方评价',
    bodyName: '服务对象',
    periodName: '2025年度',
    clause: '第十八条（三）',
  },
  ...{ step: 'check', sheet: '第三方评价 服务对象 纸质表.xlsx', before: null, made: null },
  ready: Array.from({ length: 60 }, (_, at) => {
    return { at: at + 2, number: at + 1, given: 25 - (at % 4), remark: at % 3 === 0 }
  }),
  wrong: Array.from({ length: 30 }, (_, at) => ({
    ...{ at: at + 70, number: `${at + 61}` },
    faults: [
      { code: 'outside-row-taken', with: { number: `${at + 61}`, on: '12月25日' } },
      {
        code: 'rating-bounds',
        with: { name: units[at % 5] ?? '', from: '0', to: '100', clause: '第二十条' },
      },
      { code: 'rating-decimals', with: { name: units[(at + 1) % 5] ?? '' } },
    ],
  })),
}

/** Cards of third parties: links and progress, and what came on paper. */
export const outsideSamples: { name: string; view: View }[] = [
  { name: 'outside-open', view: open },
  { name: 'outside-noted', view: noted },
  {
    name: 'outside-none',
    view: { ...noted, noted: false, all: 0, waiting: 0, links: [], others: [], workingDaysLeft: 9 },
  },
  { name: 'outside-no-address', view: { ...noted, address: null } },
  {
    name: 'outside-early',
    view: { ...open, state: 'not-open', links: [], imports: [], all: 0, paper: 0 },
  },
  {
    name: 'outside-closed',
    view: {
      ...open,
      ...{ state: 'closed', waiting: 0 },
      links: open.links.map((one) =>
        one.state === 'waiting' ? { ...one, state: 'expired' } : one,
      ),
      remarks: Array.from(
        { length: 45 },
        () => '窗口办事很快，希望把要带的材料一次说清楚，少跑一趟',
      ),
    },
  },
  { name: 'outside-paper-wait', view: { ...check, step: 'wait', ready: [], wrong: [] } },
  { name: 'outside-paper-wrong', view: check },
  { name: 'outside-paper-check', view: { ...check, wrong: [], ready: check.ready.slice(0, 9) } },
  {
    name: 'outside-paper-twice',
    view: { ...check, wrong: [], before: { by: '乔砚秋', on: day('2025-12-25') } },
  },
  {
    name: 'outside-paper-made',
    view: { ...check, step: 'made', made: { count: 60, reference: '2025年度绩效考评第7卷' } },
  },
  { name: 'outside-paper-closed', view: { ...check, step: 'closed' } },
]
