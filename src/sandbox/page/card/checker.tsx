import { child, children, count, flag, isNode, text, type JsonNode } from '../json.js'
import { Button } from './button.js'
import { callbackOf, useField, useForm } from './fields.js'
import { box } from './measure.js'
import { usePress } from './press.js'
import { StyledText } from './text.js'

/** Component `checker`: in a form it is a field, outside it sends what it is when it calls back. */
export function Checker({ node }: { node: JsonNode }) {
  const { value, set, missing } = useField(node)
  const form = useForm()
  const { busy, press } = usePress(node)
  const on = value === true
  const look = child(node, 'checked_style')
  const buttons = children(child(node, 'button_area'), 'buttons')
  const toggle = () => {
    if (flag(node, 'disabled') || busy) return
    set(!on)
    if (!form && callbackOf(node)) void press({ checked: !on })
  }
  return (
    <div
      class={missing ? 'checker missing' : 'checker'}
      style={{ margin: box(node, 'margin'), padding: box(node, 'padding') }}
    >
      <label class="checker-line">
        <input
          type="checkbox"
          checked={on}
          disabled={flag(node, 'disabled')}
          data-name={text(node, 'name') || undefined}
          onChange={toggle}
        />
        <span
          style={{
            textDecoration: on && flag(look, 'show_strikethrough') ? 'line-through' : undefined,
            opacity: on ? count(look, 'opacity', 1) : undefined,
          }}
        >
          {isNode(node.text) && <StyledText node={node.text} />}
        </span>
      </label>
      {buttons.map((button, at) => (
        <Button key={at} node={{ type: 'text', size: 'small', ...button }} />
      ))}
      {missing && <div class="field-hint">此项必选</div>}
    </div>
  )
}
