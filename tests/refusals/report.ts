import { after, both, by, carried, on, type Situation, typed } from './situation.js'
import type { Step } from './world.js'
import type { Walk } from './walk.js'
import { unitReportSigned } from '../../src/flows/report/entries.js'

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

const pressed = (of: Situation, press: string): Situation => ({
  ...of,
  does: { ...(of.does as { press: string; args: string[] }), press },
})

export const reportSteps: Record<string, Step> = {
  '综合处 has signed': ({ bureau }) =>
    bureau.job(async (ctx) => {
      unitReportSigned.write(ctx, {
        ...{ by: 'li', subject: 'general', period: '2025-09' },
        body: { reports: [], missing: [] },
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
]
