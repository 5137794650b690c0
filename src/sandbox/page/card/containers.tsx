import { useState } from 'preact/hooks'
import { child, children, count, flag, isNode, text, type JsonNode } from '../json.js'
import { lineOf } from './colours.js'
import { Elements } from './elements.js'
import { useCard } from './host.js'
import { Glyph, Icon } from './icon.js'
import { align, box, spacing, width } from './measure.js'
import { usePress } from './press.js'
import { StyledText } from './text.js'

/** Component `column_set`: columns side by side; `flex_mode` says what narrow screens do. */
export function ColumnSet({ node }: { node: JsonNode }) {
  const { style } = useCard()
  const action = child(child(node, 'action'), 'multi_url')
  const address = text(action, 'pc_url') || text(action, 'url')
  return (
    <div
      class={`column-set ${text(node, 'flex_mode', 'none')}${address ? ' clickable' : ''}`}
      style={{
        margin: box(node, 'margin'),
        columnGap: spacing(text(node, 'horizontal_spacing'), '8px'),
        justifyContent: align(text(node, 'horizontal_align')),
        background: style.color(text(node, 'background_style')),
      }}
      onClick={address ? () => window.open(address, '_blank', 'noopener') : undefined}
    >
      {children(node, 'columns').map((column, at) => (
        <Column key={text(column, 'element_id') || at} node={column} />
      ))}
    </div>
  )
}

function Column({ node }: { node: JsonNode }) {
  const { style } = useCard()
  const kind = text(node, 'width', 'auto')
  const background = style.color(text(node, 'background_style'))
  const flex =
    kind === 'weighted'
      ? `${count(node, 'weight', 1)} ${count(node, 'weight', 1)} 0`
      : kind === 'auto'
        ? '0 1 auto'
        : `0 0 ${width(kind) ?? 'auto'}`
  return (
    <div
      class={background ? 'column filled' : 'column'}
      style={{
        flex,
        padding: box(node, 'padding'),
        margin: box(node, 'margin'),
        alignSelf: align(text(node, 'vertical_align')) ?? 'stretch',
        background,
      }}
    >
      <Elements node={node} />
    </div>
  )
}

/** Component `collapsible_panel`: opens and closes for this person only. */
export function CollapsiblePanel({ node }: { node: JsonNode }) {
  const { style } = useCard()
  const [open, setOpen] = useState(flag(node, 'expanded'))
  const header = child(node, 'header')
  const border = isNode(node.border) ? node.border : null
  const title = child(header, 'title')
  const turn = count(header, 'icon_expanded_angle', 180)
  return (
    <div
      class={open ? 'panel open' : 'panel'}
      style={{
        margin: box(node, 'margin'),
        background: style.color(text(node, 'background_color')),
        ...(border
          ? {
              border: `1px solid ${lineOf(text(border, 'color', 'grey'))}`,
              borderRadius: text(border, 'corner_radius') || '6px',
            }
          : {}),
      }}
    >
      <button
        type="button"
        class={`panel-header icon-${text(header, 'icon_position', 'right')}`}
        aria-expanded={open}
        style={{
          background: style.color(text(header, 'background_color')),
          padding: box(header, 'padding') ?? '6px 8px',
        }}
        onClick={() => setOpen(!open)}
      >
        <div class="panel-title">
          <StyledText node={title} />
        </div>
        <span class="panel-mark" style={{ transform: open ? `rotate(${turn}deg)` : undefined }}>
          {isNode(header.icon) ? <Icon node={header.icon} /> : <Glyph token="down" />}
        </span>
      </button>
      {open && (
        <div class="panel-body" style={{ padding: box(node, 'padding') ?? '8px' }}>
          <Elements node={node} />
        </div>
      )}
    </div>
  )
}

/** Component `interactive_container`: the whole box is a button; inner controls come first. */
export function InteractiveContainer({ node }: { node: JsonNode }) {
  const { style } = useCard()
  const { busy, press } = usePress(node)
  const disabled = flag(node, 'disabled')
  const ground = text(node, 'background_style')
  const use = (event: Event) => {
    event.stopPropagation()
    const target = event.target
    const inner =
      target instanceof Element &&
      target.closest('button, input, textarea, a, .choice, .interactive-container')
    if (!inner || inner === event.currentTarget) void press()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds other controls, which a button must not
    <div
      role="button"
      tabIndex={disabled ? -1 : 0}
      aria-disabled={disabled}
      class={busy ? 'interactive-container busy' : 'interactive-container'}
      title={text(child(node, disabled ? 'disabled_tips' : 'hover_tips'), 'content') || undefined}
      style={{
        margin: box(node, 'margin'),
        padding: box(node, 'padding') ?? '4px 12px',
        width: width(text(node, 'width', 'fill')),
        minHeight: width(text(node, 'height')),
        background:
          ground === 'laser' ? 'linear-gradient(90deg,#e1eaff,#f1e6ff)' : style.color(ground),
        border: flag(node, 'has_border')
          ? `1px solid ${lineOf(text(node, 'border_color', 'grey'))}`
          : undefined,
        borderRadius: text(node, 'corner_radius') || undefined,
      }}
      onClick={use}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) void press()
      }}
    >
      <Elements node={node} gap="4px" />
    </div>
  )
}
