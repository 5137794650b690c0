import type { GoneView } from '../src/flows/gone-view.js'
import { card, markdown, type Element } from './kit.js'
import { sentence } from './sayings.js'

/** A card whose content may not be shown any more. */
export function renderGone(view: GoneView): Element {
  return card({ title: '考核助手', tone: 'grey', tag: '已失效' }, [markdown(sentence(view.code))])
}

/** An older card after the same was opened again below. */
export function renderMoved(): Element {
  return card({ title: '考核助手', tone: 'grey', tag: '已移到下方' }, [
    markdown(sentence('replaced')),
  ])
}
