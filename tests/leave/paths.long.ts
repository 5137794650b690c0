import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asksFor } from '../../src/flows/asks.js'
import { askKinds, fileTakers, viewOf } from '../../src/flows/all.js'
import { awayIn } from '../../src/flows/away/away.js'
import { attachFile } from '../../src/flows/files.js'
import type { Intent } from '../../src/flows/flow.js'
import type { LeaveView } from '../../src/flows/leave/views.js'
import { FileStore } from '../../src/storage/files.js'
import { leavesSlice } from '../../src/flows/leave/leaves.js'
import type { TestBureau } from '../report/bureau.js'
import { press } from '../pressing.js'
import { ask, decide, lastLeave, leaveDatabase, own, words } from './bureau.js'

/** Paths through leave besides those of `leave.test.ts`: chains that turn round half-way, changes that come to nothing, two at once. */
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

const threeDays = { from: '2025-09-10', to: '2025-09-12' }
const stage = async (who: string) => (await lastLeave(bureau, who)).stage

async function stages(): Promise<string[]> {
  const { collected } = await bureau.seeing(null)
  return [...collected.of(leavesSlice).byId.values()].map((one) => one.stage)
}

async function waitsFor(who: string): Promise<string[]> {
  return asksFor(askKinds, await bureau.seeing(who), who)
    .filter(({ kind }) => kind.startsWith('leave'))
    .map(({ kind }) => kind)
}

describe('a chain of two levels', () => {
  beforeEach(async () => {
    expect(await ask(bureau, 'zhang', threeDays)).toBe('leave-asked')
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-passed')
  })

  test('that the second sends back begins at the first again', async () => {
    const back = { on: 'zhang', as: 'return', text: '避开检查那两天' } as const
    expect(await decide(bureau, 'chen', back)).toBe('leave-returned')
    expect([await waitsFor('li'), await waitsFor('chen')]).toEqual([[], []])
    const { id } = await lastLeave(bureau, 'zhang')
    expect(await ask(bureau, 'zhang', { from: '2025-09-15', to: '2025-09-17' }, id)).toBe(
      'leave-asked',
    )
    expect([await waitsFor('li'), await waitsFor('chen')]).toEqual([['leave.decide'], []])
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-passed')
    expect(await decide(bureau, 'chen', { on: 'zhang' })).toBe('leave-approved')
  })

  test('that the second refuses is over, whatever the first said', async () => {
    const no = { on: 'zhang', as: 'refuse', text: '检查期间不能离岗' } as const
    expect(await decide(bureau, 'chen', no)).toBe('leave-refused')
    expect(await stage('zhang')).toBe('refused')
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('refused:chain-ended-refused')
    bureau.goTo('2025-09-10', '10:00')
    expect(awayIn(await bureau.seeing('zhang'))).toEqual([])
  })

  test('is left by who withdraws between them, and asks nobody any more', async () => {
    expect(await waitsFor('chen')).toEqual(['leave.decide'])
    expect(await own(bureau, 'zhang', 'withdraw')).toBe('leave-withdrawn')
    expect(await waitsFor('chen')).toEqual([])
    expect(await decide(bureau, 'chen', { on: 'zhang' })).toBe('refused:chain-ended-withdrawn')
    expect(await ask(bureau, 'zhang', threeDays)).toBe('leave-asked')
  })
})

describe('a longer leave', () => {
  beforeEach(async () => {
    await ask(bureau, 'zhang', { from: '2025-09-10' })
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-approved')
    const { id } = await lastLeave(bureau, 'zhang')
    const longer = { from: '2025-09-10', to: '2025-09-11', reason: '还要一天' }
    expect(await ask(bureau, 'zhang', longer, id)).toBe('leave-asked')
  })

  test.each([
    ['refuse', 'refused', 'leave-refused'],
    ['return', 'returned', 'leave-returned'],
  ] as const)(
    'that the leader does %s leaves the one that was approved',
    async (as, left, said) => {
      await decide(bureau, 'li', { on: 'zhang' })
      expect(await decide(bureau, 'chen', { on: 'zhang', as, text: '一天够了' })).toBe(said)
      expect(await stages()).toEqual(['approved', left])
      bureau.goTo('2025-09-11', '10:00')
      expect(awayIn(await bureau.seeing('zhang'))).toEqual([])
      bureau.goTo('2025-09-10', '10:00')
      expect(awayIn(await bureau.seeing('zhang'))).toEqual(['zhang'])
    },
  )

  test('that is taken back leaves the one that was approved', async () => {
    expect(await own(bureau, 'zhang', 'withdraw')).toBe('leave-withdrawn')
    expect(await stages()).toEqual(['approved', 'withdrawn'])
    expect(await waitsFor('li')).toEqual([])
  })
})

