import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Element } from '../../cards/kit.js'
import { must } from '../../src/base/bug.js'
import { allJobs } from '../../src/flows/all.js'
import { handOverAsks, stepAsks } from '../../src/flows/fact/asks.js'
import { factsSlice, stageOf } from '../../src/flows/fact/facts.js'
import { noWords, type RecordWords } from '../../src/flows/fact/draft.js'
import { decideFact } from '../../src/flows/fact/decide.js'
import type { FactIntent } from '../../src/flows/fact/intents.js'
import { factsListed } from '../../src/flows/fact/list.js'
import { viewRecord } from '../../src/flows/fact/record-view.js'
import { submitForm } from '../../src/flows/fact/submit.js'
import { fieldsOf } from '../../src/flows/fact/fields.js'
import { countingOf } from '../../src/flows/fact/procedure.js'
import { scoringFacts } from '../../src/flows/fact/scored.js'
import { isMissed } from '../../src/flows/fact/telling.js'
import { viewApproval, viewFact, viewHearing } from '../../src/flows/fact/views.js'
import { LarkFailure } from '../../src/lark/failure.js'
import { setCycleState } from '../../src/storage/cycles.js'
import { FileStore } from '../../src/storage/files.js'
import { type TestBureau, testDatabase } from '../report/bureau.js'
import { deskOf, readable, tagged } from '../text/desk.js'
import { asking, claims, unitScheme } from './schemes.js'

let database: Awaited<ReturnType<typeof testDatabase>>
const folder = mkdtempSync(join(tmpdir(), 'kaohe-evidence-'))
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.close()
})

async function bureauOf(...schemes: Parameters<typeof database.newBureau>[0] & object) {
  const bureau = await database.newBureau(schemes)
  bureau.goTo('2025-10-10', '10:00')
  return bureau
}

const late: Partial<RecordWords> = {
  day: '2025-10-09',
  occasion: 'duty',
  note: '上午 9:12 到',
}

function submit(
  bureau: TestBureau,
  of: { who?: string; kind?: string; key?: string; confirmed?: boolean },
  words: Partial<RecordWords>,
): Promise<string> {
  const { who = 'zhou', kind = 'late', key = 'new', confirmed = false } = of
  return bureau.act(who, (ctx) =>
    submitForm(ctx, {
      verb: 'record.submit',
      ...{ key, kind, confirmed },
      words: { ...noWords, ...words },
    }),
  )
}

