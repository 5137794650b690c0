import type { PlainEntry } from '../../storage/ledger-stream.js'
import {
  asked,
  begin,
  chainFolds,
  noRequests,
  onRequest,
  type RequestRecord,
  type Requests,
} from '../chain/request.js'
import { slice } from '../collected.js'
import {
  unaskedChain,
  unaskedErased,
  unaskedExplained,
  unaskedFacts,
  unaskedFound,
} from './entries.js'

/** A trip that nobody was asked for, with all that was decided about it, without any text of people. */
export interface Unasked extends RequestRecord {
  consequences: readonly string[]
  /** Entries with what who went said to it. */
  explained: string[]
  facts: readonly string[]
}

export type UnaskedCollected = Requests<Unasked>

const about = onRequest<Unasked>

export const unaskedSlice = slice<UnaskedCollected>('unasked', noRequests, {
  ...chainFolds<Unasked>(unaskedChain),
  [unaskedFound.kind]: find,
  // Once it is decided nothing is to be done about it any more.
  [unaskedChain.passed.kind]: (state, entry) => {
    chainFolds<Unasked>(unaskedChain)[unaskedChain.passed.kind]?.(state, entry)
    const one = state.byId.get(entry.about ?? '')
    if (one?.stage === 'approved') state.open.delete(one)
  },
  [unaskedExplained.kind]: about((one, entry) => {
    one.explained.push(entry.id)
  }),
  [unaskedFacts.kind]: about((one, entry) => {
    one.facts = unaskedFacts.body(entry).facts
  }),
  [unaskedErased.kind]: about((one) => {
    one.erased = true
  }),
})

function find(state: UnaskedCollected, entry: PlainEntry): void {
  const { from, to, rank, deciding, consequences } = unaskedFound.body(entry)
  begin(state, {
    ...asked(entry, { from, to, startsAtNoon: false, endsAtNoon: false }),
    ...{ rank, deciding, consequences, informed: [], handover: null, instead: null },
    ...{ explained: [], facts: [] },
  })
}
