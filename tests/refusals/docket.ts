import { day } from '../../src/base/day.js'
import { type Context, done, type JobContext, type Outcome } from '../../src/flows/context.js'
import {
  docketAnswered,
  docketConfirmed,
  docketDropped,
  docketFiled,
  docketJudged,
  docketPaused,
  docketRegistered,
  extensionAsked,
  extensionChain,
} from '../../src/flows/docket/entries.js'
import { mayNotRegister } from '../../src/flows/docket/kinds.js'
import { mayNotList } from '../../src/flows/docket/list.js'
import { saveFile } from '../../src/storage/files.js'
import { about, both, by, carried, type Change, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Matters with a time limit: the register's form, who has them, who keeps them, a longer time, what is late. */

const everyStage = 'dockets stand at every stage'
const at = ['2025-10-10', '10:00'] as const

const docket = (name: string) => (world: World) => of(world.facts, `docket ${name}`)

const pressed = (
  who: string,
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation => ({ who, at, after: [everyStage], does: { press, args, values } })

const withoutRules = (may: (ctx: Context) => ReturnType<typeof mayNotList>): Change =>
  doing({
    call: async (ctx: Context): Promise<Outcome> =>
      may({ ...ctx, bureau: { ...ctx.bureau, work: null } }) ?? done('opened'),
  })

const registering: Walk['wrong'] = {
  'docket-no-rules': withoutRules(({ bureau, person }) => mayNotRegister(bureau, person)),
  'not-allowed': by('nobody'),
}
const listing: Walk['wrong'] = {
  'not-allowed': by('nobody'),
  'docket-no-rules': withoutRules(mayNotList),
}

const words = {
  ...{ kind: 'assignment', title: '报送材料', source: '', received: '2025-10-09 09:00' },
  ...{ explicit: '', owner: '张可', assistants: '' },
}
const shown = 'assignment,2025-10-09 09:00,'
const reckoning: Walk['wrong'] = {
  ...registering,
  'docket-kind': typed({ kind: 'none' }),
  'docket-received': typed({ received: '2025-10-09' }),
  'docket-received-future': typed({ received: '2025-10-11 09:00' }),
  'docket-explicit': typed({ explicit: '2025-10-08' }),
}

const opening: Walk['wrong'] = {
  gone: carried(0, 'no-such-docket'),
  'docket-over': [carried(0, docket('done')), carried(0, docket('dropped'))],
}
const open: Walk['wrong'] = {
  'docket-paused': carried(0, docket('paused')),
  'docket-answered-before': carried(0, docket('answered')),
}
const own: Walk['wrong'] = { ...opening, 'docket-not-yours': by('li'), ...open }
const confirming: Walk['wrong'] = {
  ...opening,
  'docket-not-answered': carried(0, docket('own')),
  'docket-confirm-other': by('sun'),
}
const keeping: Walk['wrong'] = { ...opening, 'docket-keep-other': by('zhang') }

const request = (name: string): Change =>
  both(carried(0, docket(name)), carried(1, docket(`request of ${name}`)))

const deciding: Walk['wrong'] = {
  gone: carried(1, 'no-such-request'),
  'docket-over': request('done'),
  'chain-ended-approved': request('extended'),
  'chain-ended-returned': request('returned'),
  'chain-ended-refused': request('refused'),
  'chain-passed-before': request('passed once'),
  'chain-not-yours': by('li'),
}

function decided(press: string, more: Walk['wrong'] = {}): Walk {
  return {
    of: press,
    right: pressed('chen', press, [docket('extending'), docket('request of extending')], {
      remark: '同意',
    }),
    wrong: { ...deciding, ...more },
    apart: ['chain-passed-before chain-not-yours'],
  }
}

const withoutRemark = { 'chain-reason': typed({ remark: '' }) }

function opened(who: string, kind: string, key: string | ((world: World) => string)): Situation {
  return { who, at, after: [everyStage], does: { open: kind, key } }
}

const worded = (word: string): Situation => ({ who: 'zhang', at, after: [], does: { word } })

export const docketSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job((ctx) => writeDockets(ctx, world)),
}

interface Written {
  kind?: string
  received?: string
  person?: string
  unit?: string
}

const letterClock = { count: 30, unit: 'working-days', sameDay: false, shifts: false } as const

/** Letters of 张可 at every stage; 孙 registered them. */
async function writeDockets(ctx: JobContext, { facts }: World): Promise<void> {
  const name = (as: string, id: string): string => {
    facts.set(`docket ${as}`, id)
    return id
  }
  const register = (as: string, written: Written = {}): string => {
    const { kind = 'letter', received = '2025-09-20T10:00', person = 'zhang' } = written
    const count = kind === 'assignment' ? 5 : letterClock.count
    const id = docketRegistered.write(ctx, {
      ...{ by: 'sun', subject: person, personal: { title: '来信', source: '市里转来' } },
      body: {
        ...{ kind, received, contact: null, person, unit: written.unit ?? 'general' },
        clock: { kind: 'period', ...letterClock, count },
        assistants: { units: [], persons: [] },
      },
    })
    return name(as, id)
  }
  const file = async (id: string): Promise<string> => {
    const kept = { name: '来信.jpg', sha256: '0'.repeat(64), size: 3, mediaType: 'image/jpeg' }
    const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: 'sun', about: id, ...kept })
    docketFiled.write(ctx, { about: id, by: 'sun', body: { file: saved } })
    return saved
  }
  const answer = (id: string, late: boolean): void => {
    docketAnswered.write(ctx, { about: id, by: 'zhang', body: { late, done: false } })
  }
  const ask = (as: string, deciding = ['leader-in-charge']): string => {
    const id = as === 'done' ? of(facts, 'docket done') : register(as)
    const asked = extensionAsked.write(ctx, {
      ...{ about: id, subject: 'zhang', by: 'zhang', personal: { reason: '要审计' } },
      body: { to: day('2025-11-20'), deciding, informed: [] },
    })
    return name(`request of ${as}`, asked)
  }
  const done = (as: string, late = false, kind = 'letter'): string => {
    const id = register(as, { kind, ...(late ? { received: '2025-09-01T10:00' } : {}) })
    answer(id, late)
    return id
  }
  name('file', await file(register('own')))
  register('superior', { kind: 'superior' })
  register('of zhao', { person: 'zhao', unit: 'party' })
  register('late', { received: '2025-05-06T10:00' })
  docketPaused.write(ctx, { about: register('paused'), by: 'sun', body: {} })
  docketDropped.write(ctx, { about: register('dropped'), by: 'sun', body: {} })
  done('answered')
  ask('extending')
  const confirm = (id: string) => docketConfirmed.write(ctx, { about: id, by: 'li', body: {} })
  const finished = done('done')
  ask('done')
  confirm(finished)
  const decide = (as: string) => ({ about: ask(as), subject: 'zhang', by: 'chen' })
  const role = 'leader-in-charge'
  const pass = { at: 0, role, actingFor: null }
  extensionChain.passed.write(ctx, { ...decide('extended'), body: { ...pass, last: true } })
  extensionChain.returned.write(ctx, { ...decide('returned'), body: { role } })
  extensionChain.refused.write(ctx, { ...decide('refused'), body: { role } })
  const twice = ask('passed once', ['leader-in-charge', 'unit-head'])
  extensionChain.passed.write(ctx, { about: twice, by: 'chen', body: { ...pass, last: false } })
  confirm(done('late without proof', true, 'assignment'))
  const proved = done('late with proof', true, 'assignment')
  await file(proved)
  confirm(proved)
  const judged = done('judged', true, 'assignment')
  confirm(judged)
  docketJudged.write(ctx, { about: judged, by: 'sun', body: { as: 'none', fact: null } })
  await file(register('undone', { kind: 'assignment', received: '2025-09-01T10:00' }))
}

