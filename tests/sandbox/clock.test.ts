import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { ask, at, type Driver, drive } from './driver.js'
import { until } from '../until.js'

let driver: Driver

beforeEach(async () => {
  driver = await drive()
})

afterEach(() => driver.close())

const start = momentOf(day('2025-09-25'), '09:00')

test('the clock begins where it was told, runs, jumps forwards and never back', async () => {
  const first = await driver.control('/clock')
  expect(Number(first.now) - start).toBeLessThan(20_000)
  const later = await driver.control('/clock', { to: start + 86_400_000 })
  expect(Number(later.now)).toBeGreaterThanOrEqual(start + 86_400_000)
  expect(later.revision).toBe(Number(first.revision) + 1)
  await expect(driver.control('/clock', { to: start })).rejects.toThrow('backwards')
})

test('a follower sees a jump at once', async () => {
  const { clock, stop } = await followClock(`${driver.sandbox.controlUrl}/clock`)
  expect(Math.abs(clock.now() - start)).toBeLessThan(20_000)
  await driver.control('/clock', { advanceMs: 3_600_000 })
  await until(() => clock.revision() === 1)
  expect(clock.now()).toBeGreaterThanOrEqual(start + 3_600_000)
  stop()
})

/** A bot that wants to wake at certain times and follows the clock. */
async function sleepyBot(
  wakes: number[],
  isIdle = () => true,
  passed = 0,
): Promise<{ seen: number[]; stop: () => Promise<void> }> {
  const { clock, stop } = await followClock(`${driver.sandbox.controlUrl}/clock`)
  const seen: number[] = []
  let asked = 0
  clock.onJump(() => {
    while (wakes[0] !== undefined && wakes[0] <= clock.now()) {
      seen.push(clock.now() - wakes[0])
      wakes.shift()
    }
  })
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    const clockRevision = clock.revision()
    asked += 1
    const nextWakeAt = asked <= passed ? start - 1_000 : (wakes[0] ?? null)
    response.end(JSON.stringify({ idle: isIdle(), clockRevision, nextWakeAt }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await driver.control('/bot', { url: `http://127.0.0.1:${port}` })
  return {
    seen,
    stop: async () => {
      stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a jump stops wherever the bot wants to wake', async () => {
  const bot = await sleepyBot([start + 3_600_000, start + 7_200_000, start + 90_000_000])
  await driver.control('/clock', { to: start + 86_400_000 })
  expect(bot.seen).toHaveLength(2)
  for (const late of bot.seen) expect(late).toBeLessThan(1_000)
  await bot.stop()
})

test('a moment that came while the bot answered is no reason to pass over the next one', async () => {
  const bot = await sleepyBot([start + 3_600_000], () => true, 4)
  await driver.control('/clock', { to: start + 86_400_000 })
  expect(bot.seen).toHaveLength(1)
  for (const late of bot.seen) expect(late).toBeLessThan(1_000)
  await bot.stop()
})

test('a jump can be answered at once: the clock then says how far it is, and a second one waits for it', async () => {
  let busy = false
  const stopAt = start + 3_600_000
  const bot = await sleepyBot([stopAt], () => !busy)
  const { clock, stop } = await followClock(`${driver.sandbox.controlUrl}/clock`)
  clock.onJump(() => {
    busy = clock.revision() === 1
  })
  const to = start + 86_400_000
  const { status, body } = await ask(`${driver.sandbox.controlUrl}/clock`, 'POST', {
    ...{ to, waitMs: 0 },
  })
  expect([status, at(body, 'jump', 'to')]).toEqual([202, to])
  await until(() => busy)
  expect(clock.goingTo()).toBe(to)
  const further = driver.control('/clock', { to: to + 86_400_000 })
  expect(await driver.control('/clock')).toMatchObject({ jump: { to } })
  expect(clock.now()).toBeLessThan(to)
  busy = false
  expect(await further).toMatchObject({ jump: null })
  expect(clock.now()).toBeGreaterThanOrEqual(to + 86_400_000)
  expect(clock.goingTo()).toBeNull()
  stop()
  await bot.stop()
})

test('a jump on which somebody stays busy ends where it is, and whoever follows the clock knows it', async () => {
  const bot = await sleepyBot([start + 3_600_000], () => Number(clock.now()) < start + 3_600_000)
  const { clock, stop } = await followClock(`${driver.sandbox.controlUrl}/clock`)
  const jump = driver.control('/clock', { to: start + 86_400_000, timeoutMs: 50 })
  await expect(jump).rejects.toThrow('not-idle')
  const { revision, now } = await driver.control('/clock')
  expect(Number(now)).toBeLessThan(start + 86_400_000)
  await until(() => clock.revision() === revision)
  expect(clock.goingTo()).toBeNull()
  stop()
  await bot.stop()
})

test('a bot that listens and does not answer is at work: nothing is skipped', async () => {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await driver.control('/bot', { url: `http://127.0.0.1:${port}` })
  const jump = driver.control('/clock', { to: start + 86_400_000, timeoutMs: 50 })
  await expect(jump).rejects.toThrow('not-idle')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('a bot that has gone is not waited for', async () => {
  const bot = await sleepyBot([start + 3_600_000])
  await bot.stop()
  const reading = await driver.control('/clock', { advanceMs: 86_400_000 })
  expect(Number(reading.now)).toBeGreaterThan(start + 86_400_000)
})

test('an event on its way keeps the sandbox from being idle', async () => {
  const as = await driver.openId('沈望舒')
  let release: (value: unknown) => void = () => {}
  await driver.connect({
    'im.message.receive_v1': () =>
      new Promise((resolve) => {
        release = resolve
      }),
  })
  await driver.control('/messages', { as, toBot: true, text: '好' })
  const idle = async () => (await ask(`${driver.sandbox.baseUrl}/idle`, 'GET')).body
  expect(await idle()).toMatchObject({ idle: false, inflight: 1 })
  expect(await driver.control('/quiet', { timeoutMs: 50 })).toEqual({ quiet: false })
  await until(async () => {
    release({})
    return at(await idle(), 'idle') === true
  })
})

test('a play goes on as soon as the page wants it, and only where somebody offers it', async () => {
  expect(await driver.control('/play')).toMatchObject({ offered: false, running: false })
  await expect(driver.control('/play', { running: true })).rejects.toThrow('no-play')
  const { revision } = await driver.control('/play', {
    offered: true,
    share: 0.5,
    line: '过到三月',
  })
  const waits = driver.control(`/play?after=${revision}`)
  await driver.control('/play', { running: true })
  expect(await waits).toMatchObject({ running: true, share: 0.5, line: '过到三月' })
  await driver.control('/play', { running: false })
  expect(await driver.control('/play')).toMatchObject({ offered: true, running: false })
})
