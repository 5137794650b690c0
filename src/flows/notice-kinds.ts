/**
 * Why a card comes to somebody who has not just asked for it, by its kind.
 *
 * `duty`: something waits for them. `news`: something to know. Both keep to working hours, and wait while somebody is muted.
 * `told`: what one asked for was decided, or what has to be told (a term runs from it): in working hours, muted or not.
 * `urgent`: about something that begins at a moment; it may come at any hour where that moment is near.
 * `asked`: people open it themselves.
 */
export type Comes = 'duty' | 'news' | 'told' | 'urgent' | 'asked'

/** Every kind of card; `tests/house` finds one that is missing. */
export const noticeKinds: Readonly<Record<string, Comes>> = {
  home: 'duty',
  mute: 'asked',
  'what-if': 'asked',
  exports: 'asked',
  burden: 'asked',
  standing: 'asked',
  report: 'duty',
  digest: 'duty',
  'report-table': 'duty',
  'report-reading': 'duty',
  'report-archive': 'asked',
  leave: 'asked',
  'own-leave': 'told',
  'leave-approval': 'duty',
  'my-leaves': 'asked',
  trip: 'asked',
  'own-trip': 'told',
  'trip-approval': 'duty',
  'my-trips': 'asked',
  cover: 'told',
  record: 'asked',
  facts: 'asked',
  approval: 'duty',
  fact: 'told',
  hearing: 'duty',
  attendance: 'asked',
  'attendance-table': 'duty',
  meetings: 'asked',
  'meeting-form': 'asked',
  meeting: 'urgent',
  'meeting-marks': 'urgent',
  'meeting-leave': 'urgent',
  'meeting-brief': 'news',
  post: 'asked',
  posts: 'asked',
  'docket-form': 'asked',
  docket: 'urgent',
  dockets: 'duty',
  'complaint-form': 'asked',
  complaint: 'duty',
  complaints: 'asked',
  decisions: 'asked',
  consequences: 'asked',
  consequence: 'duty',
  'major-form': 'asked',
  major: 'urgent',
  'major-timer': 'urgent',
  'major-unread': 'urgent',
  'unasked-form': 'asked',
  unasked: 'duty',
  'items-check': 'duty',
  'items-office': 'duty',
  'items-sheet': 'told',
  entered: 'duty',
  'case-form': 'asked',
  // Put to somebody, or decided about them: terms run from it.
  case: 'told',
  rank: 'asked',
  unit: 'asked',
  info: 'asked',
  'info-piece': 'told',
  'info-desk': 'duty',
  'info-unit': 'news',
  'info-table': 'news',
  tasks: 'duty',
  'task-letter': 'told',
  rating: 'duty',
  period: 'duty',
  outside: 'duty',
  'outside-paper': 'asked',
  'panel-sheet': 'duty',
  'panel-desk': 'duty',
  'panel-timer': 'urgent',
  vote: 'duty',
  'vote-desk': 'duty',
  missing: 'duty',
  cycles: 'asked',
  'cycle-open': 'asked',
  cycle: 'news',
  'cycle-choice': 'asked',
  publish: 'duty',
  ranking: 'news',
  result: 'told',
  appeal: 'asked',
  'own-appeal': 'told',
  'appeal-answer': 'duty',
}

/** Kinds of cards that wait while somebody is muted. */
export const heldKinds: readonly string[] = Object.keys(noticeKinds).filter((kind) => isHeld(kind))

/** Whether a kind of card waits while somebody is muted. */
export function isHeld(kind: string): boolean {
  const comes = noticeKinds[kind]
  return comes === 'duty' || comes === 'news'
}
