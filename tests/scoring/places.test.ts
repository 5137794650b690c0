import { describe, expect, it } from 'vitest'
import { cited } from './invented/scheme.js'
import { best, first, rest, scored, schemeWith, somebody } from './invented/two-parts.js'

/** Examples of quotas: who is proposed, who is struck, and why. */

type People = Parameters<typeof scored>[1]

/** Nominees as `id` with `^` moved up, `=` tied, `!` by a trait, and the part that broke a tie; then who is struck. */
function nominated(quota: object, people: People, more: object = {}): string[] {
  const scheme = schemeWith({ quotas: [{ ...best, ...quota }], ...more })
  return said(scored(scheme, people))
}

function said({ nominations }: ReturnType<typeof scored>): string[] {
  return nominations.map(({ nominees, struck }) =>
    [
      ...nominees.map(({ assessee, movedUp, tiedAtCut, criterion }) => {
        const by = criterion === 'total' ? '' : criterion === 'automatic' ? '!' : `:${criterion}`
        return `${assessee}${movedUp ? '^' : ''}${tiedAtCut ? '=' : ''}${by}`
      }),
      ...struck.map(({ assessee, rank, bars }) => `-${assessee} ${rank} ${bars.join()}`),
    ].join(', '),
  )
}

const barred = { barred: true }
const ranked = [
  somebody('a', '9+9'),
  somebody('b', '8+8'),
  somebody('c', '7+7'),
  somebody('d', '6+6'),
]
const [a, b, c, d] = ranked.map((one) => ({ ...one, ...barred }))
const [A, B, C, D] = ranked
const of = (...people: (typeof A)[]): People => people.flatMap((one) => one ?? [])

describe('places in front', () => {
  it('go to the first; those behind are not struck, barred or not', () => {
    expect(nominated({}, ranked)).toEqual(['a, b'])
    expect(nominated({}, of(A, B, c, D))).toEqual(['a, b'])
    expect(nominated({}, of(A))).toEqual(['a'])
  })

  it('of a barred person go to the next, also to the next but one, or stay empty', () => {
    expect(nominated({}, of(a, B, C, D))).toEqual(['b, c^, -a 1 vetoed'])
    expect(nominated({}, of(A, b, c, D))).toEqual(['a, d^, -b 2 vetoed, -c 3 vetoed'])
    expect(nominated({}, of(A, b, C, d))).toEqual(['a, c^, -b 2 vetoed'])
    expect(nominated({ barred: 'empty' }, of(a, B, C, D))).toEqual(['b, -a 1 vetoed'])
    expect(nominated({ barred: 'empty' }, of(a, b, C, D))).toEqual(['-a 1 vetoed, -b 2 vetoed'])
  })

  it('are not given in a tier that is still open, among affiliated posts or inside a group', () => {
    expect(nominated({}, of(A, somebody('x', '5')))).toEqual([])
    const apart = { ranking: { ...cited, within: 'tier-and-affiliation' } }
    expect(nominated({}, of(A, { ...somebody('x', '5+5'), affiliated: true }), apart)).toEqual([
      'a',
    ])
    const groups = { ranking: { ...cited, within: 'group-and-tier' } }
    expect(nominated({}, of(A, { ...somebody('x', '5+5'), group: 'g' }), groups)).toEqual(['a, x'])
  })

  it('need the least total, which itself is enough', () => {
    const needs = { points: 'total', is: 'at-least $least' }
    const least = { grades: [{ ...first, says: '{least=16} 分以上', needs }, rest] }
    expect(nominated({}, ranked, least)).toEqual(['a, b'])
    expect(nominated({}, of(a, B, C), least)).toEqual(['b, -a 1 vetoed'])
    expect(nominated({}, of(A, somebody('x', '8+7.99')), least)).toEqual(['a, -x 2 first-needs'])
  })

  it('may be none at all: a share of a small tier', () => {
    const share = { says: '占 {top=15%}', places: '$top', rounding: 'down' }
    expect(nominated(share, of(a, B))).toEqual([''])
    const third = { says: '占 {top=1/3}', places: '$top', rounding: 'half-up' }
    const scheme = schemeWith({ quotas: [{ ...best, ...third }] })
    expect(scored(scheme, ranked).nominations[0]).toMatchObject({
      quota: 1,
      basis: { share: `0.${'3'.repeat(40)}`, people: 4, exact: `1.${'3'.repeat(40)}` },
    })
  })
})

