import type { Day } from '../base/day.js'
import type { Random } from '../demo/random.js'
import { pressed, type Scene } from './acting.js'
import type { Card } from './card.js'
import type { Member } from './cast.js'
import { typed, verbOf } from './duty.js'

/** Something a person begins by a word. Answers whether it was handed in. */
export type Start = (scene: Scene, member: Member) => Promise<boolean>

/** Presses that the bot asks for before it takes a form: days looked at, a figure seen twice. */
const looksMax = 3

/**
 * Says a word, fills in the form that comes (what `chosen` says, else what the field takes) and hands it in by the button of this
 * verb, again when the bot shows something to be looked at first.
 */
function byForm(
  word: string,
  {
    title,
    verb,
    file,
    chosen,
  }: {
    title: string
    verb: string
    file?: string
    chosen?: (card: Card, random: Random, today: Day) => Record<string, unknown>
  },
): Start {
  return async (scene, member) => {
    const { today, figures } = scene
    const { person, random } = member
    const burden = figures.of(member.id)
    burden.begun++
    await person.say(word)
    if (file !== undefined) await person.sendFile(file)
    for (let look = 0; look < looksMax; look++) {
      const card = (await person.cards(title)).at(-1)
      const name = card?.actions().find((each) => verbOf(each.name) === verb)?.name
      if (!card || name === undefined) return look > 0
      card.fill({ ...typed(card, name, { random, today }), ...chosen?.(card, random, today) })
      burden.begun++
      if ((await pressed(scene, { member, card, name, meant: true })) !== 'done') return false
    }
    return true
  }
}

/** Leave of a day or two, as the form proposes it. */
export const leave = byForm('请假', { title: '请假', verb: 'leave.submit' })

/** A piece of information, of a kind that needs no more than a title. */
export const information = byForm('报送', {
  ...{ title: '报送信息', verb: 'info.submit', file: '通稿.pdf' },
  chosen: (_, random, today) => ({
    title: `工作动态${today.replaceAll('-', '')}-${random.below(900) + 100}`,
    link: 'https://www.example.gov.cn/news',
    channel: '本单位网站',
  }),
})

/** A fact of a kind that is drawn among those that the person may record. */
export const fact: Start = async (scene, member) => {
  const { person, random } = member
  await person.say('记录')
  scene.figures.of(member.id).begun++
  const kinds = (await person.cards('记录加减分')).at(-1)
  const selects = kinds?.fields().filter((name) => verbOf(name) === 'record.kind') ?? []
  const [first, ...others] = selects
  if (!kinds || first === undefined) return false
  const select = random.pick([first, ...others])
  const [one, ...more] = kinds.options(select).map((option) => option.text)
  if (one === undefined) return false
  await kinds.choose(select, random.pick([one, ...more]))
  await person.sendFile('证明材料.pdf')
  return await handedIn(scene, member)
}

async function handedIn(scene: Scene, member: Member): Promise<boolean> {
  const { today, figures } = scene
  const { person, random } = member
  for (let look = 0; look < looksMax; look++) {
    const card = (await person.cards('记录加减分')).at(-1)
    const name = card?.actions().find((each) => verbOf(each.name) === 'record.submit')?.name
    if (!card || name === undefined) return look > 0
    card.fill(typed(card, name, { random, today }))
    figures.of(member.id).begun++
    if ((await pressed(scene, { member, card, name, meant: false })) !== 'done') {
      const away = card.actions().find(({ label }) => label === '放弃')
      if (away) await card.pressName(away.name)
      return false
    }
  }
  return true
}

/** The office opens the cycle of a scheme and year, having looked at what it asserts. */
export async function openCycle(
  scene: Scene,
  member: Member,
  cycle: { scheme: string; year: string },
): Promise<boolean> {
  const { person } = member
  await person.say('周期')
  const cycles = await person.card('考核周期')
  await cycles.fill(cycle).press('先看清单')
  const opening = (await person.cards('开启考核周期')).at(-1)
  const open = opening?.actions().find(({ primary }) => primary)
  if (!opening || !open) return false
  return (await pressed(scene, { member, card: opening, name: open.name, meant: true })) === 'done'
}
