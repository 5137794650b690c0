import { noRules } from '../../src/flows/jobs.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { factKind } from '../../src/binding/work.js'
import { askKinds, templates, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import { recordDraft } from '../../src/flows/fact/draft.js'
import { factProposed } from '../../src/flows/fact/entries.js'
import { attachFile } from '../../src/flows/files.js'
import type { Intent } from '../../src/flows/flow.js'
import type { ReportAnswers } from '../../src/flows/report/intents.js'
import type { ReportArchiveView } from '../../src/flows/report/archive.js'
import type { DigestView } from '../../src/flows/report/digest-view.js'
import type { ReportReadingView } from '../../src/flows/report/reading.js'
import type { ReportView } from '../../src/flows/report/report-view.js'
import type { ReportTableView } from '../../src/flows/report/table-view.js'
import { reviewAsks } from '../../src/flows/report/asks.js'
import { reportFlow } from '../../src/flows/report/flow.js'
import { findFile } from '../../src/storage/files.js'
import { ask, decide, leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import { deskOf } from '../text/desk.js'
import type { TestBureau } from './bureau.js'

/*
 * 综合处: 李 signs, 陈 is in charge; the assessment office (周) is the political division; 吴 is the principal leader,
 * 郑 and 陈 sit in the leadership. 档案处 is headed and led by 胡. September's reports are due on October 9th.
 */
let wuhan: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  wuhan = await leaveDatabase()
}, 60_000)
beforeEach(async () => {
  bureau = await wuhan.newBureau()
  bureau.goTo('2025-09-26', '10:00')
})
afterAll(() => wuhan.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

async function look<V>(who: string, kind: string, key: string): Promise<V> {
  const seen = await viewOf(await bureau.seeing(who), { kind, key })
  expect(renderCard(seen, { card: 'k3xabcdefg', revision: 1 })).toMatchObject({ schema: '2.0' })
  return seen as V
}

const digest = async (who: string, key = '2025-09.general'): Promise<DigestView['stage']> =>
  (await look<DigestView>(who, 'digest', key)).stage

async function signedBy(who: string, key = '2025-09.general') {
  const stage = await digest(who, key)
  if (stage.stage !== 'signed') throw new Error(`at ${stage.stage}`)
  return stage
}

const answers = (of: Partial<ReportAnswers> = {}): ReportAnswers => ({
  ...{ items: [], extra: '值班', plans: ['办提案'] },
  ...of,
})

const report = (who: string, month: string, of: Partial<ReportAnswers> = {}): Promise<string> =>
  say(who, { verb: 'report.submit', month, answers: answers(of) })

const sign = (who: string, unit = 'general', of: object = {}): Promise<string> =>
  say(who, { verb: 'digest.sign', month: '2025-09', unit, summary: '都办完了', ...of })

async function review(
  who: string,
  verb: 'pass' | 'return',
  text = '',
  unit = 'general',
): Promise<string> {
  const { report } = await signedBy(who, `2025-09.${unit}`)
  return say(who, { verb: `digest.${verb}`, month: '2025-09', unit, report, text })
}

const waits = async (who: string): Promise<string[]> =>
  asksFor(askKinds, await bureau.seeing(who), who)
    .filter(({ kind }) => kind.startsWith('report.'))
    .map(({ says, about }) => `${says.code} ${about}`)

const sent = async (): Promise<string[]> =>
  (await bureau.notices()).map(({ what }) => what).filter((what) => what.startsWith('send'))

describe('a unit’s report by the rules of the city', () => {
  test('goes from the head to who is in charge and arrives with their signature', async () => {
    bureau.goTo('2025-10-09', '09:00')
    expect(await sign('li')).toBe('digest-signed-on')
    expect(await sent()).toEqual(['send digest 2025-09.general chen'])
    expect(await waits('chen')).toContain('ask-sign-next 2025-09.general')
    expect(await signedBy('chen')).toMatchObject({
      ...{ filedAt: null, mayDecide: true, waits: { role: '分管领导', who: '陈志' } },
    })
    expect(await review('chen', 'pass', '抓紧')).toBe('digest-passed-last')
    const stage = await signedBy('zhou')
    expect(stage).toMatchObject({ late: false, waits: null, mayWithdraw: false })
    expect(stage.passed).toMatchObject([{ role: '分管领导', by: '陈志', remark: '抓紧' }])
    expect(await waits('chen')).toEqual([])
    expect(await review('chen', 'pass')).toBe('refused:chain-ended-approved')
    expect(await say('li', { verb: 'digest.withdraw', month: '2025-09', unit: 'general' })).toBe(
      'refused:digest-filed',
    )
  })

  test('is late by when it arrives, not by when its head signed', async () => {
    bureau.goTo('2025-10-09', '17:00')
    await sign('li')
    bureau.goTo('2025-10-10', '09:00')
    expect(await signedBy('chen')).toMatchObject({ late: true })
    await review('chen', 'pass')
    expect(await signedBy('zhou')).toMatchObject({ late: true })
  })

  test('is sent back with a remark: members may add theirs, the head edits what was signed and signs anew', async () => {
    bureau.goTo('2025-10-09', '09:00')
    await sign('li')
    await bureau.notices()
    expect(await report('zhang', '2025-09')).toBe('refused:report-signed')
    expect(await review('chen', 'return')).toBe('refused:chain-reason')
    expect(await review('chen', 'return', '太笼统')).toBe('digest-returned')
    expect(await sent()).toEqual(['send digest 2025-09.general li'])
    expect(await waits('li')).toContain('ask-sign-again 2025-09.general')
    expect(await digest('li')).toMatchObject({
      ...{ stage: 'form', summary: '都办完了', saved: false },
      sentBack: { by: '陈志', withdrawn: false, remark: '太笼统' },
    })
    expect(await report('zhang', '2025-09')).toBe('report-submitted-late')
    expect(await sign('li')).toBe('digest-signed-on')
    expect(await review('chen', 'pass')).toBe('digest-passed-last')
  })

  test('can be taken back until somebody has signed after its head', async () => {
    bureau.goTo('2025-10-09', '09:00')
    const withdraw = { verb: 'digest.withdraw', month: '2025-09', unit: 'general' }
    expect(await say('li', withdraw)).toBe('refused:digest-not-signed')
    await sign('li')
    expect(await say('wang', withdraw)).toBe('refused:not-allowed')
    const before = (await signedBy('chen')).report
    expect(await say('li', withdraw)).toBe('digest-withdrawn')
    const old = { verb: 'digest.pass', month: '2025-09', unit: 'general', report: before, text: '' }
    expect(await say('chen', old), 'the head was first').toBe('refused:chain-ended-withdrawn')
    await sign('li', 'general', { summary: '改过了' })
    expect(await say('chen', old), 'another was signed').toBe('refused:digest-changed')
    expect(await review('chen', 'pass')).toBe('digest-passed-last')
  })

  test('whose leader was first can’t be taken back any more', async () => {
    bureau.goTo('2025-10-09', '09:00')
    await sign('li')
    await review('chen', 'return', '改')
    const withdraw = { verb: 'digest.withdraw', month: '2025-09', unit: 'general' }
    expect(await say('li', withdraw)).toBe('refused:digest-not-signed')
  })

  test('that a member changed after the card was shown is shown anew with the text kept, and signed then', async () => {
    bureau.goTo('2025-10-09', '09:00')
    await report('zhang', '2025-09')
    const form = await digest('li')
    const { shown } = form as { shown: number }
    await report('wang', '2025-09')
    expect(await sign('li', 'general', { summary: '我写的', shown })).toBe('digest-newer')
    const again = await digest('li')
    expect(again).toMatchObject({ stage: 'form', summary: '我写的', since: ['王珊'] })
    const now = (again as { shown: number }).shown
    expect(await sign('li', 'general', { summary: '我写的', shown: now })).toBe('digest-signed-on')
    expect(await report('wang', '2025-09')).toBe('refused:report-signed')
  })

  test('of a head who is in charge too arrives at once: nobody signs twice', async () => {
    bureau.goTo('2025-10-09', '09:00')
    expect(await sign('hu', 'archives')).toBe('digest-signed')
    expect(await signedBy('zhou', '2025-09.archives')).toMatchObject({ waits: null, late: false })
  })

  test('waits for the office where nobody is in charge of the unit', async () => {
    bureau.goTo('2025-10-09', '09:00')
    expect(await sign('zhou', 'planning')).toBe('digest-signed-on')
    const { bureau: now } = await bureau.seeing(null)
    // 郑 is in charge of it; of 机关党委 nobody is, and nobody heads it either.
    expect(now.roster.leadersOf('party')).toEqual([])
    expect(await waits('zhou')).toContain('ask-sign 2025-09.party')
    expect(await waits('zheng')).toContain('ask-sign-next 2025-09.planning')
  })

  test('of a head who is away is signed by who took over, and so is the leader’s step', async () => {
    bureau.goTo('2025-09-26', '10:00')
    const days = { from: '2025-10-09', to: '2025-10-10' }
    expect(await ask(bureau, 'li', { ...days, handover: 'wang' })).toBe('leave-asked')
    expect(await decide(bureau, 'chen', { on: 'li' })).toBe('leave-passed')
    expect(await decide(bureau, 'wu', { on: 'li' })).toBe('leave-approved')
    expect(await ask(bureau, 'chen', { ...days, handover: 'zheng' })).toBe('leave-asked')
    expect(await decide(bureau, 'wu', { on: 'chen' })).toBe('leave-approved')
    bureau.goTo('2025-10-09', '09:00')
    expect(await waits('wang')).toContain('ask-sign 2025-09.general')
    expect(await waits('li')).not.toContain('ask-sign 2025-09.general')
    expect(await sign('wang')).toBe('digest-signed-on')
    expect(await waits('zheng')).toContain('ask-sign-next 2025-09.general')
    expect(await review('zheng', 'pass')).toBe('digest-passed-last')
    expect((await signedBy('zhou')).passed).toMatchObject([{ by: '郑副', actingFor: '陈志' }])
  })

  test('is decided once where two would at the same moment: leader and head, or a leader and who stands in', async () => {
    bureau.goTo('2025-10-08', '10:00')
    await ask(bureau, 'chen', { from: '2025-10-09', to: '2025-10-10', handover: 'zheng' })
    await decide(bureau, 'wu', { on: 'chen' })
    bureau.goTo('2025-10-09', '09:00')
    const taken = (all: string[]) => all.filter((one) => !one.startsWith('refused:'))
    for (const verb of ['pass', 'return'] as const) {
      await sign('li')
      const withdraw = { verb: 'digest.withdraw', month: '2025-09', unit: 'general' }
      const both = [review('zheng', verb, '改'), say('li', withdraw)]
      expect(taken(await Promise.all(both))).toHaveLength(1)
      if ((await digest('li')).stage === 'signed') break
    }
    if ((await digest('li')).stage !== 'signed') await sign('li')
    const { filedAt } = await signedBy('li')
    const leaders = await Promise.all([review('chen', 'pass'), review('zheng', 'return', '改')])
    expect(taken(leaders)).toHaveLength(filedAt === null ? 1 : 0)
  })

  test('is reminded of on the morning of the due day, with whom it is then', async () => {
    const [moment] = must(reviewAsks.sends, 'sent')
      .moments(bureau.calendar, day('2025-10-01'), day('2025-10-31'), {
        ...noRules,
        work: workRules(),
      })
      .map(({ occasion, at, reminds }) => ({ occasion, at: new Date(at).toISOString(), reminds }))
    expect(moment).toEqual({ occasion: '2025-09', at: '2025-10-09T01:00:00.000Z', reminds: true })
  })
})

const reportTaker = reportFlow.files

describe('annexes', () => {
  const file = { name: '需求清单.xlsx', sha256: 'a'.repeat(64), size: 9, mediaType: 'x' }
  const send = (who: string) =>
    bureau.act(who, (ctx) => attachFile([must(reportTaker, 'the flow takes files')], ctx, file))

  test('belong to the draft, go with the signature, and are seen by who may read the report', async () => {
    bureau.goTo('2025-10-09', '09:00')
    const of = { month: '2025-09', unit: 'general', summary: '草稿' }
    expect(await send('li')).toBe('refused:record-attached-nowhere')
    expect(await say('li', { verb: 'digest.annex', ...of })).toBe('digest-annex')
    expect(await send('li')).toBe('digest-attached')
    expect(await send('li')).toBe('digest-attached')
    const { files } = (await digest('li')) as { files: { id: string }[] }
    const [one, other] = files.map(({ id }) => id)
    expect(await say('li', { verb: 'digest.drop', ...of, file: other })).toBe(
      'digest-annex-dropped',
    )
    await sign('li')
    expect((await signedBy('chen')).files).toEqual([{ id: one, name: '需求清单.xlsx' }])
    expect(await findFile(bureau.storage.read, must(one, 'a file'))).not.toBeNull()
    expect(await say('chen', { verb: 'digest.file', file: one })).toBe('file-sent')
    expect(await say('zhang', { verb: 'digest.file', file: one })).toBe('refused:gone')
    expect(await say('chen', { verb: 'digest.file', file: other })).toBe('refused:gone')
  })
})

describe('what came when', () => {
  const table = (who = 'zhou') => look<ReportTableView>(who, 'report-table', '2025-09')

  test('is a table and a sheet for who files it; nobody else has them', async () => {
    bureau.goTo('2025-10-09', '09:00')
    await sign('li')
    await review('chen', 'pass')
    await sign('hu', 'archives')
    const seen = await table()
    expect(seen).toMatchObject({ units: 4, inTime: 2, late: 0, open: 2, over: false, failings: [] })
    expect(seen.rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['综合处 filed', '规划处 unsigned', '机关党委 unsigned', '档案处 filed'],
    ])
    expect(await look('li', 'report-table', '2025-09')).toMatchObject({ kind: 'gone' })
    const sheet = async (who: string) =>
      templates.get('report-table')?.(await bureau.seeing(who), who, '2025-09')
    const made = await sheet('zhou')
    const rows = made && 'columns' in made ? (made.rows ?? []) : []
    expect(rows[0]?.slice(0, 6)).toEqual([
      ...['综合处', '已报到', '按时', '李群', '2025-10-09 09:00', '2025-10-09 09:00'],
    ])
    expect(await sheet('li')).toBeNull()
    expect(await say('zhou', { verb: 'reports.sheet', month: '2025-09' })).toBe('reports-sheet')
    expect(await say('li', { verb: 'reports.sheet', month: '2025-09' })).toBe(
      'refused:reports-not-yours',
    )
  })

  test('is passed round once to the leaders, who read it page by page and are seen to have read', async () => {
    bureau.goTo('2025-10-09', '09:00')
    await sign('li')
    const pass = { verb: 'reports.pass-round', month: '2025-09' }
    expect(await say('zhou', pass), 'on its way').toBe('refused:reports-none-to-pass')
    await review('chen', 'pass')
    expect(await look('wu', 'digest', '2025-09.general'), 'not yet').toMatchObject({ kind: 'gone' })
    bureau.goTo('2025-10-10', '09:10')
    expect(await waits('zhou')).toContain('ask-pass-round 2025-09')
    expect(await say('li', pass)).toBe('refused:reports-not-yours')
    await bureau.notices()
    expect(await say('zhou', pass)).toBe('reports-passed-round')
    expect(await sent()).toEqual([
      'send report-reading 2025-09 chen',
      'send report-reading 2025-09 wu',
      'send report-reading 2025-09 zheng',
    ])
    expect(await say('zhou', pass)).toBe('refused:reports-none-to-pass')
    expect(await waits('wu')).toEqual(['ask-read-reports 2025-09'])
    const reading = await look<ReportReadingView>('wu', 'report-reading', '2025-09')
    expect(reading.items).toMatchObject([{ unit: '综合处', summary: '都办完了', read: false }])
    const read = { verb: 'reports.read', month: '2025-09', page: 1, shown: reading.shown }
    expect(await say('li', read)).toBe('refused:reports-not-yours')
    expect(await say('wu', { ...read, shown: 'x' }), 'another page').toBe('reports-shown-anew')
    expect(await say('wu', read)).toBe('reports-read')
    expect(await say('wu', read)).toBe('refused:reports-read-before')
    expect(await waits('wu')).toEqual([])
    expect((await signedBy('wu')).round).toEqual({ read: ['吴主任'], of: 4 })
    expect(await table()).toMatchObject({ passedRound: 1, toPassRound: 0 })
  })

  test('late, missing and returned ones can be proposed, through the form of a fact and never by themselves', async () => {
    bureau.goTo('2025-10-09', '17:00')
    await report('zhang', '2025-09')
    await sign('li')
    await review('chen', 'return', '改')
    bureau.goTo('2025-10-10', '09:00')
    await sign('hu', 'archives')
    const seen = await table()
    expect(seen.failings.map(({ value }) => value)).toEqual([
      ...['unit:returned:general', 'unit:missing:planning', 'unit:missing:party'],
      ...['unit:late:archives', 'person:missing:li', 'person:late:zhang', 'person:missing:wang'],
      ...['person:missing:zhou', 'person:missing:sun', 'person:missing:zhao', 'person:missing:hu'],
      'person:missing:he',
    ])
    const { collected } = await bureau.seeing(null)
    expect(collected.position, 'nothing is proposed by itself').toBeGreaterThan(0)
    const propose = { verb: 'reports.propose', month: '2025-09', failing: 'unit:late:archives' }
    expect(await say('li', propose)).toBe('refused:reports-not-yours')
    expect(await say('zhou', { ...propose, failing: 'unit:late:general' })).toBe(
      'refused:reports-failing-gone',
    )
    expect(await say('zhou', propose)).toBe('reports-form-opened')
    const draft = await recordDraft(
      bureau.storage.read,
      { bureau: { id: bureau.id }, person: 'zhou' },
      'new',
    )
    expect(draft).toMatchObject({
      kind: 'general-late',
      words: { whom: ['hu'], day: '2025-10-09' },
    })
    expect(draft?.words.note).toContain('10月10日')
    await bureau.job(async (ctx) =>
      factProposed.write(ctx, {
        ...{ by: 'zhou', subject: 'zhang', day: day('2025-09-30') },
        body: {
          kind: factKind(workRules(), 'general-late'),
          persons: ['zhang'],
          units: ['general'],
        },
        personal: { note: '迟' },
      }),
    )
    const after = await table()
    expect(after.failings.map(({ value }) => value)).not.toContain('person:late:zhang')
    expect(after.proposed).toBe(1)
  })
})

