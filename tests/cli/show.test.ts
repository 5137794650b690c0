import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { textWidth } from '../../src/base/text-width.js'
import { escaped, html } from '../../src/cli/html.js'
import { schemePage } from '../../src/cli/page.js'
import { show } from '../../src/cli/show.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewByClause, viewScheme } from '../../src/scheme/show/scheme.js'
import type { SchemeView, ShownEntry } from '../../src/scheme/show/view.js'
import { temporaryFolder, wuhan, wujin } from './folder.js'

const folder = temporaryFolder()

function viewOf(scheme: string): SchemeView {
  const read = readScheme(scheme)
  if (read.scheme === null) throw new Error(`${scheme} has errors`)
  return viewScheme(read.scheme)
}

function entriesOf(view: SchemeView): ShownEntry[] {
  return view.sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : [])),
  )
}

describe.each([wuhan, wujin])('the view of %s', (scheme) => {
  const view = viewOf(scheme)
  const entries = entriesOf(view)

  test('has every choice at what it touches, and says so in the list of choices', () => {
    const choices = view.sections.flatMap((section) =>
      section.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : [])),
    )
    expect(choices.length).toBeGreaterThan(30)
    expect(choices.filter((one) => one.touches.length === 0)).toEqual([])
    for (const entry of entries) {
      for (const { number, name } of entry.choices) {
        const listed = choices[number - 1]
        expect(listed?.name).toBe(name)
        expect(listed?.touches).toContain(`${entry.clause} ${entry.name}`.trim())
      }
    }
  })

  test('has a reading for every entry, and no choice or part by its identifier', () => {
    expect(
      entries.filter(
        (one) => one.readings.length === 0 && one.id !== 'L1' && one.id !== 'departments',
      ),
    ).toEqual([])
    const readings = entries.flatMap((one) => one.readings).join('\n')
    expect(readings).not.toMatch(/〔选择 [a-z]/)
    expect(readings).not.toMatch(/[a-z]+-[a-z]+/)
  })
})

describe('in a terminal', () => {
  test('clause, sentence, reading and choices stand side by side, and no line is too wide', () => {
    const { exitCode, lines } = show(wuhan, { width: '140' })
    expect(exitCode).toBe(0)
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(140)
    const at = lines.findIndex((line) => /^迟到 +│/.test(line))
    const block = lines.slice(at - 1, at + 2).join('\n')
    expect(block).toMatch(/第五条（二） +│ 上班、开会.+│ · 每人每次，责任人本人〔选择2〕/)
    expect(block).toContain('│ 选择2 考勤减分由谁承担')
    expect(lines.join('\n')).toContain('【0.05】')
  })

  test.each([60, 99])('of %s columns they stand one below the other', (columns) => {
    const { lines } = show(wujin, {}, columns)
    expect(lines.some((line) => line.includes(' │ '))).toBe(false)
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns)
    expect(lines.some((line) => line.trimStart().startsWith('→ '))).toBe(true)
    expect(lines.some((line) => line.trimStart().startsWith('◇ 选择'))).toBe(true)
  })

  test('targets of many departments are one table', () => {
    const text = show(wujin, { width: '120' }).lines.join('\n')
    expect(text).toMatch(/\n建管中心 +5\n/)
    expect(text).toMatch(/\n人教科 +1 +— +6\n/)
    expect(text).toMatch(/每月至少：各单位的数见目标表/)
  })

  test('a scheme with errors is refused with all of them', () => {
    const { exitCode, lines } = show('no-such-folder')
    expect(exitCode).toBe(2)
    expect(lines).toEqual([expect.stringContaining('no-such-folder/scheme.yaml:1:1 错误')])
    expect(show(wuhan, { width: 'wide' })).toMatchObject({ exitCode: 2 })
  })
})

