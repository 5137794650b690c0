import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import { demoBureau, demonstrations } from '../../src/demo/bureau.js'
import { tempFolder } from '../storage/temp.js'
import { livesItsPast } from './living.js'

const shaped = demonstrations.filter(({ past }) => past !== null && 'file' in past)
const ids = shaped.map(({ id }) => id)

livesItsPast(ids.filter((id) => id !== 'lianyungang'))

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
