import { expect } from 'vitest'
import { must } from '../../src/base/bug.js'
import { viewOf } from '../../src/flows/all.js'
import { attachToComplaint } from '../../src/flows/complaint/act.js'
import { complaintsSlice } from '../../src/flows/complaint/complaints.js'
import type { ComplaintView } from '../../src/flows/complaint/views.js'
import type { Intent } from '../../src/flows/flow.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'

/** Writes a complaint down as who hears them. */
export function complain(bureau: TestBureau, against: string, who = 'dong'): Promise<string> {
  const words = { received: '2025-09-08 09:00', against, who: '来访的赵先生', text: '没有人接待' }
  return press(bureau, who, { verb: 'complaint.submit', words } as Intent)
}

/** The last complaint. */
export async function lastComplaint(bureau: TestBureau) {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(complaintsSlice).byId.values()].at(-1), 'a complaint')
}

/** Says what came of the last complaint. */
export async function find(bureau: TestBureau, who: string, of: object): Promise<string> {
  const { id: complaint } = await lastComplaint(bureau)
  const intent = { verb: 'complaint.decide', complaint, facts: [], text: '核过登记簿', ...of }
  return press(bureau, who, intent as Intent)
}

/** The card of the last complaint as somebody sees it; null where they do not. */
export async function complaintSeen(
  bureau: TestBureau,
  who: string,
): Promise<ComplaintView | null> {
  const { id } = await lastComplaint(bureau)
  const view = await viewOf(await bureau.seeing(who), { kind: 'complaint', key: id })
  return view.kind === 'complaint' ? (view as ComplaintView) : null
}

/** Attaches what was found out to the last complaint. */
export async function prove(bureau: TestBureau): Promise<void> {
  const { id } = await lastComplaint(bureau)
  const papers = { verb: 'complaint.papers', complaint: id } as Intent
  expect(await press(bureau, 'dong', papers)).toBe('complaint-file-waits')
  const kept = { name: '登记簿.jpg', sha256: '0'.repeat(64), size: 3, mediaType: 'image/jpeg' }
  expect(await bureau.act('dong', (ctx) => attachToComplaint(ctx, kept))).toBe('docket-filed')
}
