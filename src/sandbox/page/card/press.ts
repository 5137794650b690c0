import { useState } from 'preact/hooks'
import { child, isNode, text, type JsonNode } from '../json.js'
import { ask, showToast } from '../overlays.js'
import { useStore } from '../store.js'
import { callbackOf, fieldsOf, readForm, urlOf, useForm } from './fields.js'
import { useCard, type CardContext, type Press } from './host.js'
import { plainText } from './plain-text.js'

/** How a control is used: `press` with what it holds, `busy` while its answer is awaited. */
export function usePress(node: JsonNode): {
  busy: boolean
  locked: boolean
  press(more?: Press): Promise<void>
} {
  const card = useCard()
  const form = useForm()
  const locked = useStore(card.session.busy)
  const [busy, setBusy] = useState(false)
  const press = async (more?: Press): Promise<void> => {
    if (card.session.busy.get() || node.disabled === true) return
    if (isNode(node.confirm) && !(await confirmed(node.confirm))) return
    const address = urlOf(node)
    if (/^https?:/i.test(address)) window.open(address, '_blank', 'noopener')
    const todo = pressOf(node, form, card, more)
    if (!todo) return
    card.session.busy.set(true)
    setBusy(true)
    try {
      const result = await card.host.press(todo)
      if (result.missing.length > 0) card.session.missing.set(new Set(result.missing))
      if (result.cardChanged) card.session.typed.set(new Map())
    } finally {
      card.session.busy.set(false)
      setBusy(false)
    }
  }
  return { busy, locked, press }
}

function confirmed(node: JsonNode): Promise<boolean> {
  return ask(plainText(child(node, 'title')), plainText(child(node, 'text')))
}

/** What to send for a control; null when there is nothing to send (yet). */
function pressOf(
  node: JsonNode,
  form: JsonNode | null,
  card: CardContext,
  more: Press | undefined,
): Press | null {
  const callback = callbackOf(node)
  const press: Press = { ...named(node), ...(callback ? { value: callback.value } : {}), ...more }
  const action = formActionOf(node)
  if (!form || !action) return callback || more ? press : null
  if (action === 'reset') {
    const fields = new Set(fieldsOf(form).map((field) => text(field, 'name')))
    const kept = [...card.session.typed.get()].filter(([name]) => !fields.has(name))
    card.session.typed.set(new Map(kept))
    card.session.missing.set(new Set())
    return null
  }
  const { formValue, missing } = readForm(form, card.session.typed.get())
  card.session.missing.set(new Set(missing))
  if (missing.length === 0) return { ...press, formValue }
  showToast({ type: 'warning', content: '请先填写必填项' })
  requestAnimationFrame(showFirstMissing)
  return null
}

/** Brings the first field that lacks a value into sight: it may stand far above its button. */
function showFirstMissing(): void {
  document.querySelector('.card .missing')?.scrollIntoView({ block: 'center' })
}

function named(node: JsonNode): Press {
  const name = text(node, 'name')
  const elementId = text(node, 'element_id')
  return { ...(name ? { name } : {}), ...(elementId ? { elementId } : {}) }
}

function formActionOf(node: JsonNode): string {
  const own = text(node, 'form_action_type')
  if (own) return own
  const behaviors = Array.isArray(node.behaviors) ? node.behaviors.filter(isNode) : []
  const action = behaviors.find((behavior) => text(behavior, 'type') === 'form_action')
  return action ? text(action, 'behavior') : ''
}
