/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { show } from '../../src/cli/show.js'
import { desktop, findBrowser, type OpenBrowser, openBrowser, phone } from '../page/browser.js'
import { temporaryFolder, wujin } from './folder.js'

const browser = findBrowser()
const folder = temporaryFolder()

if (browser.path === null) console.warn(`skipped: ${browser.todo}`)

describe.skipIf(browser.path === null)('the page of a scheme in a browser', () => {
  let open: OpenBrowser
  const asked: string[] = []
  const address = `file://${folder.path}/page.html`

  beforeAll(async () => {
    show(wujin, { html: `${folder.path}/page.html` })
    open = await openBrowser(browser.path ?? '')
    open.context.on('request', (request) => asked.push(request.url()))
  })

  afterAll(() => open?.close())

  test('fits a desktop and a phone without scrolling sideways, and asks for nothing else', async () => {
    const page = await open.context.newPage()
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      await page.goto(address)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(size.width)
    }
    expect(new Set(asked)).toEqual(new Set([address]))
    await page.close()
  })

  test('becomes a document of A4 sheets', async () => {
    const page = await open.context.newPage()
    await page.goto(address)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    const text = pdf.toString('latin1')
    const boxes = new Set(text.match(/MediaBox \[[^\]]+\]/g))
    expect([...boxes]).toEqual([expect.stringMatching(/\[0 0 59[45][.\d]* 84[12]/)])
    const sheets = text.match(/\/Type \/Page\b/g) ?? []
    expect(sheets.length).toBeGreaterThan(15)
    expect(sheets.length).toBeLessThan(45)
    await page.close()
  })
})
