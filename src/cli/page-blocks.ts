import type { Sentence } from '../scheme/model/words.js'
import type { ShownBlock, ShownChoice, ShownEntry, ShownTable } from '../scheme/show/view.js'
import { type Html, html, none } from './html.js'

/** One block of a section; `section` begins the anchors of its entries. */
export function blockHtml(block: ShownBlock, section: string): Html {
  switch (block.kind) {
    case 'entries':
      return html`${titleHtml(block.title)}<table class="entries">
<thead><tr><th>条款</th><th>句子</th><th>机器的读法</th><th>选择</th></tr></thead>
<tbody>
${block.entries.map((one) => entryHtml(one, section))}</tbody>
</table>
`
    case 'table':
      return tableHtml(block)
    case 'choices':
      return html`<table class="choices">
<thead><tr><th>序号</th><th>问题与可选项（● 为现行答案）</th><th>由谁定</th><th>涉及</th></tr></thead>
<tbody>
${block.choices.map(choiceHtml)}</tbody>
</table>
`
    case 'notes':
      return html`<ul class="notes">${block.notes.map(
        ({ clause, says }) => html`<li>${clause === null ? '' : `${clause}　`}${says}</li>`,
      )}</ul>
`
  }
}

function titleHtml(title: string | null): Html {
  return title === null ? none : html`<h3>${title}</h3>\n`
}

function entryHtml(one: ShownEntry, section: string): Html {
  const choices = one.choices.map(
    (choice) =>
      html`<p><a href="#choice-${choice.number}">选择${choice.number}</a> ${choice.name}：${choice.answer}</p>`,
  )
  return html`<tr id="${section}-${one.id}">
<td data-name="条款" class="depth${Math.min(one.depth, 6)}"><span class="clause">${one.clause}</span><b>${one.name}</b><code>${one.id}</code></td>
<td data-name="句子">${one.says === null ? none : sentenceHtml(one.says)}</td>
<td data-name="机器的读法"><ul>${one.readings.map((text) => html`<li>${linked(text)}</li>`)}</ul></td>
<td data-name="选择"${choices.length === 0 ? html` class="empty"` : none}>${choices}</td>
</tr>
`
}

function sentenceHtml(says: Sentence): Html {
  const pieces = says.pieces.map((piece) =>
    typeof piece === 'string' ? html`${piece}` : html`<mark>${piece.text}</mark>`,
  )
  return html`${pieces}`
}

/** A reading whose 〔选择3〕 leads to the choice. */
function linked(text: string): Html {
  const pieces = text.split(/(〔选择\d+〕)/).map((piece) => {
    const number = /^〔选择(\d+)〕$/.exec(piece)?.[1]
    return number === undefined ? html`${piece}` : html`<a href="#choice-${number}">${piece}</a>`
  })
  return html`${pieces}`
}

function choiceHtml(choice: ShownChoice): Html {
  const alternatives = choice.alternatives.map(
    (one) =>
      html`<li class="${one.inForce ? 'in-force' : 'other'}"><span>${one.inForce ? '●' : '○'}</span> ${one.says} <code>${one.id}</code></li>`,
  )
  const point = choice.point === null ? '' : `（疑点 ${choice.point}）`
  return html`<tr id="choice-${choice.number}">
<td data-name="序号" class="number">${choice.number}</td>
<td><span class="clause">${choice.clause}</span><b>${choice.name}${point}</b> <code>${choice.id}</code><p>${choice.asks}</p><ul>${alternatives}</ul></td>
<td data-name="由谁定">${choice.decidedBy}</td>
<td data-name="涉及">${choice.touches.map((one) => html`<p>${one}</p>`)}</td>
</tr>
`
}

function tableHtml(table: ShownTable): Html {
  const align = (index: number) => (table.columns[index]?.align === 'right' ? 'figure' : 'text')
  const heads = table.columns.map(
    (column, index) => html`<th class="${align(index)}">${column.name}</th>`,
  )
  const rows = table.rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => html`<td class="${align(index)}">${cell}</td>`)}</tr>\n`,
  )
  const tree = table.rows.some((row) => row[0]?.startsWith('　')) ? ' tree' : ''
  const short = table.rows.length <= 12 ? ' short' : ''
  const kind = `plain columns${table.columns.length}${tree}`
  return html`<div class="wide${short}">${titleHtml(table.title)}<table class="${kind}">
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`
}
