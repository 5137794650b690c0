import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { sentence } from '../../cards/sayings.js'
import type { ReportAnswers } from '../../src/flows/report/intents.js'
import { viewDigest } from '../../src/flows/report/digest-view.js'
import { askJobs } from '../../src/flows/ask-jobs.js'
import { asksFor, workingDaysLeft } from '../../src/flows/asks.js'
import { answerAsks, signAsks } from '../../src/flows/report/asks.js'
import type { Intent } from '../../src/flows/flow.js'
import { viewReport } from '../../src/flows/report/report-view.js'
import { submitReport } from '../../src/flows/report/submit.js'
import { getDraft } from '../../src/storage/drafts.js'
import { erasePersonal } from '../../src/storage/ledger.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { press, pressStraight } from '../pressing.js'
import { type TestBureau, testDatabase } from './bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await testDatabase()
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
})

afterAll(() => database.close())

const first: ReportAnswers = { items: [], extra: '整理档案', plans: ['写总结', '办提案'] }

function submit(who: string, month: string, answers: ReportAnswers): Promise<string> {
  return press(bureau, who, { verb: 'report.submit', month, answers } as Intent)
}

function save(who: string, month: string, answers: ReportAnswers): Promise<string> {
  return press(bureau, who, { verb: 'report.save', month, answers } as Intent)
}

function change(who: string, month: string): Promise<string> {
  return press(bureau, who, { verb: 'report.change', month } as Intent)
}

function sign(who: string, month: string, unit: string, summary = '本月工作'): Promise<string> {
  return press(bureau, who, { verb: 'digest.sign', month, unit, summary } as Intent)
}

async function reportOf(who: string, month: string) {
  const view = await viewReport(await bureau.seeing(who), month)
  return view.kind === 'report' ? view.stage : view
}

async function digestOf(who: string, key: string) {
  const view = await viewDigest(await bureau.seeing(who), key)
  if (view.kind !== 'digest') throw new Error(`gone: ${view.code}`)
  return view
}

const entries = () =>
  readEntries(bureau.storage.read, {
    bureau: bureau.id,
    kinds: ['report.submitted', 'unit-report.signed'],
  })

/** 张 has reported on August with two plans, and it is the 26th of September. */
async function inSeptember(): Promise<void> {
  bureau.goTo('2025-08-29', '10:00')
  await submit('zhang', '2025-08', first)
  bureau.goTo('2025-09-26', '10:00')
}

const second: ReportAnswers = {
  items: [
    { status: 'done', note: '' },
    { status: 'not-done', note: '提案人出差' },
  ],
  extra: '',
  plans: ['办提案'],
}

