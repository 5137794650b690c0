import { expect, test } from 'vitest'
import { checkCard } from '../../src/sandbox/cards/check.js'
import { type Body, buttonCard } from './sample-card.js'

const world = {
  hasImage: (key: string) => key === 'img_known',
  hasPerson: (id: string) => id === 'ou_known' || id === 'all',
  hasAudio: () => false,
}

/** The sub-code that a 2.0 card with these elements gets; undefined when it is right. */
function codeOf(elements: unknown[], more: Body = {}): number | undefined {
  return checkCard({ schema: '2.0', body: { elements }, ...more }, world)?.code
}

const text = (content: string) => ({ tag: 'plain_text', content })
const submit = { tag: 'button', name: 'send', text: text('提交'), form_action_type: 'submit' }
const form = (...elements: unknown[]) => ({
  tag: 'form',
  name: 'f',
  elements: [...elements, submit],
})
const table = (more: Body = {}) => ({
  tag: 'table',
  columns: [{ name: 'who', data_type: 'text' }],
  rows: [{ who: '甲' }],
  ...more,
})

test('C30 the tags action and note are unsupported, with the tag and its path', () => {
  const card = {
    schema: '2.0',
    body: { elements: [{ tag: 'hr' }, { tag: 'action', actions: [] }] },
  }
  expect(checkCard(card, world)).toMatchObject({
    code: 200861,
    value: 'unsupported tag action',
    path: 'ROOT -> body -> elements -> [1](tag: action)',
  })
  expect(codeOf([{ tag: 'note', elements: [] }])).toBe(200861)
})

test.each<[string, unknown[], Body?]>([
  ['on a column', [{ tag: 'column_set', columns: [{ tag: 'column', corner_radius: '4px' }] }]],
  ['on a button', [{ tag: 'button', text: text('好'), url: 'https://example.com' }]],
  ['in a text node', [{ tag: 'div', text: { ...text('好'), bold: true } }]],
  ['in the configuration', [], { config: { wide_screen_mode: true } }],
  ['in the header', [], { header: { title: text('好'), ud_icon: {} } }],
  ['at the root', [], { i18n_elements: {} }],
])('C31 an unknown property %s is 200621', (_where, elements, more) => {
  expect(codeOf(elements, more)).toBe(200621)
})

test('C31 the same card without schema passes', () => {
  expect(checkCard({ elements: [{ tag: 'hr', nonsense: 1 }] }, world)).toBeUndefined()
})

test('C32 200 elements pass and 201 do not', () => {
  const lines = (count: number) => Array.from({ length: count }, () => ({ tag: 'hr' }))
  expect(codeOf(lines(200))).toBeUndefined()
  expect(codeOf(lines(201))).toBe(11310)
  const texts = Array.from({ length: 101 }, () => ({ tag: 'div', text: text('好') }))
  expect(codeOf(texts)).toBe(11310)
})

test('C33 five tables pass and six do not, drawn ones included', () => {
  const tables = (count: number) => Array.from({ length: count }, () => table())
  const drawn = { tag: 'markdown', content: '| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |' }
  expect(codeOf(tables(5))).toBeUndefined()
  expect(codeOf(tables(6))).toBe(11310)
  expect(codeOf([...tables(5), drawn])).toBe(11310)
})

test('C34 tables and forms stand only directly in the body', () => {
  const inColumn = (element: unknown) => ({
    tag: 'column_set',
    columns: [{ tag: 'column', elements: [element] }],
  })
  expect(codeOf([inColumn(table())])).toBe(200621)
  expect(codeOf([inColumn(form())])).toBe(200621)
  expect(codeOf([form(table())])).toBe(200621)
  expect(codeOf([form({ ...form(), name: 'g' })])).toBe(200621)
  expect(codeOf([form(inColumn({ tag: 'hr' }))])).toBeUndefined()
})

