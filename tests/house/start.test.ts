import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { prepareFolder } from '../../src/app/data-folder.js'
import { packagePath } from '../../src/base/package-root.js'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaohe-start-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the program until it ends; it has ten seconds. */
function start(args: string[], env: Record<string, string> = {}) {
  const main = packagePath('dist', 'src', 'app', 'main.js')
  const ran = spawnSync(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? '', KAOHE_DATA: join(folder, 'data'), ...env },
    encoding: 'utf8',
    timeout: 10_000,
  })
  return { code: ran.status, said: ran.stdout.trim(), complained: ran.stderr.trim() }
}

test('--help says how to start and ends well', () => {
  const { code, said, complained } = start(['--help'])
  expect({ code, complained }).toEqual({ code: 0, complained: '' })
  expect(said).toContain('npm start -- --fresh')
})

describe('what cannot start ends with code 2 and says so in one line', () => {
  /** Exactly one line on the error output, without a stack. */
  function refused(ran: ReturnType<typeof start>, complaint: RegExp): void {
    expect(ran.code).toBe(2)
    expect(ran.said).toBe('')
    expect(ran.complained).toMatch(complaint)
    expect(ran.complained.split('\n')).toHaveLength(1)
  }

  test('a port that is taken', async () => {
    const taken = createServer()
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
    const address = taken.address()
    const port = typeof address === 'object' && address ? `${address.port}` : ''
    try {
      refused(start(['--port', port]), new RegExp(`${port}.*已被占用.*--port`))
    } finally {
      await new Promise((done) => taken.close(done))
    }
  })

  test('a port that is no number, or too large', () => {
    refused(start(['--port', 'http']), /端口/)
    refused(start(['--port', '70000']), /端口/)
  })

  test('a data folder that is a file', () => {
    const file = join(folder, 'data')
    writeFileSync(file, 'x')
    refused(start(['--port', '0']), /不能写入文件夹.*KAOHE_DATA/)
  })

  test('half the credentials', () => {
    refused(start([], { FEISHU_APP_ID: 'cli_0123456789abcdef' }), /FEISHU_APP_SECRET/)
    refused(start([], { FEISHU_APP_SECRET: 'x' }), /FEISHU_APP_ID/)
  })

  test('a webhook without the key that tells forged events', () => {
    const token = { FEISHU_VERIFICATION_TOKEN: 'v' }
    refused(start([], { KAOHE_DOOR: 'webhook', ...token }), /FEISHU_ENCRYPT_KEY/)
  })

  test('a webhook without its verification token', () => {
    const key = { FEISHU_ENCRYPT_KEY: 'k' }
    refused(start([], { KAOHE_DOOR: 'webhook', ...key }), /FEISHU_VERIFICATION_TOKEN/)
  })

  test('with the sandbox too, a folder of bureaus that is not there', () => {
    const { code, complained } = start(['--port', '0'], { KAOHE_BUREAUS: join(folder, 'none') })
    expect(code).toBe(2)
    expect(complained).toMatch(/none:1:1 错误 没有这个文件夹/)
  })

  test('credentials without bureaus', () => {
    const app = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'x' }
    refused(start([], app), /KAOHE_BUREAUS/)
  })

  test('a demonstration that there is not, and one beside own bureaus', () => {
    refused(
      start(['--bureau', 'keij']),
      /没有演示单位“keij”，可用：keji（.*）、departments（或 wujin）（.*）、wuhan（.*、all（全部）/,
    )
    const own = { KAOHE_BUREAUS: packagePath('src', 'demo', 'bureaus') }
    refused(start(['--bureau', 'keji'], own), /两样只用一样/)
  })

  test('--fresh on a folder that no sandbox has made: nothing in it is deleted', () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'thesis.txt'), 'years of work')
    refused(start(['--port', '0', '--fresh']), /不是沙箱建的文件夹.*--fresh 不会删它/)
    expect(readFileSync(join(folder, 'data', 'thesis.txt'), 'utf8')).toBe('years of work')
  })

  test('other bureaus than those that live in the data folder', () => {
    prepareFolder(join(folder, 'data'), { bureaus: '/somewhere/else', fresh: false })
    refused(start(['--port', '0']), /里是别的单位（\/somewhere\/else）.*--fresh/)
  })

  test('a borrowed clock with a public platform', () => {
    refused(start([], { KAOHE_CLOCK_URL: 'http://127.0.0.1:1/clock' }), /KAOHE_CLOCK_URL/)
  })

  test('links that would go over the wire in the open', () => {
    refused(start([], { KAOHE_PUBLIC_URL: 'http://a.example' }), /KAOHE_PUBLIC_URL.*https/)
  })

  test('a setting of the wrong shape', () => {
    refused(start([], { DATABASE_URL: 'mysql://x' }), /DATABASE_URL.*postgresql/)
  })
})

test('an unknown option ends with code 2 and shows what there is', () => {
  const { code, said, complained } = start(['--frech'])
  expect({ code, said }).toEqual({ code: 2, said: '' })
  expect(complained).toContain('--frech')
  expect(complained).toContain('npm start -- --fresh')
  expect(complained).not.toMatch(/\n\s+at /)
})

test('--fresh deletes what an earlier sandbox has left in its own folder', () => {
  const data = join(folder, 'data')
  prepareFolder(data, { bureaus: 'a', fresh: false })
  writeFileSync(join(data, 'people.json'), '{}')
  prepareFolder(data, { bureaus: 'a', fresh: false })
  expect(existsSync(join(data, 'people.json'))).toBe(true)
  prepareFolder(data, { bureaus: 'b', fresh: true })
  expect(existsSync(join(data, 'people.json'))).toBe(false)
  prepareFolder(data, { bureaus: 'b', fresh: false })
})
