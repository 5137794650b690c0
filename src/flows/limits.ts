/** The most that a text of a form may hold, in characters, and what the field is called in a refusal. */
export interface TextLimit {
  what: string
  max: number
}

/**
 * Every text that people fill into a card: said in its placeholder, kept by the platform's client, and checked where
 * the press comes in (`cards/form-values.ts`), since a client can be forged.
 */
export const textLimits = {
  'report.note': { what: '进展或原因', max: 200 },
  'report.extra': { what: '计划外工作', max: 500 },
  /** The field that takes the plans, one a line. */
  'report.plans': { what: '下月计划', max: 640 },
  'digest.summary': { what: '处室月报', max: 1000 },
  'digest.remark': { what: '审签意见', max: 200 },
  'record.note': { what: '情况', max: 200 },
  'record.matter': { what: '事项名称', max: 50 },
  'record.points': { what: '另定分值', max: 8 },
  'record.find': { what: '查找', max: 20 },
  'record.quantity': { what: '数量', max: 14 },
  'record.times': { what: '次数', max: 3 },
  'record.share': { what: '份额', max: 8 },
  'facts.find': { what: '查找', max: 20 },
  'fact.opinion': { what: '意见', max: 200 },
  'fact.objection': { what: '异议理由', max: 300 },
  'fact.hearing': { what: '处理理由', max: 300 },
  'rating.score': { what: '分数', max: 6 },
  'rating.remark': { what: '评定理由', max: 60 },
  'period.reason': { what: '原因', max: 200 },
  'panel.score': { what: '分数', max: 6 },
  'panel.reason': { what: '原因', max: 200 },
  'panel.who': { what: '姓名', max: 30 },
  'panel.place': { what: '第几个', max: 4 },
  'vote.figure': { what: '分数', max: 6 },
  'vote.reason': { what: '原因', max: 200 },
  'outside.count': { what: '几份', max: 3 },
  /** Third parties who are noted, one a line. */
  'outside.names': { what: '第三方名单', max: 1000 },
  'outside.reason': { what: '原因', max: 200 },
  'outside.reference': { what: '纸质表的档案依据', max: 60 },
  /** On the page without login. */
  'outside.remark': { what: '意见和建议', max: 300 },
  'acting.name': { what: '姓名或工号', max: 20 },
  'cycle.reason': { what: '原因', max: 200 },
  'cycle.reference': { what: '依据', max: 60 },
  /** A letter of responsibility, one task a line. */
  'tasks.letter': { what: '责任书', max: 1000 },
  'tasks.find': { what: '查找', max: 20 },
  'task.granted': { what: '给分', max: 8 },
  'task.reason': { what: '理由', max: 100 },
  'task.done': { what: '完成数', max: 14 },
  'item.figure': { what: '得分', max: 14 },
  'item.reason': { what: '理由', max: 200 },
  'item.note': { what: '检查情况', max: 300 },
  'entered.figure': { what: '得分', max: 8 },
  'entered.reason': { what: '理由', max: 200 },
  'cycle.hours': { what: '作息时间', max: 60 },
  'leave.reason': { what: '请假事由', max: 200 },
  'leave.tasks': { what: '交接事项', max: 300 },
  'leave.remark': { what: '意见', max: 200 },
  'leave.who': { what: '姓名', max: 20 },
  'trip.place': { what: '地点', max: 50 },
  'trip.reason': { what: '事由', max: 200 },
  'trip.tasks': { what: '交接事项', max: 300 },
  'unasked.note': { what: '情况', max: 200 },
  'unasked.text': { what: '说明', max: 200 },
  'post.note': { what: '交回情况', max: 300 },
  'attendance.names': { what: '姓名', max: 400 },
  'attendance.reason': { what: '理由', max: 60 },
  'case.text': { what: '事实、陈述和理由', max: 800 },
  'major.what': { what: '什么事', max: 100 },
  'major.place': { what: '地点', max: 50 },
  'major.needed': { what: '处置和需要', max: 200 },
  'major.who': { what: '姓名', max: 20 },
  'major.follow': { what: '续报', max: 300 },
  'major.written': { what: '书面报告', max: 1000 },
  'major.reason': { what: '理由', max: 200 },
  'meeting.title': { what: '会议名称', max: 50 },
  'meeting.place': { what: '地点', max: 30 },
  'meeting.names': { what: '姓名', max: 400 },
  'meeting.note': { what: '说明', max: 200 },
  'meeting.reason': { what: '理由', max: 200 },
  'meeting.brief': { what: '会议精神', max: 1000 },
  'docket.title': { what: '事由', max: 100 },
  'docket.source': { what: '来源', max: 80 },
  'docket.owner': { what: '承办', max: 30 },
  'docket.assistants': { what: '协办', max: 200 },
  'docket.note': { what: '办理情况', max: 300 },
  'docket.reason': { what: '理由', max: 200 },
  'complaint.against': { what: '投诉谁', max: 30 },
  'complaint.who': { what: '投诉人', max: 60 },
  'complaint.text': { what: '投诉的内容', max: 600 },
  'complaint.finding': { what: '核查情况', max: 200 },
  'info.title': { what: '标题', max: 100 },
  'info.link': { what: '链接', max: 300 },
  'info.channel': { what: '渠道', max: 30 },
  'info.reason': { what: '理由', max: 100 },
  'appeal.reason': { what: '复核理由', max: 500 },
  'appeal.answer': { what: '答复的理由', max: 500 },
  'decision.name': { what: '姓名或工号', max: 30 },
  'decision.reason': { what: '理由', max: 300 },
  'decision.reference': { what: '依据', max: 60 },
  'consequence.to': { what: '姓名或工号', max: 30 },
  'consequence.reference': { what: '依据', max: 60 },
  'publish.reason': { what: '更正原因', max: 200 },
} as const satisfies Record<string, TextLimit>

