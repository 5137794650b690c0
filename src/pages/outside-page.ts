import { sentence } from '../../cards/sayings.js'
import { dayAt, dayText, timeAt } from '../base/day.js'
import { textLimits } from '../flows/limits.js'
import type { OutsideForm, OutsidePage } from '../flows/outside/page.js'
import { documentOf, html, type Html } from './document.js'

/** Names of the form's fields, as the page sends them. */
export const fields = {
  score: 'score.',
  unknown: 'unknown.',
  remark: 'remark',
  /** Which button was pressed: {@link buttons}. */
  does: 'does',
} as const

/** What the buttons of the form do. */
export const buttons = { keep: 'keep', handIn: 'hand-in' } as const

/** A page with what stands above it: what was just done, and what is wrong, by field. */
export interface PageShown {
  page: OutsidePage
  said: string | null
  faults: ReadonlyMap<string, string>
}

/** The page of a link. Pure: the same gives the same bytes. */
export function outsidePage({ page, said, faults }: PageShown): string {
  switch (page.state) {
    case 'open':
      return documentOf(page.part, form(page, said, faults))
    case 'used':
      return notice('第三方评价', 'done', [
        said ?? sentence('outside-page-used'),
        `${page.body}${page.number}号，${dayText(dayAt(page.at))} ${timeAt(page.at)}提交。`,
      ])
    case 'expired':
      return notice('第三方评价', 'over', [
        sentence('outside-page-expired', { until: dayText(page.until) }),
      ])
    case 'not-open':
      return notice('第三方评价', 'over', [
        sentence('outside-page-not-open', { opens: dayText(page.opens, page.provisional) }),
      ])
    default:
      return notice('第三方评价', 'over', [sentence(`outside-page-${page.state}`)])
  }
}

/** A page that only says something. */
export function notice(title: string, tone: 'done' | 'over', lines: readonly string[]): string {
  return documentOf(
    title,
    html`<div class="card"><header class="${tone}"><h1>${title}</h1></header>
<div class="body">${lines.map((line) => html`<p>${line}</p>`)}</div></div>`,
  )
}

function form(page: OutsideForm, said: string | null, faults: PageShown['faults']): Html {
  const until = dayText(page.until, page.provisional)
  const bands = page.bands.length > 0 ? `（${page.bands.join('，')}）` : ''
  return html`<form class="card" method="post" action="" accept-charset="utf-8" autocomplete="off" novalidate>
<header><h1>${page.part}</h1><p>${page.bureau} · ${page.scheme} ${page.year}年度 · ${page.body}${page.number}号</p></header>
<div class="body">
${above(said, faults, page)}
<p>请给下面 ${page.rows.length} 个对象打分：${page.from} 到 ${page.to} 分${bands}。不了解的勾“不了解”。</p>
<p class="quiet">${page.clause}：${page.says}。${until}截止。不用登录；交一次就不能再改，没有填完可以先存下。</p>
<ol>${page.rows.map((row) => rowOf(row, page, faults.get(`score.${row.id}`)))}</ol>
${remarkOf(page.remark, faults.get('remark'))}
</div>
<div class="bar">
<button type="submit" name="${fields.does}" value="${buttons.keep}">先存下</button>
<button type="submit" name="${fields.does}" value="${buttons.handIn}" class="primary">提交</button>
</div>
</form>`
}

/** Faults that are listed above the form. */
const faultsMost = 5

function above(said: string | null, faults: PageShown['faults'], page: OutsideForm): Html {
  if (said !== null) return html`<p class="note" role="status">${said}</p>`
  if (faults.size === 0) {
    const kept = html`<p class="note">这是上次存下的，还没有交。</p>`
    return page.kept ? kept : html``
  }
  const lines = [...faults].slice(0, faultsMost).map(([field, fault]) => {
    return field === '' ? html`<li>${fault}</li>` : html`<li><a href="#${field}">${fault}</a></li>`
  })
  if (faults.size > faultsMost) lines.push(html`<li>其余的在下面标红。</li>`)
  return html`<div class="wrong" role="alert">还没有交，有 ${faults.size} 处要改，填的都还在。<ul>${lines}</ul></div>`
}

function rowOf(
  { id, name, score, unknown }: OutsideForm['rows'][number],
  { from, to }: OutsideForm,
  wrong: string | undefined,
): Html {
  const field = `${fields.score}${id}`
  const invalid =
    wrong === undefined ? html`` : html` aria-invalid="true" aria-describedby="why.${id}"`
  const why = wrong === undefined ? html`` : html`<p class="fault" id="why.${id}">${wrong}</p>`
  const ticked = unknown ? html` checked` : html``
  return html`<li class="row"><label for="${field}">${name}</label>
<input type="text" inputmode="decimal" maxlength="${scoreLength}" id="${field}" name="${field}" value="${score}" placeholder="${from}–${to}"${invalid}>
<label class="skip"><input type="checkbox" name="${fields.unknown}${id}" value="1"${ticked}>不了解</label>${why}</li>`
}

/** Letters of a score: more is none. */
export const scoreLength = 10

function remarkOf(remark: string, wrong: string | undefined): Html {
  const { what, max } = textLimits['outside.remark']
  const invalid =
    wrong === undefined ? html`` : html` aria-invalid="true" aria-describedby="why.remark"`
  const why =
    wrong === undefined ? html`` : html`<span class="fault" id="why.remark">${wrong}</span>`
  return html`<label class="remark" for="remark">${what}<span class="quiet">（可不写，至多 ${max} 字；考核办在评价结束后看到，不连着编号）</span>
<textarea id="remark" name="${fields.remark}"${invalid}>${remark}</textarea>${why}</label>`
}
