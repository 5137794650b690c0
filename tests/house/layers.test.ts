import { describe, expect, test } from 'vitest'
import { forbidden, importsOf, rings, roomOf } from './layers.js'
import layers from './layers.json' with { type: 'json' }
import { sourceFiles, textOf } from './sources.js'

const files = sourceFiles()
const known = new Set(files)
const imports = files.flatMap((file) => importsOf(file, textOf(file), known))

describe('the rooms', () => {
  test('are those of layers.json, all of them and no others', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(layers.arrows).sort())
  })

  test('have no arrow that leads back', () => {
    const seen: string[] = []
    const arrows: Record<string, string[]> = layers.arrows
    const left = new Set(Object.keys(arrows))
    while (left.size > 0) {
      const free = [...left].filter((room) => arrows[room]?.every((other) => !left.has(other)))
      expect(free).not.toEqual([])
      for (const room of free) {
        left.delete(room)
        seen.push(room)
      }
    }
    expect(seen[0]).toBe('base')
  })
})

test('no import goes against the arrows or past the owner of a package', () => {
  expect(imports.length).toBeGreaterThan(1000)
  expect(imports.flatMap((each) => forbidden(each) ?? [])).toEqual([])
})

test('no files import each other in a ring', () => {
  expect(rings(imports)).toEqual([])
})

describe('the check itself', () => {
  const found = (file: string, text: string) =>
    importsOf(file, text, known).flatMap((each) => forbidden(each) ?? [])

  test.each([
    [
      'src/flows/x.ts',
      "\nimport { a } from '../lark/sender.js'",
      'src/flows/x.ts:2: flows may not',
    ],
    ['src/scoring/x.ts', "import type {\n  A,\n} from '../storage/open.js'", 'src/scoring/x.ts:3'],
    ['src/base/x.ts', "export * from '../scheme/model.js'", 'base may not import scheme'],
    ['cards/x.ts', "import { c } from '../src/lark/client.js'", 'cards may not import lark'],
    ['src/sandbox/x.ts', "const f = await import('../app/bot.js')", 'sandbox may not import app'],
    ['src/app/x.ts', "import { Pool } from 'pg'", 'only storage may import pg'],
    ['src/app/x.ts', "import * as lark from '@larksuiteoapi/node-sdk'", 'only lark'],
    ['src/scoring/x.ts', "import { readFileSync } from 'node:fs'", 'may not import node:fs'],
  ])('sees a forbidden import in %s: %j', (file, text, complaint) => {
    expect(found(file, text).join()).toContain(complaint)
  })

  test('lets comments, allowed arrows and the own room pass', () => {
    const text = [
      "// import { a } from '../lark/sender.js'",
      "import { a } from '../base/day.js'",
      "import { b } from './access.js'",
    ].join('\n')
    expect(found('src/flows/x.ts', text)).toEqual([])
  })

  test('names a ring with its files', () => {
    const one = importsOf('src/base/a.ts', "import { b } from './b.js'", new Set(['src/base/b.ts']))
    const two = importsOf('src/base/b.ts', "import { a } from './a.js'", new Set(['src/base/a.ts']))
    expect(rings([...one, ...two])).toEqual(['src/base/a.ts -> src/base/b.ts -> src/base/a.ts'])
  })
})
