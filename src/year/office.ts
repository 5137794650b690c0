import type { Day } from '../base/day.js'
import { pressed, type Scene } from './acting.js'
import type { Card } from './card.js'
import type { Member } from './cast.js'
import { broughtBy, typed, verbOf } from './duty.js'

const titles = {
  votes: '民主测评进度',
  home: '考核助手',
  publish: '公布考核结果',
  items: '逐项核定',
  decisions: '会议决定',
}

/** From when on the office holds the votes of a cycle's year, and publishes it. */
const votesFrom = '12-08'
const publishesFrom = '01-06'

/** How a publication stands, as the office's card says it: the regulation with its year, and the card's tag. */
export type Published = Map<string, string>

/**
 * What the office does towards the end of a year beside what it is asked: opens the votes, counts those that are complete, writes
 * down what a meeting decides, and publishes each regulation as soon as its card lets it. Answers how the publications stand; nothing
 * before it is time.
 */
export async function officeWork(scene: Scene, office: Member, year: number): Promise<Published> {
  const { today } = scene
  if (today >= `${year}-${votesFrom}`) await holdVotes(scene, office)
  if (today < `${year + 1}-${publishesFrom}`) return new Map()
  await endScoring(scene, office)
  return await publishAll(scene, office, year)
}

/** Opens every vote that can be opened, and counts what is complete. */
async function holdVotes(scene: Scene, office: Member): Promise<void> {
  const { person } = office
  await person.say('测评进度')
  const desk = await last(office, titles.votes)
  if (!desk) return
  await advance(scene, office, desk)
  for (const other of opening(desk, 'vote-desk')) {
    await desk.pressName(other)
    const next = await last(office, titles.votes)
    if (next) await advance(scene, office, next)
  }
}

async function advance(scene: Scene, member: Member, desk: Card): Promise<void> {
  const filled = desk.actions().find(({ primary }) => primary)
  if (!filled || !/^vote\.(open|close)$/.test(verbOf(filled.name))) return
  await pressed(scene, { member, card: desk, name: filled.name, meant: true })
}

/** Ends the scoring of items when its time is over: what nobody scored counts as the register has it. */
async function endScoring(scene: Scene, member: Member): Promise<void> {
  const { today } = scene
  const listed = await last(member, titles.items)
  for (const name of listed ? opening(listed, 'refresh') : []) await listed?.pressName(name)
  const card = await last(member, titles.items)
  const name = card?.actions().find((each) => verbOf(each.name) === 'items.close')?.name
  if (!card || name === undefined) return
  card.fill(typed(card, name, { random: member.random, today }))
  await pressed(scene, { member, card, name, meant: true })
}

/** Goes through the regulations that home offers to publish. */
async function publishAll(scene: Scene, office: Member, year: number): Promise<Published> {
  const { person } = office
  const states: Published = new Map()
  await person.say('主页')
  const listed = await last(office, titles.home)
  for (const offered of listed ? opening(listed, 'publish') : []) {
    // Home is another card after each press.
    const home = await last(office, titles.home)
    const name = home?.actions().find((each) => broughtBy(each.name) === broughtBy(offered))?.name
    if (!home || name === undefined) continue
    await home.pressName(name)
    const card = await publishOne(scene, office)
    if (!card?.subtitle.includes(`${year}年度`)) continue
    const why = card.tag === '已公布' ? '' : `（${card.text.replace(/\s+/g, ' ').slice(0, 600)}）`
    states.set(card.subtitle, `${card.tag}${why}`)
  }
  return states
}

async function publishOne(scene: Scene, office: Member): Promise<Card | undefined> {
  const card = await last(office, titles.publish)
  if (!card) return undefined
  if (/\d+ 处要由会议决定/.test(card.text)) {
    await decide(scene, office, card)
    const [again] = opening(card, 'refresh')
    if (again !== undefined) await card.pressName(again)
  }
  await remind(office)
  const ready = await last(office, titles.publish)
  const isDue = ready?.tag === '可以公布' || ready?.text.includes('等公布更正')
  const name = ready?.actions().find(({ label }) => label === '公布名次')?.name
  if (!ready || !isDue || name === undefined) return ready
  ready.fill(typed(ready, name, { random: office.random, today: scene.today }))
  await pressed(scene, { member: office, card: ready, name, meant: true })
  return await last(office, titles.publish)
}

/** Has everybody reminded of what the card names as owed. */
async function remind(office: Member): Promise<void> {
  const card = await last(office, titles.publish)
  const owed = card?.actions().filter(({ name }) => verbOf(name) === 'asks.remind') ?? []
  for (const { name } of owed) {
    const now = await last(office, titles.publish)
    const still = now?.actions().find((each) => broughtBy(each.name) === broughtBy(name))
    // A second time on a day is refused, which is nobody's mistake.
    if (now && still) await now.pressName(still.name)
  }
}

/** Writes down whom the meeting gave the places among equals: the first of them, as many as there are places. */
async function decide(scene: Scene, office: Member, publication: Card): Promise<void> {
  const { today } = scene
  for (const name of opening(publication, 'decisions')) await publication.pressName(name)
  for (;;) {
    const card = await last(office, titles.decisions)
    const tie = card?.actions().find((each) => verbOf(each.name) === 'decision.places')
    if (!card || !tie) return
    const chosen = card.formOf(tie.name).find(({ field }) => field.tag === 'multi_select_static')
    const places = /(\d+)/.exec(JSON.stringify(chosen?.field.placeholder ?? ''))?.[1] ?? '1'
    const field = `${chosen?.field.name}`
    const first = card.options(field).slice(0, Number.parseInt(places, 10))
    card.fill({
      ...typed(card, tie.name, { random: office.random, today }),
      [field]: first.map(({ value }) => value),
    })
    const press = { member: office, card, name: tie.name, meant: true }
    if ((await pressed(scene, press)) !== 'done') return
  }
}

async function last({ person }: Member, title: string): Promise<Card | undefined> {
  return (await person.cards(title)).at(-1)
}

/** Names of the buttons that open a kind of card (or, `refresh`, show this one anew). */
function opening(card: Card, kind: string): string[] {
  return card.actions().flatMap(({ name }) => {
    const [verb, , , opened] = name.split('~')
    return verb === kind || (verb === 'open' && opened === kind) ? [name] : []
  })
}

/** Somebody in a few asks for a review of a result that reached them, in their own words. */
export async function askReview(scene: Scene, member: Member): Promise<boolean> {
  const { person, random } = member
  const { figures, today } = scene
  await person.say('复核')
  figures.of(member.id).begun++
  const card = await last(member, '申请复核')
  const name = card?.actions().find((each) => verbOf(each.name) === 'appeal.submit')?.name
  if (!card || name === undefined) return false
  card.fill(typed(card, name, { random, today }))
  figures.of(member.id).begun++
  return (await pressed(scene, { member, card, name, meant: true })) === 'done'
}

/** Whether every publication is out. */
export function isPublished(states: Published): boolean {
  return states.size > 0 && [...states.values()].every((tag) => tag === '已公布')
}

/** Chinese: how the publications stand. */
export function publishedText(states: Published, on: Day): string {
  const all = [...states].map(([of, tag]) => `${of}：${tag}`)
  return all.length === 0 ? `到${on}没有可以公布的` : all.join('；')
}
