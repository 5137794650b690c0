import { relative } from 'node:path'
import { afterAll, afterEach, expect } from 'vitest'
import { pressedIn } from './on-cards.js'
import { isWalk, workingPaths } from './working-paths.js'

/** Beside each long test file: those tests that `working-paths.yaml` names have pressed on cards what it says. */
const ran = new Set<string>()

afterEach(() => {
  const { currentTestName } = expect.getState()
  if (currentTestName) ran.add(currentTestName)
})

afterAll(() => {
  const { testPath } = expect.getState()
  const here = relative(import.meta.dirname, `${testPath}`)
  const paths = Object.values(workingPaths()).flatMap((each) => each.paths)
  const missing = paths
    .filter((path) => path.in === here && path.presses.length > 0)
    .flatMap((path) => {
      const titles = [...ran].filter((title) => isWalk(path, title))
      if (titles.length === 0) return []
      const pressed = new Set(titles.flatMap((title) => [...(pressedIn.get(title) ?? [])]))
      return path.presses
        .filter((verb) => !pressed.has(verb))
        .map((verb) => `${path.test}: ${verb}`)
    })
  ran.clear()
  expect(missing, 'what was not pressed on a card').toEqual([])
})
