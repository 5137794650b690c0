import type { CoverView } from '../../src/flows/post/cover.js'
import { card, type Element, labelled, literal, markdown } from '../kit.js'
import { spanText, stages } from '../leave/words.js'

/** Before who takes over: when, what, and nothing of why. */
export function renderCover(view: CoverView): Element {
  const over = view.stage !== 'approved'
  const state = over ? stages[view.stage] : { tone: 'blue' as const, tag: '请您接替' }
  return card({ title: '工作交接', subtitle: spanText(view), ...state }, [
    markdown(
      over
        ? `${literal(view.name)}这段时间的安排已不作数，不用接替。`
        : `**${literal(view.name)}**${literal(spanText(view))}不在岗，这段时间的工作由您接替，要批的事也由您代批。`,
    ),
    ...(view.tasks === '' || over ? [] : [labelled(['交接', literal(view.tasks)])]),
  ])
}
