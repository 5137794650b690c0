import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { stopwatch } from '../../src/base/real-time.js'
import { type Departments, plain, said, startDepartments, units } from './departments.js'
import { type Card, nodes } from '../../src/year/card.js'
import { tablesBy, tablesOf } from '../../src/year/published.js'

/** The other bureau's year, from the opening of its cycle to the published table, through cards alone. */
let bureau: Departments
const elapsed = stopwatch()

beforeAll(async () => {
  bureau = await startDepartments('2025-01-06T09:00')
}, 300_000)

afterAll(() => bureau?.world.close())

test('the office opens the cycle, sets the working time and answers a choice with its reference', async () => {
  await bureau.openCycle()
  const clerk = bureau.office()
  const cycle = await clerk.card('考核周期')
  expect(cycle.text).toContain('作息时间还没有登记')
  const hours = await cycle.fill({ hours: '08:30-12:00 13:30-18:00' }).press('登记作息时间')
  expect(said(hours)).toContain('已登记作息时间')
  await answerChoice('特别附加分的上限', 'five', '局党组会议纪要〔2025〕1号')
}, 300_000)

/** The office answers a choice of the scheme, from the cycle's card that it has before it. */
async function answerChoice(name: string, answer: string, reference: string): Promise<void> {
  const clerk = bureau.office()
  const cycle = await clerk.card('考核周期')
  const asked = await cycle.fill({ choice: cycle.option('choice', name) }).press('打开')
  expect(said(asked), JSON.stringify(asked.error)).toContain('已打开')
  const choice = await clerk.card('办法中的选择')
  const answered = await choice.fill({ answer, reference }).press('登记')
  expect(said(answered)).toContain('得分按它计算')
}

test('who scores the tasks enters a letter for each unit, whose sum is checked, and each head has it', async () => {
  const keeper = bureau.scorer('personnel')
  await keeper.say('年度任务')
  const list = await keeper.card('年度目标任务')
  expect(list.tag).toBe('还差 19 份')
  await list.press('载入')
  let card = await keeper.card('年度目标任务')
  const wrong = await card.fill({ text: '完成年度重点工程 18\n安全检查全覆盖 10' }).press('载入')
  expect(said(wrong)).toContain('合计28分，应当正好30分')
  for (let entered = 1; entered <= units.length; entered++) {
    const letter = '完成年度重点工程 18\n安全检查全覆盖 12'
    expect(said(await card.fill({ text: letter }).press('载入'))).toContain('共2项')
    card = await keeper.card('年度目标任务')
    if (entered < units.length) await card.press('下一份')
    card = await keeper.card('年度目标任务')
  }
  await keeper.say('年度任务')
  expect((await keeper.card('年度目标任务')).tag).toBe('已载入')
  const read = await bureau.head('gas').card('年度目标任务')
  expect(read.text).toContain('安全检查全覆盖')
  expect(read.fields()).toEqual([])
}, 300_000)

