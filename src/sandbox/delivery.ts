import { instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { sleep } from '../base/real-time.js'
import type { Faults } from './faults.js'
import type { Link } from './link/link.js'
import type { Delivery } from './model.js'
import type { PushOutcome } from './push-outcome.js'
import type { Stats } from './stats.js'
import { pushWebhook, type WebhookParts } from './webhook.js'

const deadlineMs = 3_000
/** After a failure: 15 s, 5 min, 1 h, 6 h; then never (feishu.md 3.4). */
const againAfterMs = [15_000, 300_000, 3_600_000, 21_600_000]

/** The parts of the sandbox that deliveries work with. */
export interface DeliveryParts extends WebhookParts {
  faults: Faults
  stats: Stats
  link: Link
}

/** An event in schema 2.0 (feishu.md 3.3). */
type Envelope = {
  schema: '2.0'
  header: {
    event_id: string
    event_type: string
    create_time: string
    token: string
    app_id: string
    tenant_key: string
  }
  event: Json
}

/** Sends events until they are acknowledged or given up. */
export class Deliveries {
  readonly #acked: Delivery[] = []
  readonly #timers = new Map<string, () => void>()
  #running = 0
  #closed = false

  constructor(readonly sandbox: () => DeliveryParts) {}

  /** Events and callbacks that wait for an answer now. */
  get running(): number {
    return this.#running
  }

  /** When the next redelivery is due, or undefined. */
  get nextAt(): number | undefined {
    const times = this.sandbox().world.core.deliveries.map((delivery) => delivery.nextAt)
    return times.length === 0 ? undefined : Math.min(...times)
  }

  /** Takes up what an earlier start left undelivered. */
  resume(): void {
    for (const delivery of this.sandbox().world.core.deliveries) this.#wait(delivery)
  }

  /** Sends an event; failures are tried again. */
  event(type: string, event: Json): string {
    const { world, clock, stats } = this.sandbox()
    const envelope = this.#envelope(type, event, String(clock.now()))
    const delivery: Delivery = {
      eventId: envelope.header.event_id,
      type,
      envelope,
      failed: 0,
      nextAt: clock.now(),
    }
    stats.events.made += 1
    if (world.core.app.events.mode === 'none') return delivery.eventId
    world.core.deliveries.push(delivery)
    world.changed()
    void this.#try(delivery)
    return delivery.eventId
  }

  /** Sends an acknowledged event once more (the last one when none is named). */
  replay(eventId?: string): string | undefined {
    const found =
      eventId === undefined
        ? this.#acked.at(-1)
        : this.#acked.find((delivery) => delivery.eventId === eventId)
    if (!found) return undefined
    this.sandbox().stats.events.redelivered += 1
    void this.#push(found.type, found.envelope, 'events')
    return found.eventId
  }

  /** Sends a callback once and waits for its answer. */
  async callback(type: string, event: Json): Promise<PushOutcome> {
    const { clock, stats } = this.sandbox()
    stats.callbacks.made += 1
    const envelope = this.#envelope(type, event, `${clock.now()}000`)
    const outcome = await this.#push(type, envelope, 'callbacks')
    if (outcome.kind === 'ok') stats.callbacks.answered += 1
    else stats.callbacks.late += 1
    return outcome
  }

  /** Stops waiting. */
  close(): void {
    this.#closed = true
    for (const cancel of this.#timers.values()) cancel()
  }

  #envelope(type: string, event: Json, createTime: string): Envelope {
    const { world } = this.sandbox()
    return {
      schema: '2.0',
      header: {
        event_id: world.newId(''),
        event_type: type,
        create_time: createTime,
        token: world.core.app.verificationToken,
        app_id: world.core.app.appId,
        tenant_key: world.core.tenant.key,
      },
      event,
    }
  }

  async #try(delivery: Delivery): Promise<void> {
    const { world, clock, stats, faults } = this.sandbox()
    this.#timers.delete(delivery.eventId)
    const outcome = await this.#push(delivery.type, delivery.envelope, 'events')
    if (this.#closed) return
    if (outcome.kind === 'ok') {
      stats.events.acked += 1
      this.#drop(delivery)
      this.#acked.push(delivery)
      if (this.#acked.length > 500) this.#acked.shift()
      if (faults.take('redeliver', delivery.type)) this.replay(delivery.eventId)
      return
    }
    stats.events.failed += 1
    const waitMs = againAfterMs[delivery.failed]
    delivery.failed += 1
    if (waitMs === undefined) {
      stats.events.givenUp += 1
      this.#drop(delivery)
      return
    }
    delivery.nextAt = clock.now() + waitMs
    world.changed()
    this.#wait(delivery)
  }

  #wait(delivery: Delivery): void {
    const { clock, stats } = this.sandbox()
    const at = clock.now() + Math.max(0, delivery.nextAt - clock.now())
    const cancel = clock.at(instant(at), () => {
      stats.events.redelivered += 1
      void this.#try(delivery)
    })
    this.#timers.set(delivery.eventId, cancel)
  }

  #drop(delivery: Delivery): void {
    const { world } = this.sandbox()
    world.core.deliveries = world.core.deliveries.filter((one) => one !== delivery)
    world.changed()
  }

  async #push(type: string, envelope: Json, what: 'events' | 'callbacks'): Promise<PushOutcome> {
    const sandbox = this.sandbox()
    this.#running += 1
    try {
      const late = sandbox.faults.take('delayEvent', type)
      if (late) await sleep(late.ms)
      const push = sandbox.world.core.app[what]
      if (push.mode === 'none') return { kind: 'failed', userCode: 200340, why: 'not configured' }
      if (push.mode === 'webhook') {
        return await pushWebhook(sandbox, push.url ?? '', envelope, deadlineMs)
      }
      const cut = sandbox.faults.take('disconnect', type) !== undefined
      const asCard = what === 'callbacks' && sandbox.faults.take('cardFrame', type) !== undefined
      const frameType = asCard ? 'card' : 'event'
      const outcome = await sandbox.link.deliver(envelope, { deadlineMs, cut, frameType })
      if (outcome.kind === 'offline') {
        return { kind: 'failed', userCode: 200340, why: 'no long connection' }
      }
      if (outcome.kind !== 'answered') {
        return { kind: 'failed', userCode: 200341, why: 'no answer within 3 s' }
      }
      if (outcome.code !== 200) {
        return { kind: 'failed', userCode: 200671, why: `answered ${outcome.code}` }
      }
      return { kind: 'ok', data: outcome.data }
    } finally {
      this.#running -= 1
    }
  }
}
