import { useEffect, useRef } from 'preact/hooks'
import { sleep } from '../../base/real-time.js'
import { createStore, useStore } from './store.js'

/** What a toast says. */
export interface Toast {
  type: 'info' | 'success' | 'warning' | 'error'
  content: string
}

interface Question {
  title: string
  text: string
  answer(yes: boolean): void
}

const toastMs = 4_000
const shown = createStore<Toast | null>(null)
const question = createStore<Question | null>(null)

/** Shows a toast at the top of the page for some seconds, in place of the one before. */
export function showToast(toast: Toast): void {
  shown.set(toast)
  void sleep(toastMs).then(() => {
    if (shown.get() === toast) shown.set(null)
  })
}

/** Asks for a yes; resolves with no when the person cancels. */
export function ask(title: string, text: string): Promise<boolean> {
  question.get()?.answer(false)
  return new Promise((resolve) => {
    question.set({
      title,
      text,
      answer(yes) {
        question.set(null)
        resolve(yes)
      },
    })
  })
}

const marks = { info: 'i', success: '✓', warning: '!', error: '✕' } as const

/** The place where toasts and the confirm dialog are drawn; once a page. */
export function Overlays() {
  const toast = useStore(shown)
  const asked = useStore(question)
  return (
    <>
      <div class="toasts" role="status" aria-live="polite">
        {toast && (
          <div class={`toast toast-${toast.type}`}>
            <span class="toast-mark">{marks[toast.type]}</span>
            <span>{toast.content}</span>
          </div>
        )}
      </div>
      {asked && <Dialog question={asked} />}
    </>
  )
}

function Dialog({ question: asked }: { question: Question }) {
  const confirm = useRef<HTMLButtonElement>(null)
  useEffect(() => confirm.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') asked.answer(false)
  }
  return (
    <div class="dialog-shade" onKeyDown={onKeyDown}>
      <div class="dialog" role="alertdialog" aria-modal="true" aria-label={asked.title}>
        <h2>{asked.title}</h2>
        <p>{asked.text}</p>
        <div class="dialog-buttons">
          <button type="button" class="plain-button" onClick={() => asked.answer(false)}>
            取消
          </button>
          <button
            ref={confirm}
            type="button"
            class="plain-button primary"
            onClick={() => asked.answer(true)}
          >
            确定
          </button>
        </div>
      </div>
    </div>
  )
}
