import { useRef } from 'preact/hooks'
import { child, flag, text, type JsonNode } from '../json.js'
import { Field } from './field.js'
import { useField, useForm } from './fields.js'
import { Glyph } from './icon.js'
import { plainText } from './plain-text.js'
import { usePress } from './press.js'

const kinds = {
  date_picker: { type: 'date', icon: 'calendar', otherwise: '请选择日期' },
  picker_time: { type: 'time', icon: 'time', otherwise: '请选择时间' },
  picker_datetime: { type: 'datetime-local', icon: 'calendar', otherwise: '请选择日期和时间' },
} as const

/** Components `date_picker`, `picker_time` and `picker_datetime`, chosen with the browser's own. */
export function Picker({ node }: { node: JsonNode }) {
  const { value, set, missing } = useField(node)
  const form = useForm()
  const { press } = usePress(node)
  const native = useRef<HTMLInputElement>(null)
  const tag = text(node, 'tag')
  const kind = tag === 'picker_time' || tag === 'picker_datetime' ? kinds[tag] : kinds.date_picker
  const chosen = typeof value === 'string' ? value : ''
  const placeholder = plainText(child(node, 'placeholder')) || kind.otherwise
  const choose = (next: string) => {
    const plain = next.replace('T', ' ')
    set(plain)
    if (!form && plain) void press({ option: plain })
  }
  return (
    <Field node={node} missing={missing}>
      <div class={flag(node, 'disabled') ? 'picker disabled' : 'picker'}>
        <Glyph token={kind.icon} />
        <span class={chosen ? 'chosen' : 'placeholder'}>{chosen || placeholder}</span>
        <input
          ref={native}
          type={kind.type}
          value={chosen.replace(' ', 'T')}
          disabled={flag(node, 'disabled')}
          aria-label={placeholder}
          aria-invalid={missing}
          data-name={text(node, 'name') || undefined}
          onClick={() => showNative(native.current)}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </div>
    </Field>
  )
}

/** Opens the browser's calendar or clock; some browsers refuse without a real click. */
function showNative(input: HTMLInputElement | null): void {
  try {
    input?.showPicker()
  } catch {
    input?.focus()
  }
}
