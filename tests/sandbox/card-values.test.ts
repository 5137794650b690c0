import { expect, test } from 'vitest'
import { checkCard } from '../../src/sandbox/cards/check.js'
import type { Body } from './sample-card.js'

const world = {
  hasImage: (key: string) => key === 'img_known',
  hasPerson: () => true,
  hasAudio: (key: string) => key === 'file_known',
}

const plain = (content: string) => ({ tag: 'plain_text', content })
const card = (elements: unknown[], more: Body = {}) => ({
  schema: '2.0',
  body: { elements },
  ...more,
})
const form = (...elements: unknown[]) => ({
  tag: 'form',
  name: 'f',
  elements: [
    ...elements,
    { tag: 'button', name: 'send', text: plain('提交'), form_action_type: 'submit' },
  ],
})
const panel = (header: Body) => ({ tag: 'collapsible_panel', header, elements: [] })
const div = (more: Body) => ({ tag: 'div', text: { ...plain('好'), ...more } })
const column = (more: Body) => ({ tag: 'column_set', columns: [{ tag: 'column', ...more }] })
const container = (more: Body) => ({
  tag: 'interactive_container',
  behaviors: [{ type: 'callback', value: {} }],
  elements: [],
  ...more,
})
const image = (more: Body) => ({ tag: 'img', img_key: 'img_known', alt: plain(''), ...more })
const button = (more: Body) => ({ tag: 'button', text: plain('好'), ...more })
const table = (more: Body) => ({
  tag: 'table',
  columns: [{ name: 'who', data_type: 'text' }],
  rows: [],
  ...more,
})
const checker = (more: Body) => ({ tag: 'checker', text: plain('好'), ...more })
const icon = (more: Body) => ({ tag: 'div', text: plain('好'), icon: more })
const audio = (more: Body) => ({ tag: 'audio', file_key: 'file_known', ...more })
const tags = (count: number) =>
  Array.from({ length: count }, () => ({ tag: 'text_tag', text: plain('签'), color: 'neutral' }))
const header = (more: Body) => ({ header: { title: plain('题'), ...more } })
const quiet = { config: { enable_forward: false } }

const many = Array.from({ length: 51 }, (_, at) => ({ name: `c${at}`, data_type: 'text' }))
const star = { tag: 'standard_icon', token: 'star_filled' }
const picker = { tag: 'picker_datetime', placeholder: plain('何时') }
const more = { tag: 'overflow', options: [{ text: plain('一'), value: '1' }] }

test.each<[string, object]>([
  ['an icon of the library that also names an image', card([icon({ ...star, img_key: 'img_x' })])],
  ['an icon without a colour', card([icon({ ...star, color: '', size: '16px 16px' })])],
  ['a panel whose header has a position', card([panel({ title: plain('题'), position: 'top' })])],
  ['a panel without a title', card([panel({ icon: star, icon_expanded_angle: -180 })])],
  ['a picker with a value of older days', card([{ ...picker, value: { k: 'v' } }])],
  ['an input with a value of older days', card([{ tag: 'input', name: 'i', value: 'x' }])],
  ['a field outside a form that is not required', card([{ ...picker, required: false }])],
  ['empty tips and no confirmation', card([button({ hover_tips: {}, disabled_tips: {} })])],
  ['an empty confirmation', card([container({ confirm: {}, hover_tips: {} })])],
  ['a table of 51 columns', card([table({ columns: many, rows: [{ c50: '末' }] })])],
  ['a table with rows as high as their texts', card([table({ row_height: 'auto' })])],
  ['a column of a quarter', card([table({ columns: [{ ...many[0], width: '25%' }] })])],
  [
    'an option as a text and a number in a column of texts',
    card([
      table({
        columns: [
          { name: 'a', data_type: 'options' },
          { name: 'b', data_type: 'lark_md' },
        ],
        rows: [{ a: '一', b: 3 }],
      }),
    ]),
  ],
  ['three tags', card([], header({ text_tag_list: tags(3) }))],
  ['a title without a text', card([], header({ subtitle: { tag: 'lark_md' } }))],
  ['tags by language', card([], header({ i18n_text_tag_list: { zh_cn: tags(1), en_us: [] } }))],
  [
    'one, two and four lengths',
    card(
      ['4px', '4px 0', '4px -12px', '0px 1px 2px -99px'].map((margin) => ({ tag: 'hr', margin })),
    ),
  ],
  [
    'a spacing by name, by length and empty',
    card([
      { ...column({ vertical_spacing: '20px' }), horizontal_spacing: '' },
      { ...column({}), horizontal_spacing: 'default' },
    ]),
  ],
  [
    'a column by weight and one by length',
    card([column({ width: 'weighted', weight: 5 }), column({ width: '600px' })]),
  ],
  [
    'colours by name and shade',
    card([
      div({ text_color: 'blue-350' }),
      container({ background_style: 'laser', border_color: 'grey-1000' }),
    ]),
  ],
  [
    'a colour of its own',
    card([div({ text_color: 'cus-0' })], {
      config: { style: { color: { 'cus-0': { light_mode: 'rgba(5,157,178,0.52)' } } } },
    }),
  ],
  ['a link for all clients', card([], { card_link: { url: 'https://a.example' } })],
  [
    'a link for each client',
    card([], { card_link: { pc_url: 'https://a', ios_url: 'lark://x', android_url: 'https://b' } }),
  ],
  ['an image of two lengths', card([image({ size: '100px 80px', corner_radius: '5%' })])],
  [
    'an image with its older properties',
    card([image({ mode: 'large', custom_width: '300px', compact_width: false })]),
  ],
  [
    'a combination with a transparent image',
    card([
      {
        tag: 'img_combination',
        combination_mode: 'double',
        img_list: [{ img_key: 'img_known', transparent: false }],
      },
    ]),
  ],
  [
    'people with an icon of the library',
    card([
      {
        tag: 'person_list',
        persons: [{ id: 'ou_a' }],
        ud_icon: { token: 'x', style: { color: 'red' } },
      },
    ]),
  ],
  [
    'a button of older days in a form',
    card([
      { tag: 'form', name: 'f', elements: [button({ name: 'b', action_type: 'form_submit' })] },
    ]),
  ],
  ['a button with a value of older days', card([button({ value: { k: 'v' } })])],
  ['an overflow option without a text', card([{ ...more, options: [{ value: '1' }] }])],
  [
    'a picture to choose without a value',
    card([{ tag: 'select_img', options: [{ img_key: 'img_known' }], value: { k: 'v' } }]),
  ],
  [
    'three buttons at a checker',
    card([
      checker({ button_area: { buttons: [button({}), button({}), button({ behaviors: [] })] } }),
    ]),
  ],
  [
    'a select that chooses nothing yet',
    card([{ tag: 'select_static', initial_option: '', initial_index: 0, options: [] }]),
  ],
  [
    'a streaming card',
    card([], {
      config: {
        streaming_mode: true,
        streaming_config: { print_step: { default: 2 }, print_strategy: 'fast' },
      },
    }),
  ],
  ['a sound', card([audio({ time_position: 'both_sides', fallback: 'drop' })], quiet)],
])('the pages show %s, and it is accepted', (_what, given) => {
  expect(checkCard(given, world)).toBeUndefined()
})

