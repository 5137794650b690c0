/** The page's style; title and version stand at the head of each printed sheet. */
export function pageStyle(title: string, version: string): string {
  return `${screen}${phone}${print(cssText(title), cssText(version))}`
}

/** A text as a CSS string that cannot end the string, the rule or the style element. */
function cssText(text: string): string {
  const safe = text.replace(/[\\"<>\n\r\f]/g, (char) => `\\${char.codePointAt(0)?.toString(16)} `)
  return `"${safe}"`
}

const screen = `
:root { color-scheme: light; --line: #c9c9c9; --soft: #6a6a6a; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #111;
  font: 400 15px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 28px 72px; }
h1, h2, h3, b, th, mark { font-weight: 500; }
h1 { font-size: 28px; line-height: 1.4; margin: 4px 0 20px; }
h2 { font-size: 20px; margin: 44px 0 12px; padding-bottom: 6px; border-bottom: 2px solid #111; }
h3 { font-size: 16px; margin: 26px 0 8px; }
p { margin: 0; }
a { color: inherit; text-decoration: underline; text-decoration-color: #9a9a9a;
  text-underline-offset: 3px; }
code { font: 12px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace;
  color: var(--soft); overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: 1.5px solid #111; padding: 0 1px; }
.kind { color: var(--soft); letter-spacing: .2em; }
header dl { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0; margin: 0 0 16px;
  border-top: 1px solid var(--line); }
header dl div { display: flex; gap: 12px; padding: 7px 0; border-bottom: 1px solid var(--line); }
header dt { color: var(--soft); flex: 0 0 4.5em; }
header dd { margin: 0; overflow-wrap: anywhere; }
.how { color: #333; max-width: 60em; }
nav ol { list-style: none; margin: 0; padding: 0; columns: 2; column-gap: 48px; }
nav li { display: flex; justify-content: space-between; gap: 12px; padding: 3px 0;
  border-bottom: 1px dotted var(--line); break-inside: avoid; }
nav a { text-decoration: none; }
nav span { color: var(--soft); white-space: nowrap; }
table { width: 100%; border-collapse: separate; border-spacing: 0; }
.wide + .entries { margin-top: 20px; }
th, td { text-align: left; vertical-align: top; padding: 8px 10px; overflow-wrap: anywhere;
  border: solid var(--line); border-width: 0 1px 1px 0; }
th:first-child, td:first-child { border-left-width: 1px; }
th { border-top-width: 1px; border-bottom-color: #111; white-space: nowrap; }
.entries, .choices { table-layout: fixed; }
.entries th:nth-child(1) { width: 15%; }
.entries th:nth-child(2) { width: 26%; }
.entries th:nth-child(3) { width: 30%; }
.entries td:first-child > * , .choices .clause { display: block; }
.clause { color: var(--soft); font-size: 13px; }
.depth1 { padding-left: 22px; } .depth2 { padding-left: 34px; } .depth3 { padding-left: 46px; }
.depth4, .depth5, .depth6 { padding-left: 58px; }
td ul { list-style: none; margin: 0; padding: 0; }
.entries ul li { padding-left: 1em; text-indent: -1em; }
.entries ul li::before { content: "·"; display: inline-block; width: 1em; text-indent: 0;
  text-align: center; }
.entries li a { color: var(--soft); text-decoration: none; white-space: nowrap; }
.entries p + p, .choices td p + p { margin-top: 4px; }
.choices th:nth-child(1) { width: 3.6em; }
.choices th:nth-child(3) { width: 15%; }
.choices th:nth-child(4) { width: 26%; }
.choices .number { text-align: center; }
.choices ul { margin-top: 4px; }
.choices li { padding-left: 1.5em; text-indent: -1.5em; }
.choices li span { display: inline-block; width: 1.5em; text-indent: 0; }
.choices .other { color: #555; }
.choices .in-force { font-weight: 500; }
.wide { overflow-x: auto; }
.plain { font-size: 14px; }
.plain td { white-space: pre-wrap; padding: 5px 10px; }
.plain .figure { text-align: right; font-variant-numeric: tabular-nums; }
.plain td:first-child, .tree td:first-child { white-space: pre; }
.notes { margin: 0; padding-left: 1.2em; }
.notes li { margin: 6px 0; }
:target { outline: 2px solid #111; outline-offset: -2px; }
.sign .lines { display: grid; grid-template-columns: 3fr 2fr; gap: 26px 40px; margin: 28px 0 24px; }
.sign .lines div { display: flex; align-items: flex-end; gap: 10px; }
.sign .lines span { white-space: nowrap; }
.sign i { flex: 1; border-bottom: 1px solid #111; height: 2em; }
.remarks { border: 1px solid var(--line); min-height: 7em; padding: 8px 10px; color: var(--soft); }
`

/** On a phone the columns of an entry stand below each other, each with its name. */
const phone = `
@media screen and (max-width: 720px) {
  main { padding: 20px 14px 48px; }
  h1 { font-size: 22px; }
  header dl { grid-template-columns: 1fr; }
  nav ol { columns: 1; }
  .entries, .choices, .entries tbody, .choices tbody, .entries tr, .choices tr, .entries td,
  .choices td { display: block; width: auto; }
  .entries thead, .choices thead { display: none; }
  .entries tr, .choices tr { border: 1px solid var(--line); margin: 0 0 12px; padding: 4px 0; }
  .entries td, .choices td, .entries td:first-child, .choices td:first-child { border: 0; padding: 4px 12px; }
  .choices .number { text-align: left; }
  .entries td.empty { display: none; }
  td[data-name]:not(:first-child)::before, .number::before { content: attr(data-name);
    display: block; color: var(--soft); font-size: 12px; }
  .number::before { display: inline; margin-right: .6em; }
  .plain { font-size: 13px; }
  .plain td, .plain th { padding: 4px 7px; }
  .plain { width: max-content; min-width: 100%; }
  .plain td { max-width: 17em; }
  .sign .lines { grid-template-columns: 1fr; }
}
`

function print(title: string, version: string): string {
  return `
@page { size: A4; margin: 18mm 14mm 16mm;
  @top-left { content: ${title}; font-size: 8pt; color: #555; }
  @top-right { content: "版本 " ${version}; font-size: 8pt; color: #555; }
  @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-size: 8pt;
    color: #555; } }
@media print {
  body { font-size: 9.5pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 20pt; }
  h2 { font-size: 13pt; margin: 20pt 0 6pt; border-bottom-width: 1.5pt; }
  h3 { font-size: 10.5pt; margin: 12pt 0 4pt; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
  code { font-size: 7.5pt; }
  .clause, .plain { font-size: 8.5pt; }
  th, td { padding: 3pt 5pt; border-color: #888; }
  .entries th:nth-child(1) { width: 17%; }
  thead { display: table-header-group; }
  .short { break-inside: avoid; }
  tr, li, .sign { break-inside: avoid; }
  .depth1 { padding-left: 8pt; } .depth2 { padding-left: 11pt; }
  .depth3, .depth4, .depth5, .depth6 { padding-left: 14pt; }
  .wide { overflow: visible; }
  .plain td { padding: 2pt 5pt; }
  .columns7, .columns8, .columns9, .columns10 { font-size: 7.5pt; }
  .columns5 th, .columns6 th, .columns7 th, .columns8 th, .columns9 th { white-space: normal; }
  header dl div, nav li { padding: 2pt 0; }
}
`
}