test('in January to March counts, a training missed and a document signed late are recorded, decided and told', async () => {
  const [clerk, approver] = [bureau.scorer('office'), bureau.scorer('law-inspection')]
  const piece = { by: clerk, kind: '门户网站信息', evidence: false, levels: ['区政府门户网站'] }
  await bureau.record({
    ...{ ...piece, whom: ['gas'], on: '2025-01-06', sort: '一般信息' },
    more: { quantity: '1' },
  })
  await bureau.agree(approver)
  expect((await bureau.head('gas').card('事项告知')).text).toContain('门户网站信息')
  await bureau.goOn('2025-03-31')
  await bureau.record({
    ...{ ...piece, whom: ['archives-centre'], on: '2025-03-28', sort: '政策解读' },
    levels: ['区政府门户网站', '省政府门户网站'],
    more: { quantity: '2' },
  })
  const reason = { text: '只有一条是政策解读' }
  expect(await bureau.decide(approver, '退回', reason)).toContain('已退回')
  const again = await clerk.card('记录加减分')
  expect(again.text).toContain(reason.text)
  expect(said(await again.fill({ quantity: '1' }).press('提交审定'))).toContain('已送审定')
  await bureau.agree(approver)
  await bureau.record({
    ...{ by: bureau.scorer('party-office'), kind: '无故缺席培训', whom: ['municipal-works'] },
    on: '2025-03-28',
  })
  await bureau.agree(bureau.leader('municipal-works'))
  await bureau.record({
    ...{ by: clerk, kind: '文件签收', whom: ['municipal-works'], on: '2025-03-27' },
    ...{ sort: '会议通知', evidence: false },
    more: { sent: '2025-03-27 16:10 +0800', done: '2025-03-28 09:50 +0800' },
  })
  await bureau.agree(approver)
  await bureau.agrees('2025-03-31', ['municipal-works', 'gas'])
}, 300_000)

test('in spring an objection is upheld and one withdrawn, a matter costs once, an item is lost, a figure is entered', async () => {
  await bureau.goOn('2025-06-30')
  const before = await bureau.scoreOf(bureau.head('municipal-works'))
  expect(before).toContain('无故缺席培训 −1')
  expect(before).toContain('会议通知迟签 −0.5')
  const [discipline, site] = [bureau.scorer('personnel'), bureau.scorer('office')]
  const on = '2025-06-27'
  await bureau.record({ by: discipline, kind: '迟到早退', whom: ['gas'], on })
  await bureau.agree(bureau.leader('gas'))
  const objecting = await bureau.head('gas').card('减分告知')
  expect(said(await objecting.fill({ text: '当时在抢修现场' }).press('提出异议'))).toContain('异议')
  await bureau.record({ by: discipline, kind: '无故旷工', whom: ['finance'], on })
  await bureau.agree(bureau.leader('finance'))
  const absent = await bureau.head('finance').card('减分告知')
  expect(said(await absent.fill({ text: '已请假' }).press('提出异议'))).toContain('异议')
  const hearings = await bureau.office().cards('异议处理')
  expect(hearings).toHaveLength(2)
  for (const hearing of hearings) {
    const stands = hearing.text.includes('抢修现场')
    const answer = await hearing
      .fill({ text: '已核对签到记录和请假单' })
      .press(stands ? '维持减分' : '撤销减分')
    expect(said(answer)).toContain(stands ? '已维持' : '已撤销')
  }
  const matter = { whom: ['municipal-works'], matter: '政务公开栏目断更', on }
  for (const kind of ['网站更新报送缺失', '区检查通报']) {
    await bureau.record({ by: site, kind, ...matter })
    await bureau.agree(bureau.leader('municipal-works'))
  }
  const law = bureau.scorer('law-inspection')
  await bureau.record({ by: law, kind: '行政行为被撤销', whom: ['development'], on })
  await bureau.agree(bureau.leader('development'))
  await bureau.record({
    ...{ by: site, kind: 'OA未登录或回复迟', whom: ['bidding', 'drawing-review'], on },
    ...{ sort: '流程答复迟', more: { 'answer.affects-work': 'yes' } },
  })
  for (const card of await bureau.leader('bidding').cards('加减分审定')) await card.press('同意')
  await bureau.record({
    ...{ by: bureau.gatherer('utilities'), kind: '重点指标扣分', whom: ['municipal-works'], on },
    more: { 'points.unit': '1.5' },
  })
  await bureau.agree(bureau.leader('municipal-works'))
  await bureau.agrees('2025-06-30', ['municipal-works', 'gas', 'development', 'bidding'])
}, 300_000)

