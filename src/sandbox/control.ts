import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { paramsOf } from './api.js'
import { ApiError } from './api-error.js'
import type { Chat, Person } from './model.js'
import { type Fields, fieldsOf, textOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

/** A mistake in a call of the control API. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 503,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** One call of the control API as its handler sees it. */
export interface ControlCall {
  sandbox: Sandbox
  path: Record<string, string>
  query(name: string): string | undefined
  body: Fields
  ctx: Context
}

/** One call of the control API; what `handle` answers is the body, undefined when it answered itself. */
export interface Control {
  method: 'get' | 'post'
  path: string
  handle(call: ControlCall): unknown
}

/** Puts the control API on the router. */
export function mountControls(
  router: Router,
  sandbox: Sandbox,
  controls: readonly Control[],
): void {
  for (const control of controls) {
    router[control.method](control.path, async (ctx: Context) => {
      try {
        const answer: unknown = await control.handle({
          sandbox,
          path: paramsOf(ctx),
          query: (name) => {
            const value = ctx.query[name]
            return Array.isArray(value) ? value[0] : value
          },
          body: fieldsOf(ctx.request.body),
          ctx,
        })
        if (answer !== undefined) ctx.body = answer
      } catch (error) {
        if (error instanceof ControlError) {
          ctx.status = error.status
          ctx.body = { error: { code: error.code, message: error.message } }
        } else if (error instanceof ApiError) {
          ctx.status = error.status
          ctx.body = { error: { code: String(error.code), message: error.message } }
        } else throw error
      }
    })
  }
}

/** The person that a body's `as` (or another member) names. */
export function personOf(sandbox: Sandbox, openId: string | undefined): Person {
  const person = sandbox.world.person(openId ?? '')
  if (!person) throw new ControlError(404, 'no-person', `nobody has the open_id ${openId}`)
  return person
}

/** The chat that a body names by `chatId` or `toBot`; the person must be in it. */
export function chatOf(sandbox: Sandbox, person: Person, body: Fields): Chat {
  if (body.toBot === true) return sandbox.world.chatWithBot(person)
  return chatOfMember(sandbox, person, textOf(body, 'chatId'))
}

/** A chat by its id; the person must be in it. */
export function chatOfMember(sandbox: Sandbox, person: Person, chatId: string | undefined): Chat {
  const chat = sandbox.world.chat(chatId ?? '')
  if (!chat) throw new ControlError(404, 'no-chat', `there is no chat ${chatId}`)
  if (!chat.members.includes(person.openId)) {
    throw new ControlError(409, 'not-member', `${person.name} is not in this chat`)
  }
  return chat
}

/** A text that must be there. */
export function need(body: Fields, key: string): string {
  const text = textOf(body, key)
  if (text === undefined) throw new ControlError(400, 'missing', `${key} is missing`)
  return text
}
