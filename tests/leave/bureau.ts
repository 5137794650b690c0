import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import type { BoundWork } from '../../src/binding/work.js'
import type { Intent } from '../../src/flows/flow.js'
import type { LeaveWords } from '../../src/flows/leave/intents.js'
import { shownKey } from '../../src/flows/leave/form.js'
import { requestsOf } from '../../src/flows/chain/request.js'
import { leavesSlice } from '../../src/flows/leave/leaves.js'
import type { Person } from '../../src/roster/roster.js'
import { readWorkRules } from '../../src/workrules/read.js'
import { press } from '../pressing.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'

/** The shipped work rules, with the roles of the tests' roster. */
export function workRules(id = 'wuhan'): BoundWork {
  const { rules } = readWorkRules(packagePath('workrules', id))
  return {
    rules: must(rules, 'the work rules can be read'),
    facts: new Map(),
    binds: new Map([
      ['leadership', ['party-group']],
      ['political-division', ['assessment-office']],
      ['office', ['assessment-office']],
      ['discipline-office', ['discipline-team']],
    ]),
  }
}

/**
 * The bureau of the reports' tests with work rules: 吴 is its principal leader, 孙 a second member of 规划处, 郑 leads
 * it. 综合处: 李 head, 张 and 王 members, 陈 in charge. 机关党委 (赵) has neither head nor leader.
 */
export const leaveDatabase = (work: BoundWork = workRules(), more: readonly Person[] = []) =>
  testDatabase({
    work,
    units: [{ id: 'archives', name: '档案处', kind: 'business' }],
    people: [
      person('wu', '吴主任', 'leaders', [{ role: 'principal-leader' }, { role: 'party-group' }]),
      person('zheng', '郑副', 'leaders', [
        { role: 'leader-in-charge', unit: 'planning' },
        { role: 'party-group' },
      ]),
      person('sun', '孙晴', 'planning', []),
      // Heads 档案处 and is in charge of it too.
      person('hu', '胡容', 'archives', [
        { role: 'unit-head', unit: 'archives' },
        { role: 'leader-in-charge', unit: 'archives' },
      ]),
      person('he', '何苗', 'archives', []),
      ...more,
    ],
  })

/** A whole form: a day of personal leave unless said otherwise. */
export function words(of: Partial<LeaveWords>): LeaveWords {
  const from = of.from ?? '2025-09-10'
  return {
    who: '',
    kind: 'personal',
    from,
    to: of.to ?? from,
    starts: 'morning',
    ends: 'evening',
    reason: '家里有事',
    handover: '',
    tasks: '',
    ...of,
  }
}

/** Asks for leave as somebody whose card showed the days; answers what was said. */
export function ask(
  bureau: TestBureau,
  who: string,
  of: Partial<LeaveWords>,
  key = 'new',
): Promise<string> {
  const whole = words(of)
  return press(bureau, who, {
    ...{ verb: 'leave.submit', key, shown: shownKey(whole), words: whole },
  } as Intent)
}

/** The last leave that somebody asked for. */
export async function lastLeave(bureau: TestBureau, who: string) {
  const { collected } = await bureau.seeing(who)
  return must(requestsOf(collected.of(leavesSlice), who).at(-1), `a leave of ${who}`)
}

/** Decides on somebody's last leave. */
export async function decide(
  bureau: TestBureau,
  who: string,
  of: { on: string; as?: 'agree' | 'return' | 'refuse'; text?: string },
): Promise<string> {
  const { id } = await lastLeave(bureau, of.on)
  const verb = `leave.${of.as ?? 'agree'}`
  return press(bureau, who, { verb, leave: id, person: of.on, text: of.text ?? '' } as Intent)
}

/** What one does with one's own last leave. */
export async function own(
  bureau: TestBureau,
  who: string,
  verb: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { id } = await lastLeave(bureau, who)
  return press(bureau, who, { verb: `leave.${verb}`, leave: id, ...more } as Intent)
}
