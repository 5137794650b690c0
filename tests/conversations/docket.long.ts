import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { startWorld, type World } from './world.js'

/** Matters with a time limit, a first contact and a complaint, from the word to what schemes count, over the wire. */
let world: World

beforeAll(async () => {
  world = await startWorld()
}, 120_000)

afterAll(() => world?.close())

const said = (answer: { toast?: { content: string } | undefined }): string =>
  answer.toast?.content ?? ''
const title = '反映孵化器没有兑现房租减免'

/** The newest of somebody's cards of matters that says something. */
async function docketOf(name: string, text: string) {
  const all = await world.person(name).cards('督办件')
  return must(all.filter((each) => each.text.includes(text)).at(-1), `${name} has no ${text}`)
}

async function register(values: Record<string, unknown>, kind: string): Promise<string> {
  const office = world.person('梁知夏')
  await office.say('督办登记')
  const form = await office.card('督办登记')
  const filled = form.fill({ ...values, kind: form.option('kind', kind) })
  const first = said(await filled.press('登记'))
  if (!first.includes('请看清后')) return first
  expect(first).toMatch(/期限到|没有期限/)
  return said(await (await office.card('督办登记')).press('登记'))
}

test('a letter: its day before it is sent, its paper, a longer time, its answer, the head’s confirmation', async () => {
  const owner = { title, source: '市里转办〔2025〕318号', owner: '瞿晓蓉', assistants: '甘霖泽' }
  expect(await register(owner, '来信来访')).toContain('已登记，已告诉瞿晓蓉')
  await world.person('梁知夏').sendFile('转办函.pdf')
  expect(await world.person('梁知夏').lastText()).toContain('已附上“转办函.pdf”')
  const card = await docketOf('瞿晓蓉', title)
  expect([card.tag, card.text]).toEqual(['在办', expect.stringContaining('转办函.pdf')])
  const asked = await card
    .fill({ to: '2025-12-01 +0800', told: 'yes', because: '要审计账目' })
    .press('申请延期')
  expect(said(asked)).toContain('等裴文岳批准')
  expect(said(await (await docketOf('裴文岳', title)).press('同意'))).toContain('已同意延到12月1日')
  const answered = await (await docketOf('瞿晓蓉', '已同意')).fill({ note: '已书面答复' })
  expect(said(await answered.press('报办结'))).toContain('等舒景和确认')
  expect(said(await (await docketOf('舒景和', title)).press('确认办结'))).toBe('已办结')
  expect((await docketOf('瞿晓蓉', title)).tag).toBe('已办结')
}, 120_000)

test('a first contact that is unclear goes to the office, which names who leads; the first who was asked is told', async () => {
  const first = world.person('车予安')
  await first.say('首问')
  const form = await first.card('督办登记')
  const kind = form.option('kind', '首问：归口不明的事')
  const look = await form.fill({ kind, title: '问科普基地补助找谁' }).press('算期限')
  expect(said(look)).toContain('期限到')
  const sent = await (await first.card('督办登记')).press('登记')
  expect(said(sent)).toContain('已告诉')
  const office = await docketOf('梁知夏', '科普基地')
  expect(office.tag).toBe('待明确')
  const named = await office.fill({ owner: '政策法规处', assistants: '' }).press('定下承办')
  expect(said(named)).toBe('已定下，由钟亦舟办')
  expect((await docketOf('钟亦舟', '科普基地')).text).toContain('来信来访')
  expect((await docketOf('车予安', '科普基地')).text).toContain('钟亦舟')
}, 120_000)

test('what is late is proposed by the office and decided on as any fact; the register and its sheet say so', async () => {
  expect(
    await register({ title: '报送专题材料', owner: '车予安' }, '局领导交办的重要事项'),
  ).toContain('已登记')
  await world.person('梁知夏').sendFile('交办单.pdf')
  await world.goTo('2025-09-28', '09:00')
  const late = await docketOf('车予安', '专题材料')
  expect(late.tag).toBe('已超期')
  await late.fill({ note: '材料已报' }).press('报办结')
  await (await docketOf('舒景和', '专题材料')).press('确认办结')
  const office = world.person('梁知夏')
  await office.say('督办')
  const list = await office.card('督办登记簿')
  await list.press('只看超期 0')
  const row = await office.card('督办登记簿')
  expect(row.text).toContain('报送专题材料')
  await row.press('查看')
  const judge = await docketOf('梁知夏', '超期才办结')
  const proposed = await judge
    .fill({ as: judge.option('as', '提出“领导批示超期”') })
    .press('提交处理')
  expect(said(proposed)).toContain('已提出“领导批示超期”')
  const approval = await world.person('裴文岳').card('加减分审定')
  expect(approval.text).toContain('车予安')
  await office.say('导出 督办')
  const files = (await office.messages()).filter(({ msgType }) => msgType === 'file')
  expect(JSON.stringify(files.at(-1)?.content)).toContain('督办登记簿2025.xlsx')
}, 120_000)

test('a complaint is seen by the discipline office alone, and the bot’s log holds nothing of it', async () => {
  const hearer = world.person('官清宇')
  await hearer.say('投诉登记')
  const form = await hearer.card('投诉登记')
  const sent = await form
    .fill({ against: '车予安', who: '来访的赵先生', text: '没有人接待，跑了四趟' })
    .press('登记')
  expect(said(sent)).toContain('只有受理投诉的人看得到')
  expect((await world.person('池正则').card('投诉')).text).toContain('赵先生')
  await world.person('车予安').say('投诉')
  expect(await world.person('车予安').cards('投诉')).toEqual([])
  await (await hearer.card('投诉登记')).press('打开这一件')
  await (await hearer.card('投诉')).press('附核查材料')
  await hearer.sendFile('窗口登记簿.pdf')
  const card = await hearer.card('投诉')
  const decided = await card
    .fill({
      ...{ as: 'verified', text: '当天窗口没有人值班' },
      facts: [card.option('facts', '服务投诉查实')],
    })
    .press('提交')
  expect(said(decided)).toBe('已记下属实，提出了1件事项')
  const log = await world.botLog()
  for (const secret of ['赵先生', '跑了四趟', title, '车予安']) expect(log).not.toContain(secret)
}, 120_000)
