import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { demoBureau } from '../../src/demo/bureau.js'
import type { Person } from '../../src/year/person.js'
import { startWorld, type World } from './world.js'

/*
 * The end of a year over the wire: equals at the last place, what the meeting decides, publication, a review with its
 * evidence, the answer, another decision, and the correction, in a bureau under a small scheme of its own.
 */

const folder = mkdtempSync(join(tmpdir(), 'kaohe-appeal-'))
const demonstration = demoBureau('departments')
const { roster } = demonstration
const decides = { by: { decides: 'leader-in-charge' } }
const clause = { clause: '一' }

/** Everybody has all points, and one of all is excellent. */
const scheme = {
  ...{ title: '科室考核办法', 'short-title': '科室考核', issuer: '某局', year: '2025' },
  ...{ clauses: { 一: '全部' }, assessee: 'unit', ranking: { ...clause, within: 'tier' } },
  roles: [
    { role: 'assessment-office', name: '考核办' },
    { role: 'leader-in-charge', name: '分管领导' },
  ],
  tiers: [{ tier: 'departments', name: '全部考核部门', ...clause, says: '一起排' }],
  procedures: [
    {
      ...{ procedure: 'record', name: '登记', ...clause },
      by: { records: ['assessment-office'], decides: 'leader-in-charge' },
    },
  ],
  total: {
    ...{ kind: 'sum', part: 'total', name: '合计', ...clause, points: '$whole' },
    says: '合计 {whole=100} 分',
    parts: [
      {
        ...{ kind: 'deduction', part: 'work', name: '日常工作', ...clause, points: '$start' },
        ...{ says: '从 {start=100} 分起', 'at-least': 'none' },
      },
    ],
  },
  rules: [
    {
      ...{ rule: 'delay', name: '迟报', ...clause, says: '每次减 {each=1} 分' },
      ...{ procedures: ['record'], evidence: 'optional', part: 'work' },
      charges: [{ to: 'unit', points: '-$each' }],
    },
  ],
  quotas: [
    {
      ...{ quota: 'top', name: '先进名额', ...clause, says: '前 {top=1} 名', places: '$top' },
      ...{ grade: 'advanced', barred: 'next', ...decides },
    },
  ],
  grades: [
    { grade: 'advanced', name: '先进', ...clause, says: '前列的', quota: 'top', ...decides },
    { grade: 'qualified', name: '达标', ...clause, says: '其余的', when: 'otherwise', ...decides },
  ],
  windows: {
    ...{ ...clause, objection: '$five', review: '$ten', publicity: '$five', answer: '$five' },
    says: '异议、公示、答复 {five=5} 天，复核 {ten=10} 天',
  },
}

let world: World
beforeAll(async () => {
  const bureau = join(folder, 'bureaus', 'zhujian')
  cpSync(demonstration.folder, bureau, { recursive: true })
  const words = readFileSync(join(bureau, 'bureau.yaml'), 'utf8')
  writeFileSync(join(bureau, 'bureau.yaml'), words.replace('wujin-departments', 'plain'))
  const people = readFileSync(join(bureau, 'roster.yaml'), 'utf8')
  writeFileSync(join(bureau, 'roster.yaml'), people.replace(/, 考核(?:责任|扎口)科室负责人/g, ''))
  mkdirSync(join(folder, 'schemes', 'plain'), { recursive: true })
  writeFileSync(join(folder, 'schemes', 'plain', 'scheme.yaml'), JSON.stringify(scheme))
  const env = { KAOHE_BUREAUS: bureau, KAOHE_SCHEMES: join(folder, 'schemes') }
  world = await startWorld({
    ...{ clock: '2026-01-05T09:00', bureaus: ['departments'], fresh: true as const, env },
  })
}, 120_000)
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

function holder(role: string, unit?: string): Person {
  const found = roster.people.find(({ roles }) =>
    roles.some((held) => held.role === role && (unit === undefined || held.unit === unit)),
  )
  return world.person(must(found ?? null, `nobody is ${role} of ${unit}`).name)
}

