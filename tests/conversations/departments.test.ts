import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boundsText, scoreText, settledText } from '../../cards/scores.js'
import { must } from '../../src/base/bug.js'
import { exportTo } from '../../src/cli/export.js'
import { score } from '../../src/cli/score.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { leavesOf, type Scored } from './published.js'
import type { Card, Person, Pressed } from './person.js'
import { startWorld, type World } from './world.js'

/** The other bureau from the opening of its cycle to the end of its first quarter, through cards alone. */
let world: World
const { roster } = demoBureau('departments')
const bureau = roster.bureau.id
const units = roster.units.filter((unit) => unit.kind !== 'leadership')

beforeAll(async () => {
  world = await startWorld({
    ...{ clock: '2025-01-06T09:00', bureaus: ['departments'], fresh: true },
    // A demonstration's cycle is opened by itself; a bureau's office opens it.
    env: { KAOHE_DEMO: '0' },
  })
}, 300_000)

afterAll(() => world?.close())

/** Who holds a role, for a unit or at all: nothing here knows a name. */
function holder(role: string, unit?: string): Person {
  const found = roster.people.find((person) =>
    person.roles.some((held) => held.role === role && (unit === undefined || held.unit === unit)),
  )
  return world.person(must(found, `nobody is ${role} of ${unit}`).name)
}

const office = () => world.person(must(officers()[0], 'an office').name)
/** The office without whom a fact of the office's own unit charges. */
function officers() {
  return roster.people.filter(
    (person) =>
      person.roles.some(({ role }) => role === 'assessment-office') &&
      !person.roles.some(({ role }) => role === 'unit-head'),
  )
}
const head = (unit: string) => holder('unit-head', unit)
const leader = (unit: string) => holder('leader-in-charge', unit)
const nameOf = (unit: string) =>
  must(
    roster.units.find(({ id }) => id === unit),
    unit,
  ).name
/** Who scores, as the roster says: heads of units with the role. */
const scorer = (unit: string) => {
  const found = roster.people.find(
    (person) =>
      person.roles.some(({ role }) => role === 'scoring-office') &&
      person.memberships.some((of) => of.unit === unit),
  )
  return world.person(must(found, `nobody of ${unit} scores`).name)
}

function said({ toast }: Pressed): string {
  return toast?.content ?? ''
}

interface Recording {
  by: Person
  kind: string
  whom: readonly string[]
  on: string
  note?: string
  /** Other fields; the texts of options are looked up. */
  sort?: string
  levels?: readonly string[]
  matter?: string
  evidence?: boolean
  more?: Record<string, string>
}

/** Records as people do: the word, the kind, looking for whom, the file that proves it, and handing in. */
async function record(of: Recording): Promise<void> {
  const { by, kind, whom, on, sort, levels, matter, evidence = true, more = {} } = of
  await by.say(`记录 ${kind}`)
  let form = await by.card('记录加减分')
  for (const unit of whom) {
    const answer = await form.fill({ find: nameOf(unit) }).press('查找')
    form = await by.card('记录加减分')
    if (!said(answer).includes('已加上')) {
      const chosen = whom.slice(0, whom.indexOf(unit) + 1)
      form.fill({ whom: chosen })
    }
  }
  if (evidence) await by.sendFile(`${kind}.pdf`)
  form = await by.card('记录加减分')
  const known = matter !== undefined && form.text.includes('同一事项') && knows(form, matter)
  const answer = await form
    .fill({
      ...{ whom: [...whom], day: `${on} +0800`, note: of.note ?? '按记录登记', ...more },
      ...(sort === undefined ? {} : { sort: form.option('sort', sort) }),
      ...(levels === undefined ? {} : { levels: levels.map((one) => form.option('levels', one)) }),
      ...(matter === undefined
        ? {}
        : known
          ? { matter: form.option('matter', matter) }
          : { newMatter: matter }),
    })
    .press('提交审定')
  const confirming = said(answer).includes('请再确认')
    ? await (await by.card('记录加减分')).press('确认无误')
    : answer
  expect(said(confirming), `${kind}: ${(await by.card('记录加减分')).text}`).toContain('已送审定')
}

function knows(form: Card, matter: string): boolean {
  try {
    return form.option('matter', matter) !== ''
  } catch {
    return false
  }
}

/** Does the step that waits for somebody, with the newest card of it. */
async function decide(by: Person, what: string, more: Record<string, string> = {}) {
  const card = await by.card('加减分审定')
  return said(await card.fill(more).press(what))
}

test('the office opens the cycle, sets the working time and answers a choice with its reference', async () => {
  const clerk = office()
  await clerk.say('周期')
  const cycles = await clerk.card('考核周期')
  const [scheme] = demoBureau('departments').schemes
  const prepared = await cycles
    .fill({ scheme: must(scheme, 'a scheme').id, year: '2025' })
    .press('先看清单')
  expect(said(prepared)).toContain('清单')
  const opening = await clerk.card('开启考核周期')
  expect(said(await opening.press('确认开启'))).toContain('已开启')
  const cycle = await clerk.card('考核周期')
  expect(cycle.text).toContain('作息时间还没有登记')
  const hours = await cycle.fill({ hours: '08:30-12:00 13:30-18:00' }).press('登记作息时间')
  expect(said(hours)).toContain('已登记作息时间')
  const opened = await clerk.card('考核周期')
  const asked = await opened
    .fill({ choice: opened.option('choice', '特别附加分的上限') })
    .press('打开')
  expect(said(asked), JSON.stringify(asked.error)).toContain('已打开')
  const choice = await clerk.card('办法中的选择')
  const answer = await choice
    .fill({ answer: 'five', reference: '局党组会议纪要〔2025〕1号' })
    .press('登记')
  expect(said(answer)).toContain('得分按它计算')
}, 300_000)

