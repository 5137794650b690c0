import type { FactStage, FactStep } from '../src/flows/fact/facts.js'
import type { Effect, MadeStep } from '../src/flows/fact/record-view.js'
import type { ChargeShown } from '../src/flows/fact/shown.js'
import type { Tone } from './kit.js'
import { literal } from './kit.js'
import { dayText } from '../src/base/day.js'
import { signedText } from './scores.js'

/** What cards call the stages of a fact, and their colours. */
export const stageNames: Record<FactStage, { tag: string; tone: Tone }> = {
  proposed: { tag: '待审定', tone: 'blue' },
  returned: { tag: '已退回', tone: 'grey' },
  sent: { tag: '待送达', tone: 'orange' },
  told: { tag: '异议期内', tone: 'red' },
  objected: { tag: '异议处理中', tone: 'orange' },
  withdrawn: { tag: '已撤销', tone: 'grey' },
  effective: { tag: '已生效', tone: 'red' },
  reversed: { tag: '已冲销', tone: 'grey' },
}

export const stepNames: Record<FactStep['what'], string> = {
  proposed: '记录',
  verified: '核实',
  approved: '审定同意',
  returned: '退回',
  undelivered: '未送达',
  told: '告知',
  objected: '提出异议',
  upheld: '维持',
  withdrawn: '撤销',
  effective: '生效',
  reversed: '冲销',
}

/** Whom a charge falls on. */
export const chargedNames: Readonly<Record<string, string>> = {
  person: '责任人',
  head: '处室负责人',
  members: '处室全体',
  unit: '处室',
  branch: '支部各处室',
}

const effectNames: Record<Effect, string> = {
  points: '',
  veto: '一票否决',
  bar: '限制评优',
  record: '只登记，不计分',
}

/** What a kind does: its charges, and whether it closes a grade; `责任人 −0.05，处室负责人 −0.1`. */
export function effectText(effect: Effect, charges: readonly ChargeShown[]): string {
  const points = charges.map(
    ({ to, points: figure }) => `${chargedNames[to] ?? to} ${pointsText(figure)}`,
  )
  return [effectNames[effect], ...points].filter((each) => each !== '').join('，')
}

function pointsText(figure: string | null): string {
  if (figure === null) return '另定'
  return figure === 'all' ? '该项不得分' : signedText(figure)
}

const waitsNames = { verified: '核实', approved: '审定' } as const

/** Who has it now, and since when: `在 乔砚秋（处室主要负责人）处核实，10月9日（周四）起`. */
export function waitsText(waits: NonNullable<MadeStep['facts'][number]['waits']>): string {
  const { what, role, names, since } = waits
  if (names.length === 0) {
    const waiting = `${dayText(since)}起等待${waitsNames[what]}`
    return `${waiting}，没有人可以办：请在名册里补上${literal(role)}，补上后自动送到。`
  }
  const who = names.slice(0, 4).join('、')
  const more = names.length > 4 ? '等' : ''
  return `在${literal(who)}${more}（${literal(role)}）处等待${waitsNames[what]}，${dayText(since)}起`
}
