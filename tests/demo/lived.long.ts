import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import { flows } from '../../src/flows/all.js'
import { demoBureau, demonstrations } from '../../src/demo/bureau.js'
import { tempFolder } from '../storage/temp.js'
import { lived, livesItsPast } from './living.js'

const shaped = demonstrations.filter(({ past }) => past !== null && 'file' in past)
const ids = shaped.map(({ id }) => id)

livesItsPast(ids.filter((id) => id !== 'lianyungang'))

test('who is assessed under several regulations has a score of each, in their order, or grades alone', async () => {
  const { situation } = await lived('wuhan')
  const { people } = situation.bureau.history
  const head = must(
    people.find(
      ({ post, memberships }) => post === '处长' && memberships[0]?.unit === 'u-hightech',
    ),
    'somebody heads it',
  )
  const kind = must(
    flows.find(({ name }) => name === 'home'),
    'there is a home',
  ).cards?.home
  const view = await kind?.view({ ...situation, person: head.id }, 'home')
  expect(view).toMatchObject({
    standings: [
      { scheme: '公务员年度考核', unit: '', graded: false },
      { scheme: '责任单位绩效考评', unit: '高新处', graded: false },
      { scheme: '局管干部考核', unit: '', graded: true },
    ],
  })
})

test('npm start brings up every one of them: their people are there, and each bureau serves', async () => {
  const data = await tempFolder()
  const named = ids.flatMap((id) => ['--bureau', id])
  const child = spawn(
    process.execPath,
    [packagePath('dist', 'src', 'app', 'main.js'), '--port', '0', ...named],
    { env: { ...process.env, KAOHE_DATA: data }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    const address = await new Promise<string>((done, fail) => {
      child.once('exit', (code) => fail(new Error(`it ended with ${code}`)))
      createInterface({ input: must(child.stdout, 'it writes') }).on('line', (line) => {
        const [found] = /http:\/\/\S+/.exec(line) ?? []
        if (found !== undefined) done(found)
      })
    })
    const response = await fetch(`${address}control/state`)
    const state: { tenant: { name: string; about: string }; people: { name: string }[] } =
      await response.json()
    const bureaus = ids.map(demoBureau)
    expect(state.tenant.name).toBe(bureaus.map(({ name }) => name).join('、'))
    expect(state.tenant.about).toContain('npm start -- --bureau')
    const people = bureaus.flatMap(({ roster }) => roster.people.map(({ name }) => name))
    expect(state.people.map(({ name }) => name).sort()).toEqual([...people].sort())
  } finally {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    await rm(data, { recursive: true, force: true })
  }
}, 240_000)
