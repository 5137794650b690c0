import { day, momentOf } from '../../src/base/day.js'
import type { RatingView } from '../../src/flows/rating/view.js'
import type { View } from '../views.js'

const rating: RatingView = {
  kind: 'rating',
  cycle: 'keji.wuhan-civil-servants.2025',
  part: 'superior-rating',
  partName: '上级评价',
  period: '2025-Q3',
  clause: '第四条（三）',
  from: '0',
  to: '100',
  bands: ['优秀 90–100', '称职 75–90', '基本称职 60–75', '不称职 0–60'],
  opens: day('2025-09-23'),
  due: day('2025-10-14'),
  workingDaysLeft: 5,
  state: 'open',
  people: Array.from({ length: 14 }, (_, index) => ({
    id: `p${index + 10}`,
    name: '欧阳明远',
    unit: '科技成果及国际科技合作处',
    post: '副处长、三级调研员',
    value: '92.5',
    previous: '91.25',
    facts: ['迟到', '未按规定程序请假而离开工作岗位', '信息被省级采用'],
  })),
  submittedAt: null,
  office: {
    submitted: 3,
    all: 28,
    missing: Array.from({ length: 25 }, (_, index) => `诸葛云帆${index}`),
    mayClose: true,
  },
}

/** The quarterly evaluation: of a leader with many people who is in the office too, handed in, closed, early. */
export const ratingSamples: { name: string; view: View }[] = [
  { name: 'rating-long', view: rating },
  {
    name: 'rating-submitted',
    view: { ...rating, office: null, submittedAt: momentOf(day('2025-09-28'), '10:02') },
  },
  { name: 'rating-closed', view: { ...rating, state: 'closed' } },
  { name: 'rating-not-open', view: { ...rating, state: 'not-open', office: null } },
  { name: 'rating-office', view: { ...rating, people: [] } },
]
