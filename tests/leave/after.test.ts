import { mkdtempSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { sha256 } from '../../src/base/ids.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { allJobs, cardKindNames, fileTakers, viewOf } from '../../src/flows/all.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import { leaveBetween } from '../../src/flows/leave/counted.js'
import type { LeaveApprovalView, LeaveView } from '../../src/flows/leave/views.js'
import { backJob, countJob, eraseJob } from '../../src/flows/leave/jobs.js'
import { viewLeave } from '../../src/flows/leave/views.js'
import { attachFile } from '../../src/flows/files.js'
import { inputAround, scoringInput } from '../../src/flows/scoring-input.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { FileStore, filesAbout, sweepFiles } from '../../src/storage/files.js'
import { verifyChain } from '../../src/storage/chain.js'
import type { TestBureau } from '../report/bureau.js'
import { deskOf } from '../text/desk.js'
import { strictWork } from '../refusals/leave-rules.js'
import { ask, decide, lastLeave, leaveDatabase, own, words, workRules } from './bureau.js'
import { press } from '../pressing.js'
import { createRender } from '../../src/desk/render-notice.js'

const effectiveJob = must(
  allJobs.find(({ name }) => name === 'effective-facts'),
  'facts become effective by a job',
)

let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})

afterAll(() => database.close())

/** A leave that was asked for and approved by everybody of its chain. */
async function approved(
  who: string,
  of: Parameters<typeof ask>[2],
  chain: string[],
): Promise<void> {
  expect(await ask(bureau, who, of)).toBe('leave-asked')
  for (const one of chain) await decide(bureau, one, { on: who })
  expect((await lastLeave(bureau, who)).stage).toBe('approved')
}

async function scored(asOf: string) {
  const seeing = await bureau.seeing('zhou')
  const cycle = must(seeing.bureau.cycles[0], 'a cycle runs')
  const input = scoringInput(seeing, cycle, day(asOf))
  return { input, result: scoreCycle(input) }
}

