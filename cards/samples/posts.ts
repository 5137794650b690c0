import { day } from '../../src/base/day.js'
import type { CoverView } from '../../src/flows/post/cover.js'
import type { AwayPost, PostsView, PostView, StandingPost } from '../../src/flows/post/views.js'
import type { View } from '../views.js'

const tasks =
  '技术合同登记窗口的受理和答复；周四的成果转化座谈会材料送审；高企申报系统的账号在柜子第二层，急事可以打电话'

const cover: CoverView = {
  ...{ kind: 'cover', id: '0199a1b2-0000-7000-8000-000000000101', person: 'p39' },
  ...{ name: '诸葛云帆', from: day('2025-09-26'), to: day('2025-09-30') },
  ...{ startsAtNoon: true, endsAtNoon: false, stage: 'approved', state: 'ahead' },
  ...{ standIn: '', taken: false, by: '司徒静安', tasks, note: '' },
}
const note =
  '窗口受理 12 件，都已答复；座谈会材料已送审，还等处长签字；一件异地登记的等对方补材料，周五前会来'

const away: AwayPost = {
  ...{ id: cover.id, person: 'p39', name: '诸葛云帆', matter: 'trip' },
  ...{ from: cover.from, to: cover.to, startsAtNoon: true, endsAtNoon: false },
}

const standing: StandingPost[] = ['欧阳知远', '俞子昂', '诸葛云帆'].map((name, at) => ({
  ...{ id: `0199a1b2-0000-7000-8000-00000000030${at}`, person: `p${at}`, name },
  ...{ standIn: '柯雨桐', from: day('2025-09-01'), to: at === 1 ? day('2025-12-31') : null },
}))

const people = ['欧阳知远', '俞子昂', '诸葛云帆', '柯雨桐'].map((name, at) => ({
  id: `p${at}`,
  name,
}))

const posts: PostsView = {
  ...{ kind: 'posts', clause: 'AB岗第三条', people, standIns: people, today: day('2025-09-25') },
  gaps: [
    away,
    { ...away, id: '0199a1b2-0000-7000-8000-000000000102', name: '俞子昂', matter: 'leave' },
  ],
  ...{ standing, own: null, mine: [] },
}

const post: PostView = {
  ...{ kind: 'post', clause: 'AB岗第三条', away, standIn: '', gap: day('2025-09-26') },
  ...{ standIns: people, over: false },
}

/** AB posts: before who stands in and who is away; of who names, and of everybody. */
export const postSamples: { name: string; view: View }[] = [
  { name: 'cover', view: cover },
  { name: 'cover-on', view: { ...cover, state: 'on', taken: true, by: '' } },
  { name: 'cover-over', view: { ...cover, state: 'over', taken: true } },
  { name: 'cover-returned', view: { ...cover, state: 'returned', taken: true, note } },
  { name: 'cover-other', view: { ...cover, state: 'other', standIn: '俞子昂' } },
  {
    name: 'cover-mine',
    view: { ...cover, state: 'mine', standIn: '俞子昂', taken: true, note, by: '' },
  },
  { name: 'cover-withdrawn', view: { ...cover, stage: 'withdrawn' } },
  { name: 'posts', view: posts },
  {
    name: 'posts-own',
    view: {
      ...posts,
      ...{ people: [], standIns: [], gaps: [], standing: [] },
      ...{ own: standing[0] ?? null, mine: standing.slice(1) },
    },
  },
  {
    name: 'posts-none',
    view: { ...posts, people: [], standIns: [], gaps: [], standing: [] },
  },
  { name: 'post', view: post },
  { name: 'post-partly', view: { ...post, standIn: '柯雨桐', gap: day('2025-09-29') } },
  { name: 'post-over', view: { ...post, standIn: '柯雨桐', gap: null, over: true } },
]