export const docketWalks: readonly Walk[] = [
  {
    of: 'docket.submit',
    right: { ...pressed('sun', 'docket.submit', [shown], words), after: [] },
    wrong: {
      ...reckoning,
      'docket-title': typed({ title: '' }),
      'docket-owner-none': typed({ owner: '' }),
      'docket-owner': typed({ owner: '没有此人' }),
      'docket-owner-unit': both(by('li'), typed({ owner: '赵敏' })),
      'docket-owner-other': both(by('zhang'), typed({ kind: 'contact-other', owner: '综合处' })),
      'docket-assistants': typed({ assistants: '没有此人' }),
    },
  },
  {
    of: 'docket.look',
    right: { ...pressed('sun', 'docket.look', [shown], words), after: [] },
    wrong: reckoning,
  },
  {
    of: 'docket.again',
    right: { ...pressed('zhang', 'docket.again', []), after: [] },
    wrong: registering,
  },
  {
    of: 'docket.answer',
    right: pressed('zhang', 'docket.answer', [docket('own')], { note: '已书面答复' }),
    wrong: { ...own, 'docket-note': typed({ note: '' }) },
  },
  {
    of: 'docket.confirm',
    right: pressed('li', 'docket.confirm', [docket('answered')], { opinion: '' }),
    wrong: confirming,
  },
  {
    of: 'docket.back',
    right: pressed('li', 'docket.back', [docket('answered')], { opinion: '没有答复' }),
    wrong: { ...confirming, 'docket-reason': typed({ opinion: '' }) },
  },
  {
    of: 'docket.place',
    right: pressed('li', 'docket.place', [docket('own')], {
      ...{ owner: '王珊', assistants: '', why: '换人' },
    }),
    wrong: {
      ...opening,
      'docket-place-other': by('zhang'),
      ...open,
      'docket-owner-none': typed({ owner: '' }),
      'docket-owner': typed({ owner: '没有此人' }),
      'docket-assistants': typed({ assistants: '没有此人' }),
      'docket-same': typed({ owner: '张可' }),
      'docket-reason': typed({ why: '' }),
    },
    // Where who helps can't be read, nobody can say whether it is the same.
    apart: ['docket-assistants docket-same'],
  },
  {
    of: 'docket.pause',
    right: pressed('sun', 'docket.pause', [docket('own')], { cause: '等材料' }),
    wrong: { ...keeping, ...open, 'docket-reason': typed({ cause: '' }) },
  },
  {
    of: 'docket.resume',
    right: pressed('sun', 'docket.resume', [docket('paused')]),
    wrong: { ...keeping, 'docket-not-paused': carried(0, docket('own')) },
  },
  {
    of: 'docket.drop',
    right: pressed('sun', 'docket.drop', [docket('own')], { cause: '重复登记' }),
    wrong: { ...keeping, 'docket-reason': typed({ cause: '' }) },
  },
  {
    of: 'docket.extend',
    right: pressed('zhang', 'docket.extend', [docket('own')], {
      ...{ to: '2025-11-20', told: 'yes', because: '要审计' },
    }),
    wrong: {
      ...own,
      'docket-extend-none': carried(0, docket('superior')),
      'docket-extending': carried(0, docket('extending')),
      'docket-extended': carried(0, docket('extended')),
      'docket-late': carried(0, docket('late')),
      'docket-to-none': typed({ to: '' }),
      'docket-to': typed({ to: '2025-10-11' }),
      'docket-beyond': typed({ to: '2026-03-02' }),
      'docket-told': typed({ told: 'no' }),
      'docket-reason': typed({ because: '' }),
      'docket-vacant': both(by('zhao'), carried(0, docket('of zhao'))),
    },
  },
  decided('docket.agree'),
  decided('docket.return', withoutRemark),
  decided('docket.refuse', withoutRemark),
  {
    of: 'docket.judge',
    right: pressed('sun', 'docket.judge', [docket('late with proof')], {
      ...{ as: 'late', said: '应于9月8日办结，才报办结' },
    }),
    wrong: {
      gone: carried(0, 'no-such-docket'),
      'docket-judge-other': by('li'),
      'docket-judged-before': carried(0, docket('judged')),
      'docket-not-late': carried(0, docket('own')),
      'docket-judge-as': typed({ as: 'undone' }),
      'docket-reason': typed({ said: '' }),
      'docket-no-proof': carried(0, docket('late without proof')),
      'record-no-approver': both(carried(0, docket('undone')), typed({ as: 'undone' })),
    },
  },
  {
    of: 'docket.papers',
    right: pressed('zhang', 'docket.papers', [docket('own')]),
    wrong: { gone: by('wang') },
  },
  {
    of: 'docket.file',
    right: pressed('zhang', 'docket.file', [docket('file')]),
    wrong: { gone: [by('wang'), carried(0, 'no-such-file')] },
  },
  {
    of: 'dockets.page',
    right: { ...pressed('zhang', 'dockets.page', ['all', '0', 'late']), after: [] },
    wrong: listing,
  },
  {
    of: 'dockets.export',
    right: { ...pressed('zhang', 'dockets.export', []), after: [] },
    wrong: listing,
  },
  {
    of: 'card docket-form',
    right: { ...opened('zhang', 'docket-form', 'new'), after: [] },
    wrong: registering,
  },
  {
    of: 'card docket',
    right: opened('zhang', 'docket', docket('own')),
    wrong: { gone: [by('wang'), about('no-such-docket')] },
  },
  {
    of: 'card dockets',
    right: { ...opened('zhang', 'dockets', 'all'), after: [] },
    wrong: listing,
  },
  { of: 'command 督办登记', right: worded('督办登记'), wrong: registering },
  { of: 'command 督办', right: worded('督办'), wrong: listing },
]
