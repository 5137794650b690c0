/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { builtPage } from './built-page.js'

/** A card to look at. */
export interface Sample {
  name: string
  card: unknown
}

/** What the gallery page shows; people are whom the cards name. */
export interface GalleryContent {
  cards: readonly Sample[]
  people?: readonly { openId: string; name: string }[]
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}

/** Serves the built page with `/gallery.json` on a free port of the loopback interface. */
export async function serveGallery(
  content: GalleryContent,
): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await builtPage()
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/gallery.json') {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(content))
      return
    }
    try {
      const bytes = readFileSync(join(folder, path))
      response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream')
      response.end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/gallery.html`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Opens the gallery and waits until every card and chart is drawn. */
export async function openGallery(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 1120, height: 900 })
  await page.goto(url)
  await page.locator('.sample').first().waitFor()
  await page.waitForFunction(
    () => document.querySelectorAll('.chart[data-ready="false"]').length === 0,
  )
  return page
}