async function factsOf(bureau: TestBureau) {
  return [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
}

async function lastFact(bureau: TestBureau) {
  return must((await factsOf(bureau)).at(-1), 'no fact')
}

async function decide(
  bureau: TestBureau,
  who: string,
  verb: FactIntent['verb'],
  of: { whose?: string; text?: string } = {},
): Promise<string> {
  const { id: fact } = await lastFact(bureau)
  const { whose = '', text = '理由' } = of
  return bureau.act(who, (ctx) => decideFact(ctx, { verb, fact, whose, text, field: 'text' }))
}

/** Recorded by the office, verified and approved: told. */
async function told(bureau: TestBureau, words: Partial<RecordWords>): Promise<void> {
  expect(await submit(bureau, {}, { ...late, ...words })).toBe('fact-proposed')
  expect(await decide(bureau, 'li', 'fact.verify')).toBe('fact-verified')
  expect(await decide(bureau, 'chen', 'fact.approve')).toBe('fact-approved')
  await bureau.delivered()
}

function field(card: unknown, name: string): Element {
  return must(
    tagged(card).find((each) => each.name === name),
    `no field ${name}`,
  )
}

describe('the form', () => {
  test('finds the kind behind the word, a person by initials, and keeps what was typed', async () => {
    const bureau = await bureauOf()
    const desk = deskOf(bureau)
    expect(await desk.say('zhou', { text: '记录 迟到' })).toEqual(['record new'])
    const form = await desk.card('zhou', 'record', 'new')
    const typed = { find: 'zk', note: '晚到', day: '2025-10-09', newMatter: '例会' }
    const { toast } = await desk.press('zhou', form, '查找', typed)
    expect(toast?.content).toBe('已加上张可')
    const next = await desk.card('zhou', 'record', 'new')
    expect(field(next, 'whom').selected_values).toEqual(['zhang'])
    expect(field(next, 'note').default_value).toBe('晚到')
    await desk.press('zhou', next, '换一种事项', { ...typed, find: '', whom: ['zhang'] })
    const kinds = await desk.card('zhou', 'record', 'new')
    expect(readable(kinds)).toContain('已填写的内容都还在')
    await desk.say('zhou', { text: '记录 早退' })
    expect(field(await desk.card('zhou', 'record', 'new'), 'note').default_value).toBe('晚到')
  })

  test('lists several that are found, says when none is, and refuses a kind that there is not', async () => {
    const bureau = await bureauOf()
    const desk = deskOf(bureau)
    expect(await desk.say('zhou', { text: '记录 没有这种' })).toEqual([
      expect.stringContaining('没有叫“没有这种”的事项'),
    ])
    await desk.say('zhou', { text: '记录 迟到' })
    const form = await desk.card('zhou', 'record', 'new')
    const many = await desk.press('zhou', form, '查找', { find: '处' })
    expect(many.toast?.content).toContain('没有找到')
    const some = await desk.press('zhou', must(many.card, 'a card') as Element, '查找', {
      find: 'z',
    })
    expect(some.toast?.content).toMatch(/找到\d个/)
  })

  test('asks only what the rules that count the kind look at', async () => {
    const bureau = await bureauOf(asking)
    const desk = deskOf(bureau)
    await desk.say('zhou', { text: '记录 信息采用' })
    const piece = tagged(await desk.card('zhou', 'record', 'new')).map(({ name }) => name)
    expect(piece).toEqual(expect.arrayContaining(['quantity', 'sort', 'levels']))
    expect(piece.filter((name) => `${name}`.startsWith('points.'))).toEqual([])
    await desk.say('zhou', { text: '记录 造成损失' })
    const harm = tagged(await desk.card('zhou', 'record', 'new')).map(({ name }) => name)
    expect(harm).toEqual(expect.arrayContaining(['points.person', 'answer.grave']))
    expect(harm).not.toContain('quantity')
  })

  test('of many people is one fact for each unit, and the receipt says who has each since when', async () => {
    const bureau = await bureauOf()
    expect(await submit(bureau, {}, { ...late, whom: ['zhang', 'wang', 'zhang', 'li'] })).toBe(
      'fact-proposed',
    )
    const [fact, ...more] = await factsOf(bureau)
    expect(more).toEqual([])
    expect(fact?.body).toMatchObject({ persons: ['zhang', 'wang', 'li'], units: ['general'] })
    const view = await viewRecord(await bureau.seeing('zhou'), 'new')
    expect(view).toMatchObject({
      step: 'made',
      facts: [{ waits: { what: 'approved', names: ['陈志'], since: '2025-10-10' } }],
    })
  })
})

describe('several who are named', () => {
  test('of two units are two facts, each before the head of its own', async () => {
    const bureau = await bureauOf()
    expect(await submit(bureau, {}, { ...late, whom: ['zhang', 'zhou'] })).toBe('fact-proposed')
    expect((await factsOf(bureau)).map(({ body }) => [body.persons, body.units])).toEqual([
      [['zhang'], ['general']],
      [['zhou'], ['planning']],
    ])
  })

  test('did it together with the shares that were given, once the form has asked for them', async () => {
    const bureau = await bureauOf(asking)
    const words = { ...late, whom: ['zhang', 'wang'], quantity: '2', sort: 'plain' }
    expect(await submit(bureau, { kind: 'piece' }, words)).toBe('record-more')
    const form = await deskOf(bureau).card('zhou', 'record', 'new')
    expect(field(form, 'share.zhang').tag).toBe('input')
    const shared = { ...words, share: { zhang: '60', wang: '40%' } }
    expect(await submit(bureau, { kind: 'piece' }, words)).toBe('fact-proposed')
    expect((await lastFact(bureau)).body.joint).toEqual([{ who: 'zhang' }, { who: 'wang' }])
    expect(await submit(bureau, { kind: 'piece' }, shared)).toBe('record-more')
    expect(await submit(bureau, { kind: 'piece' }, shared)).toBe('record-asked')
    expect(await submit(bureau, { kind: 'piece', confirmed: true }, shared)).toBe('fact-proposed')
    expect((await lastFact(bureau)).body.joint).toEqual([
      { who: 'zhang', share: '60%' },
      { who: 'wang', share: '40%' },
    ])
  })

  test('wait for whom the procedure names, for as long as it gives them', async () => {
    const bureau = await bureauOf(asking)
    await submit(bureau, { kind: 'praise-from-march' }, { ...late, whom: ['zhang'] })
    const asks = stepAsks.open(await bureau.seeing('li'), { person: 'li' })
    // Five working days after Friday: the 11th is a make-up day.
    expect(asks.map(({ due }) => due)).toEqual(['2025-10-16'])
  })
})

describe('each refusal of the form', () => {
  const right = { ...late, whom: ['zhang'] }
  const harm = { ...right, points: { person: '2' }, answers: { grave: 'yes' } }
  test.each<[string, string, Partial<RecordWords>, string?]>([
    ['record-rule', '', right, 'no-such-kind'],
    ['record-whom', '', { ...right, whom: [] }],
    ['record-whom-many', '', { ...right, whom: Array.from({ length: 31 }, (_, i) => `p${i}`) }],
    ['record-person', '', { ...right, whom: ['chen'] }],
    ['record-day', '', { ...right, day: '昨天' }],
    ['record-day-future', '', { ...right, day: '2025-10-11' }],
    ['record-day-outside', '', { ...right, day: '2024-12-31' }],
    ['record-day-not-in-force', '', { ...right, day: '2025-02-20' }, 'praise-from-march'],
    ['record-day-not-in-force', 'any more', { ...right, day: '2025-07-01' }, 'praise-until-june'],
    ['record-occasion', '', { ...right, occasion: '' }],
    ['record-sort', '', { ...right, quantity: '1' }, 'piece'],
    ['record-levels', '', { ...right, quantity: '1', sort: 'plain', levels: ['moon'] }, 'piece'],
    ['record-answer', '', { ...harm, answers: {} }, 'harm'],
    ['record-quantity', '', { ...right, sort: 'plain', quantity: '三' }, 'piece'],
    ['record-quantity', 'of 0', { ...right, sort: 'plain', quantity: '0' }, 'piece'],
    ['record-points-between', 'below', { ...harm, points: { person: '0.4' } }, 'harm'],
    ['record-points-between', 'above', { ...harm, points: { person: '10.01' } }, 'harm'],
    ['record-points-between', 'no figure', { ...harm, points: { person: '１' } }, 'harm'],
    ['record-share', '', { ...harm, whom: ['zhang', 'wang'], share: { zhang: '一半' } }, 'harm'],
    [
      'record-shares-sum',
      '',
      { ...harm, whom: ['zhang', 'wang'], share: { zhang: '50', wang: '40' } },
      'harm',
    ],
    ['record-note', '', { ...right, note: '' }],
    ['record-files', '', harm, 'harm'],
    ['record-matter', '', { ...right, matter: 'none-of-ours' }],
    ['record-no-approver', '', right, 'nobody-approves'],
  ])('%s %s', async (code, _, words, kind = 'late') => {
    const bureau = await refusing()
    const one = () => submit(bureau, { kind }, words)
    // Of people who were just added the form asks their shares first.
    const given = await one()
    expect(given === 'record-more' ? await one() : given).toBe(`refused:${code}`)
    expect(await factsOf(bureau)).toEqual([])
  })

  let shared: TestBureau | null = null
  async function refusing(): Promise<TestBureau> {
    shared ??= await bureauOf(asking)
    shared.goTo('2025-10-10', '10:00')
    return shared
  }

  test('not-allowed: who records nothing; and who heads a unit records for that unit alone', async () => {
    const bureau = await bureauOf()
    expect(await submit(bureau, { who: 'zhang' }, right)).toBe('refused:not-allowed')
    const undone = { ...late, occasion: '', whom: ['zhao'] }
    expect(await submit(bureau, { who: 'li', kind: 'stability-event' }, undone)).toBe(
      'refused:record-not-yours',
    )
  })
})

describe('what is asked once more', () => {
  test('a second one of that person, kind and day is recorded when it is confirmed', async () => {
    const bureau = await bureauOf()
    const words = { ...late, whom: ['zhang'] }
    expect(await submit(bureau, {}, words)).toBe('fact-proposed')
    expect(await submit(bureau, {}, words)).toBe('record-asked')
    expect(await factsOf(bureau)).toHaveLength(1)
    expect(await submit(bureau, { confirmed: true }, words)).toBe('fact-proposed')
    expect(await factsOf(bureau)).toHaveLength(2)
  })

  test('a confirmation holds for what was asked, not for what was changed since', async () => {
    const bureau = await bureauOf()
    const words = { ...late, whom: ['zhang'], day: '2025-10-04' }
    expect(await submit(bureau, {}, words)).toBe('record-asked')
    expect(await submit(bureau, { confirmed: true }, { ...words, day: '2025-10-05' })).toBe(
      'record-asked',
    )
    expect(await submit(bureau, { confirmed: true }, { ...words, day: '2025-10-05' })).toBe(
      'fact-proposed',
    )
  })

  test('a figure in the top tenth of its range', async () => {
    const bureau = await bureauOf(asking)
    const desk = deskOf(bureau, {
      store: new FileStore(folder),
      download: async () => Buffer.from('登记表'),
    })
    await desk.say('zhou', { text: '记录 造成损失' })
    await desk.say('zhou', { file_key: 'f', file_name: '登记表.pdf' }, { type: 'file' })
    const harm = { ...late, whom: ['zhang'], answers: { grave: 'yes' }, points: { person: '9.05' } }
    expect(await submit(bureau, { kind: 'harm' }, harm)).toBe('record-asked')
    const below = { ...harm, points: { person: '9.04' } }
    expect(await submit(bureau, { kind: 'harm' }, below)).toBe('fact-proposed')
    const fact = await lastFact(bureau)
    expect(fact.body).toMatchObject({ points: { person: '9.04' }, answers: { grave: 'yes' } })
    expect(fact.body.files).toHaveLength(1)
  })
})

describe('a file that is sent', () => {
  test('is attached while a form waits, refused when it is too large, and taken away again', async () => {
    const bureau = await bureauOf(asking)
    let large = false
    const desk = deskOf(bureau, {
      store: new FileStore(folder),
      download: async () => {
        if (large) throw new LarkFailure({ code: 234037, status: 200, message: 'larger' })
        return Buffer.from('照片')
      },
    })
    const photo = { image_key: 'img' }
    expect(await desk.say('zhou', photo, { type: 'image' })).toEqual([
      expect.stringContaining('没有保存'),
    ])
    await desk.say('zhou', { text: '记录 造成损失' })
    expect(await desk.say('zhou', photo, { type: 'image' })).toEqual([
      expect.stringContaining('现有1件凭据'),
    ])
    large = true
    expect(await desk.say('zhou', photo, { type: 'image' })).toEqual([
      expect.stringContaining('超过20兆'),
    ])
    const card = await desk.card('zhou', 'record', 'new')
    expect(readable(card)).toContain('凭据（1件）')
    await desk.press('zhou', card, '移除')
    expect(readable(await desk.card('zhou', 'record', 'new'))).toContain('凭据（0件）')
  })
})

describe('a fact that was sent back', () => {
  test('comes to its recorder with everything filled in and the remark, and becomes another that names it', async () => {
    const bureau = await bureauOf()
    await submit(bureau, {}, { ...late, whom: ['zhang'], newMatter: '例会' })
    const before = await lastFact(bureau)
    await bureau.notices()
    expect(await decide(bureau, 'li', 'fact.return', { text: '' })).toBe('refused:fact-text')
    expect(await decide(bureau, 'li', 'fact.return', { text: '写明会名' })).toBe('fact-returned')
    const sent = await bureau.delivered()
    expect(sent).toContain(`send record ${before.id} zhou`)
    const view = await viewRecord(await bureau.seeing('zhou'), before.id)
    expect(view).toMatchObject({
      returned: { by: '李群', text: '写明会名' },
      step: 'form',
      words: { whom: ['zhang'], day: '2025-10-09', note: '上午 9:12 到', occasion: 'duty' },
    })
    const again = { key: before.id }
    expect(await submit(bureau, { ...again, who: 'li' }, late)).toBe(
      'refused:record-not-yours-again',
    )
    expect(await submit(bureau, again, { ...late, whom: ['zhang'] })).toBe('fact-proposed')
    expect((await lastFact(bureau)).body.instead).toBe(before.id)
    expect(await submit(bureau, again, { ...late, whom: ['zhang'] })).toBe(
      'refused:record-again-done',
    )
  })

  test('is not recorded anew while it was not sent back, nor one that there is not', async () => {
    const bureau = await bureauOf()
    await submit(bureau, {}, { ...late, whom: ['zhang'] })
    const { id } = await lastFact(bureau)
    expect(await submit(bureau, { key: id }, late)).toBe('refused:record-not-returned')
    expect(await submit(bureau, { key: 'nothing' }, late)).toBe('refused:fact-unknown')
  })
})

describe('a recorded fact', () => {
  test('is taken back by who recorded it while it is proposed, by nobody else, and not later', async () => {
    const bureau = await bureauOf()
    await submit(bureau, {}, { ...late, whom: ['zhang'] })
    expect(await decide(bureau, 'li', 'fact.recall')).toBe('refused:not-allowed')
    expect(await decide(bureau, 'zhou', 'fact.recall', { text: '' })).toBe('fact-recalled')
    expect(stageOf(await lastFact(bureau))).toBe('withdrawn')
    expect(await decide(bureau, 'zhou', 'fact.recall')).toBe('refused:fact-stage-withdrawn')
    await told(bureau, { whom: ['wang'] })
    expect(await decide(bureau, 'zhou', 'fact.recall')).toBe('refused:fact-stage-told')
  })

  test('is handed over to whom the platform would not deliver it, also while another objects', async () => {
    const bureau = await bureauOf()
    await submit(bureau, {}, { ...late, whom: ['zhang', 'wang'] })
    await decide(bureau, 'li', 'fact.verify')
    await decide(bureau, 'chen', 'fact.approve')
    await bureau.delivered(({ what }) => !what.endsWith(' wang'))
    await decide(bureau, 'zhang', 'fact.object')
    const handOver = (whose: string) => decide(bureau, 'zhou', 'fact.hand-over', { whose })
    const owed = handOverAsks.open(await bureau.seeing(null), {})
    expect(owed.map(({ who }) => who)).toEqual(['zhou'])
    expect(await decide(bureau, 'wang', 'fact.hand-over', { whose: 'wang' })).toBe(
      'refused:not-allowed',
    )
    expect(await decide(bureau, 'zhou', 'fact.hand-over', { whose: 'wang', text: '' })).toBe(
      'refused:fact-hand-over-text',
    )
    expect(await handOver('wang')).toBe('fact-handed-over')
    expect(await handOver('wang')).toBe('refused:fact-stage-objected')
    const { charges } = await lastFact(bureau)
    expect([...charges.values()].map(({ whose, state }) => `${whose} ${state}`)).toEqual([
      'zhang objected',
      'wang told',
    ])
  })

  test('is told when one of those who are told of it is reached, and missed when none is', async () => {
    const { bureau } = await (await bureauOf()).seeing(null)
    const charge = { whose: 'office', tell: ['zhang', 'wang'] }
    expect(isMissed(bureau, charge, new Set())).toBe(false)
    expect(isMissed(bureau, charge, new Set(['zhang']))).toBe(false)
    expect(isMissed(bureau, charge, new Set(['zhang', 'wang']))).toBe(true)
    expect(isMissed(bureau, { whose: 'office', tell: ['zhang', 'stranger'] }, new Set())).toBe(
      false,
    )
    expect(isMissed(bureau, { whose: 'office', tell: ['stranger'] }, new Set())).toBe(true)
  })

  test('is nothing to whom it charges before they are told', async () => {
    const bureau = await bureauOf()
    await submit(bureau, {}, { ...late, whom: ['zhang'] })
    const { id } = await lastFact(bureau)
    expect((await viewFact(await bureau.seeing('zhang'), id)).kind).toBe('gone')
    expect((await viewApproval(await bureau.seeing('zhang'), id)).kind).toBe('gone')
    await decide(bureau, 'li', 'fact.verify')
    await decide(bureau, 'chen', 'fact.approve')
    const view = await viewFact(await bureau.seeing('zhang'), id)
    expect(view).toMatchObject({ kind: 'fact', charges: [{ whose: 'zhang', mayObject: true }] })
  })

  test('of two who are charged each objects to the own charge, and the office decides on each', async () => {
    const bureau = await bureauOf()
    await told(bureau, { whom: ['zhang', 'wang'] })
    const { id } = await lastFact(bureau)
    expect(await decide(bureau, 'zhang', 'fact.object', { whose: 'wang' })).toBe(
      'refused:not-allowed',
    )
    expect(await decide(bureau, 'zhang', 'fact.object', { text: '我没有迟到' })).toBe(
      'fact-objected',
    )
    expect(await decide(bureau, 'wang', 'fact.object', { text: '公共汽车晚点' })).toBe(
      'fact-objected',
    )
    const hearing = await viewHearing(await bureau.seeing('zhou'), id)
    expect(hearing).toMatchObject({
      objections: [
        { whose: 'zhang', text: '我没有迟到', open: true },
        { whose: 'wang', text: '公共汽车晚点', open: true },
      ],
    })
    const desk = deskOf(bureau)
    const card = await desk.card('zhou', 'hearing', id)
    expect(tagged(card).filter(({ tag }) => tag === 'form')).toHaveLength(2)
    const seen = await desk.card('wang', 'fact', id)
    expect(readable(seen)).not.toContain('我没有迟到')
    expect(await decide(bureau, 'zhou', 'fact.withdraw', { whose: 'zhang' })).toBe('fact-withdrawn')
    expect(await decide(bureau, 'zhou', 'fact.uphold', { whose: 'wang' })).toBe('fact-upheld')
    const { charges } = await lastFact(bureau)
    expect([...charges.values()].map(({ state }) => state)).toEqual(['withdrawn', 'effective'])
  })

  test('one objection holds back that charge alone; the other takes effect when its window has passed', async () => {
    const bureau = await bureauOf()
    await told(bureau, { whom: ['zhang', 'wang'] })
    await decide(bureau, 'zhang', 'fact.object')
    bureau.goTo('2025-10-20', '10:00')
    expect(await decide(bureau, 'wang', 'fact.object')).toBe('refused:fact-window-passed')
    const job = must(
      allJobs.find(({ name }) => name === 'effective-facts'),
      'the job',
    )
    await bureau.job((ctx) => job.run(ctx, '2025-10-20', null))
    const { charges } = await lastFact(bureau)
    expect([...charges.values()].map(({ whose, state }) => `${whose} ${state}`)).toEqual([
      'zhang objected',
      'wang effective',
    ])
  })
})

describe('what happened several times', () => {
  test('is one fact, which costs as often as it happened', async () => {
    const bureau = await bureauOf()
    const times = { ...late, whom: ['zhang'], times: '３' }
    expect(await submit(bureau, {}, times)).toBe('fact-proposed')
    expect((await lastFact(bureau)).body.times).toBe(3)
    const seeing = await bureau.seeing(null)
    const cycle = must(seeing.bureau.cycles[0], 'it runs')
    const [fact] = scoringFacts(seeing.bureau, cycle, [await lastFact(bureau)])
    expect(fact?.times).toBe(3)
    // What is counted by a quantity, or once, has no number of times.
    const fields = (kind: string) => fieldsOf(countingOf(seeing.bureau, kind, null))
    expect([fields('late').times, fields('leave').times, fields('other').times]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('what a procedure lets everybody record', () => {
  test('is recorded by each for oneself, and decided by the office', async () => {
    const bureau = await bureauOf(claims)
    const award = { day: '2025-10-09', note: '表彰文件' }
    const of = { who: 'zhang', kind: 'award' }
    expect(await submit(bureau, of, { ...award, whom: ['zhang', 'wang'] })).toBe(
      'refused:record-not-yours',
    )
    expect(await submit(bureau, of, { ...award, whom: ['zhang'] })).toBe('fact-proposed')
    expect(await decide(bureau, 'zhou', 'fact.approve')).toBe('fact-approved')
  })
})

describe('two schemes that share a kind', () => {
  test('count it once each: it is recorded once, effective in both, and reversed once in both', async () => {
    const bureau = await bureauOf(unitScheme)
    expect(await submit(bureau, {}, { ...late, whom: ['zhang', 'wang'] })).toBe('fact-proposed')
    expect(await factsOf(bureau)).toHaveLength(1)
    await decide(bureau, 'li', 'fact.verify')
    expect(await decide(bureau, 'chen', 'fact.approve')).toBe('fact-approved')
    const charged = await lastFact(bureau)
    expect([...charged.charges.keys()].sort()).toEqual(['general', 'wang', 'zhang'])
    // Who files it in the unit scheme, the party group without who recorded it, has it now.
    const sent = await bureau.delivered()
    expect(sent).toContain(`send fact ${charged.id} chen`)
    bureau.goTo('2025-10-20', '10:00')
    const job = must(
      allJobs.find(({ name }) => name === 'effective-facts'),
      'the job',
    )
    await bureau.job((ctx) => job.run(ctx, '2025-10-20', null))
    const states = async () => {
      const { bureau: now } = await bureau.seeing(null)
      const facts = await factsOf(bureau)
      return now.cycles.map((cycle) => [
        cycle.scheme.id,
        ...scoringFacts(now, cycle, facts).map(({ state }) => state),
      ])
    }
    expect((await states()).sort()).toEqual([
      ['unit-scheme', 'effective'],
      ['wuhan-civil-servants', 'effective'],
    ])
    expect(await decide(bureau, 'zhou', 'fact.reverse')).toBe('fact-reversed')
    expect((await states()).sort()).toEqual([
      ['unit-scheme', 'reversed'],
      ['wuhan-civil-servants', 'reversed'],
    ])
    expect(await decide(bureau, 'zhou', 'fact.reverse')).toBe('refused:fact-stage-reversed')
  })
})

describe('the worklist', () => {
  const shown = { state: 'waiting', find: '', page: 0 } as const

  test('has what waits for its reader, what they recorded, and finds by name and kind', async () => {
    const bureau = await bureauOf()
    await submit(bureau, {}, { ...late, whom: ['zhang'] })
    await submit(bureau, { kind: 'absent' }, { ...late, whom: ['wang'] })
    const list = async (who: string, more: object): Promise<number> =>
      factsListed(await bureau.seeing(who), who, { ...shown, ...more }).length
    expect(await list('li', {})).toBe(2)
    expect(await list('chen', {})).toBe(0)
    expect(await list('zhou', { state: 'recorded' })).toBe(2)
    expect(await list('zhou', { state: 'proposed', find: 'zk' })).toBe(1)
    expect(await list('zhou', { state: 'proposed', find: '缺勤' })).toBe(1)
    expect(await list('zhou', { state: 'effective' })).toBe(0)
  })

  test('opens for who works on facts, and not for others', async () => {
    const bureau = await bureauOf()
    const desk = deskOf(bureau)
    expect(await desk.say('li', { text: '核实' })).toEqual(['facts list'])
    expect(await desk.say('zhang', { text: '/verify' })).toEqual([
      expect.stringContaining('没有“核实加减分事项”的权限'),
    ])
  })

  test('goes by pages', async () => {
    const bureau = await bureauOf()
    const desk = deskOf(bureau)
    for (const kind of ['late', 'absent', 'early-leave']) {
      for (const day of ['2025-10-09', '2025-10-10']) {
        for (const who of ['zhang', 'wang']) {
          expect(await submit(bureau, { kind }, { ...late, day, whom: [who] })).toBe(
            'fact-proposed',
          )
        }
      }
    }
    await desk.say('li', { text: '核实' })
    const rows = (card: unknown) =>
      tagged(card).filter(({ tag, name }) => tag === 'button' && `${name}`.includes('approval'))
    const first = await desk.card('li', 'facts', 'list')
    expect(rows(first)).toHaveLength(8)
    expect(readable(first)).toContain('待办12件')
    await desk.press('li', first, '下一页')
    const second = await desk.card('li', 'facts', 'list')
    expect(rows(second)).toHaveLength(4)
    await desk.press('li', second, '查找', { find: 'zk' })
    expect(rows(await desk.card('li', 'facts', 'list'))).toHaveLength(6)
  })
})

test('a fact whose cycle was closed meanwhile is decided on no more', async () => {
  const bureau = await bureauOf()
  await submit(bureau, {}, { ...late, whom: ['zhang'] })
  await bureau.storage.transact('work', (tx) => setCycleState(tx, bureau.cycle, 'closed'))
  expect(await decide(bureau, 'li', 'fact.verify')).toBe('refused:fact-cycle-closed')
})