describe('a person', () => {
  test('who never reported gets no items and writes what was done', async () => {
    bureau.goTo('2025-08-26', '10:00')
    expect(await reportOf('zhang', '2025-08')).toMatchObject({
      stage: 'form',
      items: [],
      saved: false,
      late: false,
      workingDaysLeft: 3,
    })
  })

  test('reads how long there is time, and from its last moment on that it is over', async () => {
    const left = async (on: string, time: string): Promise<(number | null)[]> => {
      bureau.goTo(on, time)
      const seeing = await bureau.seeing('zhang')
      return asksFor([answerAsks, signAsks], seeing, 'zhang')
        .filter((ask) => ask.card.key === '2025-08')
        .map((ask) => workingDaysLeft(seeing, ask))
    }
    expect(await left('2025-08-28', '10:00')).toEqual([1])
    expect(await left('2025-08-29', '16:59')).toEqual([0])
    expect(await left('2025-08-29', '17:00')).toEqual([-1])
    expect(await left('2025-09-01', '09:00')).toEqual([-1])
  })

  test("finds last month's plans as this month's items", async () => {
    await inSeptember()
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      stage: 'form',
      items: [
        { text: '写总结', status: '', note: '' },
        { text: '办提案', status: '', note: '' },
      ],
      extra: '',
      plans: [],
    })
  })

  test('hands the report in: it stands in the ledger with its text apart, and the card is the receipt', async () => {
    await inSeptember()
    expect(await submit('zhang', '2025-09', second)).toBe('report-submitted')
    const entry = must((await entries()).at(-1), 'an entry')
    expect(entry).toMatchObject({
      kind: 'report.submitted',
      by: 'zhang',
      subject: 'zhang',
      period: '2025-09',
      day: '2025-09-26',
      body: { done: 1, underWay: 0, notDone: 1, plans: 1 },
      personal: { items: [{ text: '写总结' }, { text: '办提案', note: '提案人出差' }] },
    })
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      stage: 'receipt',
      late: false,
      changeable: 'until-due',
      signed: null,
    })
  })

  test('keeps a draft, which is nothing handed in and goes away with the report', async () => {
    await inSeptember()
    const half: ReportAnswers = {
      items: [
        { status: 'done', note: '' },
        { status: '', note: '还没想好' },
      ],
      extra: '',
      plans: [],
    }
    expect(await save('zhang', '2025-09', half)).toBe('report-saved')
    expect(await entries()).toHaveLength(1)
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      stage: 'form',
      saved: true,
      items: [{ status: 'done' }, { status: '', note: '还没想好' }],
    })
    await submit('zhang', '2025-09', second)
    const place = { bureau: bureau.id, owner: 'zhang', kind: 'report', key: '2025-09' }
    expect(await getDraft(bureau.storage.read, place)).toBeNull()
  })

  test('changes it: the form has the values, the old one stands until the new one is there', async () => {
    await inSeptember()
    await submit('zhang', '2025-09', second)
    bureau.goTo('2025-09-29', '09:00')
    expect(await change('zhang', '2025-09')).toBe('report-changing')
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      stage: 'form',
      items: [{ status: 'done' }, { status: 'not-done', note: '提案人出差' }],
      plans: ['办提案'],
    })
    bureau.goTo('2025-09-30', '17:30')
    expect((await digestOf('li', '2025-09.general')).members[1]?.report).not.toBeNull()
    await submit('zhang', '2025-09', { ...second, plans: ['办提案', '下乡'] })
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      stage: 'receipt',
      text: { plans: ['办提案', '下乡'] },
      late: false,
      changeable: 'until-signed',
    })
  })

  test('who first reports after the last day is late, on the receipt and for the head', async () => {
    await inSeptember()
    bureau.goTo('2025-09-30', '17:01')
    expect(await reportOf('zhang', '2025-09')).toMatchObject({ stage: 'form', late: true })
    expect(await submit('zhang', '2025-09', second)).toBe('report-submitted-late')
    expect(await reportOf('zhang', '2025-09')).toMatchObject({ stage: 'receipt', late: true })
    const digest = await digestOf('li', '2025-09.general')
    expect(digest.members.map(({ name, report }) => [name, report?.late])).toEqual([
      ['李群', undefined],
      ['张可', true],
      ['王珊', undefined],
    ])
  })

  test('may number the plans; the numbers are not kept, figures are', async () => {
    await inSeptember()
    const plans = ['1. 写总结', '2、办提案', '（3）下乡', '- 开会', '1.5万元经费报批', '2025年预算']
    await submit('zhang', '2025-09', { ...second, plans })
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      text: { plans: ['写总结', '办提案', '下乡', '开会', '1.5万元经费报批', '2025年预算'] },
    })
  })

  test('whose text was erased has a receipt without it and a next month without items', async () => {
    await inSeptember()
    const entry = must((await entries())[0], 'an entry')
    await bureau.storage.transact('work', (tx) => erasePersonal(tx, entry.id))
    expect(await reportOf('zhang', '2025-09')).toMatchObject({ stage: 'form', items: [] })
    expect(await reportOf('zhang', '2025-08')).toMatchObject({
      stage: 'receipt',
      text: null,
      counts: { plans: 2 },
    })
  })

  test('of the leaders is not asked, a stranger sees nothing, a month that has not begun is not open', async () => {
    bureau.goTo('2025-09-26', '10:00')
    expect(await reportOf('chen', '2025-09')).toEqual({ kind: 'gone', code: 'report-not-asked' })
    expect(await submit('chen', '2025-09', first)).toBe('refused:report-not-asked')
    expect(await reportOf('nobody', '2025-09')).toEqual({ kind: 'gone', code: 'unknown-person' })
    expect(await submit('nobody', '2025-09', first)).toBe('refused:not-allowed')
    expect(await reportOf('zhang', '2025-10')).toEqual({ kind: 'gone', code: 'report-not-begun' })
    expect(await submit('zhang', '2025-10', first)).toBe('refused:report-not-begun')
    expect(await reportOf('zhang', 'x')).toEqual({ kind: 'gone', code: 'gone' })
    expect(await entries()).toEqual([])
  })

  test('who heads a unit is asked even as a member of the party group', async () => {
    bureau.goTo('2025-09-26', '10:00')
    expect(await reportOf('zhou', '2025-09')).toMatchObject({ stage: 'form' })
  })
})

