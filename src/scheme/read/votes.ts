import type { Places } from '../model/grades.js'
import type { VotesPart } from '../model/parts.js'
import type { PartDraft } from '../shape/parts.js'
import { wholeOrNone } from '../language/words.js'
import { orNone } from './grade-parts.js'
import { mapSetting, type Place } from './place.js'
import { placesWord, roundings } from './quotas.js'
import { checkBallots, ownBallot, weightsOf } from './ratings.js'

type VotesDraft = PartDraft & { kind: 'votes' }

/** A part that people vote on: who, with which weights, and how many may have a band. `pointed`: it must give points. */
export function buildVotes(
  draft: VotesDraft,
  at: Place,
  pointed: boolean,
): Pick<VotesPart, 'voters' | 'weights' | 'atMost' | 'ballotsMin' | 'own'> {
  at.known('scale', 'scale', draft.scale)
  checkBallots(draft.scale, at, pointed)
  const { votes } = draft.by
  const voters = at
    .below('by')
    .knownAll('role', 'votes', typeof votes === 'string' ? [votes] : votes)
  const weights = weightsOf(draft.weights, at)
  if (draft.weights !== undefined && weights.length !== voters.length) {
    const message = `weights 要给每一类投票人写权重：votes 有 ${voters.length} 类，weights 有 ${weights.length} 个`
    at.problem('weights', 'weights-missing', message)
  }
  const least = wholeOrNone(at.reader, [...at.path, 'quorum'])
  const quorum = at.set<number | null>('quorum', draft.quorum, least, null)
  return {
    voters,
    weights,
    atMost: draft['at-most'].map((one, index) => limitOf(draft, one, at.below('at-most', index))),
    ballotsMin: mapSetting(quorum, (count) => count ?? 0),
    own: at.set('own', draft.own, ownBallot, 'counts'),
  }
}

function limitOf(
  draft: VotesDraft,
  one: VotesDraft['at-most'][number],
  row: Place,
): VotesPart['atMost'][number] {
  const bands = row.reader.draft.scales.find(({ scale }) => scale === draft.scale)?.levels ?? []
  if (bands.every(({ level }) => level !== one.level)) {
    const can = bands.map(({ level }) => level).join('、') || '无'
    row.problem('level', 'unknown-level', `分档 ${draft.scale} 没有 ${one.level}，可用：${can}`)
  }
  const places = placesWord(row.reader, [...row.path, 'places'])
  const none: Places = { kind: 'count', count: 0 }
  return {
    band: one.level,
    places: row.set<Places>('places', one.places, { ...places, word: orNone(places.word) }, none),
    rounding: row.set('rounding', one.rounding, roundings, 'down'),
  }
}