describe('by telephone', () => {
  const past = { who: '张可', from: '2025-09-04', to: '2025-09-05', reason: '' }

  test('more than a day goes to the next level too, which sends it back to the person, who writes it anew', async () => {
    expect(await ask(bureau, 'li', past, 'phone')).toBe('leave-asked')
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-passed')
    const back = { on: 'zhang', as: 'return', text: '写明哪家医院' } as const
    expect(await decide(bureau, 'chen', back)).toBe('leave-returned')
    const { id } = await lastLeave(bureau, 'zhang')
    const again = { from: '2025-09-04', to: '2025-09-05', reason: '在市一医院输液' }
    expect(await ask(bureau, 'zhang', again, id)).toBe('leave-asked')
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-passed')
    expect(await decide(bureau, 'chen', { on: 'zhang' })).toBe('leave-approved')
    expect(await lastLeave(bureau, 'zhang')).toMatchObject({ parts: [{ halves: 4 }] })
  })

  test('days that somebody asked for already are not entered again', async () => {
    expect(await ask(bureau, 'li', past, 'phone')).toBe('leave-asked')
    expect(await ask(bureau, 'zhou', past, 'phone')).toBe('refused:leave-overlap')
  })
})

test('who shortens and reports back at once has been away until they reported back', async () => {
  await ask(bureau, 'zhang', threeDays)
  for (const who of ['li', 'chen']) await decide(bureau, who, { on: 'zhang' })
  bureau.goTo('2025-09-11', '09:00')
  const said = await Promise.all([
    own(bureau, 'zhang', 'shorten', { to: '2025-09-11', ends: 'evening' }),
    own(bureau, 'zhang', 'back'),
  ])
  expect(said[1]).toBe('leave-back')
  expect(['leave-shortened', 'refused:leave-over']).toContain(said[0])
  expect((await lastLeave(bureau, 'zhang')).parts).toMatchObject([{ halves: 2 }])
  expect(awayIn(await bureau.seeing('zhang'))).toEqual([])
})

test('who withdraws while the last level agrees is away, or is not: never both', async () => {
  await ask(bureau, 'zhang', {})
  const said = await Promise.all([
    own(bureau, 'zhang', 'withdraw'),
    decide(bureau, 'li', { on: 'zhang' }),
  ])
  // What was agreed to first can still be taken back.
  expect(said[0]).toBe('leave-withdrawn')
  expect(['leave-approved', 'refused:chain-ended-withdrawn']).toContain(said[1])
  expect(await stage('zhang')).toBe('withdrawn')
  bureau.goTo('2025-09-10', '10:00')
  expect(awayIn(await bureau.seeing('zhang'))).toEqual([])
})

test('that is sent back only after its first day is asked for anew with the same days, and none before them', async () => {
  await ask(bureau, 'zhang', threeDays)
  bureau.goTo('2025-09-11', '09:00')
  const back = { on: 'zhang', as: 'return', text: '交接给谁' } as const
  expect(await decide(bureau, 'li', back)).toBe('leave-returned')
  const { id } = await lastLeave(bureau, 'zhang')
  const earlier = { from: '2025-09-09', to: '2025-09-12' }
  expect(await ask(bureau, 'zhang', earlier, id)).toBe('refused:leave-past')
  expect(await ask(bureau, 'zhang', { ...threeDays, handover: 'wang' }, id)).toBe('leave-asked')
  for (const who of ['li', 'chen']) await decide(bureau, who, { on: 'zhang' })
  expect(awayIn(await bureau.seeing('zhang'))).toEqual(['zhang'])
})

test('days are looked at before they are sent, and a paper that was sent by mistake is taken off again', async () => {
  const whole = words({ kind: 'hospital', from: '2025-09-26', to: '2025-10-09' })
  const look = { verb: 'leave.look', key: 'new', shown: '', words: whole } as Intent
  expect(await press(bureau, 'zhang', look)).toBe('leave-look')
  const store = new FileStore(mkdtempSync(join(tmpdir(), 'papers-')))
  const kept = { name: '错发的图.jpg', size: 5, mediaType: 'image/jpeg' }
  const sha256 = await store.put(new TextEncoder().encode('错'))
  expect(await bureau.act('zhang', (ctx) => attachFile(fileTakers, ctx, { ...kept, sha256 }))).toBe(
    'leave-attached',
  )
  const form = (await viewOf(await bureau.seeing('zhang'), {
    ...{ kind: 'leave', key: 'new' },
  })) as LeaveView
  if (form.step.step !== 'form') throw new Error(form.step.step)
  const [file] = form.step.files
  const drop = { verb: 'leave.drop', key: 'new', file: file?.id ?? '', words: whole } as Intent
  expect(await press(bureau, 'zhang', drop)).toBe('record-dropped')
  expect(await ask(bureau, 'zhang', whole)).toBe('leave-asked')
  expect((await lastLeave(bureau, 'zhang')).files).toEqual([])
})