test('in summer bonuses are applied for and capped, something is recalled, and a choice is answered anew', async () => {
  await bureau.goOn('2025-09-30')
  expect(await bureau.scoreOf(bureau.head('development'))).toMatch(/行政行为被撤销 [−不]/)
  const on = '2025-09-29'
  for (const points of ['4.5', '2.25']) {
    await bureau.record({
      ...{ by: bureau.head('gas'), kind: '特别附加分', whom: ['gas'], on },
      more: { 'points.unit': points },
    })
    expect(await bureau.decide(bureau.leader('gas'), '核实无误')).toContain('已核实')
    await bureau.agree(bureau.holder('principal-leader'))
  }
  const clerk = bureau.scorer('party-office')
  await bureau.record({ by: clerk, kind: '无科室学习笔记', whom: ['wall-material'], on })
  await bureau.agree(bureau.leader('wall-material'))
  await bureau.record({ by: clerk, kind: '学习笔记不完整', whom: ['wall-material'], on })
  await (await clerk.card('记录加减分')).press('查看')
  expect(await bureau.decide(clerk, '撤回')).toContain('已撤回')
  const law = bureau.scorer('law-inspection')
  await bureau.record({
    ...{ by: law, kind: '普法活动', whom: ['municipal-works'], on: '2025-09-19', evidence: false },
    more: { sent: '2025-09-19 09:00 +0800', done: '2025-09-24 09:00 +0800' },
  })
  await bureau.agree(bureau.scorer('office'))
  await bureau.record({ by: law, kind: '部门学法', whom: ['quake'], on, evidence: false })
  await bureau.agree(bureau.scorer('office'))
  await bureau.record({ by: law, kind: '工作未按时按质', whom: ['quake'], on })
  await bureau.agree(bureau.leader('quake'))
  await bureau.office().say('周期')
  await (await bureau.office().card('考核周期')).press('查看')
  await answerChoice('普法活动少一次', 'each-missing', '局党组会议纪要〔2025〕9号')
  await bureau.agrees('2025-09-30', ['gas', 'municipal-works', 'wall-material', 'quake'])
}, 300_000)

test('after the year’s end what was in error is reversed, and every letter is decided, with reasons where it is not done', async () => {
  await bureau.goOn('2026-01-05')
  const clerk = bureau.office()
  await clerk.say('核实 防震管理科')
  await (await clerk.card('加减分事项')).choose('facts.show', 'effective')
  await (await clerk.card('加减分事项')).press('打开')
  const wrong = await clerk.card('加减分审定')
  expect(said(await wrong.fill({ text: '核对后是另一个科室的' }).press('冲销'))).toContain('已冲销')
  const keeper = bureau.scorer('personnel')
  await keeper.say('年度任务')
  await (await keeper.card('年度目标任务')).press('打开')
  for (let decided = 1; decided <= units.length; decided++) {
    const card = await keeper.card('年度目标任务')
    const second = { 5: 'not-done', 6: 'excused' }[decided]
    const results = { 'result.1': 'done', 'result.2': second ?? 'done' }
    const answer = said(await card.fill(results).press('保存核定'))
    if (second) {
      expect(answer).toContain('还没有保存')
      const granted = second === 'excused' ? { 'granted.2': '4.5' } : {}
      const asked = (await keeper.card('年度目标任务')).fill({
        'reason.2': '两个小区没有入户',
        ...granted,
      })
      expect(said(await asked.press('保存核定'))).toContain('已核定')
    } else expect(answer).toContain('2项任务')
    if (decided < units.length) await (await keeper.card('年度目标任务')).press('下一份')
  }
  await keeper.say('年度任务')
  expect((await keeper.card('年度目标任务')).tag).toBe('全部核定')
}, 300_000)

/** The name of a card's button that carries these arguments last. */
function buttonTo(card: Card, ending: string): string {
  const found = nodes(card.content).find(
    ({ tag, name }) => tag === 'button' && `${name}`.endsWith(ending),
  )
  return `${must(found, `no button ${ending} on ${card.text}`).name}`
}

