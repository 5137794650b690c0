import { closeSync, fsyncSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** Called with each fsync that PostgreSQL asks for; tests count with it. */
export type FsyncWatch = () => void

type Init = ReturnType<NodeFS['init']>
type Module = Parameters<NonNullable<Awaited<Init>['emscriptenOpts']['preRun']>[number]>[0]

/**
 * PGlite's files with a real fsync. Its own file system answers fsync without doing it, so that a power cut
 * loses what was acknowledged. The hook is half internal: the version of PGlite is pinned, and a missing
 * hook throws.
 */
export class DurableFiles extends NodeFS {
  readonly #watch: FsyncWatch

  constructor(folder: string, watch: FsyncWatch = () => {}) {
    super(folder)
    this.#watch = watch
  }

  override async init(...given: Parameters<NodeFS['init']>): Init {
    const made = await super.init(...given)
    made.emscriptenOpts.preRun = [
      ...(made.emscriptenOpts.preRun ?? []),
      (module) => setFsync(module, this.#watch),
    ]
    return made
  }
}

interface OpenFile {
  nfd?: number
  node: unknown
}

function setFsync(module: Module, watch: FsyncWatch): void {
  const files: unknown = module.NODEFS
  if (!hasHook(files)) {
    throw new Error('the file hook of PGlite is not where it was: its version must stay pinned')
  }
  files.stream_ops.fsync = (file) => {
    watch()
    if (file.nfd !== undefined) fsyncSync(file.nfd)
    else syncPath(files.realPath(file.node))
    return 0
  }
}

interface Hooked {
  stream_ops: { fsync?: (file: OpenFile) => number }
  realPath: (node: unknown) => string
}

function hasHook(files: unknown): files is Hooked {
  return (
    typeof files === 'object' &&
    files !== null &&
    'stream_ops' in files &&
    typeof files.stream_ops === 'object' &&
    files.stream_ops !== null &&
    'realPath' in files &&
    typeof files.realPath === 'function'
  )
}

/** Syncs one file or folder to disk. Windows has no folders to sync. */
export function syncPath(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Syncs a folder with all that is in it. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncPath(path)
  }
  syncPath(folder)
}
