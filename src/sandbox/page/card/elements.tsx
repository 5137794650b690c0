import { children, text, type JsonNode } from '../json.js'
import { useCard } from './host.js'
import { align, spacing } from './measure.js'

/** One component of a card. What is not known is shown as a box that names it, never left out. */
export function Element({ node }: { node: JsonNode }) {
  const tag = text(node, 'tag')
  const { components } = useCard()
  const Known = Object.hasOwn(components, tag) ? components[tag] : undefined
  if (Known) return <Known node={node} />
  return (
    <div class="unknown-component" data-unknown={tag}>
      暂不支持的组件：{tag || '（没有 tag）'}
    </div>
  )
}

/** The components of a container, in its direction, with its gaps and alignment. */
export function Elements({ node, gap = '8px' }: { node: JsonNode; gap?: string }) {
  const horizontal = text(node, 'direction') === 'horizontal'
  const across = align(text(node, 'horizontal_align'))
  const down = align(text(node, 'vertical_align'))
  return (
    <div
      class={horizontal ? 'elements horizontal' : 'elements'}
      style={{
        rowGap: spacing(text(node, 'vertical_spacing'), gap),
        columnGap: spacing(text(node, 'horizontal_spacing'), '8px'),
        justifyContent: horizontal ? across : down,
        alignItems: horizontal ? down : undefined,
        ...(across && !horizontal
          ? { '--across': across, textAlign: text(node, 'horizontal_align') }
          : {}),
      }}
    >
      {children(node, 'elements').map((element, at) => (
        <Element
          key={text(element, 'element_id') || `${text(element, 'tag')}-${at}`}
          node={element}
        />
      ))}
    </div>
  )
}
