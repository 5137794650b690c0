import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { placesText, quotaReadings } from '../../src/scheme/show/quotas.js'
import { bandReadings, ownText } from '../../src/scheme/show/ratings.js'
import { againstText, rangeText, sharingReadings } from '../../src/scheme/show/sharing.js'

function small(name: string): Scheme {
  return must(readScheme(`tests/scoring/small-schemes/${name}`).scheme, 'the small scheme reads')
}

function find<T>(all: readonly T[], of: (one: T) => boolean): T {
  return must(all.find(of), 'it is there')
}

const departments = small('yueyang-departments')
const cadres = small('yueyang-cadres')
const shiyan = must(readScheme('schemes/shiyan-departments').scheme, 'the scheme reads')

describe('what the machine reads, in Chinese', () => {
  test('says how joint matters are divided and compared', () => {
    const readings = (scheme: Scheme, id: string): string[] => {
      const part = find(partsOf(scheme.total), (one) => one.id === id)
      return part.kind === 'deduction' ? sharingReadings(part) : []
    }
    expect(readings(departments, 'bonus')).toEqual([
      '几家共同的按写明的份额分，没有写就平分〔选择 joint-work〕',
      '牵头 100%，参加 0%',
      '比没有分开以前的〔选择 matter-before-split〕',
    ])
    expect(readings(shiyan, 'bonus')).toEqual([
      '各减全额〔选择 award-sharing〕',
      '承担 100%〔选择 undertaking-share〕，主要 2/3，协助 1/3，各得〔选择 assistants-share〕',
    ])
    expect(readings(departments, 'investment')).toEqual([])
  })

  test('says what a quantity is measured against, and in which range people choose', () => {
    const rule = (id: string) => find(departments.rules, (one) => one.id === id)
    const { against } = rule('rank')
    expect(againstText(must(against, 'a norm'), '全省位次')).toBe(
      '全省位次对照 3，越低越好；每 1 一步，不满一步不计；好的加、差的减〔选择 above-third〕',
    )
    const amount = rule('petition-mistake').charges[0]?.amount.value
    expect(amount?.kind === 'entered' ? rangeText(amount) : '').toBe('，不少于 1 分、不超过 6 分')
  })

  test('says what ballots are worth', () => {
    const scale = (id: string) => find(cadres.scales, (one) => one.id === id)
    expect(bandReadings(scale('ballot'))).toEqual([
      '优秀 70，称职 65，基本称职 60，不称职 55；票只能是这几个分',
    ])
    expect(bandReadings(scale('leader-sheet'))).toEqual(['0～30，自由打分'])
    const votes = find(partsOf(cadres.total), (one) => one.id === 'appraisal')
    expect(votes.kind === 'votes' ? ownText(votes) : '').toBe('自己给自己的也算〔选择 own-ballot〕')
  })

  test('says how many places each tier has, and who holds them', () => {
    const [second] = departments.quotas.filter((one) => one.id === 'second-prize')
    expect(placesText(departments, must(second, 'a second prize'))).toBe(
      '第一组前 2 名，第二组前 3 名，第三组没有名额〔选择 third-group〕',
    )
    const [quota] = cadres.quotas
    expect(placesText(cadres, must(quota, 'a quota'))).toBe(
      '公务员科室负责人按人数的 15%，公务员其他人员按人数的 15%，事业单位负责人按人数的 10%，事业单位其他人员按人数的 10%',
    )
    expect(quotaReadings(cadres, must(quota, 'a quota'))).toEqual([
      '不得评优的：后一名递补；最后一名并列：都列出',
      '舍去小数〔选择 quota-rounding〕，名额之间不调剂',
      '有一等奖科室的主要负责人的直接列入，占名额〔选择 automatic-heads〕',
    ])
  })
})