describe('the page', () => {
  const file = join(folder.path, 'wuhan.html')
  const { exitCode, lines } = show(wuhan, { html: file })
  const page = readFileSync(file, 'utf8')

  test('is written, and the same each time', () => {
    expect({ exitCode, lines }).toEqual({ exitCode: 0, lines: [`已写入 ${file}`] })
    show(wuhan, { html: file })
    expect(readFileSync(file, 'utf8')).toBe(page)
  })

  test('asks the network for nothing', () => {
    expect(page).not.toMatch(/https?:|\bsrc=|<link|<script|@import|url\(/)
    expect(page).toContain("default-src 'none'")
    expect(page.match(/href="(?!#)/g)).toBeNull()
  })

  test('has title, issuer, version, contents, sums, marked figures, choices, cases and who signs', () => {
    expect(page).toContain('<h1>武汉市科技局系统公务员年度考核奖惩办法</h1>')
    expect(page).toContain('<dt>发文单位</dt><dd>武汉市科学技术局</dd>')
    expect(page).toMatch(/<dt>版本<\/dt><dd>2011-[0-9a-f]{12}<\/dd>/)
    expect(page).toContain('<a href="#rules">')
    expect(page).toContain('每人每次减责任处室 <mark>0.05</mark> 分')
    expect(page).toContain('<a href="#choice-2">〔选择2〕</a>')
    expect(page).toMatch(/<li class="in-force"><span>●<\/span> 缺勤、迟到、早退的本人承担/)
    expect(page).toContain('口径不同，名次就不同')
    for (const word of ['核对人', '审定人', '日期']) expect(page).toContain(word)
  })

  test('leads nowhere that is not there', () => {
    const targets = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]))
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((found) => found[1])
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter((link) => !targets.has(link))).toEqual([])
  })

  test('prints on A4 with repeated heads and whole rows', () => {
    expect(page).toMatch(/@page \{ size: A4/)
    expect(page).toContain('thead { display: table-header-group; }')
    expect(page).toContain('tr, li, .sign { break-inside: avoid; }')
  })

  test('shows what a scheme says as text, whatever it says', () => {
    const evil = '<script>alert("x")</script></style><img src=x onerror=1>'
    const view = viewOf(wuhan)
    const [first] = entriesOf(view)
    if (first === undefined) throw new Error('no entries')
    const says = { text: evil, pieces: [evil], figures: [] }
    const entry = { ...first, clause: evil, name: evil, says, readings: [evil] }
    const sections = [
      {
        id: 'parts',
        title: evil,
        blocks: [{ kind: 'entries' as const, title: evil, entries: [entry] }],
      },
    ]
    const text = schemePage({ ...view, title: evil, issuer: evil, sections })
    expect(text).not.toContain('<script')
    expect(text).not.toContain('<img')
    expect(text.match(/<\/style>/g)).toHaveLength(1)
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
  })

  test('is not written into a folder that is not there', () => {
    const missing = join(folder.path, 'none', 'page.html')
    expect(show(wuhan, { html: missing })).toMatchObject({ exitCode: 2 })
    expect(existsSync(missing)).toBe(false)
  })
})

test('a template escapes texts and keeps pieces of HTML', () => {
  const piece = html`<b>${'a & b'}</b>`
  expect(html`${piece}${'<i>'}${[piece]}${3}`.html).toBe(
    '<b>a &amp; b</b>&lt;i&gt;<b>a &amp; b</b>3',
  )
  expect(escaped(`'"`)).toBe('&#39;&quot;')
})

describe('a scheme in the order of its articles', () => {
  test('has under each clause all that cites it, and nothing twice', () => {
    const read = readScheme(wuhan)
    if (read.scheme === null) throw new Error('wuhan has errors')
    const { clauses } = read.scheme
    const { sections } = viewByClause(read.scheme)
    const titles = sections.map((one) => one.title.split('  ')[0] ?? '')
    const order = titles.map((title) => clauses.findIndex((one) => one.id === title))
    const own = order.filter((at) => at >= 0)
    expect(own).toEqual([...own].sort((a, b) => a - b))
    const shown = entriesOf({ ...viewOf(wuhan), sections }).map((one) => `${one.clause} ${one.id}`)
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown).toHaveLength(entriesOf(viewOf(wuhan)).length)
  })
})