describe('approved leave counts', () => {
  test('in the cycle with its days, and the export scores the same', async () => {
    await approved('zhang', { from: '2025-09-10', to: '2025-09-12', ends: 'noon' }, ['li', 'chen'])
    await approved('zhang', { kind: 'sick', from: '2025-09-15' }, ['li'])
    const { input, result } = await scored('2025-12-31')
    const leaves = input.facts.filter(({ rule }) => rule === 'leave')
    expect(leaves.map(({ sort, quantity, persons }) => [sort, quantity, persons])).toEqual([
      ['personal', '2.5', ['zhang']],
      ['sick', '1', ['zhang']],
    ])
    const seeing = await bureau.seeing('zhang')
    const cycle = must(seeing.bureau.cycles[0], 'a cycle runs')
    for (const who of ['zhang', 'li', 'wang']) {
      const assessee = must(cycle.byId.get(who), 'is assessed')
      const own = scoreCycle(inputAround(seeing, cycle, { asOf: day('2025-12-31'), assessee }))
      const of = (all: typeof own) => all.statements.find((one) => one.assessee === who)
      expect(of(own)?.bars, who).toEqual(of(result)?.bars)
      expect(of(own)?.root, who).toEqual(of(result)?.root)
    }
    const file = exportFacts(input)
    expect(file.facts.filter(({ rule }) => rule === 'leave')).toHaveLength(2)
    const again = scoreCycle(inputOf(input.scheme, JSON.parse(JSON.stringify(file))))
    expect(JSON.stringify(again)).toBe(JSON.stringify(result))
  })

  test('towards the limit, which is shown before it is reached and bars only beyond it', async () => {
    const chain = ['li', 'chen', 'wu']
    await approved('zhang', { from: '2025-09-09', to: '2025-09-24' }, chain)
    const first = await viewOf(await bureau.seeing('zhang'), { kind: 'my-leaves', key: 'mine' })
    expect(first).toMatchObject({
      limits: [
        { takes: 'days', now: '12', limit: '15', reached: false },
        { takes: 'times', now: '1', limit: '10' },
      ],
    })
    await ask(bureau, 'zhang', { from: '2025-10-20', to: '2025-10-22' })
    const { id } = await lastLeave(bureau, 'zhang')
    const fifteen = await viewOf(await bureau.seeing('li'), { kind: 'leave-approval', key: id })
    expect(fifteen).toMatchObject({ limits: [{ now: '12', after: '15', reached: false }, {}] })
    await own(bureau, 'zhang', 'withdraw')
    await ask(bureau, 'zhang', { from: '2025-10-20', to: '2025-10-23', ends: 'noon' })
    const beyond = (await lastLeave(bureau, 'zhang')).id
    expect(
      await viewOf(await bureau.seeing('li'), { kind: 'leave-approval', key: beyond }),
    ).toMatchObject({ limits: [{ after: '15.5', reached: true }, {}] })
    const barred = async () =>
      (await scored('2025-12-31')).result.statements
        .find(({ assessee }) => assessee === 'zhang')
        ?.bars.some(({ id }) => id === 'bar-leave-days')
    expect(await barred()).toBe(false)
    for (const who of chain) await decide(bureau, who, { on: 'zhang' })
    expect(await barred()).toBe(true)
  })

  test('towards the limit in the place of what it changes, before the person and who approves', async () => {
    await approved('zhang', { from: '2025-09-10', to: '2025-09-12' }, ['li', 'chen'])
    const { id } = await lastLeave(bureau, 'zhang')
    const counts = async (who: string, kind: string, key: string) => {
      const view = await viewOf(await bureau.seeing(who), { kind, key })
      const { step, limits } = view as Partial<
        Pick<LeaveView, 'step'> & Pick<LeaveApprovalView, 'limits'>
      >
      const all = step?.step === 'form' ? step.reckoned?.limits : limits
      return all?.map(({ now, after, takes }) => `${now} → ${after} ${takes}`)
    }
    expect(await counts('zhang', 'leave', id)).toEqual(['3 → 3 days', '1 → 1 times'])
    expect(await ask(bureau, 'zhang', { from: '2025-09-10', to: '2025-09-15' }, id)).toBe(
      'leave-asked',
    )
    const { id: longer } = await lastLeave(bureau, 'zhang')
    expect(await counts('li', 'leave-approval', longer)).toEqual(['3 → 4 days', '1 → 1 times'])
    for (const one of ['li', 'chen', 'wu']) await decide(bureau, one, { on: 'zhang' })
    expect(await counts('zhang', 'own-leave', longer)).toEqual(['4 → 4 days', '1 → 1 times'])
  })

  test('where each day lies, over the ends of months, quarters and years', async () => {
    bureau.goTo('2025-12-22', '10:00')
    await approved('zhang', { from: '2025-12-29', to: '2026-01-06' }, ['li', 'chen', 'wu'])
    const seeing = await bureau.seeing('zhang')
    const between = (from: string, to: string) => {
      const { days, times } = leaveBetween(seeing, 'zhang', { from: day(from), to: day(to) })
      return [days.toString(), times]
    }
    // 29, 30, 31 Dec; 1–3 Jan are off and Sunday 4 Jan is worked; 4, 5, 6 Jan.
    expect(between('2025-12-01', '2025-12-31')).toEqual(['3', 1])
    expect(between('2026-01-01', '2026-03-31')).toEqual(['3', 1])
    const { parts } = await lastLeave(bureau, 'zhang')
    expect(parts).toEqual([
      { year: 2025, halves: 6, certain: true },
      { year: 2026, halves: 6, certain: true },
    ])
    const { input } = await scored('2025-12-31')
    expect(input.facts.map(({ quantity }) => quantity)).toEqual(['3'])
  })

  test('as often in the tables of a year as its scheme counts it, also what began before it or on days off', async () => {
    bureau.goTo('2025-09-22', '10:00')
    // Saturday 27 and Sunday 28 September are off or worked as the notice has it; the holiday is 1 to 8 October.
    await approved('zhang', { from: '2025-09-27', to: '2025-10-09' }, ['li', 'chen', 'wu'])
    bureau.goTo('2025-12-22', '10:00')
    await approved('zhang', { from: '2025-12-29', to: '2026-01-06' }, ['li', 'chen', 'wu'])
    // New year's days are off: nothing of this one lies in 2026.
    await approved('wang', { from: '2025-12-31', to: '2026-01-02' }, ['li', 'chen', 'wu'])
    const seeing = await bureau.seeing('zhang')
    const quarters = (who: string, year: number) =>
      [
        ['01-01', '03-31'],
        ['04-01', '06-30'],
        ['07-01', '09-30'],
        ['10-01', '12-31'],
      ].map(([from, to]) => {
        const of = { from: day(`${year}-${from}`), to: day(`${year}-${to}`) }
        const { days, times } = leaveBetween(seeing, who, of)
        return `${days}/${times}`
      })
    expect(quarters('zhang', 2025)).toEqual(['0/0', '0/0', '3/1', '4/1'])
    expect(quarters('zhang', 2026)).toEqual(['3/1', '0/0', '0/0', '0/0'])
    expect(quarters('wang', 2026)).toEqual(['0/0', '0/0', '0/0', '0/0'])
    const { input } = await scored('2025-12-31')
    const own = (who: string) => input.facts.filter(({ persons }) => persons.includes(who)).length
    expect([own('zhang'), own('wang')]).toEqual([2, 1])
  })

  test('beside what was recorded several times at once, as the engine counts both', async () => {
    bureau.goTo('2025-09-10', '10:00')
    const times = {
      ...noWords,
      whom: ['zhang'],
      day: '2025-09-09',
      occasion: 'duty',
      times: '8',
      note: '抽查',
    }
    const form = { verb: 'record.submit', key: 'new', kind: 'late', confirmed: false, words: times }
    expect(await press(bureau, 'zhou', form as Intent)).toBe('fact-proposed')
    const { collected } = await bureau.seeing(null)
    const fact = [...collected.of(factsSlice).byId.keys()].at(-1) ?? ''
    const of = { fact, whose: '', field: 'opinion', text: '' }
    expect(await press(bureau, 'li', { verb: 'fact.verify', ...of } as Intent)).toBe(
      'fact-verified',
    )
    expect(await press(bureau, 'chen', { verb: 'fact.approve', ...of } as Intent)).toBe(
      'fact-approved',
    )
    await bureau.delivered()
    bureau.goTo('2025-09-22', '10:00')
    await bureau.job((ctx) => effectiveJob.run(ctx, '2025-09-22', null))
    await approved('zhang', { from: '2025-09-23' }, ['li'])
    const card = await viewOf(await bureau.seeing('zhang'), { kind: 'my-leaves', key: 'mine' })
    expect(card).toMatchObject({
      limits: [
        { takes: 'days', now: '1' },
        { takes: 'times', now: '9' },
      ],
    })
    await ask(bureau, 'zhang', { from: '2025-09-24' })
    const { id } = await lastLeave(bureau, 'zhang')
    expect(
      await viewOf(await bureau.seeing('li'), { kind: 'leave-approval', key: id }),
    ).toMatchObject({ limits: [{}, { now: '9', after: '10', reached: true }] })
    const { result } = await scored('2025-12-31')
    const counters = result.statements.find(({ assessee }) => assessee === 'zhang')?.counters
    expect(counters?.find((one) => one.id === 'bar-leave-count')?.value).toBe('9')
  })

  test('not before it is approved, and not once it is withdrawn', async () => {
    await ask(bureau, 'zhang', {})
    expect((await scored('2025-12-31')).input.facts).toEqual([])
    await decide(bureau, 'li', { on: 'zhang' })
    expect((await scored('2025-12-31')).input.facts).toHaveLength(1)
    await own(bureau, 'zhang', 'withdraw')
    expect((await scored('2025-12-31')).input.facts).toEqual([])
  })
})