describe('a tie at the last place', () => {
  const tied = of(A, somebody('b', '8+6'), somebody('c', '7+7'), somebody('e', '6+8'))

  it('is listed whole, and nobody is struck or moved up for it', () => {
    expect(nominated({}, tied)).toEqual(['a, b=, c=, e='])
    expect(nominated({ says: '前 {top=4} 名' }, of(...tied, D))).toEqual(['a, b, c, e'])
    expect(nominated({ says: '前 {top=1} 名' }, tied)).toEqual(['a'])
  })

  it('is broken by parts one after another, and who is equal in all stays tied', () => {
    const by = (ties: string[], top = 2) => ({ says: `前 {top=${top}} 名`, ties })
    expect(nominated(by(['work']), tied)).toEqual(['a, b:work'])
    expect(nominated(by(['conduct']), tied)).toEqual(['a, e:conduct'])
    expect(nominated(by(['conduct'], 3), tied)).toEqual(['a, e:conduct, c:conduct'])
    const twice = of(A, somebody('b', '7+7'), somebody('c', '7+7'), somebody('e', '6+8'))
    expect(nominated(by(['work', 'conduct']), twice)).toEqual(['a, b=, c='])
    expect(nominated(by(['work'], 3), twice)).toEqual(['a, b:work, c:work'])
    expect(nominated(by(['conduct', 'work'], 3), twice)).toEqual(['a, e:conduct, b=, c='])
  })

  it('of parts of which one is nothing is broken too', () => {
    const uneven = of(A, somebody('b', '7+0'), somebody('c', '0+7'))
    const by = { ties: ['conduct'] }
    expect(nominated(by, uneven)).toEqual(['a, c:conduct'])
  })

  it('counts a barred person among those in front only where the place stays empty', () => {
    const front = of(A, somebody('b', '8+6', barred), somebody('c', '7+7'), D)
    expect(nominated({ barred: 'empty' }, front)).toEqual(['a, c=, -b 2 vetoed'])
    expect(nominated({ barred: 'next' }, front)).toEqual(['a, c, -b 2 vetoed'])
  })
})

describe('places by a trait', () => {
  const prize = { traits: ['other', 'prize'] }
  const places = (counts: string, people: People) =>
    nominated({ automatic: { when: { trait: ['prize'] }, places: counts } }, people, {
      traits: [{ trait: 'prize', name: '得奖' }],
    })

  it('are held whatever the rank, inside the number or besides it', () => {
    const people = of(
      A,
      B,
      C,
      somebody('x', '1+1', prize),
      somebody('y', '2+2', { traits: ['other'] }),
    )
    expect(places('inside', people)).toEqual(['x!, a'])
    expect(places('outside', people)).toEqual(['x!, a, b'])
  })

  it('leave none to others when more hold one than there are', () => {
    const people = of(A, ...['x', 'y', 'z'].map((id) => somebody(id, '1+1', prize)))
    expect(places('inside', people)).toEqual(['x!, y!, z!'])
    expect(places('outside', people)).toEqual(['x!, y!, z!, a'])
  })

  it('are lost by a bar, and others move up among themselves', () => {
    const people = of(somebody('x', '10+10', prize), a, B, C)
    expect(places('inside', people)).toEqual(['x!, b^, -a 2 vetoed'])
    expect(places('inside', of(somebody('x', '10+10', { ...prize, ...barred }), A, B, C))).toEqual([
      'a, b^, -x 1 vetoed',
    ])
  })
})

describe('quotas one behind another', () => {
  const second = { ...best, quota: 'second', grade: 'next', says: '之后 {top=1} 名', after: 'best' }
  const third = { ...second, quota: 'third', grade: 'last', after: 'second' }
  const apart = { ...best, quota: 'apart', grade: 'own', says: '前 {top=1} 名' }
  const quotas = [{ ...best, says: '前 {top=1} 名' }, second, third, apart]
  const grades = [
    first,
    { ...first, grade: 'next', quota: 'second' },
    { ...first, grade: 'last', quota: 'third' },
    { ...first, grade: 'own', quota: 'apart' },
    rest,
  ]

  it('go on behind all that went before, and one that goes behind none begins in front', () => {
    const result = scored(schemeWith({ quotas, grades }), ranked)
    expect(said(result)).toEqual(['a', 'b', 'c', 'a'])
    expect(result.nominations.map(({ grade }) => grade)).toEqual(['first', 'next', 'last', 'own'])
    expect(result.grades.map(({ grade }) => grade)).toEqual(['first', 'next', 'last', 'rest'])
  })

  it('go on behind the one that they name, not behind others that go behind it too', () => {
    const beside = { ...second, quota: 'beside', grade: 'last' }
    const some = { quotas: [quotas[0], second, beside], grades: grades.slice(0, 2) }
    const scheme = schemeWith({
      quotas: some.quotas,
      grades: [...some.grades, { ...first, grade: 'last', quota: 'beside' }, rest],
    })
    expect(said(scored(scheme, ranked))).toEqual(['a', 'b', 'b'])
  })

  it('bar from the first grade alone: who is struck there may have the next', () => {
    expect(said(scored(schemeWith({ quotas, grades }), of(a, B, C, D)))).toEqual([
      'b^, -a 1 vetoed',
      'a',
      'c',
      'a',
    ])
  })
})
