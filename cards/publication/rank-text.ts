import type { OwnRank } from '../../src/flows/publication/result-view.js'
import { literal, quietly } from '../kit.js'

/** `第3名 / 12 主任科员及以下`; only the tier where there are no ranks. */
export function rankText({ name, rank, ranked, tied }: OwnRank): string {
  if (rank === null) return quietly(literal(name))
  return `第**${rank}**名${tied ? '（并列）' : ''}${quietly(` / ${ranked}　${literal(name)}`)}`
}