test('a head checks the unit item by item with a proof; each office scores its own at one touch and what differs with a reason; the office closes', async () => {
  const head = bureau.head('municipal-works')
  await head.say('自查')
  let card = await head.card('逐项自查')
  expect(card.tag).toBe('已过期')
  await card.pressName(buttonTo(card, '~~team'))
  card = await head.card('逐项自查')
  const claim = { 'figure.team': '１．５', 'reason.team': '班子有一次没有通气' }
  const proving = await card.fill(claim).press('附证明')
  expect(said(proving), JSON.stringify(proving.error)).toContain('附在第3项')
  await head.sendFile('班子会议记录.pdf')
  await (await head.card('逐项自查')).press('存草稿')
  card = await head.card('逐项自查')
  expect(card.text).toContain('班子会议记录.pdf')
  expect(said(await card.press('交自查'))).toContain('与台账不同1项')
  expect((await head.card('逐项自查')).tag).toBe('已交（迟交）')
  const offices = ['personnel', 'party-office', 'law-inspection', 'office'].map((unit) =>
    bureau.head(unit),
  )
  const gathering = ['construction', 'personnel', 'party-office'].map((unit) => bureau.head(unit))
  for (const scorer of [...offices, ...gathering]) {
    await scorer.say('核定')
    const list = await scorer.card('逐项核定')
    if (list.tag === '全部核定') continue
    expect(said(await list.press('一致的全部照此核定'))).toMatch(/已照台账|没有可以一次核定/)
  }
  const party = bureau.head('party-office')
  await party.say('核定')
  const list = await party.card('逐项核定')
  expect(list.text).toContain('已自查（迟交）')
  await list.pressName(buttonTo(list, '/municipal-works'))
  const sheet = await party.card('逐项核定')
  expect(sheet.text).toContain('班子有一次没有通气')
  const row = 'municipal-works/team'
  const silent = await sheet.fill({ [`figure.${row}`]: '1.5' }).press('核定填写的')
  expect(said(silent)).toContain('要写明理由')
  const scored = await (await party.card('逐项核定'))
    .fill({ [`figure.${row}`]: '1.5', [`reason.${row}`]: '看了会议记录，属实' })
    .press('核定填写的')
  expect(said(scored)).toContain('已核定1项')
  const clerk = bureau.office()
  await clerk.say('核定')
  const closing = await clerk.card('逐项核定')
  expect(closing.tag, closing.text).toBe('全部核定')
  expect(said(await closing.press('结束核定'))).toContain('核定已结束')
  card = await head.card('逐项自查')
  expect(card.tag).toBe('核定已结束')
}, 300_000)

test('then the table in the group is that of kaohe score on the exported cycle, row by row', async () => {
  const clerk = bureau.office()
  await clerk.say('/publish')
  const preview = await clerk.card('公布考核结果')
  expect(preview.tag, preview.text).toBe('可以公布')
  expect(said(await preview.press('公布名次'))).toContain('第1版正在公布')
  const group = await bureau.world.group(clerk)
  const [ranking] = await clerk.cards('考核结果公布', group)
  const tables = tablesOf(must(ranking, 'a ranking'))
  // Once among all, and once in the group of who gathers them.
  expect(tables.flat()).toHaveLength(2 * units.length)
  const own = await bureau.head('gas').card('处室考核结果')
  const watched = ['gas', 'municipal-works', 'finance', 'development']
  const result = await bureau.agrees('2026-01-05', watched)
  expect(tables).toEqual(tablesBy(result))
  expect(result.grades.every(({ grade }) => grade === null)).toBe(true)
  const place = must(
    result.rankings.flatMap(({ places }) => places).find(({ assessee }) => assessee === 'gas'),
    'gas is ranked',
  )
  expect(plain(own.text)).toContain(`第${place.rank}名`)
  console.info(`the year took ${(elapsed() / 1000).toFixed(0)} s`)
}, 300_000)
