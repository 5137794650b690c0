import { useMemo } from 'preact/hooks'
import { child, isNode, text, type JsonNode } from '../json.js'
import { useCard } from './host.js'
import { Icon } from './icon.js'
import { markdownHtml } from './markdown.js'
import { box, width } from './measure.js'
import { plainText } from './plain-text.js'

/** A markdown text. */
export function Markdown({ source }: { source: string }) {
  const { host, style } = useCard()
  const html = useMemo(
    () => markdownHtml(source, { directory: host.directory, style }),
    [source, host.directory, style],
  )
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html }} />
}

/** A text object: plain text keeps its line breaks, `lark_md` and `markdown` are marked up. */
export function TextObject({ node }: { node: JsonNode }) {
  const content = plainText(node)
  if (text(node, 'tag') !== 'plain_text') return <Markdown source={content} />
  return <span class="plain-text">{content}</span>
}

/** Component `markdown`. */
export function MarkdownElement({ node }: { node: JsonNode }) {
  const { style } = useCard()
  return (
    <div
      class="with-icon"
      style={{
        margin: box(node, 'margin'),
        fontSize: style.textSize(text(node, 'text_size', 'normal')),
        textAlign: text(node, 'text_align') || undefined,
      }}
    >
      <Icon node={node.icon} />
      <Markdown source={plainText(node)} />
    </div>
  )
}

/** Component `div`: a text with an icon, and fields in one or two columns. */
export function Div({ node }: { node: JsonNode }) {
  const fields = Array.isArray(node.fields) ? node.fields.filter(isNode) : []
  return (
    <div class="div" style={{ margin: box(node, 'margin'), width: width(text(node, 'width')) }}>
      {isNode(node.text) && (
        <div class="with-icon">
          <Icon node={node.icon} />
          <StyledText node={node.text} />
        </div>
      )}
      {fields.length > 0 && (
        <div class="fields">
          {fields.map((field, at) => (
            <div key={at} class={field.is_short === true ? 'field short' : 'field'}>
              <TextObject node={child(field, 'text')} />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** A text object with its size, colour, alignment and number of lines. */
export function StyledText({ node }: { node: JsonNode }) {
  const { style } = useCard()
  const lines = node.lines
  return (
    <div
      class={typeof lines === 'number' ? 'styled-text clamped' : 'styled-text'}
      style={{
        fontSize: style.textSize(text(node, 'text_size', 'normal')),
        color: style.color(text(node, 'text_color')),
        textAlign: text(node, 'text_align') || undefined,
        ...(typeof lines === 'number' ? { WebkitLineClamp: `${lines}` } : {}),
      }}
    >
      <TextObject node={node} />
    </div>
  )
}
