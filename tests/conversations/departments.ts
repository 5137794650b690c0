import { join } from 'node:path'
import { expect } from 'vitest'
import { boundsText, scoreText, settledText } from '../../cards/scores.js'
import { must } from '../../src/base/bug.js'
import { exportTo } from '../../src/cli/export.js'
import { score } from '../../src/cli/score.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { leavesOf, type Scored } from '../../src/year/published.js'
import type { Card, Pressed } from '../../src/year/card.js'
import type { Person } from '../../src/year/person.js'
import { startWorld, type World } from './world.js'

const demonstration = demoBureau('departments')
const { roster } = demonstration

const scheme = must(demonstration.schemes[0], 'a scheme').id

/** Who is assessed: every unit but the leadership. */
export const units = roster.units.filter((unit) => unit.kind !== 'leadership')

/** What is recorded: the kind, of whom, of which day, and what else its form asks. */
export interface Recording {
  by: Person
  kind: string
  whom: readonly string[]
  on: string
  note?: string
  /** Texts of options; their values are looked up. */
  sort?: string
  levels?: readonly string[]
  /** One that is known is chosen, another one is new. */
  matter?: string
  evidence?: boolean
  more?: Record<string, string>
}

/** The bureau that assesses units: who does what in it, and how its people record and decide. */
export class Departments {
  readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** Who holds a role, in a unit or at all: nothing here knows a name. */
  holder(role: string, unit?: string): Person {
    const found = roster.people.find((person) =>
      person.roles.some(
        (held) =>
          held.role === role &&
          (unit === undefined ||
            held.unit === unit ||
            (held.unit === undefined && person.memberships.some((of) => of.unit === unit))),
      ),
    )
    return this.world.person(must(found, `nobody is ${role} of ${unit}`).name)
  }

  /** The office without whom a fact of the office's own unit charges. */
  office(): Person {
    const found = roster.people.find(
      ({ roles }) =>
        roles.some(({ role }) => role === 'assessment-office') &&
        !roles.some(({ role }) => role === 'unit-head'),
    )
    return this.world.person(must(found, 'an office').name)
  }

  head = (unit: string) => this.holder('unit-head', unit)
  leader = (unit: string) => this.holder('leader-in-charge', unit)
  scorer = (unit: string) => this.holder('scoring-office', unit)
  gatherer = (unit: string) => this.holder('hub-office', unit)

  /** The office opens the cycle of 2025, having looked at what is asserted with it. */
  async openCycle(): Promise<void> {
    const clerk = this.office()
    await clerk.say('周期')
    const cycles = await clerk.card('考核周期')
    const prepared = await cycles.fill({ scheme, year: '2025' }).press('先看清单')
    expect(said(prepared)).toContain('清单')
    const opening = await clerk.card('开启考核周期')
    expect(said(await opening.press('确认开启'))).toContain('已开启')
  }

  /** Records as people do: the word, the kind, looking for whom, the file that proves it, and handing in. */
  async record(of: Recording): Promise<void> {
    const { by, kind, whom, evidence = true } = of
    await by.say(`记录 ${kind}`)
    let form = await by.card('记录加减分')
    for (const [index, unit] of whom.entries()) {
      const answer = await form.fill({ find: nameOf(unit) }).press('查找')
      form = await by.card('记录加减分')
      if (!said(answer).includes('已加上')) form.fill({ whom: whom.slice(0, index + 1) })
    }
    if (evidence) {
      await by.sendFile(`${kind}.pdf`)
      form = await by.card('记录加减分')
    }
    const answer = await form.fill(valuesOf(of, form)).press('提交审定')
    const confirming = said(answer).includes('请再确认')
      ? await (await by.card('记录加减分')).press('确认无误')
      : answer
    expect(said(confirming), `${kind}: ${(await by.card('记录加减分')).text}`).toContain('已送审定')
  }

