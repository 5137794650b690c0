import { sentence } from '../../cards/sayings.js'
import { isRefusal } from '../../src/base/refusal.js'
import { done } from '../../src/flows/context.js'
import { recompute } from '../../src/flows/publication/recompute.js'
import { LarkFailure } from '../../src/lark/failure.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { cardFor, setSent } from '../../src/storage/live-cards.js'
import { deskOf } from '../text/desk.js'
import { units } from './schemes.js'
import { after, by, coming, type Deed, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** What comes in from the platform before any flow is asked; and what is computed anew. */

const zhang: Omit<Situation, 'does'> = { who: 'zhang', at: ['2025-10-10', '10:00'], after: [] }

/** A press of a card of 张可's that was sent. */
const pressing: Deed = {
  from: async ({ bureau }, who, of) => {
    const place = {
      ...{ bureau: of.bureau || bureau.id, kind: 'home', key: `home${of.message}` },
      recipient: `ou_${bureau.id}_${of.whose}`,
    }
    const card = await bureau.storage.transact('work', async (tx) => {
      const live = await cardFor(tx, place)
      if (of.message) {
        await setSent(tx, [{ id: live.id, messageId: of.message, chatId: null }])
      }
      return live
    })
    const revision = of.revision || `${card.revision}`
    const name = `open~${of.card || card.id}~${revision}~${of.kind}~2025-09`
    const { toast } = await deskOf(bureau).pressName(who, name)
    return toast?.content ?? ''
  },
  of: { whose: 'zhang', bureau: '', card: '', message: '', revision: '', kind: 'report' },
}

const publishing: Deed = {
  from: async ({ bureau }, who, { group = '' }) => {
    const readGroup = async (): Promise<void> => {
      if (group === 'unknown') throw new LarkFailure({ code: 0, status: 0, message: 'no answer' })
    }
    const desk = deskOf(bureau, undefined, { readGroup })
    const card = await desk.card(who, 'home', 'home')
    const name = JSON.stringify(card).match(/open~([^~]+)~(\d+)/)
    const press = `publish.confirm~${name?.[1]}~${name?.[2]}~none~ranking~x`
    const { toast } = await desk.pressName(who, press)
    // No such cycle is what the flow says once it is asked.
    const no = toast?.content ?? ''
    return group === 'unknown' ? no : '已更新'
  },
  of: {},
}

const writing: Deed = {
  from: async ({ bureau }, who, { text = '', type = 'text', of = '' }) => {
    const desk = deskOf(bureau, undefined, of ? { bureau: of } : {})
    const content = type === 'text' ? { text } : { file_key: 'f', file_name: 'a' }
    const said = await desk.say(who, content, { type })
    if (of) {
      const where = { bureau: of }
      const notice = await bureau.storage.read.client.notice.findFirst({ where })
      return notice ? sentence(notice.cardKey, Object(notice.detail)) : ''
    }
    return said.find((each) => !/^\w+ \w+/.test(each)) ?? '已更新'
  },
  of: { text: '帮助' },
}

const inGroup: Deed = {
  from: async ({ bureau }, who, { group = '' }) => {
    const said = await deskOf(bureau).say(who, { text: '帮助' }, group ? { inGroup: true } : {})
    return said.find((each) => !/^\w+ \w+/.test(each)) ?? '已更新'
  },
  of: {},
}

/** The publication of a world, computed anew with these schemes. */
function anew(schemes: ReadonlyMap<string, Scheme>): Deed {
  return {
    call: async (ctx, { bureau }: World) => {
      const all = await ctx.tx.client.publication.findMany()
      const id = all.find((each) => each.cycle.startsWith(`${bureau.id}.`))?.id ?? 'none'
      const made = await recompute(ctx.tx, id, schemes)
      return isRefusal(made) ? made : done('refreshed')
    },
  }
}

export const deskSteps: Record<string, Step> = {
  'its statements are kept otherwise': ({ bureau: { id, storage } }) =>
    storage.transact('work', async (tx) => {
      const where = { cycle: { startsWith: `${id}.` } }
      await tx.client.publication.updateMany({ where, data: { results: null } })
    }),
  'the roster of then was changed': ({ bureau: { id, storage } }) =>
    storage.transact('work', async (tx) => {
      const where = { bureau_revision: { bureau: id, revision: 1 } }
      const row = await tx.client.rosterSnapshot.findUniqueOrThrow({ where })
      const body = { ...(row.body as object), bureau: { id, name: '另一个局' } }
      await tx.client.rosterSnapshot.update({ where, data: { body } })
    }),
}

export const deskWalks: readonly Walk[] = [
  {
    of: 'answerPress',
    right: { ...zhang, does: pressing },
    wrong: {
      unreadable: [coming({ card: 'none' }), coming({ kind: 'none' })],
      'no-bureau': coming({ bureau: 'nowhere' }),
      'unknown-person': by('nobody'),
      'not-your-card': coming({ whose: 'wang' }),
      'moved-card': coming({ message: 'om_below' }),
      'outdated-card': coming({ revision: '77' }),
    },
  },
  {
    of: 'takePress',
    right: { ...zhang, who: 'zhou', does: publishing },
    wrong: { 'publish-group-unknown': coming({ group: 'unknown' }) },
  },
  {
    of: 'answerWord',
    right: { ...zhang, does: writing },
    wrong: {
      'no-bureau': coming({ of: 'nowhere' }),
      'unknown-person': by('nobody'),
      'not-words': coming({ type: 'sticker' }),
    },
  },
  {
    of: 'answerGroup',
    right: { ...zhang, does: inGroup },
    wrong: { 'group-only-private': coming({ group: 'yes' }) },
  },
  {
    of: 'recompute',
    right: {
      ...zhang,
      ...{ at: ['2026-01-20', '10:00'], after: ['it was published'] },
      does: anew(new Map([[units.id, units]])),
    },
    wrong: {
      'recompute-earlier-form': after('its statements are kept otherwise'),
      'recompute-scheme-missing': doing(anew(new Map())),
      'recompute-scheme-differs': doing(anew(new Map([[units.id, { ...units, version: 'x' }]]))),
      'recompute-input-differs': after('the roster of then was changed'),
    },
  },
  {
    of: 'Fields',
    right: {
      ...zhang,
      at: ['2025-09-26', '10:00'],
      does: {
        press: 'report.submit',
        args: ['2025-09', '2'],
        values: { status_0: 'done', status_1: 'done', extra: '值班', plans: '接着办' },
      },
    },
    wrong: { 'text-long': typed({ extra: '长'.repeat(501) }) },
  },
]
