import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from 'koa'

/** The package's root: the nearest folder above with a package.json. */
function packageRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(dir, 'package.json')) && dirname(dir) !== dir) dir = dirname(dir)
  return dir
}

/** Where `npm run build` puts the chat page. */
export function builtPageDir(): string {
  return join(packageRoot(), 'src', 'sandbox', 'page', 'dist')
}

const note = `<!doctype html><meta charset="utf-8"><title>沙箱</title>
<p>聊天页面还没有构建。沙箱本身已在运行，控制接口在 <code>/control/state</code>。</p>`

/** Serves a file of the chat page; unknown paths without a suffix get the page itself. */
export function servePage(ctx: Context, pageDir = builtPageDir()): void {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
    ctx.status = 404
    return
  }
  const path = normalize(decodeURIComponent(ctx.path)).replace(/^(\.\.[/\\])+/, '')
  const wanted = join(pageDir, path)
  const file = wanted.startsWith(pageDir) && isFile(wanted) ? wanted : join(pageDir, 'index.html')
  if (file !== wanted && extname(path) !== '') {
    ctx.status = 404
    return
  }
  ctx.set('cache-control', 'no-cache')
  if (!isFile(file)) {
    ctx.type = 'html'
    ctx.body = note
    return
  }
  ctx.type = extname(file)
  ctx.body = readFileSync(file)
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