describe('a report that is not complete', () => {
  const item = (status: ReportAnswers['items'][number]['status'], note = '') => ({ status, note })
  const done = item('done')

  test.each<[code: string, answers: Partial<ReportAnswers>]>([
    ['outdated-card', { items: [done] }],
    ['report-item-open', { items: [done, item('')] }],
    ['report-reason-missing', { items: [item('not-done'), done] }],
    ['report-progress-missing', { items: [done, item('under-way')] }],
    ['report-plans-missing', { items: [done, done], plans: [] }],
    ['report-plans-missing', { items: [done, done], plans: ['1.', ' '] }],
    ['report-reason-missing', { items: [item('dropped'), done] }],
    ['report-plans-many', { plans: ['一', '二', '三', '四', '五', '六', '七'] }],
    ['text-long', { plans: ['长'.repeat(101)] }],
  ])('is refused with %s and nothing is written', async (code, answers) => {
    await inSeptember()
    const before = (await entries()).length
    const given = { ...second, ...answers }
    expect(await submit('zhang', '2025-09', given)).toBe(`refused:${code}`)
    expect(await entries()).toHaveLength(before)
    expect(await reportOf('zhang', '2025-09')).toMatchObject({ stage: 'form', saved: false })
  })

  test('is told which item it is', async () => {
    await inSeptember()
    const answers = { ...second, items: [done, item('not-done')] }
    const outcome = await bureau.outcome('zhang', (ctx) => submitReport(ctx, '2025-09', answers))
    expect(outcome).toMatchObject({ with: { number: '2', item: '办提案' } })
  })

  test('of the first month must say what was done', async () => {
    bureau.goTo('2025-08-26', '10:00')
    const answers = { ...first, extra: '' }
    expect(await submit('zhang', '2025-08', answers)).toBe('refused:report-work-missing')
  })

  test('cannot be changed before there is one', async () => {
    await inSeptember()
    expect(await change('zhang', '2025-09')).toBe('refused:report-not-submitted')
  })
})