  /** Presses a button of the newest step; the answer's text. */
  async decide(by: Person, what: string, more: Record<string, string> = {}): Promise<string> {
    const card = await by.card('加减分审定')
    return said(await card.fill(more).press(what))
  }

  /** The fact that was just handed in is agreed to by whom it waits for. */
  async agree(by: Person): Promise<void> {
    expect(await this.decide(by, '同意')).toContain('已同意')
  }

  async scoreOf(person: Person): Promise<string> {
    await person.say('/myscore')
    return plain((await person.card('我的得分')).text)
  }

  /**
   * What heads read of their units' scores, part by part, is what `kaohe score` says on the export of that day.
   * The bot is stopped afterwards.
   */
  async agrees(on: string, whose: readonly string[]): Promise<Scored> {
    const texts = new Map<string, string>()
    for (const unit of whose) texts.set(unit, await this.scoreOf(this.head(unit)))
    await this.stop()
    const result = await this.#scored(on)
    for (const [unit, text] of texts) {
      const statement = must(
        result.statements.find((each) => each.assessee === unit),
        `${unit} is scored`,
      )
      const { total } = statement
      if (total !== null) expect(text).toContain(`总分 ${scoreText(total)}`)
      else {
        expect(text).toContain(plain(settledText(statement)))
        expect(text).toContain(boundsText(statement))
      }
      for (const part of leavesOf(statement.root)) {
        const value = part.closed ? scoreText(part.points.settled) : plain(settledText(part.points))
        expect(text, `${unit} ${part.name}`).toMatch(
          new RegExp(`${part.name}[\\n　]+${value.replaceAll('.', '\\.')}`),
        )
      }
    }
    return result
  }

  /** `kaohe export` of a bot that is stopped, and `kaohe score` on it. */
  async #scored(asOf: string): Promise<Scored> {
    const out = join(this.world.dataDir, `facts-${asOf}.json`)
    const from = { data: this.world.dataDir, bureau: roster.bureau.id }
    expect(await exportTo({ ...from, out, asOf })).toBeNull()
    const { exitCode, lines } = score({ facts: out, json: true, asOf })
    expect(exitCode, lines.slice(0, 5).join('\n')).toBe(0)
    return JSON.parse(`${lines[0]}`)
  }

  async stop(): Promise<void> {
    await this.world.killBot()
    await this.world.control.post('/bot', { url: null })
  }

  /** The bot is started, or started again, on a later day; what it missed it makes up. */
  async goOn(on: string): Promise<void> {
    await this.stop()
    await this.world.goTo(on, '09:30')
    await this.world.startBot()
  }
}

/** The bureau before anybody has opened a cycle. */
export async function startDepartments(clock: string): Promise<Departments> {
  const bureaus = ['departments']
  // A demonstration's cycle is opened by itself; a bureau's office opens it.
  const env = { KAOHE_DEMO: '0' }
  return new Departments(await startWorld({ clock, bureaus, fresh: true, env }))
}

export function said({ toast }: Pressed): string {
  return toast?.content ?? ''
}

function nameOf(unit: string): string {
  return must(
    roster.units.find(({ id }) => id === unit),
    unit,
  ).name
}

function valuesOf(of: Recording, form: Card): Record<string, unknown> {
  const { whom, on, note = '按记录登记', sort, levels, matter, more = {} } = of
  const values: Record<string, unknown> = { whom: [...whom], day: `${on} +0800`, note, ...more }
  if (sort !== undefined) values.sort = form.option('sort', sort)
  if (levels !== undefined) values.levels = levels.map((one) => form.option('levels', one))
  if (matter === undefined) return values
  const known = form.options('matter').find(({ text }) => text === matter)
  return known ? { ...values, matter: known.value } : { ...values, newMatter: matter }
}

/** Without bold marks and the joiners that keep words on one line. */
export function plain(text: string): string {
  return text.replaceAll(/\*|\u2060/g, '')
}
