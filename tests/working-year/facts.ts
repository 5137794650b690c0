import { must } from '../../src/base/bug.js'
import type { Day } from '../../src/base/day.js'
import { viewOf } from '../../src/flows/all.js'
import type { AttendanceView } from '../../src/flows/attendance/view.js'
import { type FactRecord, factsSlice } from '../../src/flows/fact/facts.js'
import { hearers, waitingOf } from '../../src/flows/fact/procedure.js'
import type { Found } from './diary.js'
import { type Life, oneOf } from './life.js'

/** A check of attendance: some were not there or late. Whom approved leave or a trip excuses must be left out. */
export async function checks(
  life: Life,
  of: {
    by: string
    day: Day
    occasion: string
    findings: readonly string[]
    among: readonly string[]
  },
): Promise<void> {
  const { bureau, diary, random, names } = life
  const found = new Map<string, string[]>()
  for (const who of random.shuffled(of.among).slice(0, 1 + random.below(2))) {
    const finding = oneOf(random, of.findings)
    found.set(finding, [...(found.get(finding) ?? []), who])
  }
  const typed = [...found].map(([finding, all]) => [
    finding,
    all.map((who) => names.get(who)).join('、'),
  ])
  const words = {
    day: of.day,
    occasion: of.occasion,
    note: '九点抽查',
    names: Object.fromEntries(typed),
  }
  await life.does(of.by, { verb: 'attendance.again' }, 'refreshed', 'attendance-again')
  await life.does(of.by, { verb: 'attendance.check', words }, 'attendance-checked')
  const view = (await viewOf(await bureau.seeing(of.by), {
    ...{ kind: 'attendance', key: 'new' },
  })) as AttendanceView
  if (view.step.step !== 'check') throw new Error(`at ${view.step.step}`)
  const before = (await facts(life)).length
  const answers = { who: {}, reason: {} }
  const given = { verb: 'attendance.send', shown: view.step.shown, answers }
  const said = ['attendance-sent', 'attendance-sent-some', 'refused:attendance-all-left']
  await life.does(of.by, given, ...said)
  const made = (await facts(life)).slice(before)
  for (const [finding, all] of found) {
    for (const who of all) {
      const known = diary.found.some(
        (one) =>
          one.who === who &&
          one.finding === finding &&
          one.occasion === of.occasion &&
          one.day === of.day &&
          one.state !== 'gone',
      )
      if (known || diary.isAway(who, of.day)) continue
      const fact = made.find(({ body }) => body.persons.includes(who))
      const id = must(fact, `${who} was found ${finding} on ${of.day} and is not recorded`).id
      const { day, occasion } = of
      diary.found.push({ fact: id, who, finding, occasion, day, state: 'proposed' })
    }
  }
  const noted = diary.found.filter(({ fact }) => made.some(({ id }) => id === fact)).length
  const recorded = made.reduce((sum, { body }) => sum + body.persons.length, 0)
  if (noted !== recorded) throw new Error(`${recorded} were recorded, ${noted} noted down`)
}

async function facts({ bureau }: Life): Promise<FactRecord[]> {
  return [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
}

const said = {
  verify: ['fact-verified', 'fact-verified-on'],
  approve: ['fact-approved'],
}

/** What waits is verified and approved; some are sent back. Answers how many were approved. */
export async function decideFacts(life: Life): Promise<number> {
  let approved = 0
  const { bureau, random, diary } = life
  const { collected } = await bureau.seeing(null)
  for (const { id } of [...collected.of(factsSlice).open]) {
    for (;;) {
      const seeing = await bureau.seeing(null)
      const fact = must(seeing.collected.of(factsSlice).byId.get(id), 'it is there')
      if (fact.ended !== null || fact.charges.size > 0) break
      const waiting = waitingOf(seeing.bureau, fact)
      const [holder] = waiting?.holders ?? []
      if (!waiting || holder === undefined) break
      const by = diary.doer(holder, seeing.today, concerned(fact))
      const verb = waiting.step.what === 'verified' ? 'verify' : 'approve'
      const back = random.chance(8)
      const of = { fact: id, whose: '', field: 'text', text: back ? '情况不清' : '' }
      if (back) await life.does(by, { verb: 'fact.return', ...of }, 'fact-returned')
      else await life.does(by, { verb: `fact.${verb}`, ...of }, ...said[verb])
      if (back) note(life, id, 'gone')
      else if (verb === 'approve') note(life, id, 'approved')
      if (!back && verb === 'approve') approved++
    }
  }
  return approved
}

/** Who never decides on a fact in the place of somebody else: whom it names, and who recorded it. */
export function concerned({ body, recordedBy }: FactRecord): string[] {
  return [...body.persons, recordedBy]
}

/** Everything that was noted of a fact, or of one whom it charges. */
function note({ diary }: Life, fact: string, state: Found['state'], whose: string | null = null) {
  for (const one of diary.found) {
    if (one.fact === fact && (whose === null || one.who === whose)) one.state = state
  }
  for (const one of diary.adopted) if (one.fact === fact) one.state = state
}

/** Some of those who were told object; the office upholds, or takes back. */
export async function objects(life: Life): Promise<void> {
  const { bureau, random } = life
  const seeing = await bureau.seeing(null)
  const { roster } = seeing.bureau
  for (const fact of [...seeing.collected.of(factsSlice).open]) {
    for (const { whose, state } of [...fact.charges.values()]) {
      const of = { fact: fact.id, whose, field: 'text' }
      const isUnit = life.units.has(whose)
      const who = isUnit ? roster.headsOf(whose)[0]?.id : whose
      const heard = hearers(seeing.bureau, fact).every((one) => !fact.charges.has(one))
      if (state === 'told' && who !== undefined && heard && random.chance(6)) {
        const object = { verb: 'fact.object', ...of, text: '当时在楼下接人' }
        await life.does(who, object, 'fact-objected')
      } else if (state === 'objected') {
        const [office] = hearers(seeing.bureau, fact)
        const by = life.diary.doer(
          must(office, 'the office hears'),
          seeing.today,
          fact.body.persons,
        )
        const up = random.chance(45)
        const verb = up ? 'fact.uphold' : 'fact.withdraw'
        await life.does(by, { verb, ...of, text: '已核实' }, 'fact-upheld', 'fact-withdrawn')
        if (!up) note(life, fact.id, 'gone', isUnit ? null : whose)
      }
    }
  }
}
