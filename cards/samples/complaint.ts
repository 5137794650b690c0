import { day } from '../../src/base/day.js'
import type {
  ComplaintShown,
  ComplaintsView,
  ComplaintView,
} from '../../src/flows/complaint/views.js'
import type { View } from '../views.js'

const complaint: ComplaintShown = {
  id: '0199a1b2-0000-7000-8000-000000000031',
  unit: '科技投融资与条件财务处',
  name: '诸葛云帆',
  received: day('2025-08-18'),
  due: day('2025-09-28'),
  late: false,
  who: '某创业公司经办人，电话尾号 1234',
  text: '七月二十八日到窗口问贴息材料，经办的人说不归他管、没有告诉找谁，第二天再去仍然没有人接，前后跑了四趟，希望说明要哪些材料、找谁办，并改进',
  files: [{ id: '0199a1b2-0000-7000-8000-000000000041', name: '窗口登记簿复印件.pdf' }],
  decided: null,
  facts: [],
  clause: '服务承诺第六条',
  keptMonths: 12,
}

const view: ComplaintView = {
  kind: 'complaint',
  complaint,
  proposable: [
    { id: 'complaint-verified', name: '服务投诉查实' },
    { id: 'complaint-light', name: '投诉查实（轻）' },
    { id: 'complaint-medium', name: '投诉查实（中）' },
  ],
  needsProof: true,
}

const decided: ComplaintShown = {
  ...complaint,
  ...{ who: null, text: null, files: [] },
  decided: { as: 'verified', by: '盛秉谦', on: day('2025-09-12'), reason: '' },
  facts: [{ name: '服务投诉查实', stage: 'told' }],
}

const list: ComplaintsView = {
  kind: 'complaints',
  open: Array.from({ length: 20 }, (_, at) => ({
    ...{ id: `0199a1b2-0000-7000-8000-0000000002${at + 10}`, unit: complaint.unit },
    name: at % 3 === 0 ? '' : '诸葛云帆',
    ...{ received: day('2025-08-18'), due: at % 4 === 0 ? null : day('2025-09-28') },
    late: at < 2,
  })),
  ...{ count: 43, late: 4, page: 1, pages: 3 },
  decided: (['verified', 'unfounded', 'withdrawn'] as const).map((as, at) => ({
    ...{ id: `0199a1b2-0000-7000-8000-0000000003${at + 10}`, unit: complaint.unit },
    ...{ name: '诸葛云帆', as, on: day('2025-09-12') },
  })),
}

/** Complaints: the form, that one was written down, one before and after it was decided, the list. */
export const complaintSamples: { name: string; view: View }[] = [
  {
    name: 'complaint-form',
    view: {
      kind: 'complaint-form',
      step: {
        step: 'form',
        words: {
          ...{ received: '2025-08-18 10:20', against: '诸葛云帆' },
          ...{ who: complaint.who ?? '', text: complaint.text ?? '' },
        },
        clause: '服务承诺第六条',
      },
    },
  },
  {
    name: 'complaint-made',
    view: {
      kind: 'complaint-form',
      step: { step: 'made', id: complaint.id, due: day('2025-09-28') },
    },
  },
  { name: 'complaint', view },
  {
    name: 'complaint-decided',
    view: { ...view, complaint: decided, proposable: [], needsProof: false },
  },
  { name: 'complaints', view: list },
]
