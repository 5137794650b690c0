import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../report/bureau.js'
import { deskOf } from './desk.js'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function desk() {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-25', '10:00')
  return { ...deskOf(bureau), cycle: bureau.cycle }
}

describe('a command is understood however it is typed', () => {
  test.each([
    ['／myscore', 'standing CYCLE/zhang'],
    ['、myscore', 'standing CYCLE/zhang'],
    ['/MyScore', 'standing CYCLE/zhang'],
    ['ｍｙｓｃｏｒｅ', 'standing CYCLE/zhang'],
    ['我的得分。', 'standing CYCLE/zhang'],
    ['我的得分！', 'standing CYCLE/zhang'],
    ['我的得分？？', 'standing CYCLE/zhang'],
    ['得分', 'standing CYCLE/zhang'],
    ['我的得分👍', 'standing CYCLE/zhang'],
    ['help', 'home home'],
    ['待办', 'home home'],
    ['？', 'home home'],
    ['月报', 'report 2025-09'],
    ['月报 8月', 'report 2025-08'],
    ['月报：2025年8月', 'report 2025-08'],
    ['我的得分 张可', 'standing CYCLE/zhang'],
  ])('%s', async (text, card) => {
    const { say, cycle } = await desk()
    expect(await say('zhang', { text })).toEqual([card.replace('CYCLE', cycle)])
  })

  test('one that is a slip away is suggested', async () => {
    const { say } = await desk()
    expect(await say('zhang', { text: '我的得份' })).toEqual([
      expect.stringContaining('是不是“我的得分”'),
    ])
    expect(await say('zhang', { text: '/reprot' })).toEqual([
      expect.stringContaining('是不是“月报”'),
    ])
    expect(await say('zhang', { text: '我的得分张可' })).toEqual([
      expect.stringContaining('是不是“我的得分”'),
    ])
    expect(await say('zhang', { text: '今天天气' })).toEqual([
      expect.not.stringContaining('是不是'),
    ])
  })
})

describe('a sentence', () => {
  test.each([
    ['我明天想请一天假', '请假'],
    ['看看谁没交月报', '催办'],
    ['帮我登记一下考勤', '考勤'],
    ['我想知道我的得分是多少', '我的得分'],
    ['本月的月报怎么填', '月报'],
    ['名单', null],
    ['领导在吗', null],
    ['下班前把材料放我桌上', null],
  ])('%s: what it is about is suggested, once', async (text, near) => {
    const { say } = await desk()
    const [answer = ''] = await say('zhang', { text })
    expect(answer).toContain('没有看懂')
    expect(/是不是“(.+?)”/.exec(answer)?.[1] ?? null).toBe(near)
  })
})

describe('what stands behind a command', () => {
  test('another person’s score is refused with who may see it, never answered with one’s own', async () => {
    const [answer, ...more] = await (await desk()).say('zhang', { text: '我的得分 王珊' })
    expect(answer).toContain('您没有“查看得分”的权限（可以操作的：本人')
    expect(more).toEqual([])
  })

  test('somebody or some unit that the roster does not have is named', async () => {
    const { say } = await desk()
    expect(await say('zhang', { text: '我的得分 谢谢' })).toEqual([
      expect.stringContaining('没有叫“谢谢”的人'),
    ])
    expect(await say('li', { text: '处室 财务处' })).toEqual([
      expect.stringContaining('没有叫“财务处”的处室'),
    ])
  })

  test('a unit is opened by who may read it, and refused to others', async () => {
    const { say } = await desk()
    expect(await say('zhou', { text: '处室月报 综合处' })).toEqual(['digest 2025-09.general'])
    expect(await say('zhou', { text: '处室 综合处' })).toEqual(['unit general'])
    expect(await say('li', { text: '处室 规划处' })).toEqual([
      expect.stringContaining('您没有“查看得分”的权限'),
    ])
    expect(await say('li', { text: '处室月报 规划处' })).toEqual([
      expect.stringContaining('您没有“查看处室月报”的权限'),
    ])
  })

  test('a command that takes nothing says so', async () => {
    expect(await (await desk()).say('zhou', { text: '公布 迟到' })).toEqual([
      expect.stringContaining('“公布”后面不用写别的'),
    ])
  })
})

describe('what holds no words', () => {
  test.each([
    ['image', { image_key: 'i' }, '图片'],
    ['file', { file_key: 'f', file_name: '证明.pdf' }, '文件'],
    ['sticker', { file_key: 's' }, '表情'],
    ['vote', { topic: '中午吃什么', options: ['面', '饭'] }, '投票'],
    ['merge_forward', { content: 'Merged and Forwarded Message' }, '合并转发的消息'],
    ['post', { title: '', content: [[{ tag: 'img', image_key: 'i' }]] }, '图片'],
    ['something_new', {}, '这类消息'],
  ])('%s is named, and what can be done with it said', async (type, content, name) => {
    const [answer] = await (await desk()).say('zhang', content, { type })
    expect(answer).toContain(`收到了${name}`)
    expect(answer).toContain('没有保存')
    expect(answer).not.toContain('“”')
  })
})

test('a group is told once a day where to go, whoever asks, and nobody’s matter is named', async () => {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-25', '10:00')
  const { say } = deskOf(bureau)
  const ask = (who: string, text: string) =>
    say(who, { text: `@_user_1 ${text}` }, { inGroup: true })
  const [first] = await ask('zhang', '帮助')
  expect(first).toContain('在单聊里')
  expect(await ask('wang', '我的得分 张可')).toEqual([])
  expect(await ask('li', '天气')).toEqual([])
  bureau.goTo('2025-09-26', '10:00')
  const [next] = await ask('wang', '我的得分 张可')
  expect(next).toContain('在单聊里')
  expect(next).not.toContain('张可')
})
