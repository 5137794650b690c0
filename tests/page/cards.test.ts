/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { components } from '../../src/sandbox/cards/components.js'
import { findBrowser, type OpenBrowser, openBrowser, screenshotPath } from './browser.js'
import { type GalleryContent, openGallery, serveGallery } from './gallery.js'
import { controlCard, formCard, showingCard, tableCard } from './sample-cards.js'

const browser = findBrowser()
const people = [
  { openId: 'ou_a', name: '江一帆' },
  { openId: 'ou_b', name: '陆知秋' },
  { openId: 'ou_c', name: '欧阳晓岚' },
]
const ids = people.map((person) => person.openId)
const content: GalleryContent = {
  people,
  cards: [
    { name: 'form', card: formCard(ids) },
    { name: 'showing', card: showingCard(ids) },
    { name: 'table', card: tableCard(ids) },
    { name: 'controls', card: controlCard(ids) },
    { name: 'unknown', card: { schema: '2.0', body: { elements: [{ tag: 'hologram' }] } } },
  ],
}

if (browser.path === null) console.warn(`skipped: ${browser.todo}`)

describe.skipIf(browser.path === null)('cards in the browser', () => {
  let open: OpenBrowser
  let gallery: { url: string; close(): Promise<void> }
  let page: Page
  const asked: string[] = []

  beforeAll(async () => {
    gallery = await serveGallery(content)
    open = await openBrowser(browser.path ?? '')
    open.context.on('request', (request) => asked.push(new URL(request.url()).hostname))
    page = await openGallery(open.context, gallery.url)
  })

  afterAll(async () => {
    await open?.close()
    await gallery?.close()
  })

  const sample = (name: string, width = 'desktop') =>
    page.locator(`.sample[data-name="${name}"] .sample-${width}`)

  it('draws every component of Card JSON 2.0, and names what it does not know', async () => {
    const source = JSON.stringify(content.cards)
    const untried = Object.keys(components).filter((tag) => !source.includes(`"tag":"${tag}"`))
    expect(untried).toEqual([])
    const unknown = page.locator('.unknown-component')
    expect(await unknown.count()).toBe(2)
    expect(await unknown.first().textContent()).toContain('hologram')
    for (const { name } of content.cards) {
      const path = screenshotPath(`component-${name}`)
      await page.locator(`.sample[data-name="${name}"]`).screenshot({ path })
    }
  })

  it('asks nobody but its own server, and stays inside its width', async () => {
    expect([...new Set(asked)]).toEqual(['127.0.0.1'])
    const wider = await page
      .locator('.sample .card')
      .evaluateAll((cards) =>
        cards.filter((card) => card.scrollWidth > card.clientWidth).map((card) => card.ariaLabel),
      )
    expect(wider).toEqual([])
  })

  it('makes bold text beside Chinese punctuation bold, and tags of the platform visible', async () => {
    const markdown = sample('showing').locator('.markdown').first()
    expect(await markdown.locator('strong').first().textContent()).toBe('本月扣分：')
    expect(await markdown.locator('.at').textContent()).toBe('@江一帆')
    expect(await markdown.locator('.text-tag').textContent()).toBe('已生效')
    expect(await markdown.locator('a').getAttribute('href')).toBe('https://example.com/')
    expect(await markdown.locator('table td').nth(1).textContent()).toBe('18.00')
  })

  it('shows HTML as text and runs none of it', async () => {
    const markdown = sample('showing').locator('.markdown').first()
    expect(await markdown.textContent()).toContain('<b>不是标签</b>')
    expect(await markdown.locator('script, img, b').count()).toBe(0)
    expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  })

  it('turns the pages of a table and formats its numbers', async () => {
    const table = sample('table').locator('.table')
    expect(await table.locator('tbody tr').count()).toBe(5)
    expect(await table.locator('tbody td').nth(2).textContent()).toBe('96.50')
    await table.getByLabel('下一页').click()
    await table.getByLabel('下一页').click()
    expect(await table.locator('tbody tr').count()).toBe(2)
    expect(await table.locator('tbody td').first().textContent()).toBe('第11名')
    expect(await table.getByLabel('下一页').isDisabled()).toBe(true)
  })

  it('draws the chart', async () => {
    const canvas = sample('table').locator('.chart canvas').first()
    const inked = await canvas.evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement)) return 0
      const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height)
      return (pixels?.data ?? []).filter((part, at) => at % 4 === 3 && part > 0).length
    })
    expect(inked).toBeGreaterThan(1_000)
  })

  it('asks before a press that has a confirm dialog, and sends nothing after 取消', async () => {
    await sample('controls').getByRole('button', { name: '撤回' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '取消' }).click()
    expect(await page.locator('.toast').count()).toBe(0)
    await sample('controls').getByRole('button', { name: '撤回' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '确定' }).click()
    expect(await page.locator('.toast').textContent()).toContain('"withdraw"')
  })
})
