import { after, both, by, carried, doing, on, type Situation, typed } from './situation.js'
import type { Step, World } from './world.js'
import type { Walk } from './walk.js'
import { day } from '../../src/base/day.js'
import type { FormValues } from '../../cards/form-values.js'
import type { JobContext } from '../../src/flows/context.js'
import { digestDraftPlace } from '../../src/flows/report/digest-draft.js'
import {
  reportsPassedRound,
  reportSubmitted,
  unitReportChain,
  unitReportSigned,
} from '../../src/flows/report/entries.js'
import { viewReading } from '../../src/flows/report/reading.js'
import { proposeFailing } from '../../src/flows/report/table-acts.js'
import { putDraft } from '../../src/storage/drafts.js'
import { saveFile } from '../../src/storage/files.js'

/** The monthly report and the unit's. */

const right: Situation = {
  who: 'zhang',
  at: ['2025-09-26', '10:00'],
  after: [],
  does: {
    press: 'report.submit',
    args: ['2025-09', '2'],
    values: { status_0: 'done', status_1: 'done', extra: '值班', plans: '接着办' },
  },
}

const mayNotAnswer: Walk['wrong'] = {
  'not-allowed': by('nobody'),
  'report-not-asked': by('chen'),
  gone: carried(0, '2025-13'),
  'report-not-begun': carried(0, '2025-10'),
  'report-not-there': both(by('qian'), carried(0, '2025-08')),
  'report-signed': after('综合处 has signed'),
}

const filling: Walk['wrong'] = {
  ...mayNotAnswer,
  'outdated-card': carried(1, '1'),
  'text-long': typed({ plans: '长'.repeat(101) }),
}

/** Of another month there is no signature and there are no plans; where nothing was planned no item can be open. */
const apart = [
  ...['item-open', 'reason-missing', 'progress-missing'].map(
    (item) => `report-${item} report-work-missing`,
  ),
  ...['report-not-begun', 'report-not-there', 'gone'].flatMap((month) =>
    ['report-signed', 'outdated-card'].map((later) => `${month} ${later}`),
  ),
]

const digest: Situation = {
  who: 'li',
  at: ['2025-10-09', '10:00'],
  after: [],
  does: { press: 'digest.sign', args: ['2025-09', 'general'], values: { summary: '都办完了' } },
}

const mayNotSign: Walk['wrong'] = {
  'not-allowed': by('zhang'),
  gone: carried(0, '2025-00'),
  'digest-nobody': carried(0, '2024-09'),
  'digest-signed-before': after('综合处 has signed'),
  'digest-early': on('2025-09-26'),
}

const going = '张 has three more that go on'

/** So many items of a form that are under way. */
function goingOn(count: number): FormValues {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      [`status_${at}`, 'under-way'],
      [`note_${at}`, '在办'],
    ]).flat(),
  )
}

const everyStage = '综合处’s reports stand at every stage'
const passedRound = 'what came is passed round'
const begun = '李 has begun the unit report'

/** What a world’s reports are called, by where they stand. */
const called =
  (name: string) =>
  ({ facts }: World): string =>
    facts.get(name) ?? 'none'

/** A press on reports of 综合处 that stand at every stage. */
const onUnits = (
  who: string,
  press: string,
  args: Extract<Situation['does'], { press: string }>['args'],
  values: FormValues = {},
): Situation => ({
  ...{ who, at: ['2025-10-10', '10:00'], after: [everyStage] },
  does: { press, args, values },
})

const at = (month: string, name: string) => both(carried(0, month), carried(2, called(name)))

const reviewing: Walk['wrong'] = {
  gone: carried(0, '2025-13'),
  'digest-changed': carried(2, 'another'),
  'chain-ended-approved': at('2025-08', 'report filed'),
  'chain-ended-returned': at('2025-07', 'report returned'),
  'chain-ended-withdrawn': at('2025-06', 'report withdrawn'),
  'chain-passed-before': at('2025-05', 'report passed once'),
  'chain-not-yours': by('wang'),
}

const reviewed = (press: string): Situation =>
  onUnits('chen', press, ['2025-09', 'general', called('report waiting')], { remark: '改' })

