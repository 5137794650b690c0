import { z } from 'zod'
import { sha256 } from '../../base/ids.js'
import { personalTexts } from '../../storage/personal-texts.js'
import type { Situation } from '../context.js'
import { submissionsIn } from '../rating/asks.js'
import { isOutside } from '../rating/outside-rater.js'
import type { OutsideOf } from './bodies.js'

const shape = z.object({ remark: z.string() })

/**
 * What third parties of a body said beside their figures, as far as it is kept. In the order of its hash: where it stands tells
 * nothing of who said it.
 */
export async function remarksOf(
  situation: Pick<Situation, 'db' | 'collected'>,
  { period, body }: OutsideOf,
): Promise<string[]> {
  const entries = [...submissionsIn(situation, period).values()]
    .filter(({ assessor, bodies }) => isOutside(assessor) && bodies.has(body))
    .flatMap((one) => one.entries)
  const texts = await personalTexts(situation.db, entries)
  const said = [...texts.values()].flatMap((text) => shape.safeParse(text).data?.remark ?? [])
  return said
    .filter((one) => one !== '')
    .map((text) => ({ text, at: sha256(text) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ text }) => text)
}
