import { isRefusal, type Refusal } from '../../base/refusal.js'
import type { Ask, AskFilter, AskKind } from '../asks.js'
import type { CardRef } from '../cards.js'
import type { Command } from '../commands.js'
import type { Context, Outcome, Seeing, Situation } from '../context.js'
import type { Intent, Verb } from '../flow.js'
import { aboutOf, commandFollows, followed, followedByCard, followedByVerb } from './follows.js'

/** Refusals that are about who acts: who stands in for somebody else may have the right that they lack. */
const aboutWhom = new Set([
  'not-allowed',
  'gone',
  'attendance-table-not-yours',
  'reports-not-yours',
  'docket-not-yours',
  'docket-place-other',
  'docket-confirm-other',
  'docket-keep-other',
  'docket-judge-other',
  'post-not-yours',
])

/** A kind of ask whose asks go to who has the post of who owes them. */
export function followingPost(kind: AskKind): AskKind {
  const rule = followed[kind.name]
  if (!rule) return kind
  const concerns = (situation: Situation, ask: Ask): readonly string[] =>
    rule.concerns?.(situation, ask.about) ?? []
  return { ...kind, open: (situation, only) => followedAsks({ kind, concerns }, situation, only) }
}

function followedAsks(
  of: { kind: AskKind; concerns(situation: Situation, ask: Ask): readonly string[] },
  situation: Situation,
  only: AskFilter,
): readonly Ask[] {
  const { standIns } = situation.bureau
  if (standIns.none) return of.kind.open(situation, only)
  const passed = (ask: Ask): Ask => {
    const standIn = standIns.of(ask.who)
    if (standIn === null || of.concerns(situation, ask).includes(standIn)) return ask
    return { ...ask, who: standIn, instead: ask.who }
  }
  const { person } = only
  const whose = person === undefined ? [undefined] : [person, ...standIns.by(person)]
  const all = whose.flatMap((one) =>
    of.kind.open(situation, one === undefined ? only : { ...only, person: one }).map(passed),
  )
  const seen = new Set<string>()
  return all.filter((ask) => {
    const key = JSON.stringify([ask.about, ask.who])
    if ((person !== undefined && ask.who !== person) || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Those in whose place somebody may do a thing today; nobody where it is their own matter. */
function placesOf(
  situation: Situation,
  person: string,
  concerns: readonly string[],
): readonly string[] {
  return concerns.includes(person) ? [] : situation.bureau.standIns.by(person)
}

/** A verb that who stands in may do in the place of who is away; the entry then says for whom. */
export function verbThroughPost(name: string, verb: Verb): Verb {
  const rule = followedByVerb(name)
  if (!rule) return verb
  const { claims } = verb
  return {
    ...verb,
    ...(claims && {
      claims: (intent, by) =>
        [by.person, ...by.bureau.standIns.by(by.person)].flatMap((person) =>
          claims(intent, { ...by, person }),
        ),
    }),
    act: (ctx, intent) =>
      inPlace(ctx, rule.concerns?.(ctx, aboutOf(intent as Intent)) ?? [], (as) =>
        verb.act(as, intent),
      ),
  }
}

async function inPlace(
  ctx: Context,
  concerns: readonly string[],
  act: (as: Context) => Promise<Outcome>,
): Promise<Outcome> {
  const own = await act(ctx)
  if (!isRefusal(own) || !aboutWhom.has(own.code)) return own
  for (const person of placesOf(ctx, ctx.person, concerns)) {
    const given = await act({ ...ctx, person, standIn: ctx.person })
    if (!isRefusal(given) || !aboutWhom.has(given.code)) return given
  }
  return own
}

/** A word that who stands in may say in the place of who is away. */
export function commandThroughPost(command: Command): Command {
  if (!commandFollows(command.name)) return command
  return {
    ...command,
    async card(ctx, about): Promise<CardRef | Refusal> {
      const own = await command.card(ctx, about)
      if (!isRefusal(own)) return own
      for (const person of ctx.bureau.standIns.by(ctx.person)) {
        const given = await command.card({ ...ctx, person, standIn: ctx.person }, about)
        if (!isRefusal(given)) return given
      }
      return own
    },
  }
}

/** Ways to look at a card: as oneself, and in the place of whom one stands in for; whose it is to do comes first. */
export function seeingThroughPost<S extends Seeing>(
  kinds: readonly AskKind[],
  seeing: S,
  card: CardRef,
): S[] {
  const { person } = seeing
  const rule = followedByCard(card.kind)
  if (person === null || !rule) return [seeing]
  const places = placesOf(seeing, person, rule.concerns?.(seeing, card.key) ?? [])
  if (places.length === 0) return [seeing]
  const owed = kinds
    .filter(({ name }) => followed[name]?.cards.includes(card.kind))
    .flatMap((kind) => kind.open(seeing, { person }))
    .filter((ask) => ask.card.kind === card.kind && ask.card.key === card.key)
  const first = owed.find(({ instead }) => instead === undefined) ? person : owed[0]?.instead
  const order = [...new Set([...(first === undefined ? [] : [first]), person, ...places])]
  return order.map((one) => (one === person ? seeing : { ...seeing, person: one, standIn: person }))
}