/** A letter for each unit; the second task of one is not done, of another excused at the year's end. */
const letter = '完成年度重点工程 18\n安全检查全覆盖 12'

test('who scores the tasks enters a letter for each unit, whose sum is checked, and each head has it', async () => {
  const keeper = scorer('personnel')
  await keeper.say('年度任务')
  const list = await keeper.card('年度目标任务')
  expect(list.tag).toBe('还差 19 份')
  await list.press('载入')
  let card = await keeper.card('年度目标任务')
  const wrong = await card.fill({ text: '完成年度重点工程 18\n安全检查全覆盖 10' }).press('载入')
  expect(said(wrong)).toContain('合计28分，应当正好30分')
  for (let entered = 0; entered < units.length; entered++) {
    expect(said(await card.fill({ text: letter }).press('载入'))).toContain('共2项')
    card = await keeper.card('年度目标任务')
    if (entered + 1 < units.length) await card.press('下一份')
    card = await keeper.card('年度目标任务')
  }
  await keeper.say('年度任务')
  expect((await keeper.card('年度目标任务')).tag).toBe('已载入')
  const read = await head('gas').card('年度目标任务')
  expect(read.text).toContain('安全检查全覆盖')
  expect(read.fields()).toEqual([])
}, 300_000)

/** What the cards of a head say of the unit's score, part by part, beside `kaohe score` on what is exported that day. */
async function agrees(on: string, whose: readonly string[]): Promise<void> {
  const texts = new Map<string, string>()
  for (const unit of whose) {
    const person = head(unit)
    await person.say('/myscore')
    texts.set(unit, plain((await person.card('我的得分')).text))
  }
  await world.killBot()
  await world.control.post('/bot', { url: null })
  const { statements } = await scored(on)
  for (const [unit, text] of texts) {
    const statement = must(
      statements.find((each) => each.assessee === unit),
      `${unit} is scored`,
    )
    const { total } = statement
    if (total !== null) expect(text).toContain(`总分 ${scoreText(total)}`)
    else {
      expect(text).toContain(plain(settledText(statement)))
      expect(text).toContain(boundsText(statement))
    }
    for (const part of leavesOf(statement.root)) {
      const value = part.closed ? scoreText(part.points.settled) : plain(settledText(part.points))
      expect(text, `${unit} ${part.name}`).toMatch(
        new RegExp(`${part.name}[\\n　]+${value.replaceAll('.', '\\.')}`),
      )
    }
  }
}

/** `kaohe export` of a bot that is stopped, and `kaohe score` on it. */
async function scored(asOf: string): Promise<Scored> {
  const out = join(world.dataDir, `facts-${asOf}.json`)
  expect(await exportTo({ data: world.dataDir, out, asOf, bureau })).toBeNull()
  const { exitCode, lines } = score({ facts: out, json: true, asOf })
  expect(exitCode, lines.slice(0, 5).join('\n')).toBe(0)
  return JSON.parse(`${lines[0]}`)
}

/** The bot is started again on a later day. */
async function goOn(on: string): Promise<void> {
  await world.control.post('/bot', { url: null })
  await world.goTo(on, '09:30')
  await world.startBot()
}

async function jump(on: string): Promise<void> {
  await world.killBot()
  await goOn(on)
}

/** Without bold marks and the joiners that keep words on one line. */
function plain(text: string): string {
  return text.replaceAll(/\*|\u2060/g, '')
}

test('in January to March counts, a training missed and a document signed late are recorded, decided and told', async () => {
  const [clerk, approver] = [scorer('office'), scorer('law-inspection')]
  const piece = { by: clerk, kind: '门户网站信息', evidence: false, levels: ['区政府门户网站'] }
  await record({
    ...piece,
    whom: ['gas'],
    on: '2025-01-06',
    sort: '一般信息',
    more: { quantity: '1' },
  })
  expect(await decide(approver, '同意')).toContain('已同意')
  expect((await head('gas').card('事项告知')).text).toContain('门户网站信息')
  await jump('2025-02-20')
  await record({
    ...piece,
    ...{ whom: ['archives-centre'], on: '2025-02-18', sort: '政策解读' },
    levels: ['区政府门户网站', '省政府门户网站'],
    more: { quantity: '2' },
  })
  expect(await decide(approver, '退回', { text: '只有一条是政策解读' })).toContain('已退回')
  const again = await clerk.card('记录加减分')
  expect(again.text).toContain('只有一条是政策解读')
  expect(said(await again.fill({ quantity: '1' }).press('提交审定'))).toContain('已送审定')
  expect(await decide(approver, '同意')).toContain('已同意')
  await record({
    ...{ by: scorer('party-office'), kind: '无故缺席培训', whom: ['municipal-works'] },
    on: '2025-02-19',
  })
  expect(await decide(leader('municipal-works'), '同意')).toContain('已同意')
  await record({
    ...{ by: clerk, kind: '文件签收', whom: ['municipal-works'], on: '2025-02-18' },
    ...{ sort: '会议通知', evidence: false },
    more: { sent: '2025-02-18 16:10 +0800', done: '2025-02-19 09:50 +0800' },
  })
  expect(await decide(approver, '同意')).toContain('已同意')
  await jump('2025-03-31')
  const text = await scoreOf(head('municipal-works'))
  expect(text).toContain('无故缺席培训 −1')
  expect(text).toContain('会议通知迟签 −0.5')
  await agrees('2025-03-31', ['municipal-works', 'gas'])
}, 300_000)

async function scoreOf(person: Person): Promise<string> {
  await person.say('/myscore')
  return plain((await person.card('我的得分')).text)
}
