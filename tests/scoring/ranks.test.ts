import { describe, expect, it } from 'vitest'
import { cited } from './invented/scheme.js'
import { scored, schemeWith, somebody } from './invented/two-parts.js'

/** Examples of orders, place by place. */

const within = (word: string, more: object = {}) =>
  schemeWith({ ranking: { ...cited, within: word }, ...more })
const plain = within('tier')

/** The rankings as `tier/group: people`, affiliated ones marked. */
function orders(...of: Parameters<typeof scored>): string[] {
  return scored(...of).rankings.map(({ tier, group, affiliated, places }) => {
    const name = `${tier}${group === null ? '' : `/${group}`}${affiliated ? '*' : ''}`
    return `${name}: ${places.map((one) => one.assessee).join(' ')}`
  })
}

describe('an order of final totals', () => {
  it('tells ranks, ties, and how far it is to the next total above and below', () => {
    const people = [
      somebody('d', '6+5'),
      somebody('c', '8+7.5'),
      somebody('a', '9+9'),
      somebody('b', '7.5+8'),
    ]
    const [ranking] = scored(plain, people).rankings
    expect(ranking).toMatchObject({ tier: 'all', name: '全部', complete: true })
    const b = { total: '15.5', rank: 2, tied: ['b', 'c'], behind: '2.5', ahead: '4.5' }
    expect(ranking?.places).toEqual([
      { assessee: 'a', name: 'A', total: '18', rank: 1, tied: [], behind: null, ahead: '2.5' },
      { assessee: 'b', name: 'B', ...b },
      { assessee: 'c', name: 'C', ...b },
      { assessee: 'd', name: 'D', total: '11', rank: 4, tied: [], behind: '4.5', ahead: null },
    ])
  })

  it('has no ranks while one total is open; known totals come first, unknown ones by id', () => {
    const people = [
      somebody('z', '6'),
      somebody('b', '7+8'),
      somebody('x', '6'),
      somebody('y', '6'),
      somebody('d', '9+9'),
    ]
    const unranked = { rank: null, tied: [], behind: null, ahead: null }
    const [ranking] = scored(plain, people).rankings
    expect(ranking?.complete).toBe(false)
    expect(ranking?.places).toEqual([
      { assessee: 'd', name: 'D', total: '18', ...unranked },
      { assessee: 'b', name: 'B', total: '15', ...unranked },
      { assessee: 'x', name: 'X', total: null, ...unranked },
      { assessee: 'y', name: 'Y', total: null, ...unranked },
      { assessee: 'z', name: 'Z', total: null, ...unranked },
    ])
  })
})

describe('who is ordered together', () => {
  const people = [
    somebody('a', '1+1', { group: 'south', affiliated: true, post: 'driver' }),
    somebody('b', '2+2', { group: 'south' }),
    somebody('c', '3+3', { group: 'north', affiliated: false }),
    somebody('d', '4+4', { post: 'clerk' }),
  ]

  it('is the whole tier, whatever groups and affiliations there are', () => {
    expect(orders(plain, people)).toEqual(['all: d c b a'])
  })

  it('is the tier without affiliated posts, which come after it when there are any', () => {
    const apart = within('tier-and-affiliation')
    expect(orders(apart, people)).toEqual(['all: d c b', 'all*: a'])
    expect(orders(apart, people.slice(1))).toEqual(['all: d c b'])
  })

  it('is the tier and then each group by its name; who is in no group is in the tier alone', () => {
    expect(orders(within('group-and-tier'), people)).toEqual([
      'all: d c b a',
      'all/north: c',
      'all/south: b a',
    ])
  })

  it('leaves out other tiers and the posts that a tier leaves out', () => {
    const tiers = ['all', 'high'].map((tier) => ({ tier, name: tier, ...cited, says: '排' }))
    const [all, high] = tiers
    const scheme = within('tier', { tiers: [{ ...all, 'posts-left-out': ['driver'] }, high] })
    const boss = somebody('e', '5+5', { tier: 'high', post: 'driver' })
    expect(orders(scheme, [...people, boss])).toEqual(['all: d c b', 'high: e'])
  })
})