describe('people who were not there the whole month', () => {
  test('on leave for all of it owe nothing, are no ones who are missing, and find their plans a month later', async () => {
    bureau.goTo('2025-08-28', '10:00')
    await report('zhang', '2025-08', { plans: ['写总结', '办提案'] })
    const days = { from: '2025-09-01', to: '2025-09-30', kind: 'sick' }
    expect(await ask(bureau, 'zhang', days)).toBe('leave-asked')
    for (const by of ['li', 'chen', 'wu']) await decide(bureau, by, { on: 'zhang' })
    bureau.goTo('2025-09-26', '10:00')
    expect(await waits('zhang')).toEqual([])
    bureau.goTo('2025-10-09', '09:00')
    const seen = await look<DigestView>('li', 'digest', '2025-09.general')
    expect(seen.members.find(({ name }) => name === '张可')).toMatchObject({ onLeave: true })
    await sign('li')
    const { members } = await look<DigestView>('chen', 'digest', '2025-09.general')
    expect(members.filter(({ onLeave }) => onLeave).map(({ name }) => name)).toEqual(['张可'])
    expect(await look('zhang', 'report', '2025-09')).toMatchObject({
      stage: { stage: 'missed', onLeave: true },
    })
    bureau.goTo('2025-10-27', '10:00')
    const october = await look<ReportView>('zhang', 'report', '2025-10')
    const items = october.stage.stage === 'form' ? october.stage.items : []
    expect(items.map(({ text, months }) => `${text} ${months}`)).toEqual(['写总结 2', '办提案 2'])
  })
})

