import { useState } from 'preact/hooks'
import { child, children, flag, isNode, text, type JsonNode } from '../json.js'
import { Field } from './field.js'
import { useField, useForm } from './fields.js'
import { box } from './measure.js'
import { plainText } from './plain-text.js'
import { usePress } from './press.js'

const pixels: Readonly<Record<string, string>> = {
  large: '160px',
  medium: '80px',
  small: '40px',
  tiny: '16px',
}

/** The picture under a key, or a grey placeholder with its text when there is none. */
export function Picture(props: { imgKey: string; alt: string; fit?: 'cover' | 'contain' }) {
  const [broken, setBroken] = useState(false)
  if (broken || !props.imgKey) return <span class="no-picture">{props.alt || '图片'}</span>
  return (
    <img
      class="picture"
      style={{ objectFit: props.fit ?? 'cover' }}
      src={`/control/files/${encodeURIComponent(props.imgKey)}`}
      alt={props.alt}
      onError={() => setBroken(true)}
    />
  )
}

/** Component `img`. */
export function Image({ node }: { node: JsonNode }) {
  const size = text(node, 'size', 'stretch')
  const [wide, high] = size.split(' ')
  const side = pixels[size] ?? (/^\d+px$/.test(wide ?? '') ? wide : undefined)
  return (
    <figure class="image" style={{ margin: box(node, 'margin') ?? '0' }}>
      {isNode(node.title) && <figcaption>{plainText(node.title)}</figcaption>}
      <div
        class="image-frame"
        style={{
          width: side ?? '100%',
          height: side ? (high ?? side) : undefined,
          borderRadius: text(node, 'corner_radius') || undefined,
        }}
      >
        <Picture
          imgKey={text(node, 'img_key')}
          alt={plainText(child(node, 'alt'))}
          fit={text(node, 'scale_type') === 'fit_horizontal' ? 'contain' : 'cover'}
        />
      </div>
    </figure>
  )
}

/** Component `img_combination`: several pictures as a mosaic. */
export function ImageCombination({ node }: { node: JsonNode }) {
  return (
    <div
      class={`image-combination ${text(node, 'combination_mode')}`}
      style={{ margin: box(node, 'margin') }}
    >
      {children(node, 'img_list').map((image, at) => (
        <div key={at} class="image-frame">
          <Picture imgKey={text(image, 'img_key')} alt="" />
        </div>
      ))}
    </div>
  )
}

/** Component `select_img`: pictures to choose from. */
export function ImageSelect({ node }: { node: JsonNode }) {
  const { value, set, missing } = useField(node)
  const form = useForm()
  const { press } = usePress(node)
  const several = flag(node, 'multi_select')
  const chosen = typeof value === 'string' ? [value] : typeof value === 'boolean' ? [] : value
  const choose = (option: string) => {
    const without = chosen.filter((other) => other !== option)
    const more = without.length < chosen.length ? without : [...chosen, option]
    set(several ? more : option)
    if (!form) void press({ option })
  }
  return (
    <Field node={node} missing={missing}>
      <div class={`select-img ${text(node, 'layout', 'bisect')}`}>
        {children(node, 'options').map((option) => {
          const own = text(option, 'value')
          return (
            <button
              key={own}
              type="button"
              class={chosen.includes(own) ? 'image-option on' : 'image-option'}
              aria-pressed={chosen.includes(own)}
              disabled={flag(node, 'disabled') || flag(option, 'disabled')}
              onClick={() => choose(own)}
            >
              <Picture imgKey={text(option, 'img_key')} alt={own} />
            </button>
          )
        })}
      </div>
    </Field>
  )
}