describe('reporting back', () => {
  test('is asked for on the first working day, and noticed once when it is late', async () => {
    await approved('zhang', { from: '2025-09-10', to: '2025-09-12' }, ['li', 'chen'])
    await bureau.notices()
    const run = async (on: string) => {
      bureau.goTo(on, '08:40')
      await bureau.job((ctx) => backJob.run(ctx, on, null))
      const { id } = await lastLeave(bureau, 'zhang')
      const sent = (await bureau.notices()).map(({ what }) => what.replace(id, 'it'))
      return sent.filter((what) => what.startsWith('send'))
    }
    expect(await run('2025-09-12')).toEqual([])
    expect(await run('2025-09-15')).toEqual(['send own-leave it zhang'])
    expect(await run('2025-09-16')).toEqual([
      'send leave-approval it li',
      'send own-leave it zhang',
    ])
    expect(await run('2025-09-17')).toEqual([])
    expect(await own(bureau, 'zhang', 'back')).toBe('leave-back')
    expect(await run('2025-09-18')).toEqual([])
  })
})

describe('reason and papers', () => {
  /** One word for each test: they share a database. */
  let word = ''
  let count = 0
  const paper = { name: '', size: 5, mediaType: 'image/jpeg' }
  beforeEach(() => {
    count++
    word = `第${count}号病区`
    paper.name = `病情证明之${word}.jpg`
  })

  async function withPapers(folder = mkdtempSync(join(tmpdir(), 'papers-'))): Promise<FileStore> {
    const store = new FileStore(folder)
    await approved(
      'zhang',
      { kind: 'hospital', reason: `住进精神卫生中心${word}`, from: '2025-09-10' },
      ['li'],
    )
    expect(await own(bureau, 'zhang', 'papers')).toBe('leave-papers-wait')
    const hash = await store.put(new TextEncoder().encode(`证明：${word}`))
    const said = await bureau.act('zhang', (ctx) =>
      attachFile(fileTakers, ctx, { ...paper, sha256: hash }),
    )
    expect(said).toBe('leave-paper-added')
    return store
  }

  test('are seen by the person and the chain, and by nobody else on any card', async () => {
    await withPapers()
    const { id } = await lastLeave(bureau, 'zhang')
    const keys = [id, 'new', 'phone', 'mine', 'home', 'all', 'list', 'cycles', bureau.cycle]
    const seenBy: string[] = []
    const { bureau: of } = await bureau.seeing(null)
    for (const who of [...of.roster.people.map((one) => one.id), null]) {
      const seeing = await bureau.seeing(who)
      for (const kind of cardKindNames) {
        for (const key of keys) {
          const text = JSON.stringify(await viewOf(seeing, { kind, key }).catch(() => null)) ?? ''
          if (text.includes(word)) seenBy.push(`${who ?? 'group'} ${kind}`)
        }
      }
    }
    expect([...new Set(seenBy)].sort()).toEqual([
      'li leave-approval',
      'zhang leave',
      'zhang own-leave',
    ])
  })

  test('are sent to who is of the chain and asks for them, to nobody else, and not once that is over', async () => {
    await withPapers()
    const [file = ''] = (await lastLeave(bureau, 'zhang')).files
    await bureau.notices()
    const open = (who: string) => press(bureau, who, { verb: 'leave.file', file } as never)
    for (const who of ['wang', 'chen', 'wu', 'zhou', 'sun'])
      expect(await open(who)).toBe('refused:gone')
    expect(await open('li')).toBe('file-sent')
    const [asked] = await bureau.notices()
    expect(asked?.what).toBe(`file file ${file} li`)
    const render = createRender({ bureaus: bureau.bureaus })
    const drawn = async (recipient: string) =>
      bureau.storage.transact('work', (tx) =>
        render({ ...must(asked, 'a notice').notice, recipient }, tx),
      )
    const { bureau: of } = await bureau.seeing(null)
    expect(await drawn(of.addresses.get('li') ?? '')).toMatchObject({
      content: expect.stringContaining(paper.name),
    })
    expect(await drawn(of.addresses.get('wang') ?? '')).toEqual({ drop: 'not-allowed' })
  })

  test('are in no export, no notice and no ledger entry', async () => {
    await withPapers()
    const { input } = await scored('2025-12-31')
    expect(JSON.stringify(exportFacts(input))).not.toContain(word)
    expect(JSON.stringify(await bureau.notices())).not.toContain(word)
    const { client } = bureau.storage.read
    const entries = await client.ledgerEntry.findMany({ where: { bureau: bureau.id } })
    expect(JSON.stringify(entries, plain)).not.toContain(word)
  })

  test('are gone from the whole database and the disk when their time is over; the chain is sound', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'papers-'))
    const store = await withPapers(folder)
    const run = (on: string) => {
      bureau.goTo(on, '00:30')
      return bureau.job((ctx) => eraseJob.run(ctx, on, null))
    }
    const { id } = await lastLeave(bureau, 'zhang')
    await run('2026-09-10')
    expect(await filesAbout(bureau.storage.read, bureau.id, id)).toHaveLength(1)
    await run('2026-09-11')
    expect(await everything()).not.toContain(word)
    expect(await verifyChain(bureau.storage.read, bureau.id)).toEqual([])
    expect((await lastLeave(bureau, 'zhang')).erased).toBe(true)
    expect(
      await viewOf(await bureau.seeing('li'), { kind: 'leave-approval', key: id }),
    ).toMatchObject({ leave: { reason: null, files: [] } })
    // The days still count.
    expect((await scored('2025-12-31')).input.facts).toHaveLength(1)
    const hash = sha256(new TextEncoder().encode(`证明：${word}`))
    const before = await sweepFiles(bureau.storage.read, store)
    expect([before, await store.get(hash)]).toEqual([0, expect.anything()])
    const long = new Date('2020-01-01')
    utimesSync(join(folder, hash.slice(0, 2), hash), long, long)
    expect([await sweepFiles(bureau.storage.read, store), await store.get(hash)]).toEqual([1, null])
  })

  test('go along when a returned leave is asked for anew, may be taken off, and are each erased with its own', async () => {
    const sent = (name: string) =>
      bureau.act('zhang', (ctx) =>
        attachFile(fileTakers, ctx, {
          ...paper,
          name,
          sha256: sha256(new TextEncoder().encode(name)),
        }),
      )
    const form = async (key: string) => {
      const view = await viewLeave(await bureau.seeing('zhang'), key)
      return 'step' in view && view.step.step === 'form' ? view.step.files : []
    }
    const of = { kind: 'hospital', from: '2025-09-10' }
    const looked = words(of)
    const look = { verb: 'leave.look', key: 'new', shown: '', words: looked } as Intent
    await press(bureau, 'zhang', look)
    expect([await sent('病历.jpg'), await sent('旧单据.jpg')]).toEqual(
      Array(2).fill('leave-attached'),
    )
    expect(await ask(bureau, 'zhang', of)).toBe('leave-asked')
    const first = await lastLeave(bureau, 'zhang')
    await decide(bureau, 'li', { on: 'zhang', as: 'return', text: '换一天' })
    const kept = await form(first.id)
    expect(kept.map(({ name }) => name)).toEqual(['病历.jpg', '旧单据.jpg'])
    const drop = { verb: 'leave.drop', key: first.id, file: kept[1]?.id ?? '' }
    await press(bureau, 'zhang', { ...drop, words: looked } as Intent)
    expect((await form(first.id)).map(({ name }) => name)).toEqual(['病历.jpg'])
    expect(await ask(bureau, 'zhang', { ...of, from: '2025-09-22' }, first.id)).toBe('leave-asked')
    const anew = await lastLeave(bureau, 'zhang')
    const about = async (id: string) =>
      (await filesAbout(bureau.storage.read, bureau.id, id)).map(({ name }) => name)
    expect([await about(first.id), await about(anew.id)]).toEqual([
      ['病历.jpg', '旧单据.jpg'],
      ['病历.jpg'],
    ])
    const [file = ''] = anew.files
    const open = (who: string) => press(bureau, who, { verb: 'leave.file', file } as never)
    const opened = await Promise.all(['wang', 'zhou', 'li', 'zhang'].map(open))
    expect(opened).toEqual(['refused:gone', 'refused:gone', 'file-sent', 'file-sent'])
    const run = (on: string) => {
      bureau.goTo(on, '00:30')
      return bureau.job((ctx) => eraseJob.run(ctx, on, null))
    }
    await run('2026-09-11')
    expect([await about(first.id), await about(anew.id)]).toEqual([[], ['病历.jpg']])
    await run('2026-09-23')
    expect(await about(anew.id)).toEqual([])
  })

  test('that a returned leave had are enough when it is asked for anew where they have to be there', async () => {
    const held = await database.newBureau([], [], strictWork())
    held.goTo('2025-09-08', '10:00')
    const of = { kind: 'hospital', from: '2025-09-10' }
    const given = words(of)
    const look = {
      verb: 'leave.look',
      key: 'new',
      shown: '',
      words: { ...given, kind: 'personal' },
    }
    await press(held, 'zhang', look as Intent)
    await held.act('zhang', (ctx) =>
      attachFile(fileTakers, ctx, { ...paper, sha256: '0'.repeat(64) }),
    )
    expect(await ask(held, 'zhang', of)).toBe('leave-asked')
    await decide(held, 'li', { on: 'zhang', as: 'return', text: '换一天' })
    const { id, files } = await lastLeave(held, 'zhang')
    expect(await ask(held, 'zhang', { ...of, from: '2025-09-11' }, id)).toBe('leave-asked')
    // Taken off, they are missing again.
    await decide(held, 'li', { on: 'zhang', as: 'return', text: '再换' })
    const second = await lastLeave(held, 'zhang')
    expect(files).not.toEqual(second.files)
    const drop = { verb: 'leave.drop', key: second.id, file: second.files[0] ?? '', words: given }
    await press(held, 'zhang', drop as Intent)
    expect(await ask(held, 'zhang', { ...of, from: '2025-09-12' }, second.id)).toBe(
      'refused:leave-papers',
    )
  })

  test('belong to a form from when it is opened, also one that was sent back, and where they have to be there first', async () => {
    const held = await database.newBureau([], [], strictWork())
    held.goTo('2025-09-08', '10:00')
    const bytes = new TextEncoder().encode('病历')
    const store = new FileStore(mkdtempSync(join(tmpdir(), 'papers-')))
    const desk = deskOf(held, { store, download: async () => bytes })
    const sends = async (name: string) =>
      (await desk.say('zhang', { file_key: name, file_name: name }, { type: 'file' })).at(-1)
    await desk.say('zhang', { text: '请假' })
    const of = { kind: 'hospital', from: '2025-09-10' }
    expect(await ask(held, 'zhang', of)).toBe('refused:leave-papers')
    expect(await sends('病历.jpg')).toContain('已附上“病历.jpg”')
    expect(await ask(held, 'zhang', of)).toBe('leave-asked')
    await decide(held, 'li', { on: 'zhang', as: 'return', text: '缺出院小结' })
    const { id } = await lastLeave(held, 'zhang')
    const own = await desk.card('zhang', 'own-leave', id)
    await desk.press('zhang', own, '改好再提交')
    expect(await sends('小结.jpg')).toContain('现有2件证明')
    const form = await viewLeave(await held.seeing('zhang'), id)
    expect(form).toMatchObject({ step: { words: { reason: '家里有事', kind: 'hospital' } } })
    expect(await ask(held, 'zhang', of, id)).toBe('leave-asked')
    expect((await lastLeave(held, 'zhang')).files).toHaveLength(2)
    // A form that was left with days that are over opens with days ahead.
    await desk.say('zhang', { text: '请假' })
    held.goTo('2025-09-15', '10:00')
    await desk.say('zhang', { text: '请假' })
    const later = await viewLeave(await held.seeing('zhang'), 'new')
    expect(later).toMatchObject({ step: { words: { from: '2025-09-16', to: '2025-09-16' } } })
  })

  /** Every row of every table of the database, as text. */
  async function everything(): Promise<string> {
    const { client } = bureau.storage.read
    const tables: { name: string }[] = await client.$queryRawUnsafe(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    )
    const rows = await Promise.all(
      tables.map(({ name }) =>
        client.$queryRawUnsafe(`select to_json(t)::text as row from "${name}" t`),
      ),
    )
    return JSON.stringify(rows, plain)
  }
})

