import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flows } from '../../src/flows/all.js'
import { workingFolders, workingPaths } from '../working-paths.js'
import { root } from './sources.js'

const areas = Object.entries(workingPaths())
const paths = areas.flatMap(([, area]) => area.paths)

/** Folders whose tests go through cards, or through jobs and the roster where nobody presses. */
const conversations = new Set(['conversations', 'roster', ...workingFolders])

test('every path of the working rules names a test that is there, in a folder of conversations', () => {
  const texts = new Map<string, string>()
  const textOf = (file: string): string => {
    const text = texts.get(file) ?? readFileSync(join(root, 'tests', file), 'utf8')
    texts.set(file, text)
    return text
  }
  const missing = paths.filter((path) => {
    const title = path.test.replaceAll("'", "\\'")
    const [folder = ''] = path.in.split('/')
    return !conversations.has(folder) || !textOf(path.in).includes(`'${title}'`)
  })
  expect(missing).toEqual([])
  expect(new Set(paths.map(({ path }) => path)).size).toBe(paths.length)
})

test('every verb of the working rules is pressed on some path, and no other', () => {
  for (const [area, { flows: names, paths: own }] of areas) {
    const verbs = flows
      .filter(({ name }) => names.includes(name))
      .flatMap((flow) => Object.keys(flow.verbs ?? {}))
    const pressed = new Set(own.flatMap(({ presses }) => presses))
    expect([...pressed].sort(), area).toEqual(verbs.sort())
  }
})
