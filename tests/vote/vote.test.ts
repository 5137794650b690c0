import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { askKinds } from '../../src/flows/all.js'
import { canonicalJson } from '../../src/base/json.js'
import { day } from '../../src/base/day.js'
import { newId } from '../../src/base/ids.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { Tx } from '../../src/storage/database.js'
import { append, flush } from '../../src/storage/ledger.js'
import { addSheet } from '../../src/storage/vote-boxes.js'
import { asksFor } from '../../src/flows/asks.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { verifyBureau } from '../../src/flows/verification/verify.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { readable } from '../text/desk.js'
import { colleagues, votedScheme, votingIn } from './bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau
let voting: ReturnType<typeof votingIn>

/** The six of the small bureau and six more: all vote. */
const voters = [
  'chen',
  'li',
  'zhang',
  'wang',
  'zhou',
  'zhao',
  'v00',
  'v01',
  'v02',
  'v03',
  'v04',
  'v05',
]

beforeAll(async () => {
  database = await testDatabase({ people: colleagues(6) })
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau([votedScheme])
  bureau.goTo('2025-12-08', '10:00')
  voting = votingIn(bureau)
})

afterAll(() => database.close())

describe('a vote', () => {
  test('is opened by the office, asked of all, reminded, counted at its time, and makes the score; once', async () => {
    expect(await voting.open()).toContain('将给12人发测评卡片')
    const { id } = await voting.last()
    await voting.job('vote-send', id)
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent).toEqual(expect.arrayContaining(voters.map((who) => `send vote ${id} ${who}`)))
    const owing = async (who: string) =>
      asksFor(askKinds, await bureau.seeing(who), who).filter(({ kind }) => kind === 'vote.hand-in')
    expect((await owing('zhang')).map(({ due }) => due)).toEqual(['2025-12-15'])

    for (const who of voters.slice(0, 10)) {
      const values = { rest: 'decent', pick_superb: who === 'zhang' ? ['wang'] : ['zhang'] }
      expect(await voting.handIn(who, values)).toContain('已收到您的测评表')
    }
    expect(await owing('zhang')).toEqual([])
    bureau.goTo('2025-12-12', '09:00')
    await bureau.notices()
    await voting.job('vote-remind', '2025-12-12')
    expect((await bureau.notices()).map(({ what }) => what)).toEqual([
      `send vote ${id} v04`,
      `send vote ${id} v05`,
    ])
    bureau.goTo('2025-12-16', '00:05')
    await voting.job('vote-close', '2025-12-16')
    const { end } = await voting.last()
    expect(end?.closed).toMatchObject({
      sheets: { issued: 12, taken: 10, blank: 0 },
      voters: { all: 12, done: 10 },
    })
    const seeing = await bureau.seeing(null)
    const cycle = must(
      seeing.bureau.cycles.find((each) => each.id === voting.cycle),
      'a cycle',
    )
    const input = scoringInput(seeing, cycle, seeing.today)
    expect(input.closed.parts).toEqual(['appraisal'])
    const of = (who: string) => input.tallies.find(({ assessee }) => assessee === who)
    // The exported file says the same.
    const file = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
    const read = inputOf(votedScheme, must(file.value, 'a facts file'))
    expect(canonicalJson(scoreCycle(read).statements)).toEqual(
      canonicalJson(scoreCycle(input).statements),
    )
    // Nobody judged themselves: 张 had nine others, one of whom said nothing of it.
    expect(of('zhang')).toEqual({
      ...{ part: 'appraisal', assessee: 'zhang', issued: 11 },
      grades: { superb: 9 },
    })
    expect(of('wang')).toMatchObject({ grades: { superb: 1, decent: 8 } })
    expect(of('v05')).toMatchObject({ grades: { decent: 10 } })
    expect(readable(await voting.card('zhang'))).toContain('测评已结束并计票')
    const card = readable(await voting.desk.card('zhou', 'vote-desk', voting.deskKey))
    expect(card).toContain('交齐 **10** / 12 人')
    // It is not held again once it gave something.
    const again = await voting.desk.pressName(
      'zhou',
      await forged(voting, 'vote.open', [voting.cycle, 'appraisal']),
      { days: '5' },
    )
    expect(again.toast?.content).toContain('两次结果相减')
  })

  test('is asked of the office in the year’s last month, by a card; and to count what all have handed in', async () => {
    const asked = async (who: string) =>
      asksFor(askKinds, await bureau.seeing(who), who)
        .filter(({ kind, about }) => kind === 'vote.run' && about === voting.deskKey)
        .map(({ says }) => says.code)
    bureau.goTo('2025-11-28', '10:00')
    expect(await asked('zhou')).toEqual([])
    bureau.goTo('2025-12-01', '09:00')
    expect(await asked('zhou')).toEqual(['ask-vote-open'])
    expect(await asked('zhang')).toEqual([])
    await voting.job('vote.run', '2025')
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent.filter((what) => what.endsWith(' zhou'))).toHaveLength(1)

    await voting.open()
    expect(await asked('zhou')).toEqual([])
    for (const who of voters) await voting.handIn(who, { rest: 'decent' })
    expect(await asked('zhou')).toEqual(['ask-vote-close'])
    await voting.office('结束并计票')
    expect(await asked('zhou')).toEqual([])
  })

  test('is not opened where nobody could get five votes', async () => {
    const few = votingIn(bureau, 'agreeing')
    expect(readable(await few.desk.card('zhou', 'vote-desk', few.deskKey))).toContain('不足5票')
    expect(
      await few.desk.pressName('zhou', await forged(few, 'vote.open', [few.cycle, 'agreeing']), {
        days: '5',
      }),
    ).toMatchObject({
      toast: { content: expect.stringContaining('不足5票') },
    })
  })

  test('of fewer than five valid votes on somebody shows and counts nothing of them', async () => {
    await voting.open()
    // Six hand in; two say nothing of 王, and 王 nothing of 王.
    for (const who of ['chen', 'li', 'zhang', 'zhou', 'wang', 'v00']) {
      const silent = who === 'chen' || who === 'li' ? { pick_abstain: ['wang'] } : {}
      await voting.handIn(who, { rest: 'so-so', ...silent })
    }
    bureau.goTo('2025-12-16', '00:05')
    await voting.job('vote-close', '2025-12-16')
    const { end } = await voting.last()
    const of = (who: string) => end?.closed?.tallies.find(({ assessee }) => assessee === who)
    expect(of('wang')).toEqual({ assessee: 'wang', few: true })
    expect(of('zhang')).toMatchObject({ grades: { 'so-so': 5 } })
    expect(readable(await voting.desk.card('zhou', 'vote-desk', voting.deskKey))).not.toContain(
      '"3"',
    )
  })

  test('of too few sheets is undetermined and may be held again', async () => {
    await voting.open()
    for (const who of ['chen', 'li', 'zhang', 'zhou']) await voting.handIn(who, { rest: 'decent' })
    bureau.goTo('2025-12-16', '00:05')
    await voting.job('vote-close', '2025-12-16')
    const seeing = await bureau.seeing(null)
    const cycle = must(
      seeing.bureau.cycles.find((each) => each.id === voting.cycle),
      'a cycle',
    )
    expect(scoringInput(seeing, cycle, seeing.today)).toMatchObject({
      tallies: [],
      closed: { parts: [] },
    })
    bureau.goTo('2025-12-16', '10:00')
    expect(await voting.open()).toContain('已发起')
    expect(await voting.votes()).toHaveLength(2)
  })

  test('by figures counts each figure, and sheets that say nothing are counted as such', async () => {
    const figures = votingIn(bureau, 'figures')
    await figures.open()
    const some = voters.slice(0, 6)
    for (const [at, who] of some.entries()) {
      const values = at === 0 ? { rest: 'abstain' } : { rest: `${80 + at}`, figure_wang: '97' }
      expect(await figures.handIn(who, values)).toContain('已收到')
    }
    bureau.goTo('2025-12-16', '00:05')
    await figures.job('vote-close', '2025-12-16')
    const { end } = await figures.last()
    expect(end?.closed?.sheets).toEqual({ issued: 12, taken: 6, blank: 1 })
    expect(end?.closed?.tallies.find(({ assessee }) => assessee === 'wang')).toEqual({
      ...{ assessee: 'wang', issued: 12, values: { 97: 5 } },
    })
    const values = Object.fromEntries(some.slice(1).map((_, at) => [`${81 + at}`, 1]))
    expect(end?.closed?.tallies.find(({ assessee }) => assessee === 'li')).toMatchObject({ values })
  })

  test('by classes of voters weighs their means, and shows none of an assessee where one gave too few', async () => {
    const weighted = votingIn(bureau, 'weighted')
    await weighted.open()
    const [staff, delegates] = [voters.slice(0, 6), voters.slice(6)]
    for (const who of staff) await weighted.handIn(who, { rest: 'so-so' })
    const card = () => weighted.desk.card('zhou', 'vote-desk', weighted.deskKey)
    expect(readable(await card())).not.toContain('各类')
    for (const who of delegates) {
      const half = { pick_superb: ['zhang', 'wang', 'li'] }
      const silent = who === 'v00' || who === 'v01' ? { pick_abstain: ['zhao'] } : {}
      expect(await weighted.handIn(who, { rest: 'decent', ...half, ...silent })).toContain('已收到')
    }
    const turnout = readable(await card())
      .replaceAll('\u2060', '')
      .replaceAll('\u00a0', ' ')
    expect(turnout).toContain('各类　delegate 6 / 6　staff 6 / 6')
    expect(await weighted.office('结束并计票')).toContain('测评已结束')
    const { end } = await weighted.last()
    const of = (who: string) => end?.closed?.tallies.filter(({ assessee }) => assessee === who)
    expect(of('zhang')).toEqual([
      { assessee: 'zhang', voters: 'delegate', issued: 6, grades: { superb: 6 } },
      { assessee: 'zhang', voters: 'staff', issued: 6, grades: { 'so-so': 6 } },
    ])
    // Four delegates are too few, and the others would tell theirs.
    expect(of('zhao')).toEqual([{ assessee: 'zhao', few: true }])
    const seeing = await bureau.seeing(null)
    const cycle = must(
      seeing.bureau.cycles.find((each) => each.id === weighted.cycle),
      'a cycle',
    )
    const input = scoringInput(seeing, cycle, seeing.today)
    const problemsOf = (text: string) => {
      const document = parseFacts(text, 'out.json')
      const facts = must(document.value, 'a facts file')
      return { facts, codes: checkFacts(votedScheme, facts, { document }).map(({ code }) => code) }
    }
    const written = JSON.stringify(exportFacts(input))
    const { facts, codes } = problemsOf(written)
    expect(codes).toEqual([])
    // Of whom the ballots are has to be said.
    const unsaid = problemsOf(written.replaceAll(',"voters":"delegate"', ''))
    expect(new Set(unsaid.codes)).toEqual(new Set(['other-body']))
    const read = inputOf(votedScheme, facts)
    for (const each of [input, read]) {
      const score = scoreCycle(each).statements.find(({ assessee }) => assessee === 'zhang')
      const line = score?.root.lines.find(({ id }) => id === 'weighted')
      // 60 % of 100 and 40 % of 60 are 84 of 100, and 8.4 of 10.
      expect([line?.own.settled, line?.points.settled]).toEqual(['84', '8.4'])
    }
  })

  test('that was opened by mistake is made void: nothing of it counts, and another can be held', async () => {
    await voting.open()
    await voting.handIn('zhang', { rest: 'decent' })
    expect(await voting.office('作废', { reason: '名册还没有更新' })).toContain('已作废')
    expect(readable(await voting.card('zhang'))).toContain('没有任何票计入')
    expect(readable(await voting.card('wang'))).toContain('作废')
    expect(await voting.open()).toContain('已发起')
  })
})

