import { randomFrom, type Random } from '../../src/demo/random.js'
import { must } from '../../src/base/bug.js'
import { verbOf } from '../../src/flows/all.js'
import type { Intent } from '../../src/flows/flow.js'
import { hold } from '../../src/storage/locks.js'
import type { TestBureau } from '../report/bureau.js'
import { Diary } from './diary.js'

/** A bureau that is lived in: what its people do, and what somebody notes down of it. */
export interface Life {
  bureau: TestBureau
  diary: Diary
  random: Random
  /** What its people and units are called by. */
  names: ReadonlyMap<string, string>
  /** Everybody of a unit that is assessed, heads first. */
  units: ReadonlyMap<string, readonly string[]>
  /** A press that must be taken with one of these words; answers which. */
  does(who: string, intent: object, ...said: readonly string[]): Promise<string>
  /** A press of which either may come. */
  tries(who: string, intent: object): Promise<string>
}

/** Begins to live in a bureau; the same seed, the same year. */
export function lifeIn(bureau: TestBureau, roster: RosterLike, seed: string): Life {
  const tries = (who: string, intent: object) => pressOnce(bureau, who, intent as Intent)
  const assessed = roster.units.filter(({ kind }) => kind !== 'leadership')
  return {
    ...{ bureau, diary: new Diary(), random: randomFrom(seed), tries },
    names: new Map([...roster.people, ...roster.units].map(({ id, name }) => [id, name])),
    units: new Map(
      assessed
        .filter(({ id }) => id !== 'top')
        .map(({ id }) => [
          id,
          roster.people.filter((one) => one.memberships[0]?.unit === id).map((one) => one.id),
        ]),
    ),
    async does(who, intent, ...said) {
      const given = await tries(who, intent)
      if (!said.includes(given)) {
        throw new Error(`${given} instead of ${said}: ${who} ${JSON.stringify(intent)}`)
      }
      return given
    },
  }
}

/** What a press does, with what its verb holds, in one transaction: nobody else presses meanwhile. */
async function pressOnce(bureau: TestBureau, who: string, intent: Intent): Promise<string> {
  const verb = must(verbOf(intent.verb), `verb ${intent.verb}`)
  return bureau.act(who, async (ctx) => {
    const by = { person: who, bureau: ctx.bureau }
    await hold(ctx.tx, bureau.id, verb.claims?.(intent as never, by) ?? [])
    return verb.act(ctx, intent as never)
  })
}

interface RosterLike {
  units: readonly { id: string; name: string; kind: string }[]
  people: readonly { id: string; name: string; memberships: readonly { unit: string }[] }[]
}

/** Somebody of a list by chance. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const found = list[random.below(list.length)]
  if (found === undefined) throw new Error('nobody to choose from')
  return found
}
