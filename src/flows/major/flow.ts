import type { Claim } from '../../storage/locks.js'
import type { Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn, occurrencesHeld } from '../running-claim.js'
import {
  closeMajor,
  followMajor,
  passMajor,
  proposeMajor,
  readMajor,
  waiveMajor,
  writeMajor,
} from './act.js'
import { majorJudgeAsks, majorReadAsks, majorWriteAsks } from './asks.js'
import {
  majorClosed,
  majorErased,
  majorFollowed,
  majorJudged,
  majorPassed,
  majorRead,
  majorReported,
  majorWritten,
} from './entries.js'
import type { MajorFormIntent, MajorIntent } from './intents.js'
import { eraseMajors } from './jobs.js'
import { judgesOf, levelsOf, mayNotReport, toldOf } from './levels.js'
import { majorSlice } from './matters.js'
import { anotherMajor, beginMajor, reportMajor } from './report.js'
import { viewMajor, viewMajorForm, viewTimer, viewUnread } from './views.js'

const one = ({ matter }: MajorIntent): Claim[] => [{ kind: 'major', id: matter }]

const judging = (intent: MajorIntent): Claim[] => {
  return [cyclesReliedOn, occurrencesHeld, ...one(intent)]
}

/** Every card about a matter, and the homes of those who have it. */
function aboutMatter(written: Written, situation: Situation): Stale[] {
  const id = written.about ?? written.id
  const matter = situation.collected.of(majorSlice).byId.get(id)
  const person = matter?.person ?? written.subject ?? written.by
  const levels = matter ? levelsOf(situation, matter).flatMap(({ persons }) => persons) : []
  const told = matter ? toldOf(situation.bureau, matter) : []
  const judges = judgesOf(situation.bureau, person)
  return [
    { kind: 'major', keys: [id] },
    { kind: 'major-unread', keys: [id] },
    { kind: 'major-form' },
    homeOf(person, written.by, ...levels, ...told, ...judges),
  ]
}

/** Major matters: reported within minutes, level by level, followed up, over, written down: 重大事项. */
export const majorFlow: Flow = {
  name: 'major',
  serves: ['major'],
  slices: [majorSlice],
  verbs: verbs<MajorFormIntent | MajorIntent>({
    'major.report': { act: reportMajor },
    'major.again': { act: anotherMajor },
    'major.read': { claims: one, act: readMajor },
    'major.pass': { claims: one, act: passMajor },
    'major.follow': { claims: one, act: followMajor },
    'major.close': { claims: one, act: closeMajor },
    'major.write': { claims: one, act: writeMajor },
    // Whoever records one of them at the same time is before or after.
    'major.propose': { claims: judging, act: proposeMajor },
    'major.waive': { claims: judging, act: waiveMajor },
  }),
  cards: {
    'major-form': { view: viewMajorForm, onDemand: true, mayOpen: mayNotReport },
    'major-timer': { view: viewTimer },
    major: { view: viewMajor, daily: true },
    'major-unread': { view: viewUnread },
  },
  stale: Object.fromEntries(
    [
      majorReported,
      majorPassed,
      majorRead,
      majorFollowed,
      majorClosed,
      majorWritten,
      majorJudged,
      majorErased,
    ].map(({ kind }) => [kind, aboutMatter]),
  ),
  asks: [majorReadAsks, majorWriteAsks, majorJudgeAsks],
  jobs: [eraseMajors],
  commands: [
    {
      name: '重大事项',
      words: ['major', '重大事项', '重大事项报告', '突发', '快报'],
      argument: 'none',
      /** @refuses {@link mayNotReport} */
      card: async (ctx) => (await beginMajor(ctx)) ?? { kind: 'major-form', key: 'new' },
    },
  ],
}