/** Undoes what somebody did to the database. */
class Undone extends Error {}

describe('what somebody does to a vote that runs is noticed', () => {
  const kindsAfter = async (does: (tx: Tx) => Promise<unknown>): Promise<string[]> => {
    let kinds: string[] = []
    const looked = bureau.storage.transact('work', async (tx) => {
      await does(tx)
      await flush(tx)
      kinds = (await verifyBureau(tx, bureau.id)).differences.map(({ kind }) => kind)
      throw new Undone()
    })
    await expect(looked).rejects.toBeInstanceOf(Undone)
    return kinds
  }

  test('a sheet put in or taken out, a box exchanged, changed or gone, a key lost', async () => {
    await voting.open()
    const { id: vote, cycle } = await voting.last()
    const box = { bureau: bureau.id, vote, sheet: 1, voters: 'staff' }
    const place = { vote_sheet_voters: { vote, sheet: 1, voters: 'staff' } }
    const older = await bureau.storage.read.client.voteBox.findUniqueOrThrow({ where: place })
    for (const who of ['zhang', 'wang']) await voting.handIn(who, { rest: 'decent' })
    const put = (sealed: Uint8Array<ArrayBuffer>) => (tx: Tx) =>
      tx.client.voteBox.update({ where: place, data: { sealed } })
    expect(await kindsAfter(async () => {})).toEqual([])
    expect(await kindsAfter((tx) => addSheet(tx, box, [0]))).toEqual(['vote-changed'])
    const more = { bureau: bureau.id, kind: 'vote.sheet-taken', day: day('2025-12-08'), by: 'li' }
    expect(
      await kindsAfter(async (tx) =>
        append(tx, { ...more, cycle, about: vote, body: { sheet: 1 } }),
      ),
    ).toEqual(['vote-changed'])
    expect(await kindsAfter(put(older.sealed))).toEqual(['vote-changed'])
    expect(await kindsAfter(put(older.sealed.map((byte) => byte ^ 1)))).toEqual(['vote-changed'])
    expect(await kindsAfter((tx) => tx.client.voteBox.delete({ where: place }))).toEqual([
      'vote-missing',
    ])
    expect(
      await kindsAfter((tx) =>
        tx.client.voteBox.create({ data: { ...older, vote: newId(), bureau: bureau.id } }),
      ),
    ).toEqual(['vote-unknown'])
    // Such a vote is not counted: the office is told, and makes it void.
    await bureau.storage.transact('work', put(older.sealed))
    bureau.goTo('2025-12-16', '00:05')
    await voting.job('vote-close', '2025-12-16')
    expect((await voting.last()).end).toBeNull()
    bureau.goTo('2025-12-16', '10:00')
    expect((await bureau.notices()).map(({ what }) => what)).toContain(
      'text saying vote-not-counted zhou',
    )
    expect(await voting.office('结束并计票')).toContain('不能计票')
    expect(await voting.office('作废', { reason: '数据库被改过' })).toContain('已作废')
  })
})

