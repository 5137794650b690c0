import { child, flag, isNode, text, type JsonNode } from '../json.js'
import { Icon } from './icon.js'
import { box, width } from './measure.js'
import { plainText } from './plain-text.js'
import { usePress } from './press.js'

/** Component `button`: turns a spinner while its answer is awaited. */
export function Button({ node }: { node: JsonNode }) {
  const { busy, locked, press } = usePress(node)
  const disabled = flag(node, 'disabled')
  const tips = child(node, disabled ? 'disabled_tips' : 'hover_tips')
  const type = text(node, 'type', 'default')
  const size = text(node, 'size', 'medium')
  return (
    <button
      type="button"
      class={`card-button ${type} ${size}${busy ? ' busy' : ''}`}
      style={{ margin: box(node, 'margin'), width: width(text(node, 'width')) }}
      disabled={disabled}
      aria-busy={busy}
      aria-disabled={locked}
      title={plainText(tips) || undefined}
      data-name={text(node, 'name') || undefined}
      onClick={() => void press()}
    >
      {busy ? <span class="spinner" /> : isNode(node.icon) && <Icon node={node.icon} />}
      {isNode(node.text) && <span>{plainText(node.text)}</span>}
    </button>
  )
}
