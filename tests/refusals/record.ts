import { cycleWorkingTime } from '../../src/flows/cycle/entries.js'
import { daysOff } from '../../src/flows/cycle/working-time.js'
import { fileTakers } from '../../src/flows/all.js'
import { keepDraft, noDraft, recordDraft } from '../../src/flows/fact/draft.js'
import { attachFile, type Fetched } from '../../src/flows/files.js'
import { recordLimits } from '../../src/flows/limits.js'
import {
  after,
  both,
  by,
  carried,
  type Change,
  chosen,
  doing,
  type Situation,
  typed,
  without,
} from './situation.js'
import { asksAll } from './schemes.js'
import type { Walk } from './walk.js'
import { of, type Step } from './world.js'

/** The form of a fact, the files that are sent for it, and the list of facts. */

const right: Situation = {
  who: 'zhou',
  at: ['2025-10-10', '10:00'],
  after: ['facts stand at every stage', 'forms are begun', 'working time is set'],
  does: {
    press: 'record.submit',
    args: ['new', 'all-parts'],
    values: {
      ...{ whom: ['zhang', 'wang'], day: '2025-10-09', occasion: 'daily', note: '两人一起' },
      ...{ sort: 'plain', levels: ['city'], 'answer.grave': 'no', quantity: '2' },
      ...{ sent: '2025-10-09 09:00', done: '2025-10-09 15:00' },
      ...{ 'points.person': '1', 'points.head': '1', 'as.zhang': 'main', 'as.wang': 'assisting' },
    },
  },
}

const form = (name: string): Change => carried(0, ({ facts }) => of(facts, name))

const opening: Walk['wrong'] = {
  'not-allowed': by('zhang'),
  'fact-unknown': carried(0, 'nothing'),
  'record-not-yours-again': form('returned'),
  'record-not-returned': form("zhou's own proposed"),
  'record-again-done': form('again done'),
}

const shares = both(
  carried(1, 'all-shares'),
  typed({ 'share.zhang': '百分之六十', 'share.wang': '40' }),
)

export const recordSteps: Record<string, Step> = {
  'working time is set': ({ bureau, cycle }) =>
    bureau.job(async (ctx) => {
      cycleWorkingTime.write(ctx, {
        ...{ by: 'zhou', cycle: cycle(asksAll.id) },
        body: {
          hours: [{ from: '09:00', to: '17:00' }],
          ...daysOff(ctx.calendar, { year: 2025, scheme: asksAll }),
        },
      })
    }),
  'the file was taken away': ({ bureau }) => change(bureau.id, bureau, { files: [] }),
  'a count is begun': ({ bureau }) => change(bureau.id, bureau, { kind: 'units-piece' }),
  'nine files are attached': ({ bureau }) =>
    change(bureau.id, bureau, {
      files: Array.from({ length: recordLimits.files }, (_, at) => `f${at}`),
    }),
  'the form was handed in': ({ bureau }) => change(bureau.id, bureau, { ...noDraft }),
}

function change(
  id: string,
  bureau: Parameters<Step>[0]['bureau'],
  to: Partial<typeof noDraft>,
): Promise<void> {
  const whose = { bureau: { id }, person: 'zhou' }
  return bureau.job(async (ctx) => {
    const draft = (await recordDraft(ctx.tx, whose, 'new')) ?? noDraft
    await keepDraft(ctx.tx, whose, 'new', { ...draft, ...to })
  })
}

