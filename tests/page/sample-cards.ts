const plain = (content: string) => ({ tag: 'plain_text', content })
const md = (content: string) => ({ tag: 'markdown', content })
const back = (value: object) => [{ type: 'callback', value }]

/** A card with a form, as one that waits for an answer. */
export function formCard(people: readonly string[]): object {
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false },
    header: {
      title: plain('工作月报'),
      subtitle: plain('2025年9月'),
      template: 'blue',
      text_tag_list: [{ tag: 'text_tag', text: plain('待填写'), color: 'blue' }],
    },
    body: {
      elements: [
        md(
          '请在 **9月28日（周日，调休上班）** 前填写，还有<font color="orange">3个工作日</font>。',
        ),
        {
          tag: 'form',
          name: 'report',
          elements: [
            {
              tag: 'input',
              name: 'title',
              label: plain('本月重点'),
              placeholder: plain('至多 20 字'),
              max_length: 20,
              required: true,
            },
            {
              tag: 'input',
              name: 'detail',
              label: plain('完成情况'),
              input_type: 'multiline_text',
              rows: 3,
              max_length: 200,
              default_value: '完成宪法宣传方案，报分管领导审定。',
            },
            {
              tag: 'column_set',
              flex_mode: 'stretch',
              columns: [
                column({
                  tag: 'select_static',
                  name: 'state',
                  placeholder: plain('完成情况'),
                  required: true,
                  options: ['已完成', '进行中', '未完成'].map((text, at) => ({
                    text: plain(text),
                    value: `s${at}`,
                  })),
                }),
                column({ tag: 'date_picker', name: 'due', placeholder: plain('完成日期') }),
              ],
            },
            {
              tag: 'multi_select_static',
              name: 'kinds',
              placeholder: plain('涉及的工作'),
              options: ['宣传', '培训', '调研', '督查'].map((text) => ({
                text: plain(text),
                value: text,
              })),
              selected_values: ['宣传'],
            },
            {
              tag: 'select_person',
              name: 'partner',
              placeholder: plain('协办人'),
              options: people.map((value) => ({ value })),
            },
            {
              tag: 'column_set',
              flex_mode: 'stretch',
              columns: [
                column({ tag: 'picker_time', name: 'at', placeholder: plain('时间') }),
                column({
                  tag: 'picker_datetime',
                  name: 'met',
                  initial_datetime: '2025-09-24 14:30',
                  placeholder: plain('会议时间'),
                }),
              ],
            },
            {
              tag: 'multi_select_person',
              name: 'readers',
              placeholder: plain('抄送'),
              options: people.map((value) => ({ value })),
            },
            {
              tag: 'select_img',
              name: 'picture',
              layout: 'trisect',
              options: ['甲', '乙', '丙'].map((value) => ({ img_key: `img_${value}`, value })),
            },
            { tag: 'checker', name: 'true', checked: false, text: plain('以上内容属实') },
            {
              tag: 'column_set',
              columns: [
                column(
                  {
                    tag: 'button',
                    name: 'submit',
                    type: 'primary_filled',
                    text: plain('提交'),
                    form_action_type: 'submit',
                  },
                  'auto',
                ),
                column(
                  {
                    tag: 'button',
                    name: 'reset',
                    text: plain('重置'),
                    form_action_type: 'reset',
                  },
                  'auto',
                ),
              ],
            },
          ],
        },
      ],
    },
  }
}

function column(element: object, width: 'weighted' | 'auto' = 'weighted'): object {
  return {
    tag: 'column',
    width,
    ...(width === 'weighted' ? { weight: 1 } : {}),
    elements: [element],
  }
}