describe('something that goes on for months', () => {
  test('comes again by itself with how it went, until it is done or given up', async () => {
    bureau.goTo('2025-06-27', '10:00')
    await report('zhang', '2025-06', { plans: ['修订办法', '调研'] })
    bureau.goTo('2025-07-28', '10:00')
    await report('zhang', '2025-07', {
      items: [
        { status: 'under-way', note: '完成初稿' },
        { status: 'done', note: '' },
      ],
      plans: [],
    })
    bureau.goTo('2025-08-28', '10:00')
    const form = async (month: string) => {
      const { stage } = await look<ReportView>('zhang', 'report', month)
      return stage.stage === 'form' ? stage.items : []
    }
    expect(await form('2025-08')).toMatchObject([
      {
        ...{ text: '修订办法', months: 2 },
        history: [{ month: '2025-07', status: 'under-way', note: '完成初稿' }],
      },
    ])
    await report('zhang', '2025-08', {
      items: [{ status: 'not-done', note: '等会商' }],
      plans: ['修订办法', '接待'],
    })
    bureau.goTo('2025-09-26', '10:00')
    const september = await form('2025-09')
    expect(september.map(({ text, months }) => `${text} ${months}`)).toEqual([
      ...['修订办法 3', '接待 1'],
    ])
    expect(september[0]?.history.map(({ month }) => month)).toEqual(['2025-07', '2025-08'])
    await report('zhang', '2025-09', {
      items: [
        { status: 'dropped', note: '并入新办法' },
        { status: 'done', note: '' },
      ],
    })
    bureau.goTo('2025-10-27', '10:00')
    expect((await form('2025-10')).map(({ text }) => text)).toEqual(['办提案'])
  })

  test('takes no more than a form holds', async () => {
    bureau.goTo('2025-08-28', '10:00')
    await report('zhang', '2025-08', { plans: ['一', '二', '三', '四', '五', '六'] })
    bureau.goTo('2025-09-26', '10:00')
    const going = Array.from({ length: 6 }, () => ({ status: 'under-way' as const, note: '办' }))
    const many = { items: going, plans: ['七', '八', '九'] }
    expect(await report('zhang', '2025-09', many)).toBe('refused:report-items-many')
    expect(await report('zhang', '2025-09', { ...many, plans: ['一', '七', '八'] })).toBe(
      'report-submitted',
    )
  })
})

