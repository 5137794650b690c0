import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepRoster } from '../../src/app/bureau-files.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { packagePath } from '../../src/base/package-root.js'
import { cycleIn, readFrom } from '../../src/cli/database.js'
import { exportTo } from '../../src/cli/export.js'
import { score } from '../../src/cli/score.js'
import { pack } from '../../src/cli/pack.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { tempStorage } from '../storage/temp.js'

/** A bureau that runs two regulations, in the second year of one of them. */
const { roster, schemes } = demoBureau('wuhan')
const bureau = roster.bureau.id
let dataDir: string
let done: () => Promise<void>

beforeAll(async () => {
  const clock = new OffsetClock(momentOf(day('2026-01-12'), '10:00') - Date.now())
  const { storage, dataDir: folder, close } = await tempStorage({ clock })
  dataDir = folder
  done = close
  await keepRoster(storage, roster)
  await storage.transact('work', async (tx) => {
    for (const [index, scheme] of schemes.slice(0, 2).entries()) {
      await openCycle(tx, { bureau, scheme, year: 2025, on: day('2025-01-02'), by: 'system' })
      if (index > 0) continue
      await openCycle(tx, { bureau, scheme, year: 2026, on: day('2026-01-05'), by: 'system' })
    }
  })
  await storage.close()
}, 60_000)
afterAll(() => done?.())

const [first, second] = schemes.map(({ id }) => id)

test('which cycle is meant must be said, and every one can be exported', async () => {
  const out = join(dataDir, 'facts.json')
  const from = { data: dataDir, out, asOf: '2026-01-12' }
  const all = [`${bureau}.${first}.2026`, `${bureau}.${first}.2025`, `${bureau}.${second}.2025`]
  expect(await exportTo(from)).toBe(`有几个考核周期，请用 --cycle 写明：${all.join('、')}`)
  for (const cycle of all) {
    expect(await exportTo({ ...from, cycle })).toBeNull()
    const { scheme, year }: { scheme: string; year: string } = JSON.parse(readFileSync(out, 'utf8'))
    expect(cycle).toBe(`${bureau}.${scheme}.${year}`)
    // Of what the roster says of people for several regulations, each has what it asks.
    const { exitCode, lines } = score({
      facts: out,
      scheme: packagePath('schemes', scheme),
      json: true,
    })
    expect([exitCode, exitCode === 0 || lines]).toEqual([0, true])
  }
  const scheme = packagePath('schemes', `${second}`)
  expect(await exportTo({ ...from, scheme })).toBeNull()
}, 60_000)

test('a cycle or bureau that there is not is told with those that there are', async () => {
  const found = await readFrom({ data: dataDir }, (db) => cycleIn(db, { cycle: 'none' }))
  expect(found).toContain('请核对 --cycle 或 --scheme；有的是：')
  const other = await readFrom({ data: dataDir }, (db) => cycleIn(db, { bureau: 'none' }))
  expect(other).toBe('数据库里没有这个单位的名册')
  const nowhere = await pack({ data: join(dataDir, 'nowhere'), out: '' })
  expect(nowhere.lines[0]).toContain('里没有数据库，请核对 --data')
  const cycle = `${bureau}.${second}.2025`
  const unpublished = await pack({ data: dataDir, out: '', cycle })
  expect([unpublished.exitCode, unpublished.lines[0]]).toEqual([
    ...[2, '错误 这个周期没有公布过这一版结果，没有可以打包的'],
  ])
})