/** A card of texts and boxes: everything that only shows. */
export function showingCard(people: readonly string[]): object {
  const [one = '', two = ''] = people
  return {
    schema: '2.0',
    header: {
      title: plain('我的得分'),
      subtitle: plain('2025年度 · 截至9月25日'),
      template: 'purple',
      icon: { tag: 'standard_icon', token: 'data-chart_outlined' },
      text_tag_list: [
        { tag: 'text_tag', text: plain('进行中'), color: 'purple' },
        { tag: 'text_tag', text: plain('第3名 / 12'), color: 'neutral' },
      ],
    },
    body: {
      elements: [
        md(
          [
            '### 已定 27.85',
            '**本月扣分：**迟到 <font color="red">−0.05</font>，' +
              '见<link url="https://example.com/">第九条</link>；' +
              '经手人 <at id=' +
              one +
              '></at>，状态 <text_tag color="green">已生效</text_tag> ' +
              '<number_tag background_color="red" font_color="white">3</number_tag> :DONE:',
            '- 平时考核 *18.00* / 30\n- 年度工作 ~~暂缺~~ `9.85`',
            '> 同一事项取最高，其余不计。<br>不计的以灰色列出。',
            '| 部分 | 得分 | 满分 |\n| --- | --- | --- |\n| 平时 | 18.00 | 30 |\n| 绩效 | 9.85 | 40 |',
            '<b>不是标签</b> <img src=x onerror="window.broken=1"> <script>window.broken=1</script>',
          ].join('\n\n'),
        ),
        { tag: 'hr' },
        { tag: 'audio', file_key: 'file_a' },
        {
          tag: 'div',
          icon: { tag: 'standard_icon', token: 'time_outlined', color: 'orange' },
          text: {
            ...plain('公示期还有4个工作日\n可在此期间提出异议'),
            text_size: 'notation',
            text_color: 'grey',
          },
          fields: [
            { is_short: true, text: { tag: 'lark_md', content: '**部门**\n法治宣传处' } },
            { is_short: true, text: { tag: 'lark_md', content: '**层次**\n一般干部' } },
          ],
        },
        {
          tag: 'column_set',
          flex_mode: 'none',
          background_style: 'grey-100',
          horizontal_spacing: 'large',
          columns: ['18.00|平时考核', '9.85|绩效目标', '3.00|加分'].map((pair) => {
            const [points = '', name = ''] = pair.split('|')
            return {
              tag: 'column',
              width: 'weighted',
              weight: 1,
              padding: '8px',
              elements: [
                {
                  tag: 'markdown',
                  content: `**${points}**`,
                  text_size: 'heading',
                  text_align: 'center',
                },
                { tag: 'markdown', content: name, text_size: 'notation', text_align: 'center' },
              ],
            }
          }),
        },
        {
          tag: 'collapsible_panel',
          expanded: false,
          border: { color: 'grey', corner_radius: '6px' },
          header: { title: { tag: 'markdown', content: '**扣分明细**（2 条）' } },
          elements: [md('9月3日 迟到 −0.05'), md('9月10日 迟到 −0.05')],
        },
        {
          tag: 'collapsible_panel',
          expanded: true,
          header: { title: plain('依据'), background_color: 'grey-100' },
          elements: [md('第九条第二款：每次扣 0.05 分。')],
        },
        { tag: 'person', user_id: one, show_name: true, style: 'capsule' },
        { tag: 'person_list', persons: [{ id: one }, { id: two }], show_avatar: true },
        { tag: 'img', img_key: 'img_missing', alt: plain('证据照片'), size: 'medium' },
        {
          tag: 'img_combination',
          combination_mode: 'double',
          img_list: [{ img_key: 'img_a' }, { img_key: 'img_b' }],
        },
      ],
    },
  }
}

