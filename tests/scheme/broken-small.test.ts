import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read/read.js'
import { brokenSmall } from './broken/small.js'
import { type Edit, placeIn, withEdited } from './edited.js'

const small = 'tests/scoring/small-schemes'

describe('a small scheme that is broken', () => {
  test.each(brokenSmall)('with $name is refused at its place', (one) => {
    const edit: Edit = { file: 'scheme.yaml', find: one.find, replace: one.replace }
    withEdited(
      [edit],
      (folder) => {
        const { scheme, problems } = readScheme(folder)
        expect(scheme).toBeNull()
        const found = problems.filter((problem) => problem.code === one.code)
        if (one.at === '') {
          expect(found.length).toBeGreaterThan(0)
        } else {
          const inside = Math.max(0, one.at.indexOf('|'))
          const place = placeIn(folder, 'scheme.yaml', one.at.replace('|', ''), inside)
          expect(found.map((p) => `${p.file}:${p.line}:${p.column}`)).toEqual([
            `${join(folder, 'scheme.yaml')}:${place}`,
          ])
        }
        if (one.says !== undefined) expect(found[0]?.message).toBe(one.says)
        const others = problems.map((p) => p.code).filter((code) => code !== one.code)
        expect(others.filter((code) => !(one.also ?? []).includes(code))).toEqual([])
      },
      join(small, one.from),
    )
  })
})