const plain = (text: string): string => text.replace(/<[^>]*>/g, '')

test('equals go before a meeting, a head asks for a review, and the correction is told to whom it moves', async () => {
  const office = holder('assessment-office')
  await office.say('周期')
  const cycles = await office.card('考核周期')
  await cycles.fill({ scheme: 'plain', year: '2025' }).press('先看清单')
  await (await office.card('开启考核周期')).press('确认开启')
  await office.say('公布')
  await world.quiet()
  const open = await office.card('公布考核结果')
  expect(open.text).toContain('有 **1** 处要由会议决定')

  await open.press('会议决定')
  const meeting = async (unit: string): Promise<string> => {
    const card = await office.card('会议决定')
    const chosen = card.option('chosen.tie.0', unit)
    const given = { 'reason.tie.0': '任务最重', 'reference.tie.0': '纪要3号' }
    const answer = await card.fill({ 'chosen.tie.0': [chosen], ...given }).press('登记')
    await world.quiet()
    return answer.toast?.content ?? ''
  }
  expect(await meeting('燃管站')).toContain('已登记')
  await office.say('公布')
  const ready = await office.card('公布考核结果')
  expect(ready.text).toContain('先进：燃管站')
  expect((await ready.press('公布名次')).toast?.content).toContain('第1版正在公布')
  await world.quiet()

  const head = holder('unit-head', 'utilities')
  await (await head.card('处室考核结果')).press('申请复核')
  const form = await head.card('申请复核')
  expect(plain(form.text)).toContain('1月19日（周一）')
  await head.sendFile('任务书.pdf')
  const again = await head.card('申请复核')
  const asked = { line: 'whole', reason: '公用事业科的任务一样重' }
  expect((await again.fill(asked).press('提交')).toast?.content).toContain('已提交')
  await world.quiet()
  const waiting = await office.card('答复复核')
  expect(waiting.text).toContain('公用事业科的任务一样重')
  expect(waiting.buttons()).toContain('查看 任务书.pdf')
  const answer = { finding: 'granted', reason: '提请会议再议' }
  expect((await waiting.fill(answer).press('答复')).toast?.content).toContain('已答复')
  await world.quiet()
  expect((await head.card('我的复核')).tag).toBe('支持')

  await (await office.card('答复复核')).press('去公布更正')
  await office.say('会议决定')
  const decided = await office.card('会议决定')
  const revoke = decided.options('decision')[0]?.value ?? ''
  await decided.fill({ decision: revoke, 'reason.revoke': '会议再议' }).press('取消这件决定')
  await world.quiet()
  await office.say('会议决定')
  expect(await meeting('公用事业科')).toContain('已登记')
  await office.say('公布')
  const correcting = await office.card('公布考核结果')
  const second = await correcting.fill({ reason: '会议再议，改定先进单位' }).press('公布名次')
  expect(second.toast?.content).toContain('第2版正在公布')
  await world.quiet()

  const results = async (unit: string): Promise<string[]> =>
    (await holder('unit-head', unit).cards('处室考核结果')).map(({ tag }) => tag)
  expect(await results('utilities')).toEqual(['已有更正', '第2版'])
  expect(await results('gas')).toEqual(['已有更正', '第2版'])
  expect(await results('finance')).toEqual(['第1版'])
  const group = await world.group(office)
  const cards = await office.cards('考核结果公布', group)
  expect(cards.map(({ tag }) => tag)).toEqual(['已有更正', '第2版'])
  expect(cards[1]?.text).toContain('会议再议，改定先进单位')
  expect(JSON.stringify(await office.messages(group))).not.toContain('任务一样重')
  expect((await head.card('我的复核')).text).toContain('已在第 2 版更正')
  await head.say('排名')
  expect(plain((await head.card('排名')).text)).toContain('等次 先进')
  const log = await world.botLog()
  for (const text of ['任务一样重', '提请会议再议']) expect(log).not.toContain(text)
}, 240_000)
