import type { ComponentChildren } from 'preact'
import { flag, isNode, text, type JsonNode } from '../json.js'
import { box, width } from './measure.js'
import { TextObject } from './text.js'

/** A control with its label, the mark of a required field, and the hint when it was left empty. */
export function Field(props: { node: JsonNode; missing: boolean; children: ComponentChildren }) {
  const { node, missing } = props
  const label = isNode(node.label) ? node.label : null
  const beside = text(node, 'label_position') === 'left'
  return (
    <div
      class={`field-box${beside ? ' beside' : ''}${missing ? ' missing' : ''}`}
      style={{ margin: box(node, 'margin'), width: width(text(node, 'width')) }}
    >
      {label && (
        <div class="field-label">
          <TextObject node={label} />
          {flag(node, 'required') && <span class="required">*</span>}
        </div>
      )}
      <div class="field-control">{props.children}</div>
      {missing && <div class="field-hint">此项必填</div>}
    </div>
  )
}
