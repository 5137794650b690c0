/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { publicationSamples } from '../../cards/samples/publication.js'
import { findBrowser, type OpenBrowser, openBrowser, screenshotPath } from './browser.js'
import { openGallery, serveGallery } from './gallery.js'

const browser = findBrowser()
if (browser.path === null) console.warn(`skipped: ${browser.todo}`)
const frame = { card: 'k3xabcdefg', revision: 3 }
const cards = publicationSamples
  .filter(({ name }) => name === 'ranking-long')
  .map(({ name, view }) => ({ name, card: renderCard(view, frame) }))

describe.skipIf(browser.path === null)('the ranking card in the browser', () => {
  let open: OpenBrowser
  let gallery: { url: string; close(): Promise<void> }
  let page: Page

  beforeAll(async () => {
    gallery = await serveGallery({ cards })
    open = await openBrowser(browser.path ?? '')
    page = await openGallery(open.context, gallery.url)
  })

  afterAll(async () => {
    await open?.close()
    await gallery?.close()
  })

  it('shows the whole table on a phone, the score with it', async () => {
    const cut = await page
      .locator('.sample-phone .table-scroll')
      .evaluateAll((tables) => tables.map((table) => table.scrollWidth - table.clientWidth))
    expect(cut).toEqual([0, 0])
    const row = page.locator('.sample-phone .table tbody tr').first()
    expect(await row.textContent()).toContain('95.30')
    expect(await row.textContent()).toContain('科技成果及国际科技合作处')
    await page.locator('.sample').screenshot({ path: screenshotPath('ranking') })
  })

  it('draws bars of different lengths and says where their axis begins', async () => {
    const card = page.locator('.sample-desktop .card')
    expect(await card.textContent()).toContain('横轴从 80 分起')
    const lengths = await card.locator('.chart canvas').first().evaluate(blueByRow)
    const bars = [...new Set(lengths.filter((length) => length > 0))]
    const [longest = 0, shortest = 0] = [Math.max(...bars), Math.min(...bars)]
    expect(shortest).toBeGreaterThan(longest * 0.3)
    expect(shortest).toBeLessThan(longest * 0.7)
  })
})

/** How many blue pixels each row of a canvas has: what a bar is long where it is one. */
function blueByRow(canvas: Element): number[] {
  if (!(canvas instanceof HTMLCanvasElement)) return []
  const { width, height } = canvas
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
  const isBlue = (at: number) => (pixels[at] ?? 255) < 90 && (pixels[at + 2] ?? 0) > 220
  return Array.from({ length: height }, (_row, y) => {
    const row = Array.from({ length: width }, (_pixel, x) => (y * width + x) * 4)
    const blue = row.filter(isBlue)
    return blue.length > 0 ? (Math.max(...blue) - Math.min(...blue)) / 4 : 0
  })
}
