import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { play } from '../../src/year/play.js'
import { setStage, type Stage } from '../../src/year/stage.js'
import { until } from '../until.js'

/** A demonstration of which the page wants that it goes on by itself. */
let stage: Stage

beforeAll(async () => {
  stage = await setStage('departments', { on: day('2025-01-27'), seed: '1' })
}, 120_000)

afterAll(() => stage.close())

test('everybody acts by themselves, a working day after the other, until the page pauses it', async () => {
  const { control, controlUrl } = stage
  const state = () => control.get<{ running: boolean; share: number; line: string }>('/play')
  await control.post('/play', { offered: true, running: true })
  const over = play(controlUrl, ['departments']).catch((thrown: unknown) => thrown)
  await until(async () => (await state()).line.includes('2月'))
  await control.post('/play', { running: false })
  const paused = await state()
  expect(paused.share).toBeGreaterThan(0)
  expect(paused.running).toBe(false)
  await stage.close()
  expect(await over).toBeInstanceOf(Error)
}, 180_000)