export type TextField = keyof typeof textLimits

/**
 * The most that a figure given by people may be where the scheme sets no end to it, and its decimals: the
 * regulations give points in hundredths and no single fact moves a thousand.
 */
export const figureLimits = { whole: 999, decimals: 2 } as const

/** People on one page of a rater's form: a card holds 200 elements and 30 KB; what happened stands beside each name. */
export const ratingPages = { points: 15, levels: 10 } as const

/** Rows on one page of a judge's sheet: what was worked out beforehand stands beside each. */
export const sheetRows = 10

/** The same for quantities: money in 万元 and counts of pieces. */
export const quantityLimits = { whole: 999_999_999, decimals: 4 } as const

/** How much one form of a fact takes, and how much a list shows at once. */
export const recordLimits = {
  /** Persons and units; the platform's cards hold more, a recorder checks no more at a glance. */
  whom: 30,
  files: 9,
  /** Bytes of one file: what people send in a chat is below. */
  fileBytes: 20 * 1024 * 1024,
  /** Found people or units that are offered. */
  found: 20,
  /** Kinds in one list; more are found by their names. */
  kinds: 40,
  /** Lists of kinds on one card. */
  groups: 12,
  /** Matters of the bureau to choose from. */
  matters: 30,
} as const

/** Days for which one may ask for quiet, today counted: ours, a fortnight, so that nobody forgets the bot for a month. */
export const muteLimits = { days: 14 } as const

/** Pieces that the information office decides on at once: with levels and choice of each they fill a card. */
export const piecesPerPage = 8

/** Rows on one page of a self-check, of an office's sheet, and of its list: what happened stands beside each. */
export const itemPages = { self: 6, sheet: 6, list: 15, entered: 8 } as const

/** Tasks of one letter, and characters of a task's name: all stand on one card with what became of each. */
export const taskLimits = { tasks: 20, name: 50 } as const

/** People asked to one meeting: as many as one checks by name. */
export const meetingLimits = { persons: 300 } as const

/** Third parties of one body in a period, how many links are made at once, characters of a name, and lines of a card's page. */
export const outsideLimits = { all: 300, links: 60, name: 30, lines: 10, number: 9_999 } as const
