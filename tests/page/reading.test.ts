/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, type Driver, drive } from '../sandbox/driver.js'
import {
  desktop,
  findBrowser,
  type OpenBrowser,
  openBrowser,
  phone,
  screenshotPath,
} from './browser.js'
import { builtPage } from './built-page.js'
import { formCard } from './sample-cards.js'

const browser = findBrowser()
if (browser.path === null) console.warn(`skipped: ${browser.todo}`)

/** The form card without pictures, which the platform would look up, and with a choice of many. */
function askCard(people: readonly string[]): string {
  const subjects = [...'甲乙丙丁戊己庚辛壬癸子丑'].map((name) => ({
    text: { tag: 'plain_text', content: `${name}类` },
    value: name,
  }))
  const many = JSON.stringify({
    tag: 'select_static',
    name: 'subject',
    placeholder: { tag: 'plain_text', content: '类别' },
    options: subjects,
  })
  return JSON.stringify(formCard(people)).replace(/\{"tag":"select_img".*?\]\},/, `${many},`)
}

describe.skipIf(browser.path === null)('reading and writing in the chat page', () => {
  let open: OpenBrowser
  let driver: Driver
  let page: Page
  let me: string
  let them: string
  let asked = 0

  beforeAll(async () => {
    const [pageDir, started] = await Promise.all([builtPage(), openBrowser(browser.path ?? '')])
    open = started
    driver = await drive({ pageDir })
    const ids = await Promise.all(['江一帆', '沈望舒', '陆知秋'].map((name) => driver.openId(name)))
    ;[them = '', me = ''] = ids
    await driver.connect({
      'im.message.receive_v1': async (data) => {
        if (!String(at(data, 'message', 'content')).includes('月报')) return {}
        await driver.client.im.message.create({
          params: { receive_id_type: 'chat_id' },
          data: {
            receive_id: String(at(data, 'message', 'chat_id')),
            msg_type: 'interactive',
            content: askCard(ids),
          },
        })
        return {}
      },
    })
  })

  afterAll(async () => {
    await open?.close()
    await driver?.close()
  })

  beforeEach(async () => {
    page = await open.context.newPage()
    page.setDefaultTimeout(8_000)
  })

  afterEach(() => page.close())

  const show = (name: string) => page.screenshot({ path: screenshotPath(`page-${name}`) })
  const visit = (query: string) => page.goto(`${driver.sandbox.baseUrl}/${query}`)
  const say = async (words: string) => {
    await page.getByLabel('消息', { exact: true }).fill(words)
    await page.getByLabel('消息', { exact: true }).press('Enter')
  }
  /** Asks for the form and waits for it below the ones that were asked for before. */
  const askForm = async () => {
    await page.locator('.composer').waitFor()
    await say('月报')
    asked += 1
    await expect.poll(() => page.locator('.message .card').count()).toBe(asked)
  }
  const lastCard = () => page.locator('.message .card').last()
  const belowEnd = () =>
    page.locator('.messages').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
  const endInSight = () => expect.poll(belowEnd).toBeLessThan(2)
  /** Scrolls up as a wheel does, by some screens. */
  const scrollUp = async () => {
    await page.locator('.messages').hover()
    await page.mouse.wheel(0, -1_500)
    await expect.poll(belowEnd).toBeGreaterThan(1_000)
  }

  it('follows the conversation beyond its first page, and my own words lead to the end', async () => {
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      const other = await driver.openId(size === phone ? '顾南枝' : '白景行')
      const tell = (text: string) => driver.control('/messages', { as: other, toBot: true, text })
      for (let count = 1; count <= 65; count += 1) await tell(`第${count}句`)
      await visit(`?as=${other}&chat=bot`)
      await page.locator('.bubble').getByText('第65句').waitFor()
      await endInSight()
      for (let count = 66; count <= 72; count += 1) await tell(`第${count}句`)
      await page.locator('.bubble').getByText('第72句').waitFor()
      await endInSight()
      await scrollUp()
      await say('我自己的话')
      await page.locator('.bubble').getByText('我自己的话').waitFor()
      await endInSight()
      await show(`followed-${size === phone ? 'phone' : 'desktop'}`)
    }
  })

  it('leaves me where I read and counts what others send on a pill', async () => {
    const group = page.locator('.chat-row').filter({ hasNotText: '机器人' }).first()
    const chatId = String(at(await driver.control('/state'), 'chats', 0, 'chatId'))
    const tell = (text: string) => driver.control('/messages', { as: them, chatId, text })
    for (let count = 1; count <= 60; count += 1) await tell(`群里第${count}句`)
    await visit(`?as=${me}&chat=bot`)
    await group.click()
    await page.locator('.bubble').getByText('群里第60句').waitFor()
    await endInSight()
    await scrollUp()
    const seen = await page.locator('.bubble').getByText('群里第30句').boundingBox()
    await tell('新的一句')
    await tell('又一句')
    const pill = page.getByRole('button', { name: '2 条新消息' })
    await pill.waitFor()
    expect(await page.locator('.bubble').getByText('群里第30句').boundingBox()).toEqual(seen)
    await show('pill-desktop')
    await pill.click()
    await endInSight()
    expect(await pill.count()).toBe(0)
    expect(await page.locator('.bubble').getByText('又一句').isVisible()).toBe(true)
  })

  it('keeps a form that is filled in half, and begun words, while I am somebody else or reload', async () => {
    await visit(`?as=${me}&chat=bot`)
    await askForm()
    const mine = lastCard()
    await mine.getByLabel('本月重点').fill('写了一半')
    await mine.locator('[data-name="state"]').click()
    await mine.getByRole('option', { name: '进行中' }).click()
    await page.getByLabel('消息', { exact: true }).fill('还没发的话')
    await page.locator('.person-row').filter({ hasText: '顾南枝' }).click()
    await page.getByLabel('消息', { exact: true }).waitFor()
    expect(await page.getByLabel('消息', { exact: true }).inputValue()).toBe('')
    await page.locator('.person-row').filter({ hasText: '沈望舒' }).click()
    const kept = async () => {
      await expect.poll(() => lastCard().getByLabel('本月重点').inputValue()).toBe('写了一半')
      expect(await lastCard().locator('[data-name="state"]').textContent()).toContain('进行中')
      expect(await page.getByLabel('消息', { exact: true }).inputValue()).toBe('还没发的话')
    }
    await kept()
    await page.reload()
    await kept()
  })

  it('gives an opened choice the keyboard: what I type searches, Enter takes, Escape leaves', async () => {
    await visit(`?as=${me}&chat=bot`)
    await askForm()
    const choice = lastCard().locator('[data-name="subject"]')
    await choice.click()
    await page.keyboard.type('丑')
    expect(await page.getByLabel('消息', { exact: true }).inputValue()).toBe('')
    await page.keyboard.press('Enter')
    expect(await choice.textContent()).toContain('丑类')
    await lastCard().locator('[data-name="state"]').click()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await lastCard().locator('[data-name="state"]').textContent()).not.toContain('请选择')
    await choice.click()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('listbox').count()).toBe(0)
    expect(await choice.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('finds people by what they are responsible for, and says so', async () => {
    await visit('')
    await page.getByLabel('搜索人员').fill('考核办')
    expect(await page.locator('.person-row').count()).toBe(1)
    expect(await page.locator('.person-row').textContent()).toContain('江一帆')
    expect(await page.locator('.person-row .row-note').textContent()).toBe('考核办')
  })

  // Last, because the bot's token does not outlive the jumps.
  it('moves the clock to the end of the quarter and of the year, on the phone as well', async () => {
    const clock = page.locator('.clock-reading')
    await visit(`?as=${me}`)
    await page.getByRole('button', { name: '季末' }).click()
    await clock.getByText('9月30日').waitFor()
    await page.getByRole('button', { name: '季末' }).click()
    await clock.getByText('12月31日').waitFor()
    await page.setViewportSize(phone)
    await show('clock-phone')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(phone.width)
    const right = await page.getByRole('button', { name: '年末' }).boundingBox()
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBeLessThanOrEqual(phone.width)
    await page.getByRole('button', { name: '年末' }).click()
    await clock.getByText('12月31日').waitFor()
    await clock.locator('.clock-time').getByText('09:00').waitFor()
    expect(at(await driver.control('/state'), 'clock', 'now')).toBeGreaterThanOrEqual(
      Date.parse('2026-12-31T09:00+08:00'),
    )
  })
})
