import { type BrokenFacts, fact, rating } from './frame.js'

export const inRoster: BrokenFacts[] = [
  {
    name: 'two people of one id',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk}, {id: ▲p, tier: desk}]}\n',
    codes: ['duplicate-id'],
  },
  {
    name: 'two units of one id',
    whole: 'year: 2025\nroster: {units: [{id: u}, {id: ▲u}], people: [{id: p, tier: desk}]}\n',
    codes: ['duplicate-id'],
  },
  { name: 'nobody', whole: 'year: 2025\nroster: ▲{people: []}\n', codes: ['nobody-assessed'] },
  {
    name: 'a person without a tier',
    whole: 'year: 2025\nroster: {people: [▲{id: p}]}\n',
    codes: ['missing-key'],
    says: '“p”缺少“tier”，请补上这个人的层次，可用的有：desk',
  },
  {
    name: 'a tier that is none',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: ▲desks}]}\n',
    codes: ['unknown-tier'],
  },
  {
    name: 'a role that is none',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk, roles: [▲cheif]}]}\n',
    codes: ['unknown-role'],
    says: '考核办法里没有角色“cheif”，可用的有：clerk、chief、office、director',
  },
  {
    name: 'a condition that is none',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk, traits: [▲day-shift]}]}\n',
    codes: ['unknown-trait'],
  },
  {
    name: 'an end before its beginning',
    whole:
      'year: 2025\nroster: {people: [{id: p, tier: desk, from: 2025-05-01, to: ▲2025-03-01}]}\n',
    codes: ['bad-span'],
    says: '止日 2025-03-01 早于起日 2025-05-01，请核对',
  },
]

export const inFrame: BrokenFacts[] = [
  { name: 'another scheme', lines: 'scheme: ▲other-office', codes: ['other-scheme'] },
  {
    name: 'an unknown choice',
    lines: 'choices: {▲overflows: lost}',
    codes: ['unknown-choice'],
    says: '考核办法里没有选择“overflows”，可用的有：interns、overflow、days',
  },
  {
    name: 'an answer that is none',
    lines: 'choices: {overflow: ▲kept}',
    codes: ['unknown-answer'],
  },
  {
    name: 'a day before the year',
    lines: 'as-of: ▲2024-12-31',
    codes: ['other-year'],
    says: 'as-of 是 2024-12-31，2025 年度还没有开始；请写这一年度开始以后的日期',
  },
  {
    name: 'a year closed while it runs',
    lines: 'as-of: 2025-05-14\nclosed: [{what: ▲year}]',
    codes: ['closed-too-early'],
    says: '算到 2025-05-14，年度还没有过完，不能算已截止：请写 on: 2025-12-31，或把 as-of 写到年末',
  },
  {
    name: 'a period closed that is none',
    lines: 'closed: [{what: period, part: rated, period: ▲2025-Q9}]',
    codes: ['unknown-period'],
  },
  {
    name: 'a part closed that is none',
    lines: 'closed: [{what: part, part: ▲daily}]',
    codes: ['unknown-part'],
    says: '“daily”不是可以单独截止的部分，可以的有：rated、voted、self、tasks；事实的截止写 what: facts',
  },
  {
    name: 'a part closed without saying which',
    lines: 'closed: [▲{what: part}]',
    codes: ['missing-key'],
    says: '缺少“part”：what: part 要写明截止的是哪一个',
  },
  {
    name: 'all facts closed for one part',
    lines: 'closed: [{what: facts, part: ▲daily}]',
    codes: ['closing-mixed'],
  },
  {
    name: 'working hours that overlap',
    lines: 'working-time: {hours: [{from: "08:30", to: "12:00"}, ▲{from: "11:30", to: "18:00"}]}',
    codes: ['bad-hours'],
  },
  {
    name: 'a holiday that ends before it begins',
    lines:
      'working-time: {holidays: [▲{from: 2025-05-05, to: 2025-05-01}], hours: [{from: "08:30", to: "12:00"}]}',
    codes: ['bad-holiday'],
  },
  {
    name: 'an unknown key',
    lines: '▲fact: []',
    codes: ['unknown-key'],
    says: '没有“fact”这个词，是不是 facts？',
  },
  {
    name: 'several faults in several places',
    lines: `choices: {▲overflows: lost}\nfacts:\n${fact.replace('late', '▲latte').replace('[p]', '[▲q]')}}\nratings:\n${rating}, points: ▲101}`,
    codes: ['unknown-choice', 'unknown-rule', 'unknown-person', 'off-scale'],
  },
]