/** A card of tables and charts. */
export function tableCard(people: readonly string[]): object {
  const rows = Array.from({ length: 12 }, (_, at) => ({
    rank: `第${at + 1}名`,
    who: [people[at % people.length]],
    points: 96.5 - at * 1.37,
    grade: [at < 2 ? { text: '优秀', color: 'green' } : { text: '称职', color: 'blue' }],
    note: at === 3 ? '**申诉中**' : '—',
    on: 1_758_762_000_000 + at * 86_400_000,
    unit: '法治宣传处',
  }))
  const columns = [
    { name: 'rank', display_name: '名次', data_type: 'text', width: '80px' },
    { name: 'who', display_name: '姓名', data_type: 'persons', width: '110px' },
    {
      name: 'points',
      display_name: '总分',
      data_type: 'number',
      format: { precision: 2 },
      horizontal_align: 'right',
      width: '80px',
    },
    { name: 'grade', display_name: '等次', data_type: 'options' },
    { name: 'note', display_name: '说明', data_type: 'lark_md' },
    { name: 'on', display_name: '生效', data_type: 'date', date_format: 'MM/DD' },
    { name: 'unit', display_name: '处室', data_type: 'text' },
  ]
  const chart = {
    type: 'bar',
    title: { text: '各处室平均分' },
    data: {
      values: ['办公室', '宣传处', '立法处', '复议处'].map((unit, at) => ({
        unit,
        points: 80 + at * 4,
      })),
    },
    xField: 'unit',
    yField: 'points',
    label: { visible: true },
  }
  return {
    schema: '2.0',
    header: { title: plain('年度排名'), template: 'green' },
    body: {
      elements: [
        {
          tag: 'table',
          page_size: 5,
          freeze_first_column: true,
          header_style: { background_style: 'grey', bold: true },
          columns,
          rows,
        },
        { tag: 'chart', chart_spec: chart, aspect_ratio: '16:9' },
      ],
    },
  }
}

/** A card with every control that stands outside forms. */
export function controlCard(people: readonly string[]): object {
  const types = ['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text']
  const filled = ['primary_filled', 'danger_filled', 'laser']
  return {
    schema: '2.0',
    header: { title: plain('待办'), template: 'orange', subtitle: plain('3 件') },
    body: {
      elements: [
        {
          tag: 'interactive_container',
          has_border: true,
          border_color: 'grey-300',
          corner_radius: '8px',
          padding: '8px 12px',
          behaviors: back({ open: 'report' }),
          elements: [md('**工作月报**\n<font color="grey">9月28日前</font>')],
        },
        {
          tag: 'column_set',
          flex_mode: 'flow',
          columns: [...types, ...filled].map((type, at) => ({
            tag: 'column',
            width: 'auto',
            elements: [
              { tag: 'button', name: `b${at}`, type, text: plain(type), behaviors: back({ at }) },
            ],
          })),
        },
        {
          tag: 'button',
          name: 'withdraw',
          type: 'danger',
          text: plain('撤回'),
          confirm: { title: plain('撤回这条记录？'), text: plain('撤回后要重新提出。') },
          behaviors: back({ do: 'withdraw' }),
        },
        {
          tag: 'button',
          name: 'closed',
          text: plain('提出异议'),
          disabled: true,
          disabled_tips: plain('已过异议期'),
          width: 'fill',
          behaviors: back({ do: 'object' }),
        },
        {
          tag: 'input',
          name: 'note',
          placeholder: plain('补充一句'),
          behaviors: back({ do: 'note' }),
        },
        {
          tag: 'select_static',
          name: 'month',
          placeholder: plain('选择月份'),
          options: Array.from({ length: 12 }, (_, at) => ({
            text: plain(`${at + 1}月`),
            value: `${at + 1}`,
          })),
        },
        {
          tag: 'select_person',
          name: 'who',
          placeholder: plain('选择人员'),
          options: people.map((value) => ({ value })),
        },
        { tag: 'date_picker', name: 'day', initial_date: '2025-09-25' },
        { tag: 'checker', name: 'read', text: plain('我已阅读'), behaviors: back({ do: 'read' }) },
        {
          tag: 'overflow',
          name: 'more',
          options: [
            { text: plain('查看历史'), value: 'history' },
            { text: plain('导出'), value: 'export' },
          ],
        },
      ],
    },
  }
}