test('C35 unknown images and people have their codes', () => {
  const image = (img_key: string) => ({ tag: 'img', img_key, alt: text('') })
  expect(codeOf([image('img_known')])).toBeUndefined()
  expect(codeOf([image('img_lost')])).toBe(200570)
  expect(codeOf([{ tag: 'markdown', content: '![图](img_lost)' }])).toBe(200570)
  const people = (id: string) => ({ tag: 'person_list', persons: [{ id }] })
  expect(codeOf([people('ou_known')])).toBeUndefined()
  expect(codeOf([people('ou_lost')])).toBe(100290)
  expect(codeOf([{ ...people('ou_lost'), drop_invalid_user_id: true }])).toBeUndefined()
  expect(codeOf([{ tag: 'markdown', content: '请 <at id=ou_lost></at> 看' }])).toBe(100290)
  expect(codeOf([{ tag: 'markdown', content: '请 <at id=all></at> 看' }])).toBeUndefined()
})

test('C36 rows that do not fit their table, and charts that are none', () => {
  expect(codeOf([table({ rows: [{ whom: '甲' }] })])).toBe(200915)
  expect(codeOf([table({ rows: [{ who: 3 }] })])).toBeUndefined()
  expect(codeOf([table({ rows: [{ who: { name: '甲' } }] })])).toBe(200914)
  const counts = { columns: [{ name: 'count', data_type: 'number' }], rows: [{ count: '三' }] }
  expect(codeOf([table(counts)])).toBe(200914)
  expect(codeOf([table({ rows: ['甲'] })])).toBe(200914)
  const chart = (chart_spec: unknown) => ({ tag: 'chart', chart_spec })
  const data = { values: [{ month: '9月', points: 1 }] }
  const bar = { type: 'bar', data, xField: 'month', yField: 'points' }
  expect(codeOf([chart(bar)])).toBeUndefined()
  expect(codeOf([chart({ ...bar, type: 'nonsense' })])).toBe(200550)
  expect(codeOf([chart({ ...bar, data: [1] })])).toBe(200550)
  expect(codeOf([chart({ ...bar, yField: 'lost' })])).toBe(200550)
  const path = 'ROOT -> body -> elements -> [0](tag: chart)'
  expect(checkCard({ schema: '2.0', body: { elements: [chart('x')] } }, world)?.path).toBe(path)
})

test('C37 update_multi false is refused', () => {
  expect(codeOf([], { config: { update_multi: false } })).toBe(200621)
  expect(codeOf([], { config: { update_multi: true } })).toBeUndefined()
})

test.each([
  [
    'twice',
    [
      { tag: 'hr', element_id: 'a' },
      { tag: 'hr', element_id: 'a' },
    ],
  ],
  ['beginning with a digit', [{ tag: 'hr', element_id: '1a' }]],
  ['longer than 20', [{ tag: 'hr', element_id: 'a'.repeat(21) }]],
])('C38 an element_id %s is refused', (_how, elements) => {
  expect(codeOf(elements)).toBe(200621)
})

test('C39 an empty card is accepted', () => {
  expect(checkCard({}, world)).toBeUndefined()
})

test('a form needs names and a submit button', () => {
  const input = { tag: 'input', name: 'note' }
  expect(codeOf([form(input)])).toBeUndefined()
  expect(codeOf([form({ tag: 'input' })])).toBe(200621)
  expect(codeOf([form(input, input)])).toBe(200621)
  expect(codeOf([{ tag: 'form', name: 'f', elements: [input] }])).toBe(200621)
})

test('a multi-select stands only in a form', () => {
  const select = {
    tag: 'multi_select_static',
    name: 'who',
    options: [{ text: text('甲'), value: 'a' }],
  }
  expect(codeOf([select])).toBe(200621)
  expect(codeOf([form(select)])).toBeUndefined()
})

test('a usual card passes', () => {
  expect(checkCard(buttonCard(), world)).toBeUndefined()
})
