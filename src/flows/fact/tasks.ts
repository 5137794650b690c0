import type { Seeing } from '../context.js'
import type { Task } from '../home/task.js'
import { windowIsProvisional } from './objection-window.js'
import { approversOfFact, chargedBy } from './people.js'
import { readFacts } from './state.js'

/** Facts that wait for the person: to approve, to hear, or to read while an objection is possible. */
export async function factTasks(seeing: Seeing, person: string): Promise<Task[]> {
  const { bureau, calendar, today } = seeing
  const facts = await readFacts(seeing.db, { bureau: bureau.id, cycle: bureau.cycle.id })
  const office = bureau.roster.holders('assessment-office').some((each) => each.id === person)
  return facts.flatMap((fact): Task[] => {
    const rule = bureau.scheme.rules.find((each) => each.id === fact.proposal.rule)
    if (!rule) return []
    const charged = fact.proposal.persons
      .map((id) => bureau.roster.person(id)?.name ?? id)
      .join('、')
    const open = { due: null, workingDaysLeft: null }
    if (fact.stage === 'proposed') {
      const mine = approversOfFact(bureau, rule, fact).includes(person)
      return mine
        ? [
            {
              ...open,
              text: `审定：${charged} ${rule.name}`,
              card: { kind: 'approval', key: fact.id },
            },
          ]
        : []
    }
    if (fact.stage === 'objected' && office) {
      return [
        { ...open, text: `异议：${charged} ${rule.name}`, card: { kind: 'hearing', key: fact.id } },
      ]
    }
    if (fact.stage === 'told' && fact.objectUntil && chargedBy(bureau, fact).includes(person)) {
      if (today > fact.objectUntil) return []
      return [
        {
          text: `知悉：${rule.name}`,
          due: fact.objectUntil,
          workingDaysLeft: calendar.workingDaysBetween(today, fact.objectUntil),
          provisional: windowIsProvisional(seeing, rule, fact.objectUntil),
          card: { kind: 'fact', key: fact.id },
        },
      ]
    }
    return []
  })
}