test.each<[string, object]>([
  ['four tags', card([], header({ text_tag_list: tags(4) }))],
  ['four tags in a language', card([], header({ i18n_text_tag_list: { zh_cn: tags(4) } }))],
  ['a padding of 100px', card([column({ padding: '100px' })])],
  ['a padding below nought', card([form()], { body: { padding: '-1px', elements: [] } })],
  ['a margin in words', card([{ tag: 'hr', margin: 'wide' }])],
  ['a margin of three lengths', card([{ tag: 'hr', margin: '1px 2px 3px' }])],
  ['a margin without its unit', card([{ tag: 'hr', margin: '4' }])],
  ['a spacing of another name', card([column({ vertical_spacing: 'huge' })])],
  ['a weight of 9', card([column({ weight: 9 })])],
  ['a weight of one and a half', card([column({ weight: 1.5 })])],
  ['a column of 700px', card([column({ width: '700px' })])],
  ['a colour in hex', card([div({ text_color: '#ff0000' })])],
  ['a colour in rgba', card([column({ background_style: 'rgba(1,2,3,0.5)' })])],
  ['a colour that nobody named', card([div({ text_color: 'cus-0' })])],
  ['a shade that there is not', card([div({ text_color: 'blue-1000' })])],
  ['a link for one client only', card([], { card_link: { pc_url: 'https://a.example' } })],
  ['a button of 99px', card([button({ width: '99px' })])],
  ['a container of 1000px', card([container({ width: '1000px' })])],
  ['a container nine high', card([container({ height: '9px' })])],
  ['an angle of 45', card([panel({ icon_expanded_angle: 45 })])],
  ['a radius in words', card([image({ corner_radius: 'round' })])],
  ['an image that fills its row', card([image({ size: 'stretch_without_padding' })])],
  ['no line', card([{ tag: 'person_list', persons: [{ id: 'ou_a' }], lines: 0 }])],
  ['a page of eleven rows', card([table({ page_size: 11 })])],
  ['rows of 200px', card([table({ row_height: '200px' })])],
  ['a column of 700px in a table', card([table({ columns: [{ ...many[0], width: '700px' }] })])],
  [
    'eleven places',
    card([table({ columns: [{ name: 'n', data_type: 'number', format: { precision: 11 } }] })]),
  ],
  ['a day written otherwise', card([{ tag: 'date_picker', initial_date: '2025/09/30' }])],
  ['a picker without placeholder', card([{ tag: 'picker_time' }])],
  ['a long placeholder', card([{ ...picker, placeholder: plain('字'.repeat(101)) }])],
  ['a field outside a form that is required', card([{ ...picker, required: true }])],
  ['an opacity above one', card([checker({ checked_style: { opacity: 2 } })])],
  [
    'four buttons at a checker',
    card([checker({ button_area: { buttons: Array.from({ length: 4 }, () => button({})) } })]),
  ],
  [
    'a link without an address',
    card([button({ behaviors: [{ type: 'open_url', pc_url: 'https://a' }] })]),
  ],
  ['a callback without a value', card([button({ behaviors: [{ type: 'callback' }] })])],
  ['a width of its own name', card([{ tag: 'div', width: 'wide', text: plain('好') }])],
  ['languages that are no texts', card([], { config: { locales: [1] } })],
  [
    'a translation that is no text',
    card([{ tag: 'markdown', content: '', i18n_content: { en_us: 1 } }]),
  ],
  ['an icon without a token', card([icon({ tag: 'standard_icon' })])],
])('%s is 200621', (_what, given) => {
  expect(checkCard(given, world)?.code).toBe(200621)
})

test('sounds have their own sub-codes: a lost file, a double id, a card that can be forwarded', () => {
  const code = (elements: unknown[], config: Body = quiet) =>
    checkCard(card(elements, config), world)?.code
  expect(code([audio({ file_key: 'file_lost' })])).toBe(300240)
  expect(code([audio({ i18n_file_key: { en_us: 'file_lost' } })])).toBe(300240)
  expect(code([audio({ audio_id: '1' }), audio({ audio_id: '1' })])).toBe(300230)
  expect(code([audio({})], {})).toBe(300220)
})
