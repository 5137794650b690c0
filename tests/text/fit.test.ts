import { describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { factSamples } from '../../cards/samples/facts.js'
import { cycleSamples } from '../../cards/samples/cycle.js'
import { publicationSamples } from '../../cards/samples/publication.js'
import { ratingSamples } from '../../cards/samples/rating.js'
import { reportSamples } from '../../cards/samples/report.js'
import { standingSamples } from '../../cards/samples/standing.js'
import type { View } from '../../cards/views.js'
import { checkCard } from '../../src/sandbox/cards/check.js'
import { readable, tagged } from './desk.js'

const frame = { card: 'k3xabcdefg', revision: 1234 }
const world = { hasImage: () => false, hasPerson: () => true, hasAudio: () => false }
const samples = [
  ...factSamples,
  ...standingSamples,
  ...reportSamples,
  ...ratingSamples,
  ...publicationSamples,
  ...cycleSamples,
]

/** The view with each text that a person wrote made very long, as it may stand in an older ledger. */
function swollen(view: View): View {
  const change = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => change(each, name))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, change(each, key)]),
      )
    }
    const written = ['note', 'text', 'matter', 'reason', 'says', 'summary'].includes(name)
    return written && typeof value === 'string' && value !== '' ? '长"*😀'.repeat(1_500) : value
  }
  return Object(change(view, ''))
}

function bytes(card: unknown): number {
  return Buffer.byteLength(JSON.stringify({ content: JSON.stringify(card) }))
}

describe('a card that would be too large', () => {
  test.each(samples)('$name is shortened, says so, and keeps its controls', ({ view }) => {
    const large = swollen(view)
    const card = renderCard(large, frame)
    expect(bytes(card)).toBeLessThan(30 * 1024)
    expect(checkCard(card, world)).toBeUndefined()
    expect(JSON.stringify(card)).not.toMatch(/\p{Surrogate}/u)
    const controls = (of: unknown): string[] =>
      tagged(of).flatMap(({ tag, name }) =>
        tag === 'button' && `${name}`.includes('submit') ? [`${name}`] : [],
      )
    expect(controls(card)).toEqual(controls(renderCard(view, frame)))
  })

  test('with more rows than it can have shows the first and says so', () => {
    const { view } = publicationSamples.find((each) => each.view.kind === 'ranking') ?? {}
    if (view?.kind !== 'ranking') throw new Error('no sample of a ranking')
    const [tier] = view.tiers
    if (!tier) throw new Error('no tier')
    const rows = Array.from({ length: 5_000 }, (_, at) => ({ ...tier.rows[0], rank: at + 1 }))
    const many: View = Object({ ...view, tiers: [{ ...tier, rows }] })
    const card = renderCard(many, frame)
    expect(bytes(card)).toBeLessThan(30 * 1024)
    expect(readable(card)).toContain('只显示一部分')
    const table = tagged(card).find((each) => each.tag === 'table')
    const shown = Array.isArray(table?.rows) ? table.rows : []
    expect(shown.length).toBeGreaterThan(50)
    expect(shown[0]).toMatchObject({ rank: '1' })
  })

  test('a card of usual size says nothing of the kind', () => {
    for (const { view } of samples)
      expect(readable(renderCard(view, frame))).not.toContain('只显示一部分')
  })
})
