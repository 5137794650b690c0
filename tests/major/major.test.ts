import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { allJobs, askKinds, commands, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import { done } from '../../src/flows/context.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import { recordDraft } from '../../src/flows/fact/draft.js'
import type { Intent } from '../../src/flows/flow.js'
import type { MajorWords } from '../../src/flows/major/intents.js'
import { majorSlice } from '../../src/flows/major/matters.js'
import type { MajorFormView, MajorView } from '../../src/flows/major/views.js'
import { textsOf } from '../../src/flows/texts.js'
import { leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau, testDatabase } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

/** 周's office is told and judges; what is misreported is a grave matter for schemes. */
const work = () => {
  const shipped = workRules()
  const office = ['assessment-office']
  return {
    ...shipped,
    binds: new Map([...shipped.binds, ['office', office], ['discipline-office', office]] as const),
    facts: new Map([['major-misreported', 'other-grave']]),
  }
}

beforeAll(async () => {
  database = await leaveDatabase(work())
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-13', '22:00')
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

const report = (who: string, of: Partial<MajorWords> = {}): Promise<string> =>
  say(who, {
    verb: 'major.report',
    words: {
      ...{ what: '实验室起火', place: '二号楼', known: '2025-09-13 21:50', needed: '', who: '' },
      ...of,
    },
  })

async function last() {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(majorSlice).byId.values()].at(-1) ?? null, 'a matter')
}

async function does(who: string, verb: string, more: object = {}): Promise<string> {
  return say(who, { verb: `major.${verb}`, matter: (await last()).id, text: '', ...more })
}

async function view<V>(who: string | null, kind: string, key?: string): Promise<V> {
  const seen = await viewOf(await bureau.seeing(who), { kind, key: key ?? (await last()).id })
  expect(renderCard(seen, { card: 'k3xabcdefg', revision: 1 })).toMatchObject({ schema: '2.0' })
  return seen as V
}

const owes = async (who: string): Promise<string[]> =>
  asksFor(askKinds, await bureau.seeing(who), who)
    .filter(({ kind }) => kind.startsWith('major.'))
    .map(({ kind, due }) => `${kind} ${due}`)

const sent = async (): Promise<string[]> => {
  const { id } = await last()
  const all = await bureau.delivered()
  return all
    .filter((each) => each.startsWith('send major'))
    .map((each) => each.replace(` ${id}`, ''))
}

describe('a major matter', () => {
  test('goes to who is in charge and who is told at once, on a Saturday night, and to nobody above', async () => {
    expect(await report('zhang')).toBe('major-reported')
    expect(await sent()).toEqual(['send major chen', 'send major li', 'send major zhou'])
    expect(await owes('chen')).toEqual(['major.read 2025-09-13'])
    expect(await owes('wu')).toEqual([])
    for (const who of ['wu', 'wang', null]) {
      expect(await view(who, 'major')).toMatchObject({ kind: 'gone' })
    }
    expect(await does('wu', 'read')).toBe('refused:gone')
    expect(await does('chen', 'read')).toBe('major-read-now')
    expect(await does('chen', 'read')).toBe('refused:major-read-before')
    const { matter } = await view<MajorView>('zhang', 'major')
    expect(matter.levels).toMatchObject([
      { role: '分管领导', readers: [{ name: '陈志', read: { time: '22:00' } }] },
    ])
    expect(matter.told.map(({ name, read }) => [name, read])).toEqual([
      ['李群', null],
      ['周毅', null],
    ])
  })

  test('is passed on level by level, by who has it alone, and once', async () => {
    await report('zhang')
    await sent()
    expect(await does('zhang', 'pass')).toBe('refused:major-not-level')
    const both = await Promise.all([does('chen', 'pass'), does('chen', 'pass')])
    expect(both.sort()).toEqual(['major-passed-on', 'refused:major-passed'])
    expect(await sent()).toEqual(['send major wu'])
    expect(await does('wu', 'pass')).toBe('refused:major-top')
    expect((await view<MajorView>('wu', 'major')).matter.levels.map(({ how }) => how)).toEqual([
      ...['reported', 'passed'],
    ])
  })

  test('that nobody has looked at by the limit is with the next level too, and says so', async () => {
    await report('zhang')
    await sent()
    bureau.goTo('2025-09-13', '22:29')
    expect(await owes('wu')).toEqual([])
    bureau.goTo('2025-09-13', '22:31')
    expect(await owes('wu')).toEqual(['major.read 2025-09-13'])
    // The card that waits for the moment goes to both, and to who is in charge of nobody concerned it shows nothing.
    expect(await sent()).toEqual(
      expect.arrayContaining(['send major-unread chen', 'send major-unread wu']),
    )
    expect(await view('zheng', 'major-unread')).toMatchObject({ kind: 'gone' })
    const { matter } = await view<MajorView>('wu', 'major-unread')
    expect(matter.levels.map(({ role, how }) => `${role} ${how}`)).toEqual([
      ...['分管领导 reported', '局主要领导 unread'],
    ])
  })

  test('that was looked at stays where it is', async () => {
    await report('zhang')
    await does('chen', 'read')
    bureau.goTo('2025-09-13', '23:30')
    expect(await owes('wu')).toEqual([])
    expect(await view('chen', 'major-unread')).toMatchObject({ kind: 'gone' })
  })

  test('whose level is vacant goes to the next at once, and that is written', async () => {
    // Nobody is in charge of 机关党委.
    expect(await report('zhao')).toBe('major-reported')
    expect(await sent()).toEqual(['send major wu', 'send major zhou'])
    expect((await view<MajorView>('wu', 'major')).matter.levels).toMatchObject([{ vacant: true }])
    expect(await report('wu')).toBe('refused:major-outside')
  })

  test('is followed up to all who have it; what they read before is behind', async () => {
    await report('zhang')
    await does('chen', 'read')
    await sent()
    expect(await does('chen', 'follow', { text: '越过' })).toBe('refused:major-not-reporter')
    expect(await does('li', 'follow', { text: '火已扑灭' })).toBe('major-followed-up')
    expect(await sent()).toEqual(['send major chen', 'send major zhang', 'send major zhou'])
    expect(await owes('chen')).toEqual(['major.read 2025-09-13'])
    const { matter } = await view<MajorView>('zhang', 'major')
    expect(matter.levels[0]?.readers[0]).toMatchObject({ name: '陈志', behind: true })
    expect(matter.follows).toMatchObject([{ by: '李群', text: '火已扑灭' }])
  })

  test('is over by who has it; then the written report is due, and late after that', async () => {
    await report('zhang')
    expect(await does('zhang', 'write', { text: '早了' })).toBe('refused:major-write-early')
    expect(await does('chen', 'close')).toBe('major-closed-now')
    expect(await does('zhang', 'follow', { text: '又' })).toBe('refused:major-closed')
    expect(await owes('zhang')).toEqual(['major.write 2025-09-17'])
    bureau.goTo('2025-09-18', '09:00')
    expect(await does('zhang', 'write', { text: '起因是短路' })).toBe('major-written-now')
    expect((await last()).written?.late).toBe(true)
    expect((await bureau.seeing(null)).collected.of(majorSlice).open.size).toBe(0)
  })
})

describe('the time', () => {
  test('begins when the form is opened; who has not sent it is reminded before it is over', async () => {
    const command = must(commands.find(({ name }) => name === '重大事项') ?? null, 'it is there')
    await bureau.act('zhang', async (ctx) => {
      await command.card(ctx, null)
      return done('opened')
    })
    const form = await view<MajorFormView>('zhang', 'major-form', 'new')
    expect(form.step).toMatchObject({ by: '22:30', words: { known: '2025-09-13 22:00' } })
    bureau.goTo('2025-09-13', '22:21')
    const reminded = (await bureau.delivered()).find((each) => each.includes('major-timer'))
    const [, , key = ''] = (reminded ?? '').split(' ')
    expect(await view('zhang', 'major-timer', key)).toMatchObject({ kind: 'major-timer' })
    await report('zhang')
    // Sent: nothing is left to remind of.
    expect(await view('zhang', 'major-timer', key)).toMatchObject({ kind: 'gone' })
  })

  test('runs from the knowledge on: what comes later is late to the minute, and proposes nothing by itself', async () => {
    bureau.goTo('2025-09-15', '10:00')
    expect(await report('zhang', { known: '2025-09-15 09:18' })).toBe('major-reported-late')
    expect((await last()).late).toBe(12)
    expect((await bureau.seeing(null)).collected.of(factsSlice).byId.size).toBe(0)
    expect(await owes('zhou')).toEqual(['major.judge null'])
    expect(await does('chen', 'propose', { names: '张可', text: '晚了' })).toBe(
      'refused:major-not-judge',
    )
    expect(await does('zhou', 'propose', { names: '张可', text: '没有先报一句' })).toBe(
      'major-judged-form',
    )
    // The kind asks for evidence: the form of the fact is filled in as far as it is known.
    const draft = await recordDraft(bureau.storage.read, { bureau, person: 'zhou' }, 'new')
    expect(draft).toMatchObject({
      kind: 'other-grave',
      words: { whom: ['zhang'], day: '2025-09-15', note: '没有先报一句' },
    })
    expect(await does('zhou', 'waive', { text: '算了' })).toBe('refused:major-judged')
  })

  test('of two who judge at once one does', async () => {
    await report('zhang', { known: '2025-09-13 20:00' })
    const both = await Promise.all([
      does('zhou', 'waive', { text: '先救人' }),
      does('zhou', 'propose', { names: '张可', text: '晚了' }),
    ])
    expect(both.filter((each) => each === 'refused:major-judged')).toHaveLength(1)
  })

  test('what was withheld is entered by who judges, goes the same way, and charges nobody by itself', async () => {
    expect(await report('wang', { who: '张可' })).toBe('refused:major-who')
    expect(await report('zhou', { who: '张可', known: '2025-09-12 09:00' })).toBe('major-reported')
    expect(await last()).toMatchObject({ person: 'zhang', enteredBy: 'zhou', withheld: true })
    expect(await sent()).toEqual(['send major chen', 'send major li'])
    expect(await owes('zhou')).toEqual(['major.judge null'])
  })
})

test('what was written is erased when its time is over, and the reports stay', async () => {
  await report('zhang')
  await does('zhang', 'follow', { text: '伤者姓名' })
  await does('chen', 'close')
  const { id, follows } = await last()
  const job = must(allJobs.find(({ name }) => name === 'major-erase') ?? null, 'it is there')
  const erase = (on: string) => {
    bureau.goTo(on, '00:30')
    return bureau.job((ctx) => job.run(ctx, on, null))
  }
  await erase('2027-09-13')
  const entries = [id, ...follows.map(({ entry }) => entry)]
  expect([...(await textsOf(bureau.storage.read, entries, ['note'])).keys()]).toHaveLength(2)
  await erase('2027-09-14')
  const left = await textsOf(bureau.storage.read, entries, ['note', 'title'])
  expect([...left.values()].flatMap((each) => Object.values(each)).filter(Boolean)).toEqual([])
  expect((await view<MajorView>('zhang', 'major')).matter).toMatchObject({ what: null, by: '张可' })
})

test('under other rules the head has it first, it waits for who has not looked, and for the working morning', async () => {
  bureau = await database.newBureau([], [], workRules('hexi-district'))
  bureau.goTo('2025-09-13', '22:00')
  expect(await report('zhang', { known: '2025-09-13 20:59' })).toBe('major-reported-late')
  expect(await sent()).toEqual([])
  expect(await does('li', 'pass')).toBe('major-passed-on')
  bureau.goTo('2025-09-15', '08:30')
  expect(await sent()).toEqual(['send major chen', 'send major li'])
  bureau.goTo('2025-09-15', '12:00')
  expect(await owes('wu')).toEqual(['major.judge null'])
  expect(await does('wu', 'propose', { names: '张可', text: '瞒报' })).toBe('major-judged-noted')
  await does('chen', 'close')
  expect(await owes('zhang')).toEqual([])
})
