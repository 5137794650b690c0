import { expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import { instant } from '../../src/base/day.js'
import { RateWindows } from '../../src/lark/rate-windows.js'

/** A clock that stands until it is moved. */
class StillClock extends OffsetClock {
  ms = 1_000_000
  override now = () => instant(this.ms)
}

test('four calls a second go to one recipient, the fifth waits for the first to be a second old', () => {
  const clock = new StillClock()
  const windows = new RateWindows(clock)
  for (let n = 0; n < 4; n += 1) {
    expect(windows.take('send', 'ou_a')).toBe(0)
    clock.ms += 10
  }
  const waitMs = windows.take('send', 'ou_a')
  expect(waitMs).toBeGreaterThan(900)
  expect(windows.take('send', 'ou_b')).toBe(0)
  clock.ms += waitMs
  expect(windows.take('send', 'ou_a')).toBe(0)
})

test('however many recipients, no second sees more than 48 calls and no minute more than 950', () => {
  const clock = new StillClock()
  const windows = new RateWindows(clock)
  const calls: number[] = []
  for (let n = 0; n < 2_500; n += 1) {
    for (;;) {
      const waitMs = windows.take('send', `ou_${n}`)
      if (waitMs === 0) break
      clock.ms += waitMs
    }
    calls.push(clock.ms)
  }
  const most = (ms: number): number =>
    Math.max(...calls.map((from) => calls.filter((at) => at >= from && at < from + ms).length))
  expect(most(1_000)).toBe(48)
  expect(most(60_000)).toBe(950)
})

test('sending and patching are counted apart, and a refused place is not used up', () => {
  const clock = new StillClock()
  const windows = new RateWindows(clock)
  for (let n = 0; n < 4; n += 1) windows.take('send', 'x')
  for (let n = 0; n < 100; n += 1) expect(windows.take('send', 'x')).toBeGreaterThan(0)
  expect(windows.take('patch', 'x')).toBe(0)
  clock.ms += 1_050
  expect(windows.take('send', 'x')).toBe(0)
})
