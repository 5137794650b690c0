import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseActionName } from '../../cards/action-name.js'
import type { Element, Frame } from '../../cards/kit.js'
import { parsePress } from '../../cards/presses.js'
import { renderCard } from '../../cards/render.js'
import { reportPresses } from '../../cards/report-presses.js'
import { reportSamples } from '../../cards/samples/report.js'
import { sentence } from '../../cards/sayings.js'
import { day, momentOf } from '../../src/base/day.js'
import { isLonger } from '../../src/base/text.js'
import type { ReportText } from '../../src/flows/report/entries.js'
import type { DigestMember, DigestView } from '../../src/flows/report/digest-view.js'
import { reportLimits } from '../../src/flows/report/limits.js'
import type { ReportView } from '../../src/flows/report/report-view.js'
import { composeSummary } from '../../src/flows/report/summary.js'
import type { View } from '../../cards/views.js'

const frame: Frame = { card: 'k3xabcdefg', revision: 1234 }

function render(view: View): Element {
  return renderCard(view, frame)
}

/** Every object in a card that has a `tag`: what the platform counts. */
function tagged(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(tagged)
  if (typeof value !== 'object' || value === null) return []
  const own: Element = { ...value }
  return [...(typeof own.tag === 'string' ? [own] : []), ...Object.values(own).flatMap(tagged)]
}

function named(card: Element): string[] {
  return tagged(card).flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
}

function withinLimits(card: Element): void {
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000)
  expect(tagged(card).length).toBeLessThan(200)
  expect(new Set(named(card)).size).toBe(named(card).length)
}

const at = momentOf(day('2025-09-29'), '16:20')

/** As much as a person may write, of one character. */
function fullest(character: string): ReportText {
  const plan = character.repeat(reportLimits.plan)
  const note = character.repeat(reportLimits.note)
  const plans = Array.from({ length: reportLimits.plans }, () => plan)
  return {
    items: plans.map((text) => ({ text, status: 'not-done', note })),
    extra: character.repeat(reportLimits.extra),
    plans,
  }
}

function memberWith(text: ReportText, name = '诸葛云帆'): DigestMember {
  const counts = { done: 0, underWay: 0, notDone: text.items.length, plans: text.plans.length }
  return { name, report: { at, late: true, counts, text } }
}

/** What a signed report says besides. */
const signedStage = {
  ...{ report: 'r', files: [], passed: [], waits: null, filedAt: at, round: null },
  ...{ mayWithdraw: false, mayDecide: false },
}

/** What a unit's form says besides. */
const drawn = { files: [], sentBack: null, shown: 0, next: '' }

function digestOf(members: DigestMember[], summary: string): DigestView {
  return {
    kind: 'digest',
    month: '2025-09',
    unit: 'high-tech',
    unitName: '高新技术发展及产业化处',
    heads: '欧阳明远',
    answerDay: day('2025-09-30'),
    answerTime: '17:00',
    due: day('2025-10-09'),
    workingDaysLeft: 1,
    late: false,
    members,
    clause: '',
    stage: { stage: 'form', summary, saved: false, since: [], ...drawn },
  }
}

describe('every sample', () => {
  test.each(reportSamples)('$name fits into a card and all its buttons are read', ({ view }) => {
    const card = render(view)
    withinLimits(card)
    const buttons = tagged(card).filter(({ tag }) => tag === 'button')
    for (const { name } of buttons) {
      const action = parseActionName(String(name))
      expect(action).toMatchObject(frame)
      const verb = action?.verb ?? ''
      const intent = parsePress(verb, { args: action?.args ?? [], values: {}, option: undefined })
      expect(intent).toMatchObject({ verb })
    }
  })

  test('has the buttons of its stage and no others', () => {
    const verbs = (name: string) => {
      const sample = reportSamples.find((each) => each.name === name)
      const buttons = tagged(sample && render(sample.view)).filter(({ tag }) => tag === 'button')
      return buttons.map((button) => parseActionName(String(button.name))?.verb)
    }
    expect(verbs('report-form')).toEqual(['report.submit', 'report.save'])
    expect(verbs('report-receipt')).toEqual(['report.change'])
    expect(verbs('digest-form')).toEqual(['digest.sign', 'digest.save', 'digest.annex'])
    expect(verbs('digest-review')).toEqual([
      ...['digest.file', 'digest.file', 'digest.pass', 'digest.return'],
    ])
    expect(verbs('digest-on-its-way')).toEqual(['digest.file', 'digest.file', 'digest.withdraw'])
    for (const closed of ['report-receipt-signed', 'report-missed', 'digest-collecting']) {
      expect(verbs(closed)).toEqual([])
    }
    expect(verbs('digest-reading')).toEqual([])
    expect(verbs('digest-signed')).toEqual(['digest.file', 'digest.file'])
  })

  test('no place of a sentence stays open', () => {
    for (const { view } of reportSamples) {
      expect(JSON.stringify(render(view))).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
    }
  })
})

