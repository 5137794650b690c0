import { createHash } from 'node:crypto'

/** Markup that was made here, with every text of people escaped. */
export class Html {
  constructor(readonly text: string) {}
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

type Piece = Html | string | number | readonly Html[]

function piece(of: Piece): string {
  if (of instanceof Html) return of.text
  if (typeof of === 'object') return of.map(({ text }) => text).join('')
  return `${of}`.replace(/[&<>"']/g, (one) => escapes[one] ?? one)
}

/** Markup from a template: what is filled in is text, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const text = strings.map((string, at) => string + piece(pieces[at] ?? '')).join('')
  return new Html(text)
}

/** How all pages look: as the cards do, good on a phone, without anything from elsewhere. */
const style = `*{box-sizing:border-box}
body{margin:0;background:#f2f3f5;color:#1f2329;font:16px/1.6 -apple-system,BlinkMacSystemFont,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:720px;margin:0 auto;padding:12px}
.card{background:#fff;border:1px solid #dee0e3;border-radius:8px;overflow:clip}
header{background:#e1eaff;padding:14px 16px}
header.done{background:#d9f5d6}
header.over{background:#eff0f1}
h1{margin:0;font-size:18px;line-height:1.4}
header p{margin:2px 0 0;color:#646a73;font-size:14px}
.body{padding:14px 16px}
.body>p{margin:0 0 8px}
.quiet{color:#646a73;font-size:14px}
.note{background:#d9f5d6;border-radius:6px;padding:8px 12px;margin:0 0 12px}
.wrong{background:#fde2e2;border-radius:6px;padding:8px 12px;margin:0 0 12px}
.wrong ul{margin:4px 0 0;padding-left:20px}
.wrong a{color:inherit}
ol{list-style:none;margin:12px 0 0;padding:0}
li.row{display:grid;grid-template-columns:minmax(0,1fr) 88px auto;gap:4px 12px;align-items:center;border-top:1px solid #eff0f1;padding:8px 0}
li.row>label:first-child{overflow-wrap:anywhere}
li.row .fault{grid-column:1/-1;margin:0;color:#d83931;font-size:14px}
input[type=text],textarea{width:100%;font:inherit;color:inherit;border:1px solid #bbbfc4;border-radius:6px;background:#fff;padding:6px 10px}
input[type=text]{text-align:right;height:40px}
::placeholder{color:#a6abb3;opacity:1}
input[aria-invalid],textarea[aria-invalid]{border-color:#d83931}
input:focus-visible,textarea:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid #3370ff;outline-offset:1px}
.skip{display:flex;align-items:center;gap:6px;min-height:40px;color:#646a73;font-size:14px;white-space:nowrap}
.skip input{width:20px;height:20px;margin:0}
.remark{display:block;margin:16px 0 0}
.remark textarea{min-height:88px;margin-top:4px;resize:vertical}
.bar{position:sticky;bottom:0;display:flex;gap:12px;justify-content:flex-end;align-items:center;flex-wrap:wrap;background:#fff;border-top:1px solid #dee0e3;padding:10px 16px;padding-bottom:max(10px,env(safe-area-inset-bottom))}
.bar .quiet{flex:1 1 100%;margin:0;text-align:right}
button{font:inherit;border-radius:6px;min-height:44px;padding:0 20px;border:1px solid #bbbfc4;background:#fff;color:#1f2329;cursor:pointer}
button.primary{background:#3370ff;border-color:#3370ff;color:#fff}
@media (max-width:480px){main{padding:0}.card{border:0;border-radius:0}.bar button{flex:1 1 40%}}
@media print{.bar{display:none}}`

/** What the browser is told of each page: nothing from elsewhere, no scripts, no frames, nothing kept and nothing told on. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** A whole page. */
export function documentOf(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body><main>${content}</main></body>
</html>
`.text
}
