import { day } from '../../src/base/day.js'
import type { JobContext } from '../../src/flows/context.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { pieceDecided, pieceSent } from '../../src/flows/information/entries.js'
import { linkMark, titleMark } from '../../src/flows/information/pieces.js'
import { saveFile } from '../../src/storage/files.js'
import { informationScheme } from '../information/scheme.js'
import { about, by, carried, saying, type Situation, typed, without } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Information: the form, one's own pieces, and what the information office decides. */

const counted = 'information is counted and pieces have come'
const at = ['2025-10-10', '10:00'] as const

function press(
  verb: string,
  args: readonly (string | ((world: World) => string))[],
  of: { who?: string; values?: Record<string, string | string[]> } = {},
): Situation {
  const { who = 'zhang', values = {} } = of
  return { who, at, after: [counted], does: { press: verb, args, values } }
}

const piece = (name: string) => (world: World) => of(world.facts, `piece ${name}`)
const nowhere = without(counted)
const sending: Walk['wrong'] = { 'not-allowed': by('nobody'), 'info-nowhere': nowhere }
const deciding: Walk['wrong'] = { 'info-nowhere': nowhere, 'not-allowed': by('zhang') }
const opened = (who: string, kind: string, key: string | ((world: World) => string)) => ({
  ...{ who, at, after: [counted], does: { open: kind, key } },
})
const words = { what: 'piece/plain', title: '新的一条', link: 'https://a.cn/new', channel: '网站' }

export const informationSteps: Record<string, Step> = {
  [counted]: async (world) => {
    const { bureau } = world
    const scheme = informationScheme
    await bureau.storage.transact('work', (tx) =>
      openCycle(tx, { bureau: bureau.id, scheme, year: 2025, on: day('2025-02-01'), by: 'system' }),
    )
    await bureau.job((ctx) => writePieces(ctx, world))
  },
}

async function writePieces(ctx: JobContext, { facts }: World): Promise<void> {
  const send = (name: string, of: { who?: string; kind?: string; files?: string[] } = {}) => {
    const { who = 'zhang', kind = 'piece', files = [] } = of
    const link = `https://a.cn/${name}`
    const id = pieceSent.write(ctx, {
      ...{ by: who, subject: who, personal: { title: name, link, channel: '网站' } },
      body: {
        ...{ kind, sort: kind === 'piece' ? 'plain' : null, files },
        unit: who === 'zhang' ? 'general' : 'party',
        ...{ title: titleMark(name), link: linkMark(link) },
      },
    })
    facts.set(`piece ${name}`, id)
    return id
  }
  const file = { name: '稿件.pdf', sha256: '0'.repeat(64), size: 3, mediaType: 'application/pdf' }
  const kept = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: 'zhang', ...file })
  facts.set('piece file', kept)
  const waiting = send('waiting', { files: [kept] })
  await ctx.tx.client.storedFile.update({ where: { id: kept }, data: { about: waiting } })
  send('second')
  send('proved', { kind: 'proved' })
  send('own', { who: 'dong' })
  const declined = send('declined')
  pieceDecided.write(ctx, {
    ...{ by: 'dong', about: declined, subject: 'zhang', personal: { reason: '已登过' } },
    body: { as: 'declined', fact: null },
  })
}

const chosen = {
  ...{ 'as.{piece waiting}': 'adopted', 'levels.{piece waiting}': ['district'] },
  ...{ 'as.{piece second}': 'declined', day: '2025-10-09', reason: '已登过' },
}

export const informationWalks: readonly Walk[] = [
  {
    of: 'info.submit',
    right: press('info.submit', [''], { values: words }),
    wrong: {
      ...sending,
      'info-unit': by('chen'),
      'info-kind': typed({ what: 'none' }),
      'info-title': typed({ title: '' }),
      'info-link': typed({ link: 'a.cn' }),
      'info-source': typed({ link: '' }),
      'info-file': typed({ what: 'proved' }),
    },
    // A file is asked for instead.
    apart: ['info-source info-file'],
  },
  {
    of: 'info.drop',
    right: press('info.drop', ['no-file'], { values: words }),
    wrong: sending,
  },
  { of: 'info.again', right: press('info.again', []), wrong: sending },
  {
    of: 'info.withdraw',
    right: press('info.withdraw', [piece('waiting')]),
    wrong: { gone: by('wang'), 'info-decided': carried(0, piece('declined')) },
  },
  {
    of: 'info.file',
    right: press('info.file', [piece('file')]),
    wrong: { gone: [by('wang'), carried(0, 'no-such-file')] },
  },
  {
    of: 'info.decide',
    right: press('info.decide', [], { who: 'dong', values: chosen }),
    wrong: {
      ...deciding,
      'info-none': typed({ 'as.{piece waiting}': '', 'as.{piece second}': '' }),
      'info-gone': typed({ 'as.{piece declined}': 'declined' }),
      'info-own': typed({ 'as.{piece own}': 'declined' }),
      'info-as': typed({ 'as.{piece waiting}': 'received' }),
      'info-levels': typed({ 'levels.{piece waiting}': [] }),
      'record-day': typed({ day: '' }),
      'record-day-future': typed({ day: '2025-10-13' }),
      'record-day-outside': typed({ day: '2024-12-02' }),
      'record-day-not-in-force': typed({ day: '2025-02-03' }),
      'info-reason': typed({ reason: '' }),
      'record-no-approver': typed({ 'as.{piece proved}': 'adopted' }),
    },
    apart: ['info-gone', 'info-own', 'record-no-approver'].map((later) => `info-none ${later}`),
  },
  {
    of: 'info.page',
    right: press('info.page', ['1'], { who: 'dong' }),
    wrong: deciding,
  },
  { of: 'card info', right: opened('zhang', 'info', 'new'), wrong: sending },
  {
    of: 'card info-piece',
    right: opened('zhang', 'info-piece', piece('waiting')),
    wrong: { gone: by('wang') },
  },
  { of: 'card info-desk', right: opened('dong', 'info-desk', 'all'), wrong: deciding },
  {
    of: 'command 报送',
    right: { who: 'zhang', at, after: [counted], does: { word: '报送' } },
    wrong: sending,
  },
  {
    of: 'command 采用',
    right: { who: 'dong', at, after: [counted], does: { word: '采用' } },
    wrong: deciding,
  },
  {
    of: 'card info-unit',
    right: opened('li', 'info-unit', '2025-10/general'),
    wrong: { gone: [by('tang'), about('2025-10/leaders'), about('general')] },
  },
  {
    of: 'card info-table',
    right: opened('zhang', 'info-table', '2025-10'),
    wrong: { gone: [by('nobody'), about('october')], 'info-no-table': [nowhere, about('2024-10')] },
    first: { gone: by('nobody') },
  },
  {
    of: 'command 报送统计',
    right: { who: 'zhang', at, after: [counted], does: { word: '报送统计' } },
    wrong: { 'info-no-table': [nowhere, saying('报送统计 2024-10')] },
  },
]