/** The name of a button as somebody could forge it on the office's card. */
async function forged(of: typeof voting, verb: string, args: readonly string[]): Promise<string> {
  const card = await of.desk.card('zhou', 'vote-desk', of.deskKey)
  const [, id, revision] = /~([a-z0-9]{10})~(\d+)/.exec(JSON.stringify(card)) ?? ['', 'x', '0']
  return [verb, id, revision, ...args].join('~')
}

describe('a sheet', () => {
  beforeEach(async () => {
    await voting.open()
  })

  test.each([
    ['says nothing on somebody', { pick_decent: ['wang'] }, '还有9人没有评'],
    [
      'gives somebody two',
      { rest: 'decent', pick_superb: ['wang'], pick_dreadful: ['wang'] },
      '“王珊”同时选在超优、不行里',
    ],
    ['judges its voter', { rest: 'decent', pick_superb: ['zhang'] }, '不评本人'],
    ['gives what there is not', { rest: 'splendid' }, '不在这次测评之列'],
  ])('that %s is refused, and comes back as it was filled in', async (_, values, said) => {
    const reply = await voting.desk.press('zhang', await voting.card('zhang'), '交表', values)
    expect(`${reply.toast?.content}`).toContain(said)
    const kept = JSON.stringify(reply.card)
    const offered = Object.values(values)
      .flat()
      .filter((each) => !['zhang', 'splendid'].includes(each))
    for (const value of offered) {
      expect(kept).toMatch(new RegExp(`"(initial_option":|selected_values":\\[)"${value}"`))
    }
    // What would follow by the outbox says nothing of it.
    expect(reply).toMatchObject({ inFull: expect.stringContaining('回到卡片上再按一次') })
    expect(await voting.handIn('zhang', { rest: 'decent' })).toContain('已收到')
  })

  test('on which more have a band than may is refused', async () => {
    const weighted = votingIn(bureau, 'weighted')
    await weighted.open()
    const card = await weighted.card('zhang')
    expect(readable(card)).toContain('“超优”至多 5 个')
    const more = await weighted.desk.press('zhang', card, '交表', { rest: 'superb' })
    expect(`${more.toast?.content}`).toContain('至多5个（表上11个），现有11个')
  })

  test('is taken once: pressed twice, and on two devices with other choices', async () => {
    const card = await voting.card('zhang')
    const first = await voting.desk.press('zhang', card, '交表', { rest: 'decent' })
    const again = await voting.desk.press('zhang', card, '交表', { rest: 'decent' })
    const other = await voting.desk.press('zhang', card, '交表', { rest: 'dreadful' })
    const said = [first, again, other].map(({ toast }) => toast?.content)
    expect(new Set(said)).toEqual(
      new Set(['已收到您的测评表，全部交齐。每张只收一次，以最先收到的为准']),
    )
    const { taken } = await voting.last()
    expect([...taken.keys()]).toEqual(['zhang'])
    const entries = await readEntries(bureau.storage.read, {
      ...{ bureau: bureau.id, kinds: ['vote.sheet-taken'] },
    })
    expect(entries).toHaveLength(1)
    expect((await verifyBureau(bureau.storage.read, bureau.id)).differences).toEqual([])
  })

  test('is not taken from who came later, after the last day, or once the vote has ended', async () => {
    const { id } = await voting.last()
    expect(readable(await voting.desk.card('nobody', 'vote', id))).not.toContain('交表')
    const card = await voting.card('zhang')
    bureau.goTo('2025-12-16', '00:01')
    const late = await voting.desk.press('zhang', card, '交表', { rest: 'decent' })
    expect(late.toast?.content).toContain('不再收表')
    await voting.job('vote-close', '2025-12-16')
    const after = await voting.desk.press('zhang', card, '交表', { rest: 'decent' })
    expect(after.toast?.content).toContain('不再收表')
    expect((await voting.last()).taken.size).toBe(0)
  })
})
