import { useEffect, useRef, useState } from 'preact/hooks'
import { child, children, text, type JsonNode } from '../json.js'
import { urlOf } from './fields.js'
import { box } from './measure.js'
import { plainText } from './plain-text.js'
import { usePress } from './press.js'

/** Component `overflow`: a button with dots that opens a short menu. */
export function Overflow({ node }: { node: JsonNode }) {
  const { busy, press } = usePress(node)
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [open])
  const choose = (option: JsonNode) => {
    setOpen(false)
    const address = urlOf(option)
    if (/^https?:/i.test(address)) window.open(address, '_blank', 'noopener')
    void press({ option: text(option, 'value') })
  }
  return (
    <div class="choice overflow" ref={root} style={{ margin: box(node, 'margin') }}>
      <button
        type="button"
        class="overflow-button"
        aria-label="更多"
        aria-expanded={open}
        data-name={text(node, 'name') || undefined}
        onClick={() => setOpen(!open)}
      >
        {busy ? <span class="spinner" /> : '⋯'}
      </button>
      {open && (
        <>
          <div class="menu-shade" onClick={() => setOpen(false)} aria-hidden="true" />
          <div class="menu narrow" role="menu">
            <div class="menu-options">
              {children(node, 'options').map((option, at) => (
                <button
                  key={at}
                  type="button"
                  role="menuitem"
                  class="menu-option"
                  onClick={() => choose(option)}
                >
                  <span class="menu-label">{plainText(child(option, 'text'))}</span>
                </button>
              ))}
            </div>
          </div>
        </>
      )}
    </div>
  )
}
