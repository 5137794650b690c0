import { expect, test } from 'vitest'
import { Lanes } from '../../src/storage/lanes.js'

test('while presses never end, work that waits has every third turn', async () => {
  const lanes = new Lanes(1)
  const order: string[] = []
  let presses = 0
  const press = async (): Promise<void> => {
    await lanes.run('press', async () => {
      order.push('press')
    })
    presses += 1
    if (presses < 40) await press()
  }
  const work = Array.from({ length: 5 }, () =>
    lanes.run('work', async () => {
      order.push('work')
    }),
  )
  await Promise.all([...Array.from({ length: 4 }, press), ...work])
  const lastWork = order.lastIndexOf('work')
  expect(lastWork).toBeLessThan(16)
  expect(order.slice(0, lastWork).join(' ')).not.toContain('press press press')
})
