import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstration } from '../../src/demo/bureau.js'
import { tempFolder } from '../storage/temp.js'
import { startWorld, type World } from './world.js'
import { until } from '../until.js'

let world: World
let folder: string

/** Both demonstrations, a third bureau whose roster is broken, and the second one's group named wrongly. */
beforeAll(async () => {
  folder = await tempFolder()
  await mkdir(folder, { recursive: true })
  for (const id of ['keji', 'departments']) {
    await cp(demonstration(id).folder, join(folder, `${id === 'keji' ? 1 : 2}-${id}`), {
      recursive: true,
    })
  }
  await cp(demonstration('departments').folder, join(folder, '3-broken'), { recursive: true })
  await rm(join(folder, '3-broken', 'roster.yaml'))
  const second = join(folder, '2-departments', 'bureau.yaml')
  const text = await readFile(second, 'utf8')
  await writeFile(second, text.replace('group: 区住建局全体', 'group: 区住建局大家庭'))
  world = await startWorld({
    clock: '2025-09-25T08:35',
    bureaus: ['keji', 'departments'],
    env: { KAOHE_BUREAUS: folder, KAOHE_DEMO: '0' },
  })
}, 120_000)

afterAll(() => world?.close())

test('one process answers the people of two bureaus, each from their own', async () => {
  const one = world.person('柯雨桐')
  await one.say('帮助')
  expect((await one.card('考核助手')).text).toContain('柯雨桐')
  const roster = await readFile(join(folder, '2-departments', 'roster.yaml'), 'utf8')
  const name = /id: z10\n\s+name: (\S+)/.exec(roster)?.[1] ?? ''
  const other = world.person(name)
  await other.say('帮助')
  expect((await other.card('考核助手')).text).toContain(name)
})

test('a bureau with errors is named in the log and stops none of the others', async () => {
  const log = await world.botLog()
  expect(log).toMatch(/"folder":"[^"]*3-broken","event":"bureau-refused"/)
  expect(log).not.toMatch(/"event":"bureau-unready"/)
})

test('the office of a bureau whose group is missing is told, the other one’s is not', async () => {
  const roster = await readFile(join(folder, '2-departments', 'roster.yaml'), 'utf8')
  const [, office = ''] = /name: (\S+)\n[^-]*考核办/.exec(roster) ?? []
  const told = world.person(office)
  await until(async () => (await told.lastText()).includes('区住建局大家庭'))
  expect(await told.lastText()).toContain('找到0个叫“区住建局大家庭”的群')
  expect(
    await world
      .person('祝海宁')
      .lastText()
      .catch(() => ''),
  ).not.toContain('群')
})

test('a broken roster of one bureau is told to its office only, and the other goes on', async () => {
  const path = join(folder, '2-departments', 'roster.yaml')
  const text = await readFile(path, 'utf8')
  const [, office = ''] = /name: (\S+)\n[^-]*考核办/.exec(text) ?? []
  await writeFile(path, text.replace('unit: 局领导', 'unit: 局领'))
  const told = world.person(office)
  await until(async () => (await told.lastText()).includes('名册'))
  expect(await told.lastText()).toMatch(/2-departments\/roster\.yaml:\d+:\d+/)
  const one = world.person('乔砚秋')
  await one.say('帮助')
  expect((await one.card('考核助手')).text).toContain('乔砚秋')
})

test('on the chat page two offices of one name are told apart by their bureaus, others keep their name', async () => {
  const { departments } = await world.control.get<{ departments: { name: string }[] }>('/state')
  const names = departments.map((of) => of.name)
  expect(names).toContain('市科技局 办公室')
  expect(names).toContain('区住建局 办公室')
  expect(names).toContain('政治处')
  expect(new Set(names).size).toBe(names.length)
})
