import { child, text, type JsonNode } from '../json.js'

/** The Chinese text of a text object, without marking. */
export function plainText(node: JsonNode): string {
  return text(child(node, 'i18n_content'), 'zh_cn') || text(node, 'content')
}
