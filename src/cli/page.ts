import type { SchemeView, ShownSection } from '../scheme/show/view.js'
import { type Html, html } from './html.js'
import { blockHtml } from './page-blocks.js'
import { pageStyle } from './page-style.js'

/**
 * A scheme as one HTML page that needs nothing else: to be read on a screen, printed on A4, checked line by
 * line and signed. Made from the same view as the terminal's text; the same scheme gives the same bytes.
 */
export function schemePage(view: SchemeView): string {
  const style: Html = { html: pageStyle(view.title, view.version) }
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${view.title}（${view.version}）</title>
<style>${style}</style>
</head>
<body>
<main>
${headHtml(view)}
${contentsHtml(view)}
${view.sections.map(sectionHtml)}
${signHtml(view)}
</main>
</body>
</html>
`
  return page.html
}

function headHtml(view: SchemeView): Html {
  const facts: [string, string][] = [
    ['发文单位', view.issuer],
    ['办法年份', view.year],
    ['考核对象', view.assessee],
    ['简称', view.shortTitle],
    ['标识', view.id],
    ['版本', view.version],
  ]
  const rows = facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)
  return html`<header>
<p class="kind">考核办法核对稿</p>
<h1>${view.title}</h1>
<dl>${rows}</dl>
<p class="how">左边是条款和句子，<mark>划线</mark>的数字就是计分所用的数字；右边是机器按数据读出来的意思，和由本单位定的选择。两边意思不一致的，请在原处注明。版本由全部内容算出，改动一个字版本就不同。</p>
</header>`
}

const digits = '零一二三四五六七八九'

/** 一, 十, 十二, 二十, 一百零五, 二百七十六: a page by clause has hundreds of sections. */
function numeral(index: number): string {
  const number = index + 1
  const [hundreds, tens, ones] = [
    Math.floor(number / 100),
    Math.floor(number / 10) % 10,
    number % 10,
  ]
  const hundred = hundreds === 0 ? '' : `${digits[hundreds] ?? ''}百`
  const ten = tens === 0 ? (hundreds > 0 && ones > 0 ? '零' : '') : `${digits[tens] ?? ''}十`
  const whole = `${hundred}${ten}${ones === 0 ? '' : (digits[ones] ?? '')}`
  return whole.startsWith('一十') ? whole.slice(1) : whole
}

function contentsHtml(view: SchemeView): Html {
  const items = view.sections.map((section, index) => {
    return html`<li><a href="#${section.id}">${numeral(index)}、${section.title}</a><span>${sizeOf(section)} 项</span></li>`
  })
  const sign = html`<li><a href="#sign">核对与审定</a></li>`
  return html`<nav><h2>目录</h2><ol>${[...items, sign]}</ol></nav>`
}

/** How much a section lists: its entries, choices or notes; where it has only tables, their rows. */
function sizeOf({ blocks }: ShownSection): number {
  const all = (sizes: number[]) => sizes.reduce((sum, one) => sum + one, 0)
  const listed = blocks.flatMap((block) => {
    if (block.kind === 'table') return []
    const { length } =
      block.kind === 'entries'
        ? block.entries
        : block.kind === 'choices'
          ? block.choices
          : block.notes
    return [length]
  })
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows.length] : []))
  return all(listed.length > 0 ? listed : rows)
}

function sectionHtml(section: ShownSection, index: number): Html {
  const blocks = section.blocks.map((block) => blockHtml(block, section.id))
  return html`<section id="${section.id}">
<h2>${numeral(index)}、${section.title}</h2>
${blocks}
</section>
`
}

function signHtml(view: SchemeView): Html {
  const line = (name: string) => html`<div><span>${name}</span><i></i></div>`
  return html`<section id="sign" class="sign">
<h2>核对与审定</h2>
<p>以上内容与《${view.title}》原文核对，版本 ${view.version}。</p>
<div class="lines">
${['核对人', '日期', '审定人', '日期'].map(line)}
</div>
<p class="remarks">意见</p>
</section>`
}
