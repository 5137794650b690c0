import { useEffect, useRef } from 'preact/hooks'
import { child, count, flag, isNode, text, type JsonNode } from '../json.js'
import { useField, useForm } from './fields.js'
import { Field } from './field.js'
import { plainText } from './plain-text.js'
import { usePress } from './press.js'

const lengthMax = 1_000

/** Component `input`, one line or several. Outside a form Enter or ✓ sends it. */
export function Input({ node }: { node: JsonNode }) {
  const { value, set, missing } = useField(node)
  const form = useForm()
  const { busy, press } = usePress(node)
  const typed = typeof value === 'string' ? value : ''
  const multiline = text(node, 'input_type') === 'multiline_text'
  const longest = count(node, 'max_length', lengthMax)
  const send = () => void press({ option: typed })
  const properties = {
    value: typed,
    maxLength: longest,
    disabled: flag(node, 'disabled'),
    placeholder: plainText(child(node, 'placeholder')),
    'aria-invalid': missing,
    'aria-label': labelOf(node),
    'data-name': text(node, 'name') || undefined,
    onInput: (event: Event & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      set(event.currentTarget.value),
  }
  return (
    <Field node={node} missing={missing}>
      {multiline ? (
        <Multiline node={node} properties={properties} typed={typed} longest={longest} />
      ) : (
        <div class="input-line">
          <input
            {...properties}
            {...(text(node, 'input_type') === 'password' ? { type: 'password' } : {})}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing) return
              event.preventDefault()
              if (!form) send()
            }}
          />
          {!form && typed !== text(node, 'default_value') && (
            <button
              type="button"
              class="input-send"
              aria-label="提交"
              disabled={busy}
              onClick={send}
            >
              {busy ? <span class="spinner" /> : '✓'}
            </button>
          )}
        </div>
      )}
    </Field>
  )
}

function labelOf(node: JsonNode): string {
  const label = isNode(node.label) ? plainText(node.label) : ''
  return label || plainText(child(node, 'placeholder')) || text(node, 'name')
}

function Multiline(props: {
  node: JsonNode
  properties: Record<string, unknown>
  typed: string
  longest: number
}) {
  const { node, properties, typed, longest } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const grows = flag(node, 'auto_resize')
  const rowsMax = count(node, 'max_rows', 10)
  useEffect(() => {
    const box = area.current
    if (!box || !grows) return
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight + 2, rowsMax * 22 + 18)}px`
  }, [typed, grows, rowsMax])
  return (
    <div class="textarea-box">
      <textarea ref={area} {...properties} rows={count(node, 'rows', grows ? 2 : 5)} />
      <span class="letters">
        {[...typed].length}/{longest}
      </span>
    </div>
  )
}
