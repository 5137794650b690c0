import { sleep, within } from '../base/real-time.js'
import { type Control, ControlError, need } from './control.js'
import { isIdle, quietForSome, reading } from './jump.js'
import { numberOf, textOf, wholeOf } from './read-json.js'
import type { Core } from './model.js'
import type { Sandbox } from './sandbox.js'

const pollMs = 25_000
/** Real time that one stop of a jump may take. */
const stopMs = 120_000

/** State, clock, idleness, faults, counts, the stream. */
export const stateControls: readonly Control[] = [
  { method: 'get', path: '/control/state', handle: ({ sandbox }) => stateOf(sandbox) },
  {
    method: 'get',
    path: '/control/clock',
    handle: async ({ sandbox, query, ctx }) => {
      const after = wholeOf(query('after'))
      if (after !== undefined && after === sandbox.clock.revision()) {
        await nextJump(sandbox, (stop) => ctx.res.once('close', stop))
      }
      return reading(sandbox)
    },
  },
  {
    method: 'post',
    path: '/control/clock',
    handle: async ({ sandbox, body, ctx }) => {
      const now = sandbox.clock.now()
      const advance = numberOf(body, 'advanceMs')
      const to = numberOf(body, 'to') ?? (advance === undefined ? undefined : now + advance)
      if (to === undefined) throw new ControlError(400, 'missing', 'to or advanceMs is missing')
      if (to < now - 1_000) throw new ControlError(409, 'backwards', 'the clock only goes forwards')
      const jumped = sandbox.jumps.start(sandbox, to, numberOf(body, 'timeoutMs') ?? stopMs)
      const waitMs = numberOf(body, 'waitMs')
      const reached = waitMs === undefined ? await jumped : await within(waitMs, jumped, null)
      if (reached === false) {
        throw new ControlError(503, 'not-idle', 'sandbox or bot did not become idle')
      }
      if (reached === null) ctx.status = 202
      return reading(sandbox)
    },
  },
  {
    method: 'post',
    path: '/control/bot',
    handle: ({ sandbox, body }) => {
      sandbox.botUrl = body.url === null ? undefined : need(body, 'url')
      return { url: sandbox.botUrl ?? null }
    },
  },
  {
    method: 'get',
    path: '/idle',
    handle: ({ sandbox }) => ({
      idle: isIdle(sandbox),
      inflight: sandbox.inflight + sandbox.deliveries.running,
    }),
  },
  {
    method: 'post',
    path: '/control/quiet',
    handle: async ({ sandbox, body }) => {
      return { quiet: await quietForSome(sandbox, numberOf(body, 'timeoutMs') ?? 10_000) }
    },
  },
  {
    method: 'get',
    path: '/control/faults',
    handle: ({ sandbox }) => ({ faults: sandbox.faults.list(), taken: sandbox.faults.taken }),
  },
  {
    method: 'post',
    path: '/control/faults',
    handle: ({ sandbox, body }) => {
      const complaint = sandbox.faults.set(body)
      if (complaint !== undefined) throw new ControlError(400, 'fault', complaint)
      return { faults: sandbox.faults.list(), taken: sandbox.faults.taken }
    },
  },
  {
    method: 'post',
    path: '/control/events/replay',
    handle: ({ sandbox, body }) => {
      const eventId = sandbox.deliveries.replay(textOf(body, 'eventId'))
      if (eventId === undefined)
        throw new ControlError(404, 'no-event', 'no such acknowledged event')
      return { eventId }
    },
  },
  {
    method: 'post',
    path: '/control/disconnect',
    handle: ({ sandbox }) => ({ closed: sandbox.link.cutAll() }),
  },
  {
    method: 'get',
    path: '/control/stats',
    handle: ({ sandbox: { stats, link, faults } }) => ({
      calls: stats.calls,
      sends: stats.sends,
      rateHits: stats.rateHits,
      events: stats.events,
      callbacks: stats.callbacks,
      connections: link.connections,
      faults: faults.taken,
    }),
  },
  {
    method: 'get',
    path: '/control/stream',
    handle: ({ sandbox, query, ctx }) => {
      ctx.respond = false
      sandbox.stream.open(query('as') ?? '', ctx.res)
    },
  },
]

/** Resolves at the next jump of the clock, or after the longest poll. */
async function nextJump(sandbox: Sandbox, onClose: (stop: () => void) => void): Promise<void> {
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  const forget = sandbox.clock.onJump(stop)
  onClose(stop)
  await sleep(pollMs, { unref: true, signal: stopping.signal })
  forget()
}

/** What people call each department: its name, behind that of the one above where several have it. */
function departmentLabels({ departments }: Core): Map<string, string> {
  const byId = new Map(departments.map((one) => [one.id, one]))
  return new Map(
    departments.map(({ id, name, parent }) => {
      const shared = departments.some((other) => other.id !== id && other.name === name)
      const above = shared ? byId.get(parent)?.name : undefined
      return [id, above === undefined ? name : `${above} ${name}`]
    }),
  )
}

function stateOf(sandbox: Sandbox): unknown {
  const { core } = sandbox.world
  const labels = departmentLabels(core)
  return {
    clock: reading(sandbox),
    app: { appId: core.app.appId },
    tenant: { name: core.tenant.name, about: core.tenant.about ?? '' },
    bot: { name: core.bot.name, openId: core.bot.openId },
    people: core.people.map((person) => ({
      openId: person.openId,
      userId: person.userId,
      name: person.name,
      employeeNo: person.employeeNo,
      title: person.title,
      duties: person.duties ?? [],
      departments: person.departments.map((id) => ({ id, name: labels.get(id) ?? id })),
      avatarColor: person.avatarColor,
      resigned: person.resigned,
    })),
    departments: core.departments.map((one) => ({ ...one, name: labels.get(one.id) ?? one.name })),
    chats: core.chats.map(({ chatId, name, type, members, dissolved, topNotice }) => ({
      chatId,
      name,
      type,
      members,
      dissolved,
      topNotice: topNotice?.messageId ?? null,
    })),
  }
}