describe('reports of earlier months', () => {
  const turn = (who: string, month: string): Promise<string> =>
    say(who, { verb: 'reports.page', card: 'report-archive', key: 'months', page: 1, month })
  const archive = async (who: string, month: string): Promise<ReportArchiveView> => {
    const sent = await deskOf(bureau).say(who, { text: `往期月报 ${month}` })
    expect(sent).toContain('report-archive months')
    return look<ReportArchiveView>(who, 'report-archive', 'months')
  }

  test('are found by their month, two years on too, each by who may read it', async () => {
    await report('zhang', '2025-09')
    bureau.goTo('2025-10-09', '09:00')
    await sign('li')
    await review('chen', 'pass')
    for (const month of ['2026-03', '2027-02', '2027-10']) {
      bureau.goTo(`${month}-27`, '10:00')
      await report('wang', month)
    }
    bureau.goTo('2027-10-28', '10:00')
    expect(await archive('zhang', '2025-09')).toMatchObject({
      ...{ month: '2025-09', own: { state: 'handed-in' }, units: [], before: '2025-08' },
    })
    expect((await archive('li', '2025-09')).units).toMatchObject([
      { key: '2025-09.general', state: 'filed', late: false },
    ])
    expect((await archive('zhou', '2025-09')).units).toHaveLength(4)
    expect(await signedBy('li')).toMatchObject({ by: '李群', summary: '都办完了' })
    expect(await look('zhang', 'report', '2025-09')).toMatchObject({
      stage: { stage: 'receipt', text: { extra: '值班' } },
    })
    expect(await archive('zhang', '2027-10')).toMatchObject({ month: '2027-10', after: null })
    expect(await turn('zhang', '2027-09')).toBe('page-turned')
    expect(await look('zhang', 'report-archive', 'months')).toMatchObject({ month: '2027-09' })
    const wrong = { verb: 'reports.page', card: 'home', key: 'x', page: 1, month: '' }
    expect(await say('zhang', wrong)).toBe('refused:gone')
  })
})

describe('the rules of another bureau', () => {
  test('have a chain of their own, another day, and nobody who is passed anything', async () => {
    const other = await leaveDatabase(workRules('hexi-district'))
    bureau = await other.newBureau()
    bureau.goTo('2025-09-30', '17:30')
    expect(await sign('li')).toBe('digest-signed-on')
    expect(await waits('chen')).toEqual([])
    expect(await waits('wu')).toEqual(['ask-sign-next 2025-09.general'])
    // The 4th of October is not counted, and nothing is shifted: the 3rd.
    expect(await look('wu', 'digest', '2025-09.general')).toMatchObject({ due: '2025-10-03' })
    expect(await review('wu', 'pass')).toBe('digest-passed-last')
    expect(await look<ReportTableView>('chen', 'report-table', '2025-09')).toMatchObject({
      ...{ units: 1, readers: [], toPassRound: 0, failings: [] },
    })
    bureau.goTo('2025-10-10', '09:00')
    expect(await look<ReportTableView>('zhou', 'report-table', '2025-09')).toMatchObject({
      failings: [],
    })
    await other.close()
  }, 60_000)
})
