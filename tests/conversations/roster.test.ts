import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstration } from '../../src/demo/bureau.js'
import { tempFolder } from '../storage/temp.js'
import { startWorld, type World } from './world.js'
import { until } from '../until.js'

let world: World
let file: string
const shipped = join(demonstration('keji').folder, 'roster.yaml')

beforeAll(async () => {
  const folder = await tempFolder()
  await cp(demonstration('keji').folder, folder, { recursive: true })
  file = join(folder, 'roster.yaml')
  // Within working hours, and before nine nothing is due: the world is quiet at once.
  world = await startWorld({ clock: '2025-09-25T08:35', env: { KAOHE_BUREAUS: folder } })
}, 120_000)

afterAll(() => world?.close())

test('a roster file with an error is refused, the office is told where, and the old one stays', async () => {
  const office = world.person('祝海宁')
  const broken = (await readFile(shipped, 'utf8'))
    .replace('name: 柯雨桐', 'name: 柯小桐')
    .replace('unit: 办公室', 'unit: 办公司')
  await writeFile(file, broken)
  await until(async () => (await office.lastText()).includes('名册'))
  expect(await office.lastText()).toContain('仍在使用原来的名册')
  expect(await office.lastText()).toMatch(/roster\.yaml:\d+:\d+/)
  const person = world.person('柯雨桐')
  await person.say('帮助')
  expect((await person.card('考核助手')).text).toContain('柯雨桐')
})

test('a changed roster without errors takes its place without a restart', async () => {
  const text = await readFile(shipped, 'utf8')
  await writeFile(file, text.replace(/employee: KJ1010|KJ1010/, 'KJ9910'))
  const office = world.person('祝海宁')
  await until(async () => (await office.lastText()).includes('通讯录'))
  expect(await office.lastText()).toContain('对不上')
})
