import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { fileTakers, viewOf } from '../../src/flows/all.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import { attachFile } from '../../src/flows/files.js'
import type { Intent } from '../../src/flows/flow.js'
import { piecesSlice } from '../../src/flows/information/pieces.js'
import { press } from '../pressing.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'
import { deskOf } from '../text/desk.js'
import { informationScheme } from './scheme.js'

/** Paths through information besides those of `information.test.ts`. 辛 and 杜 decide on pieces. */
let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  const role = [{ role: 'information-office' }]
  database = await testDatabase({
    people: [person('xin', '辛闻', 'party', role), person('du', '杜若', 'party', role)],
  })
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau([informationScheme])
  bureau.goTo('2025-09-10', '10:00')
})
afterAll(() => database.close())

const words = { what: 'piece/plain', link: '', channel: '区政府网站' }
const send = (title: string, link = `https://a.cn/${title}`): Promise<string> =>
  press(bureau, 'zhang', {
    ...{ verb: 'info.submit', confirmed: false, words: { ...words, title, link } },
  } as Intent)

async function pieces() {
  return [...(await bureau.seeing(null)).collected.of(piecesSlice).byId.values()]
}

const decide = (who: string, id: string, as: string): Promise<string> =>
  press(bureau, who, {
    ...{ verb: 'info.decide', day: '2025-09-10', reason: as === 'declined' ? '已登过' : '' },
    choices: { [id]: { as, levels: as === 'adopted' ? ['district'] : [] } },
  } as Intent)

test('a file that was sent by mistake is taken off the form again', async () => {
  await deskOf(bureau).say('zhang', { text: '报送' })
  const kept = { name: '错发.pdf', sha256: '2'.repeat(64), size: 3, mediaType: 'application/pdf' }
  expect(await bureau.act('zhang', (ctx) => attachFile(fileTakers, ctx, kept))).toBe(
    'info-attached',
  )
  const form = await viewOf(await bureau.seeing('zhang'), { kind: 'info', key: 'new' })
  const [file] = Object(form).step.files as { id: string }[]
  const typed = { ...words, title: '科技下乡', link: 'https://a.cn/1' }
  const drop = { verb: 'info.drop', file: file?.id ?? '', words: typed }
  expect(await press(bureau, 'zhang', drop as Intent)).toBe('record-dropped')
  expect(await send('科技下乡')).toBe('info-sent')
  expect((await pieces())[0]?.files).toEqual([])
})

test('a second page of pieces is turned to, and what was decided is gone from the first', async () => {
  for (let at = 0; at < 12; at++) expect(await send(`第${at}条`)).toBe('info-sent')
  expect(await press(bureau, 'xin', { verb: 'info.page', page: 1 } as Intent)).toMatch(
    /^(?:page-turned|refreshed)$/,
  )
  const all = await pieces()
  const last = must(all.at(-1), 'a piece')
  expect(await decide('xin', last.id, 'adopted')).toBe('info-decided-now')
  expect((await pieces()).find(({ id }) => id === last.id)?.fact).not.toBeNull()
})

test('of two who decide on one piece at once one does, and the other is told', async () => {
  await send('科技下乡')
  const [piece] = await pieces()
  const { id } = must(piece ?? null, 'a piece')
  const said = await Promise.all([decide('xin', id, 'adopted'), decide('du', id, 'declined')])
  expect(said.filter((one) => one === 'info-decided-now')).toHaveLength(1)
  const facts = (await bureau.seeing(null)).collected.of(factsSlice).byId.size
  expect(facts).toBe(said[0] === 'info-decided-now' ? 1 : 0)
})

test('of taking back and adopting at once one is done', async () => {
  await send('科技下乡')
  const [piece] = await pieces()
  const { id } = must(piece ?? null, 'a piece')
  const said = await Promise.all([
    press(bureau, 'zhang', { verb: 'info.withdraw', piece: id } as Intent),
    decide('xin', id, 'adopted'),
  ])
  expect(said.filter((one) => !one.startsWith('refused:'))).toHaveLength(1)
})
