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
import { controlCard, formCard, tableCard } from './sample-cards.js'
import { until } from '../until.js'

const browser = findBrowser()
if (browser.path === null) console.warn(`skipped: ${browser.todo}`)

type Body = Record<string, unknown>

/** The form card without pictures, which the platform would look up. */
function askCard(people: readonly string[]): string {
  const source = JSON.stringify(formCard(people))
  return source.replace(/\{"tag":"select_img".*?\]\},/, '')
}

function receipt(title: string): object {
  return {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: '工作月报' }, template: 'green' },
    body: { elements: [{ tag: 'markdown', content: `已提交：**${title}**` }] },
  }
}

describe.skipIf(browser.path === null)('the chat page', () => {
  let open: OpenBrowser
  let driver: Driver
  let page: Page
  let me: string
  const presses: Body[] = []
  const heard: Body[] = []
  const entered: Body[] = []

  beforeAll(async () => {
    const [pageDir, started] = await Promise.all([builtPage(), openBrowser(browser.path ?? '')])
    open = started
    driver = await drive({ pageDir })
    const ids = await Promise.all(['江一帆', '沈望舒', '陆知秋'].map((name) => driver.openId(name)))
    me = ids[1] ?? ''
    await driver.connect({
      'im.chat.access_event.bot_p2p_chat_entered_v1': (data) => entered.push(data) && {},
      'im.message.receive_v1': async (data) => {
        heard.push(data)
        const asked = String(at(data, 'message', 'content'))
        const cards = asked.includes('排名')
          ? [JSON.stringify(tableCard(ids))]
          : asked.includes('待办')
            ? [JSON.stringify(controlCard(ids))]
            : asked.includes('月报')
              ? [askCard(ids)]
              : []
        for (const content of cards) {
          await driver.client.im.message.create({
            params: { receive_id_type: 'chat_id' },
            data: {
              receive_id: String(at(data, 'message', 'chat_id')),
              msg_type: 'interactive',
              content,
            },
          })
        }
        return {}
      },
      'card.action.trigger': (data) => {
        presses.push(data)
        const title = at(data, 'action', 'form_value', 'title')
        if (title === undefined) return { toast: { type: 'info', content: '知道了' } }
        return {
          toast: { type: 'success', content: '月报已提交' },
          card: { type: 'raw', data: receipt(String(title)) },
        }
      },
    })
  })

  afterAll(async () => {
    await open?.close()
    await driver?.close()
  })

  beforeEach(async () => {
    presses.length = 0
    heard.length = 0
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
  const lastCard = () => page.locator('.message .card').last()

  it('lets me choose who I am by searching, and keeps it in the address', async () => {
    await visit('')
    await page.getByText('先选择您是谁').waitFor()
    await show('choose-desktop')
    await page.getByLabel('搜索人员').fill('望舒')
    expect(await page.locator('.person-row').count()).toBe(1)
    await page.locator('.person-row').click()
    await page.locator('.conversation-head').getByText('考核助手').waitFor()
    expect(page.url()).toContain(`as=${me}`)
    await until(() => entered.length > 0)
    await page.reload()
    await page.locator('.me').getByText('沈望舒').waitFor()
  })

  it('carries a report from the text to the receipt: a required field blocks, a press is answered in place', async () => {
    await visit(`?as=${me}&chat=bot`)
    await say('月报')
    const card = lastCard()
    await card.getByText('本月重点').waitFor()
    expect(await page.locator('.message.mine').last().textContent()).toContain('月报')
    await card.getByRole('button', { name: '提交' }).click()
    await page.locator('.toast').getByText('请先填写必填项').waitFor()
    expect(await card.locator('.field-hint').count()).toBe(2)
    expect(presses).toEqual([])
    await show('required-desktop')
    await card.getByLabel('本月重点').fill('宪法宣传周')
    await card.locator('[data-name="state"]').click()
    await card.getByRole('option', { name: '进行中' }).click()
    await card.locator('input[data-name="due"]').fill('2025-09-29')
    await card.locator('[data-name="kinds"]').click()
    await card.getByRole('option', { name: '调研' }).click()
    await show('form-desktop')
    await card.getByRole('button', { name: /完成（已选/ }).click()
    await card.locator('[data-name="partner"]').click()
    await card.getByRole('option', { name: '陆知秋' }).click()
    await card.locator('input[data-name="true"]').check()
    expect(await card.locator('.field-hint').count()).toBe(0)
    await card.getByRole('button', { name: '提交' }).click()
    await page.locator('.toast').getByText('月报已提交').waitFor()
    await card.getByText('宪法宣传周').waitFor()
    await show('receipt-desktop')
    expect(await page.locator('.toast').getByText('月报已提交').count()).toBe(1)
    expect(at(presses[0], 'action', 'form_value')).toMatchObject({
      title: '宪法宣传周',
      detail: '完成宪法宣传方案，报分管领导审定。',
      state: 's1',
      due: '2025-09-29 +0800',
      kinds: ['宣传', '调研'],
      met: '2025-09-24 14:30 +0800',
      true: true,
    })
    expect(presses.length).toBe(1)
  })

  it('keeps what I typed when another part of the chat changes', async () => {
    await visit(`?as=${me}&chat=bot`)
    await say('月报')
    await lastCard().getByLabel('本月重点').fill('写了一半')
    const before = await page.locator('.message').count()
    await driver.control('/messages', { as: me, toBot: true, text: '别的话' })
    await page.locator('.message').nth(before).waitFor()
    expect(await lastCard().getByLabel('本月重点').inputValue()).toBe('写了一半')
  })

  it('sends a press from outside a form and shows an error with its code', async () => {
    await visit(`?as=${me}&chat=bot`)
    await say('待办')
    // The last card may still be an older one.
    const card = page.locator('.message .card').filter({ hasText: '3 件' }).last()
    await card.getByText('工作月报').click()
    await page.locator('.toast').getByText('知道了').waitFor()
    expect(at(presses[0], 'action', 'value')).toEqual({ open: 'report' })
    await driver.control('/app', { callbacks: { mode: 'none' } })
    await card.getByRole('button', { name: 'laser' }).click()
    await page.locator('.toast').getByText('200340').waitFor()
    await driver.control('/app', { callbacks: { mode: 'link' } })
  })

  it('sends a file, and mentions the bot in a group', async () => {
    await visit(`?as=${me}&chat=bot`)
    await page.locator('.composer input[type=file]').setInputFiles({
      name: '会议签到表.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4'),
    })
    await page.locator('.bubble.file').getByText('会议签到表.pdf').waitFor()
    await until(() => heard.some((one) => at(one, 'message', 'message_type') === 'file'))
    await page.locator('.chat-row').filter({ hasNotText: '机器人' }).first().click()
    await page.getByRole('button', { name: '提到考核助手' }).click()
    await page.getByLabel('消息', { exact: true }).press('End')
    await page.keyboard.type('排名')
    await page.keyboard.press('Enter')
    await lastCard().getByText('年度排名').waitFor()
    expect(await page.locator('.message.mine .at').textContent()).toBe('@考核助手')
    await page.waitForFunction(() => document.querySelector('.chart[data-ready="true"]'))
    await show('group-desktop')
  })

  it('is one column on a phone, with a way back and nothing to scroll sideways', async () => {
    await page.setViewportSize(phone)
    const fits = async (name: string) => {
      await show(`${name}-phone`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(phone.width)
    }
    await visit('')
    await page.locator('.person-row').first().waitFor()
    await fits('choose')
    await page.locator('.person-row').filter({ hasText: '沈望舒' }).click()
    await page.locator('.chat-row').first().waitFor()
    expect(await page.locator('.people').isVisible()).toBe(false)
    await fits('chats')
    await page.locator('.chat-row').filter({ hasText: '机器人' }).click()
    await say('月报')
    await lastCard().getByText('本月重点').waitFor()
    await fits('form')
    await lastCard().locator('[data-name="state"]').click()
    await fits('choice')
    await page.getByRole('option', { name: '已完成' }).click()
    await say('排名')
    await lastCard().getByText('年度排名').waitFor()
    await page.waitForFunction(() => document.querySelector('.chart[data-ready="true"]'))
    await fits('table')
    await page.getByRole('button', { name: '返回' }).click()
    expect(await page.locator('.chats').isVisible()).toBe(true)
    await page.getByRole('button', { name: '切换身份' }).click()
    expect(await page.locator('.people').isVisible()).toBe(true)
    await page.setViewportSize(desktop)
  })

  // Last, because the bot's token does not outlive the jumps.
  it('moves the clock over a holiday and to the end of the month', async () => {
    await visit(`?as=${me}`)
    const clock = page.locator('.clock-reading')
    await clock.getByText('9月25日').waitFor()
    const next = page.getByRole('button', { name: '下一工作日' })
    for (const day of ['9月26日', '9月28日', '9月29日', '9月30日', '10月9日']) {
      await next.click()
      await clock.getByText(day).waitFor()
    }
    await page.getByRole('button', { name: '月末' }).click()
    await clock.getByText('10月31日').waitFor()
    expect(await clock.locator('.clock-time').textContent()).toBe('09:00')
    await page.getByRole('button', { name: '+1小时' }).click()
    await clock.getByText('10:00').waitFor()
  })
})
