import { type Context, done, type JobContext, type Outcome } from '../../src/flows/context.js'
import {
  complaintDecided,
  complaintFiled,
  complaintReceived,
} from '../../src/flows/complaint/entries.js'
import { mayNotHear } from '../../src/flows/complaint/who.js'
import { saveFile } from '../../src/storage/files.js'
import { about, by, carried, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Complaints: written down, found out, seen by who hears them alone. */

const some = 'complaints have come'
const at = ['2025-10-10', '10:00'] as const

const complaint = (name: string) => (world: World) => of(world.facts, `complaint ${name}`)

const pressed = (
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation => ({ who: 'dong', at, after: [some], does: { press, args, values } })

const hearing: Walk['wrong'] = {
  'complaint-no-rules': doing({
    call: async (ctx: Context): Promise<Outcome> => {
      const bureau = { ...ctx.bureau, work: null }
      return mayNotHear({ bureau, person: ctx.person }) ?? done('opened')
    },
  }),
  'not-allowed': by('zhang'),
}

const opened = (kind: string, key: string | ((world: World) => string)): Situation => ({
  ...{ who: 'dong', at, after: [some] },
  does: { open: kind, key },
})

const worded = (word: string): Situation => ({ who: 'dong', at, after: [], does: { word } })

export const complaintSteps: Record<string, Step> = {
  [some]: (world) => world.bureau.job((ctx) => writeComplaints(ctx, world)),
}

/** Of 张可: one with and one without what was found out, and one that is decided. */
async function writeComplaints(ctx: JobContext, { facts }: World): Promise<void> {
  const receive = (as: string): string => {
    const id = complaintReceived.write(ctx, {
      ...{ by: 'dong', personal: { who: '某人', text: '没有人接待' } },
      body: { received: '2025-10-08T10:00', unit: 'general', person: 'zhang' },
    })
    facts.set(`complaint ${as}`, id)
    return id
  }
  const about = receive('open')
  const kept = { name: '登记簿.jpg', sha256: '0'.repeat(64), size: 3, mediaType: 'image/jpeg' }
  const file = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: 'dong', about, ...kept })
  facts.set('complaint file', file)
  complaintFiled.write(ctx, { about, by: 'dong', body: { file } })
  receive('without proof')
  const decided = { about: receive('decided'), by: 'dong', personal: { reason: '查不清' } }
  complaintDecided.write(ctx, { ...decided, body: { as: 'unfounded', facts: [] } })
}

export const complaintWalks: readonly Walk[] = [
  {
    of: 'complaint.submit',
    right: pressed('complaint.submit', [], {
      ...{ received: '2025-10-09 09:00', against: '张可', who: '某人', text: '没有人接待' },
    }),
    wrong: {
      ...hearing,
      'complaint-received': typed({ received: '' }),
      'complaint-received-future': typed({ received: '2025-10-10 10:01' }),
      'complaint-against': typed({ against: '没有此人' }),
      'complaint-text': typed({ text: '' }),
    },
  },
  { of: 'complaint.again', right: pressed('complaint.again', []), wrong: hearing },
  {
    of: 'complaint.decide',
    right: pressed('complaint.decide', [complaint('open')], {
      ...{ as: 'verified', facts: ['complaint-verified'], text: '当天没有人接待' },
    }),
    wrong: {
      gone: by('zhang'),
      'complaint-decided': carried(0, complaint('decided')),
      'complaint-as': typed({ as: '' }),
      'complaint-facts': typed({ facts: [] }),
      'complaint-finding': typed({ text: '' }),
      'complaint-no-proof': carried(0, complaint('without proof')),
      'record-no-approver': typed({ facts: ['nobody-approves'] }),
    },
    // What nobody approves needs no proof.
    apart: ['complaint-no-proof record-no-approver'],
  },
  {
    of: 'complaint.papers',
    right: pressed('complaint.papers', [complaint('open')]),
    wrong: { gone: by('zhang'), 'complaint-decided': carried(0, complaint('decided')) },
  },
  {
    of: 'complaint.file',
    right: pressed('complaint.file', [complaint('file')]),
    wrong: { gone: [by('zhang'), carried(0, 'no-such-file')] },
  },
  { of: 'complaint.page', right: pressed('complaint.page', ['1']), wrong: hearing },
  { of: 'card complaint-form', right: opened('complaint-form', 'new'), wrong: hearing },
  {
    of: 'card complaint',
    right: opened('complaint', complaint('open')),
    wrong: { gone: [by('zhang'), about('no-such-complaint')] },
  },
  { of: 'card complaints', right: opened('complaints', 'all'), wrong: hearing },
  { of: 'command 投诉登记', right: worded('投诉登记'), wrong: hearing },
  { of: 'command 投诉', right: worded('投诉'), wrong: hearing },
]
