import { arranged } from './shapes.js'

/**
 * Card JSON 2.0 as data (feishu.md 8): which properties each component and each inner object has.
 * A kind says what a property holds; a final `!` says that it must be there.
 *
 * - `string`, `number`, `boolean`, `any`
 * - `one:a|b` one of these texts
 * - `text:plain_text|lark_md` a text node with one of these tags
 * - `elements` a list of components; `columns` a list of `column`
 * - `icon` a standard or custom icon
 * - `@name` an object of `shapes`; `@name[]` a list of them
 */
export type Properties = Readonly<Record<string, string>>

const common = { tag: 'string!', element_id: 'string', margin: 'string' } as const

const interactive = {
  name: 'string',
  disabled: 'boolean',
  disabled_tips: 'text:plain_text',
  hover_tips: 'text:plain_text',
  confirm: '@confirm',
  behaviors: '@behavior[]',
  required: 'boolean',
} as const

const select = {
  ...common,
  ...interactive,
  type: 'one:default|text',
  placeholder: 'text:plain_text',
  width: 'string',
} as const

const picker = {
  ...common,
  ...interactive,
  placeholder: 'text:plain_text',
  width: 'string',
} as const

/** Components by tag. */
export const components: Readonly<Record<string, Properties>> = {
  column_set: {
    ...common,
    columns: 'columns!',
    flex_mode: 'one:none|stretch|flow|bisect|trisect',
    horizontal_spacing: 'string',
    horizontal_align: 'one:left|center|right',
    background_style: 'string',
    action: '@multiAction',
  },
  column: {
    ...common,
    ...arranged,
    elements: 'elements',
    width: 'string',
    weight: 'number',
    background_style: 'string',
    action: '@multiAction',
  },
  form: { ...common, ...arranged, name: 'string!', elements: 'elements!' },
  interactive_container: {
    ...common,
    ...arranged,
    ...interactive,
    elements: 'elements!',
    behaviors: '@behavior[]!',
    width: 'string',
    height: 'string',
    background_style: 'string',
    has_border: 'boolean',
    border_color: 'string',
    corner_radius: 'string',
  },
  collapsible_panel: {
    ...common,
    ...arranged,
    header: '@panelHeader!',
    elements: 'elements',
    expanded: 'boolean',
    background_color: 'string',
    border: '@border',
  },
  div: {
    ...common,
    text: 'text:plain_text|lark_md',
    fields: '@field[]',
    icon: 'icon',
    width: 'string',
  },
  markdown: {
    ...common,
    content: 'string!',
    i18n_content: 'any',
    text_size: 'string',
    text_align: 'one:left|center|right',
    icon: 'icon',
  },
  img: {
    ...common,
    img_key: 'string!',
    alt: 'text:plain_text!',
    title: 'text:plain_text|lark_md',
    scale_type: 'one:crop_center|crop_top|fit_horizontal',
    size: 'string',
    corner_radius: 'string',
    transparent: 'boolean',
    preview: 'boolean',
  },
  img_combination: {
    ...common,
    combination_mode: 'one:double|triple|bisect|trisect!',
    img_list: '@image[]!',
    combination_transparent: 'boolean',
    corner_radius: 'string',
  },
  person: {
    ...common,
    user_id: 'string!',
    size: 'one:extra_small|small|medium|large',
    show_avatar: 'boolean',
    show_name: 'boolean',
    style: 'one:normal|capsule',
  },
  person_list: {
    ...common,
    persons: '@person[]!',
    show_name: 'boolean',
    show_avatar: 'boolean',
    size: 'one:extra_small|small|medium|large',
    lines: 'number',
    drop_invalid_user_id: 'boolean',
    icon: 'icon',
  },
  chart: {
    ...common,
    chart_spec: 'any!',
    aspect_ratio: 'one:1:1|2:1|4:3|16:9',
    color_theme: 'one:brand|rainbow|complementary|converse|primary',
    height: 'string',
    preview: 'boolean',
  },
  table: {
    ...common,
    columns: '@tableColumn[]!',
    rows: 'any!',
    page_size: 'number',
    row_height: 'string',
    row_max_height: 'string',
    freeze_first_column: 'boolean',
    header_style: '@tableHeader',
  },
  hr: common,
  button: {
    ...common,
    ...interactive,
    text: 'text:plain_text',
    type: 'one:default|primary|danger|text|primary_text|danger_text|primary_filled|danger_filled|laser',
    size: 'one:tiny|small|medium|large',
    width: 'string',
    icon: 'icon',
    form_action_type: 'one:submit|reset',
  },
  input: {
    ...common,
    ...interactive,
    placeholder: 'text:plain_text',
    default_value: 'string',
    label: 'text:plain_text',
    label_position: 'one:top|left',
    input_type: 'one:text|multiline_text|password',
    rows: 'number',
    auto_resize: 'boolean',
    max_rows: 'number',
    max_length: 'number',
    show_icon: 'boolean',
    width: 'string',
  },
  select_static: {
    ...select,
    options: '@option[]',
    initial_option: 'string',
    initial_index: 'number',
  },
  multi_select_static: { ...select, options: '@option[]', selected_values: 'any' },
  select_person: { ...select, options: '@personOption[]', initial_option: 'string' },
  multi_select_person: { ...select, options: '@personOption[]', selected_values: 'any' },
  date_picker: { ...picker, initial_date: 'string' },
  picker_time: { ...picker, initial_time: 'string' },
  picker_datetime: { ...picker, initial_datetime: 'string' },
  overflow: { ...common, ...interactive, options: '@overflowOption[]!', width: 'string' },
  checker: {
    ...common,
    ...interactive,
    checked: 'boolean',
    text: 'text:plain_text|lark_md',
    overall_checkable: 'boolean',
    button_area: '@buttonArea',
    checked_style: '@checkedStyle',
    padding: 'string',
  },
  select_img: {
    ...common,
    ...interactive,
    options: '@imageOption[]!',
    multi_select: 'boolean',
    layout: 'one:stretch|bisect|trisect',
    aspect_ratio: 'one:1:1|16:9|4:3',
    can_preview: 'boolean',
    style: 'string',
  },
}

/** Containers whose children may not be forms or tables. */
export const containers: readonly string[] = [
  'column_set',
  'form',
  'interactive_container',
  'collapsible_panel',
]
