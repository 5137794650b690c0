import { about, after, both, by, seen, type Situation } from './situation.js'
import { ballots } from './ballots.js'
import { letters, units } from './schemes.js'
import type { Walk } from './walk.js'
import { of, type World } from './world.js'

/** Cards that people ask for, and those that they have. */

type Key = string | ((world: World) => string | Promise<string>)

function opening(who: string, kind: string, key: Key, more: Partial<Situation> = {}): Situation {
  return { who, at: ['2025-10-10', '10:00'], after: [], does: { open: kind, key }, ...more }
}

const fact = (name: string) => (world: World) => of(world.facts, name)
const withFacts = { after: ['facts stand at every stage'] }
const cycle = ({ bureau }: World): string => bureau.cycle
const period = ({ bureau }: World): string => `${bureau.cycle}/2025-Q3/superior`
const standing = (who: string) => (world: World) => `${world.cycle('asks-all')}/${who}`
const letter = (who: string) => (world: World) => `${world.cycle(letters.id)}/letter/${who}`
const published = { after: ['it was published'], at: ['2026-01-20', '10:00'] as const }
const publication = async ({ bureau: { id, storage } }: World): Promise<string> => {
  const all = await storage.read.client.publication.findMany()
  return all.find((each) => each.cycle === `${id}.${units.id}.2025`)?.id ?? 'none'
}

/** Who may not open a card at all; and what one who had it reads by now. */
const ofRole = (who: string): Walk['wrong'] => ({
  'not-allowed': by(who),
  gone: both(by(who), seen),
})

export const cardWalks: readonly Walk[] = [
  {
    of: 'card home',
    right: opening('zhang', 'home', 'home'),
    wrong: { 'unknown-person': by('nobody') },
  },
  {
    of: 'card mute',
    right: opening('zhang', 'mute', 'mute'),
    wrong: { 'unknown-person': by('nobody') },
  },
  {
    of: 'card burden',
    right: opening('zhou', 'burden', '2025'),
    wrong: { 'not-allowed': by('zhang'), gone: about('never') },
  },
  {
    of: 'card report',
    right: opening('zhang', 'report', '2025-09'),
    wrong: {
      'unknown-person': by('nobody'),
      'report-not-asked': by('chen'),
      gone: about('2025-13'),
      'report-not-begun': about('2025-11'),
      'report-not-there': both(by('qian'), about('2025-08')),
    },
  },
  {
    of: 'card digest',
    right: opening('li', 'digest', '2025-09.general'),
    wrong: {
      'not-allowed': by('zhang'),
      gone: about('general'),
      'digest-not-yours': about('2025-09.planning'),
      'report-not-begun': about('2025-11.general'),
      'digest-nobody': both(by('zhou'), about('2025-09.leaders')),
    },
  },
  {
    of: 'card report-table',
    right: opening('zhou', 'report-table', '2025-09'),
    wrong: {
      'reports-not-yours': by('zhang'),
      gone: about('2025-13'),
      'report-not-begun': about('2025-12'),
    },
  },
  {
    of: 'card report-reading',
    right: opening('head', 'report-reading', '2025-09'),
    wrong: { gone: by('zhang') },
  },
  {
    of: 'card report-archive',
    right: opening('zhang', 'report-archive', 'months'),
    wrong: { gone: about('years') },
  },
  {
    of: 'card record',
    right: opening('zhou', 'record', 'new', withFacts),
    wrong: { 'not-allowed': by('zhang'), gone: about(fact('returned')) },
  },
  { of: 'card facts', right: opening('zhou', 'facts', 'list'), wrong: ofRole('zhang') },
  {
    of: 'card approval',
    right: opening('li', 'approval', fact('proposed'), withFacts),
    wrong: { gone: [by('zhao'), by('zhang'), about('none')] },
  },
  {
    of: 'card fact',
    right: opening('zhang', 'fact', fact('told'), withFacts),
    wrong: { gone: [by('wang'), about(fact('proposed')), about('none')] },
  },
  {
    of: 'card hearing',
    right: opening('zhou', 'hearing', fact('objected'), withFacts),
    wrong: { gone: [by('li'), about(fact("zhou's proposed")), about('none')] },
  },
  {
    of: 'card rating',
    right: opening('li', 'rating', period),
    wrong: { 'not-allowed': by('zhang'), gone: about('none') },
    // Of what there is not nobody can say who may.
    apart: ['not-allowed gone'],
  },
  {
    of: 'card period',
    right: opening('zhou', 'period', period),
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card missing',
    right: opening('zhou', 'missing', 'all'),
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  { of: 'card cycles', right: opening('zhou', 'cycles', 'cycles'), wrong: ofRole('li') },
  {
    of: 'card cycle-open',
    right: opening('zhou', 'cycle-open', 'fresh/2026'),
    wrong: { 'not-allowed': by('li'), gone: [about('none/2026'), about('fresh/soon')] },
  },
  {
    of: 'card cycle',
    right: opening('zhou', 'cycle', cycle),
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card cycle-choice',
    right: opening('zhou', 'cycle-choice', (world) => `${cycle(world)}/routine-scale`),
    wrong: { 'not-allowed': by('li'), gone: about((world) => `${cycle(world)}/none`) },
  },
  {
    of: 'card tasks',
    right: opening('zhou', 'tasks', (world) => `${world.cycle(letters.id)}/letter`),
    wrong: {
      'tasks-nowhere': after('no cycle runs'),
      'not-allowed': by('li'),
      gone: about('none'),
    },
  },
  {
    of: 'card vote',
    right: opening('zhang', 'vote', fact('vote'), { after: ['a vote runs'] }),
    wrong: { gone: [about('none'), by('qian')] },
  },
  {
    of: 'card vote-desk',
    right: opening('zhou', 'vote-desk', (world) => `${world.cycle(ballots.id)}/voted`),
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card task-letter',
    right: opening('zhang', 'task-letter', letter('zhang')),
    wrong: { gone: [about(letter('wang')), by('wang'), about('none')] },
  },
  {
    of: 'card what-if',
    right: opening('zhou', 'what-if', (world) => world.bureau.cycle),
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card publish',
    right: opening('zhou', 'publish', (world) => world.cycle(units.id)),
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card ranking',
    right: opening('zhang', 'ranking', publication, published),
    wrong: { gone: about('none') },
  },
  {
    of: 'card rank',
    right: opening('zhang', 'rank', (world) => world.cycle(units.id), published),
    wrong: { gone: [by('wu'), about('none')] },
  },
  {
    of: 'card unit',
    right: opening('zhang', 'unit', 'general'),
    wrong: { gone: [by('zhao'), about('none')] },
  },
  {
    of: 'card result',
    right: opening('zhang', 'result', publication, published),
    wrong: { gone: [by('wu'), about('none')] },
  },
  {
    of: 'card standing',
    right: opening('zhang', 'standing', standing('zhang')),
    wrong: {
      gone: [about(standing('wang')), about('none/zhang')],
      'not-assessed': both(by('chen'), about(standing('chen'))),
    },
  },
]