describe("the unit's head", () => {
  /** 张 has reported, 李 too; 王 has not. It is the evening of the last day. */
  async function collected(): Promise<void> {
    await inSeptember()
    await submit('zhang', '2025-09', second)
    await submit('li', '2025-09', { ...first, extra: '主持处务会' })
    bureau.goTo('2025-09-30', '18:00')
  }

  test('sees who is missing, what was not done and why, and a text drawn from the reports', async () => {
    await collected()
    const digest = await digestOf('li', '2025-09.general')
    expect(digest).toMatchObject({
      unitName: '综合处',
      heads: '李群',
      due: '2025-10-09',
      late: false,
    })
    expect(digest.members.filter((member) => !member.report).map(({ name }) => name)).toEqual([
      '王珊',
    ])
    if (digest.stage.stage !== 'form') throw new Error(digest.stage.stage)
    expect(digest.stage.summary).toBe(
      [
        '【已完成】',
        '写总结（张可）',
        '【未完成】',
        '办提案，原因：提案人出差（张可）',
        '【计划外工作】',
        '主持处务会（李群）',
        '【下月计划】',
        '写总结（李群）',
        '办提案（李群）',
        '办提案（张可）',
      ].join('\n'),
    )
  })

  test('cannot sign while members may still change theirs', async () => {
    await inSeptember()
    expect((await digestOf('li', '2025-09.general')).stage).toEqual({ stage: 'collecting' })
    expect(await sign('li', '2025-09', 'general')).toBe('refused:digest-early')
  })

  test('signs once: the card is the receipt, and nobody changes the month any more', async () => {
    await collected()
    expect(await sign('li', '2025-09', 'general', '')).toBe('refused:digest-summary-missing')
    expect(await sign('li', '2025-09', 'general')).toBe('digest-signed')
    const all = await entries()
    expect(all.at(-1)).toMatchObject({
      kind: 'unit-report.signed',
      by: 'li',
      subject: 'general',
      period: '2025-09',
      body: { reports: [all[2]?.id, all[1]?.id], missing: ['wang'] },
      personal: { summary: '本月工作' },
    })
    expect((await digestOf('li', '2025-09.general')).stage).toMatchObject({
      stage: 'signed',
      by: '李群',
      late: false,
      summary: '本月工作',
    })
    expect(await sign('li', '2025-09', 'general')).toBe('refused:digest-signed-before')
    expect(await change('zhang', '2025-09')).toBe('refused:report-signed')
    expect(await save('zhang', '2025-09', second)).toBe('refused:report-signed')
    expect(await submit('wang', '2025-09', first)).toBe('refused:report-signed')
    expect(await reportOf('zhang', '2025-09')).toMatchObject({
      stage: 'receipt',
      changeable: 'no',
      signed: { by: '李群' },
    })
    expect(await reportOf('wang', '2025-09')).toMatchObject({ stage: 'missed' })
    expect(await entries()).toHaveLength(all.length)
  })

  test('signs on the day it is due in time, after it late', async () => {
    await collected()
    bureau.goTo('2025-10-09', '23:59')
    expect((await digestOf('li', '2025-09.general')).late).toBe(false)
    bureau.goTo('2025-10-10', '00:00')
    expect((await digestOf('li', '2025-09.general')).late).toBe(true)
    expect(await sign('li', '2025-09', 'general')).toBe('digest-signed-late')
    bureau.goTo('2025-10-20', '10:00')
    expect((await digestOf('li', '2025-09.general')).stage).toMatchObject({ late: true })
  })

  test('keeps a draft and is told whose report came after it', async () => {
    await collected()
    const intent = {
      verb: 'digest.save',
      month: '2025-09',
      unit: 'general',
      summary: '草稿',
    } as const
    expect(await press(bureau, 'li', intent as Intent)).toBe('digest-saved')
    await submit('wang', '2025-09', first)
    expect((await digestOf('li', '2025-09.general')).stage).toMatchObject({
      stage: 'form',
      summary: '草稿',
      saved: true,
      since: ['王珊'],
    })
  })

  test('alone signs; the leader in charge and the office read, others see nothing', async () => {
    await collected()
    expect((await digestOf('chen', '2025-09.general')).stage).toMatchObject({ stage: 'reading' })
    expect((await digestOf('zhou', '2025-09.general')).stage).toMatchObject({ stage: 'reading' })
    for (const [who, unit] of [
      ['zhang', 'general'],
      ['chen', 'party'],
      ['li', 'planning'],
      ['nobody', 'general'],
    ] as const) {
      const view = await viewDigest(await bureau.seeing(who), `2025-09.${unit}`)
      expect(view).toEqual({ kind: 'gone', code: 'digest-not-yours' })
    }
    for (const who of ['chen', 'zhou', 'zhang']) {
      expect(await sign(who, '2025-09', 'general')).toBe('refused:not-allowed')
    }
  })
})