/** Who is passed it before and who it never was are told otherwise. */
const reviewedApart = ['chain-passed-before chain-not-yours']

const tableFor: Walk['wrong'] = {
  gone: carried(0, '2025-13'),
  'reports-not-yours': by('zhang'),
}

/** Somebody files the reports who may not record what is wrong with them. */
const filedByOthers = both(
  by('dong'),
  doing({
    call: (ctx) => {
      const { work } = ctx.bureau
      const binds = new Map([...(work?.binds ?? []), ['political-division', ['discipline-team']]])
      const bureau = { ...ctx.bureau, work: work && { ...work, binds } }
      const month = { month: '2025-07', failing: 'unit:returned:general' }
      return proposeFailing({ ...ctx, bureau }, { verb: 'reports.propose', ...month })
    },
  }),
)

/** Writes 综合处's reports of five months, each at another stage, with an annex to the one that has come. */
async function writeStages(ctx: JobContext, { facts }: World): Promise<void> {
  const file = { name: '清单.xlsx', sha256: '0'.repeat(64), size: 3, mediaType: 'x' }
  const about = 'unit-report:2025-08.general'
  const annex = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: 'li', about, ...file })
  facts.set('annex', annex)
  const way = ['leader-in-charge', 'principal-leader']
  const sign = (name: string, period: string, deciding = way) => {
    const id = unitReportSigned.write(ctx, {
      ...{ by: 'li', subject: 'general', period },
      body: {
        ...{ reports: [], missing: [], onLeave: [], deciding, filed: deciding.length === 0 },
        files: deciding.length === 0 ? [annex] : [],
      },
      personal: { summary: '已签' },
    })
    facts.set(name, id)
    return { about: id, subject: 'general', period }
  }
  sign('report waiting', '2025-09')
  sign('report filed', '2025-08', [])
  const returned = sign('report returned', '2025-07')
  const role = 'leader-in-charge'
  unitReportChain.returned.write(ctx, { ...returned, by: 'chen', body: { role } })
  const withdrawn = sign('report withdrawn', '2025-06')
  unitReportChain.withdrawn.write(ctx, { ...withdrawn, by: 'li', body: {} })
  const passed = sign('report passed once', '2025-05')
  const body = { at: 0, role, actingFor: null, last: false }
  unitReportChain.passed.write(ctx, { ...passed, by: 'chen', body })
}

/** What a leader's card of August names what it shows. */
async function shownReading({ bureau }: World): Promise<string> {
  const view = await viewReading(await bureau.seeing('head'), '2025-08')
  return view.kind === 'report-reading' ? view.shown : 'none'
}

const pressed = (of: Situation, press: string): Situation => ({
  ...of,
  does: { ...(of.does as { press: string; args: string[] }), press },
})

export const reportSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job((ctx) => writeStages(ctx, world)),
  [going]: ({ bureau }) =>
    bureau.job(async (ctx) => {
      const since = '2025-07'
      reportSubmitted.write(ctx, {
        ...{ by: 'zhang', subject: 'zhang', period: '2025-08', day: day('2025-08-29') },
        body: { done: 0, underWay: 3, notDone: 0, plans: 2 },
        personal: {
          ...{ items: [], extra: '接待', plans: ['办提案', '调研'] },
          carried: ['一期', '二期', '三期'].map((text) => ({ text, since })),
        },
      })
    }),
  [passedRound]: ({ bureau, facts }) =>
    bureau.job(async (ctx) => {
      const reports = [facts.get('report filed') ?? '']
      reportsPassedRound.write(ctx, { by: 'zhou', period: '2025-08', body: { reports } })
    }),
  [begun]: ({ bureau }) =>
    bureau.job(async (ctx) => {
      const place = digestDraftPlace(ctx.bureau.id, 'li', '2025-09', 'general')
      await putDraft(ctx.tx, place, { summary: '草稿', reports: [], files: ['f'] })
    }),
  '综合处 has signed': ({ bureau }) =>
    bureau.job(async (ctx) => {
      unitReportSigned.write(ctx, {
        ...{ by: 'li', subject: 'general', period: '2025-09' },
        body: { reports: [], missing: [], onLeave: [], files: [], deciding: [], filed: true },
        personal: { summary: '已签' },
      })
    }),
}

