/** Where and why a text that should be JSON is none. */
export interface NotJson {
  /** In characters of the text's own units. */
  offset: number
  message: string
}

const token = /"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]|\s+|[^\s]/gy
const fits = /^(?:["\-\d\s{}[\],:]|true$|false$|null$)/

/** Null when the text is JSON; otherwise the first place that other programs would stumble at. */
export function notJson(text: string): NotJson | null {
  try {
    JSON.parse(text)
    return null
  } catch {
    return firstFault(text)
  }
}

function firstFault(text: string): NotJson {
  let comma = -1
  for (const { 0: found, index } of text.matchAll(token)) {
    if (/^\s/.test(found)) continue
    if ((found === '}' || found === ']') && comma >= 0) {
      return { offset: comma, message: `JSON 里 ${found} 前面不能有逗号，请删去这个逗号` }
    }
    if (!fits.test(found) || found === '"') {
      const message = `这里不是合法的 JSON（${found}）：文字和键都用双引号，不能写注释；或把文件名改成 .yaml`
      return { offset: index, message }
    }
    comma = found === ',' ? index : -1
  }
  const message = '这份 JSON 的括号、逗号或冒号不成对；请对照例子检查，或把文件名改成 .yaml'
  return { offset: 0, message }
}