describe('the cards on their way', () => {
  const jobs = askJobs([answerAsks, signAsks])
  const run = (name: string) =>
    bureau.job((ctx) =>
      must(
        jobs.find((each) => each.name === name),
        name,
      ).run(ctx, '2025-09', null),
    )
  const sent = async () => (await bureau.notices()).map(({ what }) => what)

  test('go to everybody who owes a report and has not sent it, and lapse with the last day', async () => {
    bureau.goTo('2025-09-25', '09:00')
    await submit('zhao', '2025-09', first)
    await run('report.answer')
    const notices = await bureau.notices()
    expect(notices.map(({ what }) => what)).toEqual(
      ['li', 'wang', 'zhang', 'zhou'].map((who) => `send report 2025-09 ${who}`),
    )
    const lapses = new Set(notices.map(({ notice }) => notice.expiresAt))
    expect([...lapses]).toEqual([Date.UTC(2025, 8, 30, 9)])
  })

  test('remind only those who have not answered; a draft is no answer', async () => {
    await inSeptember()
    await submit('zhang', '2025-09', second)
    await save('wang', '2025-09', first)
    await bureau.notices()
    await run('report.answer.remind')
    expect(await sent()).toEqual(
      ['li', 'wang', 'zhao', 'zhou'].map((who) => `send report 2025-09 ${who}`),
    )
  })

  test('take the digest to each head, and to the office where a unit has none', async () => {
    bureau.goTo('2025-09-30', '17:00')
    await run('report.sign')
    expect(await sent()).toEqual([
      'send digest 2025-09.general li',
      // Two at once: the card that lists both.
      'send home home zhou',
    ])
  })

  test('remind heads on the due day unless they have signed', async () => {
    bureau.goTo('2025-09-30', '18:00')
    await sign('li', '2025-09', 'general')
    await bureau.notices()
    bureau.goTo('2025-10-09', '09:00')
    await run('report.sign.remind')
    expect(await sent()).toEqual(['send home home zhou'])
  })

  test('are shown anew where a report or a signature changes what they say, and nowhere else', async () => {
    await inSeptember()
    for (const who of ['li', 'zhang', 'wang', 'zhao']) {
      await bureau.haveCard(who, 'report', '2025-09')
      await bureau.haveCard(who, 'home', 'home')
    }
    await bureau.haveCard('li', 'digest', '2025-09.general')
    await bureau.notices()
    // From another device: on the card that was pressed the answer is the update.
    const press = { verb: 'report.submit', month: '2025-09', answers: second } as Intent
    await pressStraight(bureau, 'zhang', press)
    expect(await sent()).toEqual([
      'update digest 2025-09.general li',
      'update home home zhang',
      'update report 2025-09 zhang',
    ])
    bureau.goTo('2025-09-30', '18:00')
    await submit('li', '2025-09', first)
    await bureau.notices()
    const sign = { verb: 'digest.sign', month: '2025-09', unit: 'general', summary: '好' } as Intent
    await pressStraight(bureau, 'li', sign)
    expect(await sent()).toEqual([
      'update digest 2025-09.general li',
      'update home home li',
      'update home home wang',
      'update report 2025-09 li',
      'update report 2025-09 wang',
      'update report 2025-09 zhang',
    ])
  })
})

describe('what waits on the home card', () => {
  const tasks = async (who: string) =>
    asksFor([answerAsks, signAsks], await bureau.seeing(who), who).map(
      ({ says, due }) => `${sentence(says.code, says.with)} ${due}`,
    )

  test('is the own report from the day the cards come until it is handed in', async () => {
    bureau.goTo('2025-02-24', '10:00')
    expect(await tasks('zhang')).toEqual([])
    bureau.goTo('2025-02-25', '09:00')
    expect(await tasks('zhang')).toEqual(['填写2025年2月月报 2025-02-28'])
    await submit('zhang', '2025-02', first)
    expect(await tasks('zhang')).toEqual([])
    expect(await tasks('chen')).toEqual([])
  })

  test('is the unit report from the evening of the last day until it is signed', async () => {
    bureau.goTo('2025-02-28', '17:00')
    await submit('li', '2025-02', first)
    expect(await tasks('li')).toEqual(['签报综合处2025年2月月报 2025-03-05'])
    await sign('li', '2025-02', 'general')
    expect(await tasks('li')).toEqual([])
    expect(await tasks('wang')).toEqual([])
  })
})