describe('the largest content', () => {
  test.each(['汉', '#', '"', '\\'])(
    'of %s fits: form, receipt, digest of 8 members',
    (character) => {
      const text = fullest(character)
      const report: Omit<ReportView, 'stage'> = {
        kind: 'report',
        month: '2025-09',
        name: '诸葛云帆',
        unit: '高新技术发展及产业化处',
        due: day('2025-09-30'),
        dueTime: '17:00',
      }
      const { extra, plans } = text
      const month = {
        month: '2025-08',
        status: 'under-way' as const,
        note: text.extra.slice(0, 200),
      }
      const items = Array.from({ length: reportLimits.items }, (_, index) => ({
        text: text.items[index % text.items.length]?.text ?? '',
        ...{ status: 'not-done' as const, note: text.items[0]?.note ?? '' },
        ...{ months: 4, history: [month, month, month] },
      }))
      const filled = { items, extra, plans, saved: true, workingDaysLeft: 1, late: false }
      const more = { submittedAt: at, onLeave: false }
      const form = renderCard(
        { ...report, stage: { stage: 'form', ...filled, ...more } } as View,
        frame,
      )
      expect(Buffer.byteLength(JSON.stringify(JSON.stringify(form)))).toBeLessThan(30 * 1024)
      const counts = { done: 0, underWay: 0, notDone: 6, plans: 6 }
      const handedIn = { text, counts, firstAt: at, at, late: false }
      const signed = { by: '欧阳明远', at }
      withinLimits(
        render({ ...report, stage: { stage: 'receipt', ...handedIn, changeable: 'no', signed } }),
      )
      const members = Array.from({ length: 8 }, () => memberWith(text))
      const summary = character.repeat(reportLimits.summary)
      withinLimits(render(digestOf(members, summary)))
      withinLimits(
        render({
          ...digestOf(members, ''),
          stage: { ...signedStage, stage: 'signed', by: '欧阳明远', at, late: true, summary },
        }),
      )
    },
  )

  test('of a unit of sixty still fits and names everybody who is missing', () => {
    const members = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0 ? memberWith(fullest('汉')) : { name: `缺${index}`, report: null },
    )
    const card = render(digestOf(members, '汉'.repeat(1000)))
    withinLimits(card)
    expect(JSON.stringify(card)).toContain('缺59')
  })
})

describe('the form', () => {
  const values = {
    status_0: 'done',
    status_1: 'not-done',
    note_1: ' 提案人出差 ',
    plans: '写总结\n\n 办提案 \n',
  }

  test('gives its answers by field, absent ones empty', () => {
    const press = reportPresses['report.submit']
    expect(press?.({ args: ['2025-09', '3'], values, option: undefined })).toEqual({
      verb: 'report.submit',
      month: '2025-09',
      answers: {
        items: [
          { status: 'done', note: '' },
          { status: 'not-done', note: '提案人出差' },
          { status: '', note: '' },
        ],
        extra: '',
        plans: ['写总结', '办提案'],
      },
    })
  })

  test.each([
    [['2025-09'], {}],
    [['2025-09', 'x'], {}],
    [['2025-09', '1'], { status_0: 'cancelled' }],
  ])('that no card of ours sends is not read: %j %j', (args, other) => {
    const press = reportPresses['report.submit']
    expect(press?.({ args, values: other, option: undefined })).toBeNull()
  })

  test('asks for two things more than it has items, and says so', () => {
    const sample = reportSamples.find(({ name }) => name === 'report-form')
    const card = sample ? render(sample.view) : {}
    expect(JSON.stringify(card)).toContain('共 8 处')
  })
})

describe('the text drawn for the head', () => {
  const line = fc.string({ maxLength: 100, unit: 'grapheme' })
  const text = fc.record({
    items: fc.array(
      fc.record({
        text: line,
        status: fc.constantFrom('done' as const, 'under-way' as const, 'not-done' as const),
        note: line,
      }),
      { maxLength: 6 },
    ),
    extra: fc.string({ maxLength: 500 }),
    plans: fc.array(line, { maxLength: 6 }),
  })

  test('never exceeds what the field takes', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 9 }), (texts) => {
        const summary = composeSummary(texts.map((each) => ({ name: '诸葛云帆', text: each })))
        return !isLonger(summary, reportLimits.summary)
      }),
      { numRuns: 60 },
    )
  })

  test('keeps every section when it has to be short, each with the first line of everybody', () => {
    const report = fullest('汉')
    const mixed: ReportText = {
      ...report,
      items: report.items.map((item, index) => ({
        ...item,
        status: index < 3 ? 'done' : 'not-done',
      })),
    }
    const names = ['甲', '乙', '丙']
    const summary = composeSummary(names.map((name) => ({ name, text: mixed })))
    for (const title of ['已完成', '未完成', '计划外工作', '下月计划']) {
      expect(summary).toContain(`【${title}】`)
    }
    for (const name of names) expect(summary).toContain(`（${name}）`)
    expect(summary).toMatch(/另有\d+项/)
  })

  test('is everything where there is room', () => {
    const text: ReportText = {
      items: [{ text: '写总结', status: 'done', note: '已上会' }],
      extra: '接待\n调研',
      plans: ['办提案'],
    }
    expect(composeSummary([{ name: '张可', text }])).toBe(
      [
        '【已完成】',
        '写总结，已上会（张可）',
        '【计划外工作】',
        '接待（张可）',
        '调研（张可）',
        '【下月计划】',
        '办提案（张可）',
      ].join('\n'),
    )
  })
})

test('a refusal says what is wrong, why, and what to do', () => {
  expect(sentence('report-reason-missing', { number: '2', item: '办提案' })).toBe(
    '第2项“办提案”未完成，还没有写原因（工作月报制度第五条）。请简要写明后再提交。',
  )
})
