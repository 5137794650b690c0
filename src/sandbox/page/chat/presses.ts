import { ControlRefusal, sendPress, type PressAnswer } from '../api.js'
import type { Press, PressResult } from '../card/host.js'
import { child, text, type JsonNode } from '../json.js'
import { showToast, type Toast } from '../overlays.js'

/** How long after a press its toast may also come over the stream, in ms. */
const echoMs = 3_000
const pressed = new Map<string, number>()

/** Sends a press, shows its toast or error, and says what came of it. */
export async function pressCard(as: string, messageId: string, press: Press): Promise<PressResult> {
  pressed.set(messageId, Number.POSITIVE_INFINITY)
  try {
    const answer = await sendPress({ as, messageId, ...press })
    tell(answer)
    const missing = answer.error?.local ? answer.error.fields : []
    return { cardChanged: answer.cardChanged, missing }
  } catch (error) {
    showToast({ type: 'error', content: refusalText(error) })
    return { cardChanged: false, missing: [] }
  } finally {
    pressed.set(messageId, performance.now() + echoMs)
  }
}

function tell(answer: PressAnswer): void {
  const { error, toast } = answer
  if (toast) showToast(toastOf(toast))
  else if (error?.local && error.fields.length > 0) {
    showToast({ type: 'warning', content: '请先填写必填项' })
  } else if (error) {
    const reason = error.message ? `：${error.message}` : ''
    showToast({ type: 'error', content: `操作没有成功（错误码 ${error.code}）${reason}` })
  }
}

/** A toast that came over the stream; one for a press made on this page was already shown. */
export function tellFromStream(toast: JsonNode, messageId: string): void {
  if ((pressed.get(messageId) ?? 0) > performance.now()) return
  showToast(toastOf(toast))
}

function toastOf(node: JsonNode): Toast {
  const type = text(node, 'type')
  return {
    type: type === 'success' || type === 'warning' || type === 'error' ? type : 'info',
    content: text(child(node, 'i18n'), 'zh_cn') || text(node, 'content'),
  }
}

/** What went wrong with a call, for a person. */
export function refusalText(error: unknown): string {
  if (error instanceof ControlRefusal) return `沙盒没有接受（${error.code}）：${error.message}`
  return '沙盒没有回应，请看它是否还在运行'
}
