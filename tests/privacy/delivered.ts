import { endings, endsAlone } from '../../src/desk/brought.js'
import { createRender } from '../../src/desk/render-notice.js'
import type { Storage } from '../../src/storage/database.js'
import { outlook } from '../../src/storage/outbox.js'
import { plainSender, platform } from '../lark/bot.js'
import type { KeptLog } from '../lark/log.js'
import { until } from '../until.js'
import type { HandedIn } from './bytes.js'
import type { Host } from './given.js'
import type { Markers } from './markers.js'
import { columnOf } from './people.js'
import { type Sighting, whoseAddress } from './seen.js'

/** What was delivered, and what was not. */
export interface Delivered {
  messages: number
  events: Set<string>
}

/**
 * Sends everything that was put on its way in some worlds for real, to a sandbox in which their people are, while the platform
 * fails now and then and refuses some for good. What stands in somebody's chat then, and what the outbox keeps of it, is seen by them.
 */
export async function deliver(
  hosts: readonly Host[],
  storage: Storage,
  of: { markers: Markers; saw: Sighting; files: HandedIn; log: KeptLog },
): Promise<Delivered> {
  const bureaus = hosts.map(({ world }) => world.bureau)
  const people = await Promise.all(
    bureaus.map(async ({ id, seeing }) => {
      const { bureau } = await seeing(null)
      return bureau.roster.people.map(({ id: who, name }) => ({
        ...{ openId: `ou_${id}_${who}`, userId: `${id}-${who}`, employeeNo: `${id}-${who}`, name },
        departments: ['bureau'],
      }))
    }),
  )
  const groups = bureaus.map(({ id, group }) => ({
    ...{ chatId: group, name: id },
    members: people.flat().flatMap(({ userId }) => (userId.startsWith(`${id}-`) ? [userId] : [])),
  }))
  const on = await platform({
    clock: '2026-02-01T10:00',
    people: {
      ...{ tenant: { name: '局' }, bot: { name: '考核助手' } },
      ...{ departments: [{ id: 'bureau', name: '局' }], people: people.flat(), groups },
    },
  })
  for (const { id } of bureaus) {
    await storage.read.client.$executeRaw`UPDATE "Notice" SET "state" = 'queued', "error" = NULL
      WHERE "bureau" = ${id} AND "state" = 'dropped'`
  }
  await on.fault({
    serverError: { api: 'messages.create', times: 3 },
    refuse: { api: 'messages.create', code: 230013, times: 5 },
  })
  const [first] = bureaus
  const sender = plainSender(on, storage, {
    ...{ endsAlone, files: of.files.store },
    ...(first ? { onEnding: endings({ bureaus: first.bureaus }) } : {}),
    render: createRender({ ...{ bureaus: first?.bureaus as never }, store: of.files.store }),
  })
  await until(async () => {
    sender.wake()
    const { sendable } = await outlook(storage.read, on.clock.now())
    return sendable === 0 && sender.sending() === 0
  })
  await sender.close()
  let messages = 0
  const look = (who: string | null, all: readonly unknown[]): void => {
    messages += all.length
    for (const each of of.markers.within(JSON.stringify(all))) of.saw(columnOf(who), who, each)
  }
  for (const { openId } of people.flat()) {
    look(openId.split('_').at(-1) ?? '', await on.chat(openId))
  }
  for (const { id, group } of bureaus) {
    const as = people.flat().find(({ userId }) => userId.startsWith(`${id}-`))?.openId ?? ''
    look(null, await on.control(`/chats/${group}/messages?as=${as}&limit=100`))
  }
  const bureauIds = bureaus.map(({ id }) => id)
  const kept = await storage.read.client.notice.findMany({ where: { bureau: { in: bureauIds } } })
  for (const { bureau, recipient, frozen, detail } of kept) {
    const found = bureaus.find(({ id }) => id === bureau)
    const who = found ? whoseAddress(found, recipient) : ''
    for (const each of of.markers.within(JSON.stringify([frozen, detail]))) {
      of.saw(columnOf(who), who, each)
    }
  }
  of.log.lines.push(...on.log.lines)
  await on.close()
  return { messages, events: new Set(on.log.lines.map(({ event }) => event)) }
}

/** What the inbox keeps of answers is read by who pressed alone. */
export async function lookAtAnswers(
  { read }: Storage,
  { markers, saw }: { markers: Markers; saw: Sighting },
): Promise<void> {
  for (const { key, answer } of await read.client.inboxKey.findMany()) {
    const who = /:ou_[^:]*_([^:_]+):/.exec(key)?.[1] ?? ''
    for (const each of markers.within(JSON.stringify([key, answer]))) saw(columnOf(who), who, each)
  }
}
