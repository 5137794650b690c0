import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkScheme } from '../../src/cli/check.js'
import { score } from '../../src/cli/score.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'

const folder = 'tests/scheme/class-rating'
const scheme = must(readScheme(folder).scheme, 'it reads')

describe("the regulation of a school's classes", () => {
  it('reads, with every figure, choice and case, and its cases come out', () => {
    const { problems } = checkScheme(folder)
    expect(problems.map((one) => `${one.file}:${one.line} ${one.message}`)).toEqual([])
  })

  it('says its periods in its own sentence, without a choice', () => {
    const { windows } = scheme
    expect(windows.cited?.clause).toBe('第九条')
    expect(windows.cited?.says.text).toContain('公布后 3 个工作日内')
    expect([windows.objection, windows.review, windows.publicity]).toEqual(
      [3, 2, 5].map((value) => ({ value, choice: null, byAnswer: null })),
    )
  })

  it('is shown with the conversion, the periods of its sentence and its own bands', () => {
    const text = viewScheme(scheme)
      .sections.map((one) => JSON.stringify(one))
      .join('\n')
    expect(text).toContain('按比例折算：得分 × 15 ÷ 10')
    expect(text).toContain('不满意的票超过 1/3（占有效票）')
    expect(text).toContain('本部门不评优秀班级')
    expect(text).toContain('每周只计一次')
  })

  it('explains a class: what ten points become of fifteen, and months by their names', () => {
    const { lines } = score({ facts: `${folder}/example-facts.yaml`, explain: 'c71' })
    const text = lines.join('\n')
    expect(text).toContain('3 月  1.125 / 1.25  得分 9.00，分制 0～10')
    expect(text).toContain('任课教师测评  14.14 / 15.00  得分 14.1429，分制 5～15')
    expect(text).not.toContain('处室')
  })
})
