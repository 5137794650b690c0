import type { Json } from '../base/json.js'
import { checkCard } from './cards/check.js'
import { type Control, callbackValue, findControl, submits } from './cards/controls.js'
import { controlValue, fillForm } from './cards/form-values.js'
import { cardWorld } from './content-check.js'
import { eventIds } from './events.js'
import type { CardToken, Message, Person } from './model.js'
import { messageChanged } from './posting.js'
import type { PushOutcome } from './push-outcome.js'
import { type Fields, fieldsOf, isFields, parseJson, textOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

const cardLifeMs = 14 * 86_400_000
const tokenLifeMs = 1_800_000

/** What a person sees after a press. */
export interface PressAnswer {
  toast?: unknown
  card?: unknown
  cardChanged: boolean
  error?: { code: number; message: string; local?: true; fields?: string[] }
}

/** A person presses a control of a card: what the client checks, the callback, its answer. */
export async function press(
  sandbox: Sandbox,
  person: Person,
  message: Message,
  given: Fields,
): Promise<PressAnswer> {
  const card = parseJson(message.content)
  if (message.recalled || message.msgType !== 'interactive') return local('这条消息不是卡片')
  if (sandbox.clock.now() - message.createTime > cardLifeMs)
    return local('卡片已超过14天，不能再操作')
  const control = findControl(card, {
    name: textOf(given, 'name'),
    elementId: textOf(given, 'elementId'),
    value: given.value,
  })
  if (!control) return local('卡片上没有这个控件')
  if (control.fields.disabled === true) {
    return local(textOf(fieldsOf(control.fields.disabled_tips), 'content') ?? '控件不可用')
  }
  const action = actionOf(control, given)
  if ('blocked' in action) return local(action.blocked, action.fields)
  return callBack(sandbox, person, message, action.action)
}

function local(message: string, fields?: string[]): PressAnswer {
  const error = { code: 1, message, local: true } as const
  return {
    cardChanged: false,
    error: fields === undefined ? error : { ...error, fields },
  }
}

type Action = { action: { [key: string]: Json } } | { blocked: string; fields?: string[] }

/** The callback's `action` (feishu.md 4.3), or why the client sends none. */
function actionOf(control: Control, given: Fields): Action {
  const { tag, fields, form } = control
  const name = textOf(fields, 'name')
  const base = { tag, ...(name === undefined ? {} : { name }), timezone: 'Asia/Shanghai' }
  const value = jsonOf(callbackValue(fields))
  if (tag === 'button' && form && submits(fields)) {
    if (name === undefined || name === '') return { blocked: '提交按钮没有 name' }
    const filled = fillForm(form, fieldsOf(given.formValue))
    if (filled.kind === 'blocked') return { blocked: filled.message, fields: filled.fields }
    const extra = value === undefined ? {} : { value }
    return { action: { ...base, ...extra, form_value: filled.values } }
  }
  if (tag === 'button' || tag === 'interactive_container') {
    if (value === undefined) return { blocked: '这个按钮不回调' }
    return { action: { ...base, value } }
  }
  if (form) return { blocked: '表单里的控件随表单提交' }
  const extra = value === undefined ? {} : { value }
  const input = given.option ?? given.options ?? given.checked
  if (tag === 'overflow') return { action: { ...base, ...extra, option: String(input ?? '') } }
  const read = controlValue(control, input)
  if (read.kind === 'wrong') return { blocked: read.why }
  if (read.kind === 'empty') return { blocked: '没有选择' }
  if (tag === 'input') return { action: { ...base, ...extra, input_value: read.value } }
  if (tag === 'checker') return { action: { ...base, ...extra, checked: read.value } }
  const key = Array.isArray(read.value) ? 'options' : 'option'
  return { action: { ...base, ...extra, [key]: read.value } }
}

/** A copy that is plain JSON; undefined stays so. */
function jsonOf(value: unknown): Json | undefined {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

async function callBack(
  sandbox: Sandbox,
  person: Person,
  message: Message,
  action: { [key: string]: Json },
): Promise<PressAnswer> {
  const { world, clock } = sandbox
  const token: CardToken = {
    token: world.newId('c-'),
    messageId: message.messageId,
    expiresAt: clock.now() + tokenLifeMs,
    uses: 0,
    answered: false,
  }
  world.core.cardTokens = world.core.cardTokens.filter((one) => one.expiresAt > clock.now())
  world.core.cardTokens.push(token)
  const outcome = await sandbox.deliveries.callback('card.action.trigger', {
    operator: { tenant_key: world.core.tenant.key, ...eventIds(sandbox, person) },
    token: token.token,
    action,
    host: 'im_message',
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  })
  token.answered = true
  world.changed()
  const answer = apply(sandbox, message, outcome)
  const { messageId } = message
  sandbox.stream.tell('toast', { messageId, toast: answer.toast, error: answer.error }, [
    person.openId,
  ])
  return answer
}

/** What the callback's answer does to card and client (feishu.md 5.1, 5.2). */
function apply(sandbox: Sandbox, message: Message, outcome: PushOutcome): PressAnswer {
  if (outcome.kind === 'failed') return refusedWith(outcome.userCode, outcome.why)
  const body = outcome.data ?? {}
  if (!isFields(body)) return refusedWith(200672, 'the answer is not an object')
  const strange = Object.keys(body).find((key) => key !== 'toast' && key !== 'card')
  if (strange !== undefined && Object.keys(body).length > 0 && !body.toast && !body.card) {
    return refusedWith(200672, `unknown member ${strange}`)
  }
  const { toast, card } = body
  if (toast !== undefined && typeof fieldsOf(toast).content !== 'string') {
    return refusedWith(200672, 'toast without content')
  }
  const shown = toast === undefined ? {} : { toast }
  if (card === undefined) return { ...shown, cardChanged: false }
  const data = fieldsOf(card).data
  if (fieldsOf(card).type !== 'raw' || !isFields(data)) return refusedWith(200673, 'card type')
  const before = fieldsOf(parseJson(message.content))
  if (before.schema === '2.0' && data.schema !== '2.0') return refusedWith(200830, 'schema 1.0')
  const fault = checkCard(data, cardWorld(sandbox))
  if (fault)
    return refusedWith(200673, `${fault.code} ${fault.message} ${fault.value} ${fault.path}`)
  message.content = JSON.stringify(data)
  message.updated = true
  message.updateTime = sandbox.clock.now()
  messageChanged(sandbox, message)
  return { ...shown, card: data, cardChanged: true }
}

function refusedWith(code: number, message: string): PressAnswer {
  return { cardChanged: false, error: { code, message } }
}
