import { setCycleState } from '../../src/storage/cycles.js'
import { after, both, by, saying, type Situation, without } from './situation.js'
import { items, judged, units } from './schemes.js'
import type { Walk } from './walk.js'
import type { Step } from './world.js'

/** What people write. */

function word(who: string, text: string): Situation {
  return { who, at: ['2025-10-10', '10:00'], after: [], does: { word: text } }
}

export const wordSteps: Record<string, Step> = {
  'units are scored no more': ({ bureau: { storage }, cycle }) =>
    storage.transact('work', async (tx) => {
      for (const scheme of [units, items, judged])
        await setCycleState(tx, cycle(scheme.id), 'closed')
    }),
  'no cycle runs': ({ bureau: { id, storage } }) =>
    storage.transact('work', async (tx) => {
      for (const cycle of await tx.client.cycle.findMany({ where: { bureau: id } })) {
        await setCycleState(tx, cycle.id, 'closed')
      }
    }),
}

export const wordWalks: readonly Walk[] = [
  {
    of: 'command 月报',
    right: word('zhang', '月报 9月'),
    wrong: { 'report-not-begun': saying('月报 12月') },
  },
  {
    of: 'command 办件统计',
    right: word('zhou', '办件统计'),
    wrong: { 'not-allowed': by('zhang') },
  },
  {
    of: 'command 往期月报',
    right: word('zhang', '往期月报 8月'),
    wrong: { 'report-not-begun': saying('往期月报 12月') },
  },
  {
    of: 'command 报送情况',
    right: word('zhou', '报送情况 8月'),
    wrong: { 'report-not-begun': saying('报送情况 12月'), 'reports-not-yours': by('zhang') },
  },
  {
    of: 'command 处室月报',
    right: word('li', '处室月报'),
    wrong: { 'not-allowed': [saying('处室月报 规划处'), by('zhang')] },
  },
  {
    of: 'command 处室',
    right: word('li', '处室'),
    wrong: { 'unit-none': by('nobody'), 'not-allowed': saying('处室 规划处') },
    // Who names a unit is told of that one.
    apart: ['unit-none not-allowed'],
  },
  {
    of: 'command 排名',
    right: { ...word('zhang', '排名'), at: ['2026-01-20', '10:00'], after: ['it was published'] },
    wrong: { 'rank-nothing': without('it was published') },
  },
  {
    of: 'command 记录',
    right: word('zhou', '记录 迟到'),
    wrong: { 'not-allowed': by('zhang'), 'argument-kind': saying('记录 没有这种') },
  },
  {
    of: 'command 核实',
    right: word('zhou', '核实'),
    wrong: { 'not-allowed': by('zhang') },
  },
  {
    of: 'command 评价',
    right: word('li', '评价'),
    wrong: { 'nothing-to-rate': [by('zhang'), after('no cycle runs')] },
  },
  {
    of: 'command 评价进度',
    right: word('zhou', '评价进度'),
    wrong: { 'not-allowed': by('li'), 'nothing-to-rate': after('no cycle runs') },
  },
  {
    of: 'command 催办',
    right: word('zhou', '催办'),
    wrong: { 'not-allowed': by('li') },
  },
  {
    of: 'command 自查',
    right: word('li', '自查'),
    wrong: { 'items-nowhere': after('no cycle runs'), 'items-not-yours': by('nobody') },
  },
  {
    of: 'command 录入得分',
    right: word('li', '录入得分'),
    wrong: { 'entered-nowhere': after('no cycle runs'), 'entered-not-yours': by('head') },
  },
  {
    of: 'command 核定',
    right: word('zhou', '核定'),
    wrong: { 'items-nowhere': after('no cycle runs'), 'not-allowed': by('wang') },
  },
  {
    of: 'command 年度任务',
    right: word('zhou', '年度任务'),
    wrong: { 'tasks-nowhere': after('no cycle runs'), 'not-allowed': by('li') },
  },
  {
    of: 'command 民主测评',
    right: word('zhou', '民主测评'),
    wrong: { 'vote-none': [by('li'), after('no cycle runs')] },
  },
  {
    of: 'command 测评进度',
    right: word('zhou', '测评进度'),
    wrong: { 'not-allowed': by('li'), 'vote-none': after('no cycle runs') },
  },
  {
    of: 'command 评委打分',
    right: { ...word('li', '评委打分'), after: ['a panel is open'] },
    wrong: { 'panel-none': [by('zhang'), after('no cycle runs')] },
  },
  {
    of: 'command 评委进度',
    right: word('zhou', '评委进度'),
    wrong: { 'not-allowed': by('li'), 'panel-none': after('no cycle runs') },
  },
  {
    of: 'command 试算',
    right: word('zhou', '试算'),
    wrong: { 'no-cycle': after('no cycle runs') },
  },
  {
    of: 'command 公布',
    right: word('zhou', '公布'),
    wrong: { 'no-cycle': after('no cycle runs') },
  },
  {
    of: 'command 我的得分',
    right: word('zhang', '我的得分'),
    wrong: {
      'no-cycle': after('no cycle runs'),
      'not-allowed': saying('我的得分 王珊'),
      'not-assessed': both(by('han'), after('units are scored no more')),
    },
  },
  {
    of: 'cardAsked',
    right: word('zhang', '帮助'),
    wrong: {
      'command-alone': saying('帮助 王珊'),
      'argument-person': saying('我的得分 没有此人'),
      'argument-unit': saying('处室 没有此处'),
      'argument-month': saying('月报 十三月'),
      'argument-days': saying('请假 随便哪天'),
    },
  },
  {
    of: 'readCommand',
    right: word('zhang', '帮助'),
    wrong: { 'unknown-command-near': saying('我的得份'), 'unknown-command': saying('天气怎样') },
  },
]