test('days of a year are counted anew when its notice comes', async () => {
  bureau.goTo('2027-12-20', '10:00')
  await approved('zhang', { kind: 'annual', from: '2027-12-30', to: '2028-01-05' }, [
    'li',
    'chen',
    'wu',
  ])
  const before = await lastLeave(bureau, 'zhang')
  expect(before.parts.some(({ certain }) => !certain)).toBe(true)
  const parts = JSON.stringify(before.parts)
  await bureau.job((ctx) =>
    countJob.run(
      { ...ctx, calendar: { ...ctx.calendar, certain: () => true } },
      '2027-12-21',
      null,
    ),
  )
  const after = await lastLeave(bureau, 'zhang')
  expect(after.parts.every(({ certain }) => certain)).toBe(true)
  expect(JSON.stringify(after.parts)).not.toBe(parts)
})

test('another bureau’s work rules are followed as they are: only the last decides, days by the calendar', async () => {
  const other = await leaveDatabase(workRules('hexi-district'))
  try {
    bureau = await other.newBureau()
    bureau.goTo('2025-09-08', '10:00')
    expect(
      await ask(bureau, 'zhang', { kind: 'private', from: '2025-09-12', to: '2025-09-14' }),
    ).toBe('leave-asked')
    expect((await lastLeave(bureau, 'zhang')).parts).toMatchObject([{ halves: 6 }])
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('refused:chain-not-yours')
    expect(await decide(bureau, 'chen', { on: 'zhang' })).toBe('leave-approved')
    const informed = (await bureau.notices()).map(({ what }) => what)
    expect(
      informed.some((what) => what.startsWith('send leave-approval') && what.endsWith(' li')),
    ).toBe(true)
    // Leave makes no facts there.
    expect((await scored('2025-12-31')).input.facts).toEqual([])
    expect(await ask(bureau, 'wang', { kind: 'annual', from: '2025-09-15', ends: 'noon' })).toBe(
      'refused:leave-halves',
    )
    expect(
      await ask(bureau, 'wang', { kind: 'private', from: '2025-09-15', to: '2025-09-20' }),
    ).toBe('refused:leave-long')
    expect(await ask(bureau, 'wang', { kind: 'illness', from: '2025-09-15' })).toBe(
      'refused:leave-papers',
    )
  } finally {
    await other.close()
  }
}, 60_000)

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value
}