export const reportWalks: readonly Walk[] = [
  {
    of: 'report.submit',
    right,
    apart,
    wrong: {
      ...filling,
      'report-item-open': typed({ status_0: '' }),
      'report-reason-missing': typed({ status_0: 'not-done', note_0: '' }),
      'report-progress-missing': typed({ status_1: 'under-way', note_1: '' }),
      'report-work-missing': both(carried(0, '2025-08'), carried(1, '0'), typed({ extra: '' })),
      'report-plans-missing': typed({ plans: '1. \n ' }),
      'report-plans-many': typed({ plans: '一\n二\n三\n四\n五\n六\n七' }),
      'report-items-many': both(
        after(going),
        carried(1, '5'),
        typed({ ...goingOn(5), plans: '一\n二\n三\n四' }),
      ),
    },
  },
  { of: 'report.save', right: pressed(right, 'report.save'), wrong: filling, apart },
  {
    of: 'report.change',
    right: pressed({ ...right, who: 'wang' }, 'report.change'),
    wrong: { ...mayNotAnswer, 'report-not-submitted': by('zhang') },
    apart,
  },
  {
    of: 'digest.sign',
    right: digest,
    wrong: { ...mayNotSign, 'digest-summary-missing': typed({ summary: ' ' }) },
  },
  { of: 'digest.save', right: pressed(digest, 'digest.save'), wrong: mayNotSign },
  { of: 'digest.annex', right: pressed(digest, 'digest.annex'), wrong: mayNotSign },
  {
    of: 'digest.drop',
    right: {
      ...digest,
      after: [begun],
      does: {
        press: 'digest.drop',
        args: ['2025-09', 'general', 'f'],
        values: { summary: '草稿' },
      },
    },
    wrong: mayNotSign,
  },
  {
    of: 'digest.withdraw',
    right: onUnits('li', 'digest.withdraw', ['2025-09', 'general']),
    wrong: {
      gone: carried(0, '2025-13'),
      'not-allowed': by('zhang'),
      'digest-not-signed': carried(0, '2025-07'),
      'digest-filed': carried(0, '2025-08'),
      'digest-passed': carried(0, '2025-05'),
    },
  },
  {
    of: 'digest.pass',
    right: reviewed('digest.pass'),
    wrong: reviewing,
    apart: reviewedApart,
  },
  {
    of: 'digest.return',
    right: reviewed('digest.return'),
    wrong: { ...reviewing, 'chain-reason': typed({ remark: '' }) },
    apart: reviewedApart,
  },
  {
    of: 'digest.file',
    right: onUnits('li', 'digest.file', [called('annex')]),
    wrong: { gone: [by('zhang'), carried(0, 'no-such-file')] },
  },
  {
    of: 'reports.pass-round',
    right: onUnits('zhou', 'reports.pass-round', ['2025-08']),
    wrong: { ...tableFor, 'reports-none-to-pass': carried(0, '2025-07') },
  },
  {
    of: 'reports.propose',
    right: onUnits('zhou', 'reports.propose', ['2025-07'], { failing: 'unit:returned:general' }),
    wrong: {
      ...tableFor,
      'reports-failing-gone': typed({ failing: 'unit:late:nowhere' }),
      'record-rule': typed({ failing: 'unit:missing:planning' }),
      'not-allowed': filedByOthers,
    },
    apart: ['record-rule not-allowed', 'reports-failing-gone not-allowed'],
  },
  {
    of: 'reports.read',
    right: {
      ...onUnits('head', 'reports.read', ['2025-08', '1', shownReading]),
      after: [everyStage, passedRound],
    },
    wrong: {
      gone: carried(0, '2025-13'),
      'reports-not-yours': by('zhang'),
      'reports-read-before': carried(0, '2025-07'),
    },
  },
  {
    of: 'reports.sheet',
    right: onUnits('zhou', 'reports.sheet', ['2025-08']),
    wrong: tableFor,
  },
  {
    of: 'reports.page',
    right: onUnits('zhang', 'reports.page', ['report-archive', 'months', '1', '2025-08']),
    wrong: { gone: [carried(0, 'home'), carried(3, '2025-13')] },
  },
]
