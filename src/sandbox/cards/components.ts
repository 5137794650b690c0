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

const arranged = {
  direction: 'one:vertical|horizontal',
  padding: 'string',
  horizontal_spacing: 'string',
  vertical_spacing: 'string',
  horizontal_align: 'one:left|center|right',
  vertical_align: 'one:top|center|bottom',
} as const

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

const picker = { ...common, ...interactive, placeholder: 'text:plain_text', width: 'string' } as const

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

const textNode = {
  tag: 'string!',
  element_id: 'string',
  content: 'string!',
  i18n_content: 'any',
  text_size: 'string',
  text_align: 'one:left|center|right',
  text_color: 'string',
  lines: 'number',
} as const

const url = { url: 'string', pc_url: 'string', ios_url: 'string', android_url: 'string' } as const

/** Text nodes, icons and objects inside components. */
export const shapes: Readonly<Record<string, Properties>> = {
  root: {
    schema: 'string!',
    config: '@config',
    card_link: '@link',
    header: '@header',
    body: '@body',
  },
  config: {
    update_multi: 'boolean',
    enable_forward: 'boolean',
    enable_forward_interaction: 'boolean',
    width_mode: 'one:default|compact|fill',
    summary: '@summary',
    locales: 'any',
    use_custom_translation: 'boolean',
    streaming_mode: 'boolean',
    streaming_config: 'any',
    style: '@style',
  },
  summary: { content: 'string', i18n_content: 'any' },
  style: { text_size: 'any', color: 'any' },
  link: url,
  header: {
    title: 'text:plain_text|lark_md!',
    subtitle: 'text:plain_text|lark_md',
    text_tag_list: '@textTag[]',
    i18n_text_tag_list: 'any',
    template:
      'one:blue|wathet|turquoise|green|yellow|orange|red|carmine|violet|purple|indigo|grey|default',
    icon: 'icon',
    padding: 'string',
  },
  body: { ...arranged, elements: 'elements' },
  plain_text: textNode,
  lark_md: textNode,
  markdown: textNode,
  textTag: {
    tag: 'one:text_tag!',
    element_id: 'string',
    text: 'text:plain_text!',
    color: 'string',
  },
  standard_icon: { tag: 'string!', token: 'string!', color: 'string', size: 'string' },
  custom_icon: { tag: 'string!', img_key: 'string!', size: 'string' },
  confirm: { title: 'text:plain_text!', text: 'text:plain_text!' },
  behavior: {
    type: 'one:callback|open_url|form_action!',
    value: 'any',
    default_url: 'string',
    pc_url: 'string',
    ios_url: 'string',
    android_url: 'string',
    behavior: 'one:submit|reset',
  },
  multiAction: { multi_url: '@link!' },
  panelHeader: {
    title: 'text:plain_text|markdown!',
    background_color: 'string',
    width: 'one:fill|auto|auto_when_fold',
    icon: 'icon',
    icon_position: 'one:left|right|follow_text',
    icon_expanded_angle: 'number',
    vertical_align: 'one:top|center|bottom',
    padding: 'string',
  },
  border: { color: 'string', corner_radius: 'string' },
  field: { is_short: 'boolean', text: 'text:plain_text|lark_md!' },
  image: { img_key: 'string!' },
  person: { id: 'string!' },
  tableColumn: {
    name: 'string!',
    display_name: 'string',
    data_type: 'one:text|lark_md|markdown|number|options|persons|date!',
    width: 'string',
    horizontal_align: 'one:left|center|right',
    vertical_align: 'one:top|center|bottom',
    format: '@numberFormat',
    date_format: 'string',
  },
  numberFormat: { precision: 'number', symbol: 'string', separator: 'boolean' },
  tableHeader: {
    text_align: 'one:left|center|right',
    text_size: 'string',
    background_style: 'string',
    text_color: 'string',
    bold: 'boolean',
    lines: 'number',
  },
  option: { text: 'text:plain_text!', value: 'string!', icon: 'icon' },
  personOption: { value: 'string!' },
  overflowOption: { text: 'text:plain_text!', value: 'string', multi_url: '@link' },
  imageOption: {
    img_key: 'string!',
    value: 'string!',
    disabled: 'boolean',
    disabled_tips: 'text:plain_text',
    hover_tips: 'text:plain_text',
  },
  buttonArea: { pc_display_rule: 'one:always|on_hover', buttons: 'elements' },
  checkedStyle: { show_strikethrough: 'boolean', opacity: 'number' },
}

/** Containers whose children may not be forms or tables. */
export const containers: readonly string[] = [
  'column_set',
  'form',
  'interactive_container',
  'collapsible_panel',
]