const submitting: Walk['wrong'] = {
  ...opening,
  'record-rule': carried(1, 'no-such-kind'),
  'record-whom': typed({ whom: [] }),
  'record-whom-many': typed({ whom: Array.from({ length: 31 }, (_, at) => `x${at}`) }),
  'record-person': typed({ whom: ['nobody'] }),
  'record-not-yours': both(by('li'), typed({ whom: ['zhou'] })),
  'record-absent': both(typed({ whom: ['qian'], day: '2025-08-01' })),
  'record-day': typed({ day: '昨天' }),
  'record-day-future': typed({ day: '2025-12-01' }),
  'record-day-outside': typed({ day: '2023-12-31' }),
  'record-day-not-in-force': typed({ day: '2025-02-03' }),
  'record-occasion': typed({ occasion: '' }),
  'record-occasion-other': both(by('li'), typed({ occasion: 'check' })),
  'record-sort': typed({ sort: 'other' }),
  'record-levels': typed({ levels: ['state'] }),
  'record-answer': typed({ 'answer.grave': '' }),
  'record-quantity': [typed({ quantity: '两条' }), typed({ quantity: '1.1234567' })],
  'record-days-over': typed({ quantity: '85' }),
  'record-times': both(carried(1, 'late'), typed({ occasion: 'duty', times: '零' })),
  'record-working-time': without('working time is set'),
  'record-sent': typed({ sent: '' }),
  'record-done': typed({ done: '2025-10-08 09:00' }),
  'record-points': typed({ 'points.person': '0' }),
  'record-points-between': typed({ 'points.head': '11' }),
  'record-role': typed({ 'as.zhang': '' }),
  'record-share': shares,
  'record-shares-sum': both(
    carried(1, 'all-shares'),
    typed({ 'share.zhang': '60%', 'share.wang': '50' }),
  ),
  'record-note': typed({ note: '' }),
  'record-files': after('the file was taken away'),
  'record-matter': typed({ matter: 'none-such' }),
  'record-no-approver': carried(1, 'nobody-approves'),
}

function changing(press: string, args: readonly string[], more: Walk['wrong'] = {}): Walk {
  return {
    of: press,
    right: { ...right, does: { ...(right.does as { press: string }), press, args } },
    wrong: { ...opening, ...more },
  }
}

const file = { name: '照片.jpg', sha256: 'a'.repeat(64), size: 3, mediaType: 'image/jpeg' }
const sends = (of: Fetched) => doing({ call: (ctx) => attachFile(fileTakers, ctx, of) })

export const recordWalks: readonly Walk[] = [
  {
    of: 'record.submit',
    right,
    wrong: submitting,
    // Another kind asks for no parts, and for no file.
    apart: [
      ...['record-share', 'record-shares-sum', 'record-no-approver'].map(
        (later) => `record-role ${later}`,
      ),
      'record-files record-no-approver',
      // A kind that is counted each time asks for nothing else.
      ...['sort', 'levels', 'answer', 'quantity', 'days-over'].map(
        (earlier) => `record-${earlier} record-times`,
      ),
    ],
  },
  changing('record.find', ['new']),
  changing('record.other', ['new']),
  changing('record.search', ['new']),
  changing('record.keep', ['new']),
  {
    of: 'record.all',
    right: {
      ...right,
      after: [...right.after, 'a count is begun'],
      does: { press: 'record.all', args: ['new'], values: {} },
    },
    wrong: { ...opening, 'record-all-none': without('a count is begun') },
  },
  changing('record.drop', ['new', 'a-file']),
  {
    of: 'record.kind',
    right: { ...right, does: { press: 'record.kind', args: ['new'], option: 'late' } },
    wrong: { ...opening, 'record-rule': chosen('no-such-kind') },
  },
  {
    of: 'record.again',
    right: { ...right, does: { press: 'record.again', args: ['new'] } },
    wrong: { 'not-allowed': by('zhang') },
  },
  {
    of: 'facts.show',
    right: { ...right, does: { press: 'facts.show', args: [], option: 'effective' } },
    wrong: { 'not-allowed': by('zhang'), 'facts-list': chosen('all') },
  },
  {
    of: 'facts.find',
    right: { ...right, does: { press: 'facts.find', args: [], values: { find: '张' } } },
    wrong: { 'not-allowed': by('zhang') },
  },
  {
    of: 'facts.page',
    right: { ...right, does: { press: 'facts.page', args: ['1'] } },
    wrong: { 'not-allowed': by('zhang') },
  },
  {
    of: 'attachFile',
    right: sends(file).make(right),
    wrong: {
      'record-attached-large': sends({ name: file.name, failed: 'large' }),
      'record-attached-failed': sends({ name: file.name, failed: 'failed' }),
      'record-attached-nowhere': after('the form was handed in'),
      'record-attached-many': after('nine files are attached'),
    },
    apart: ['record-attached-nowhere record-attached-many'],
  },
]
