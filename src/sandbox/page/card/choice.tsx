import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from '../avatar.js'

/** One thing that can be chosen. */
export interface Choosable {
  value: string
  label: string
  /** A person's note (department), or empty. */
  note: string
  /** The person's colour; a plain option has none. */
  avatar?: string
}

interface ChoiceProps {
  options: readonly Choosable[]
  chosen: readonly string[]
  several: boolean
  placeholder: string
  label: string
  name: string
  disabled: boolean
  invalid: boolean
  plain?: boolean
  onChoose(values: readonly string[]): void
}

const searchFrom = 9

/** A drop-down list: one or several of the options, with a search when there are many. */
export function Choice(props: ChoiceProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const shut = () => {
    setOpen(false)
    opener.current?.focus()
  }
  useLayoutEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') shut()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', closeOnEscape)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', closeOnEscape)
    }
  }, [open])
  const chosen = props.options.filter((option) => props.chosen.includes(option.value))
  return (
    <div class="choice" ref={root}>
      <button
        ref={opener}
        type="button"
        class={props.plain ? 'choice-button plain' : 'choice-button'}
        role="combobox"
        aria-expanded={open}
        aria-controls=""
        aria-label={props.label}
        aria-invalid={props.invalid}
        data-name={props.name || undefined}
        disabled={props.disabled}
        onClick={() => setOpen(!open)}
      >
        {chosen.length > 0 ? (
          <span class="chosen">
            {props.several ? chosen.map(Chip) : chosen.map((one) => one.label)}
          </span>
        ) : (
          <span class="placeholder">{props.placeholder}</span>
        )}
        <span class="arrow" />
      </button>
      {open && <Menu {...props} close={shut} />}
    </div>
  )
}

function Chip(option: Choosable) {
  return (
    <span key={option.value} class="chip">
      {option.label}
    </span>
  )
}

function Menu(props: ChoiceProps & { close(): void }) {
  const [sought, setSought] = useState('')
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    menu.current?.scrollIntoView({ block: 'nearest' })
    begin(menu.current)
  }, [])
  const shown = props.options.filter((option) =>
    `${option.label}${option.note}`.includes(sought.trim()),
  )
  const choose = (value: string) => {
    if (!props.several) {
      props.onChoose([value])
      return props.close()
    }
    const without = props.chosen.filter((other) => other !== value)
    props.onChoose(without.length < props.chosen.length ? without : [...props.chosen, value])
  }
  return (
    <>
      <div class="menu-shade" onClick={props.close} aria-hidden="true" />
      <div
        class="menu"
        ref={menu}
        role="listbox"
        aria-label={props.label}
        onKeyDown={(event) => walk(event, menu.current)}
      >
        {props.options.length >= searchFrom && (
          <input
            class="menu-search"
            placeholder="搜索"
            aria-label="搜索"
            value={sought}
            onInput={(event) => setSought(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing) return
              event.preventDefault()
              const [first] = shown
              if (first) choose(first.value)
            }}
          />
        )}
        <div class="menu-options">
          {shown.map((option) => (
            <Option
              key={option.value}
              option={option}
              on={props.chosen.includes(option.value)}
              choose={() => choose(option.value)}
            />
          ))}
          {shown.length === 0 && <div class="menu-empty">没有符合的选项</div>}
        </div>
        {props.several && (
          <button type="button" class="menu-done" onClick={props.close}>
            完成（已选 {props.chosen.length}）
          </button>
        )}
      </div>
    </>
  )
}

/**
 * Gives an opened menu the keyboard: its search, else what is chosen, else its first option. On a touch
 * screen a focused search would cover the menu with the keyboard.
 */
function begin(menu: HTMLElement | null): void {
  const search = menu?.querySelector<HTMLElement>('.menu-search')
  if (search && window.matchMedia('(pointer: coarse)').matches) return
  const chosen = menu?.querySelector<HTMLElement>('[role="option"][aria-selected="true"]')
  const first = menu?.querySelector<HTMLElement>('[role="option"]')
  ;(search ?? chosen ?? first)?.focus({ preventScroll: true })
}

/** Up and down go from option to option, up from the first one to the search. */
function walk(event: KeyboardEvent, menu: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !menu) return
  event.preventDefault()
  const stops = [...menu.querySelectorAll<HTMLElement>('.menu-search, [role="option"]')]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus()
}

function Option(props: { option: Choosable; on: boolean; choose(): void }) {
  const { option, on } = props
  return (
    <button
      type="button"
      role="option"
      aria-selected={on}
      class="menu-option"
      onClick={props.choose}
    >
      {option.avatar !== undefined && (
        <Avatar name={option.label} color={option.avatar} size={24} />
      )}
      <span class="menu-label">{option.label}</span>
      {option.note && <span class="menu-note">{option.note}</span>}
      <span class="menu-mark">{on ? '✓' : ''}</span>
    </button>
  )
}
