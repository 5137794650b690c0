import { readdir, readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { must } from '../../src/base/bug.js'
import { FileStore } from '../../src/storage/files.js'
import { writeSheet } from '../../src/sheets/write.js'
import { deskOf } from '../text/desk.js'
import type { Host } from './given.js'
import type { Markers } from './markers.js'
import { tempFolder } from '../storage/temp.js'

/** Files with something in them that people hand in, and where their bytes lie. */
export interface HandedIn {
  folder: string
  store: FileStore
  /** What can be read in a file, by its sha256; '' for one that a world's step made up. */
  textOf(sha256: string): string
  /** Somebody sends a file into the own chat, as the platform brings it; what is said. */
  send(host: Host, who: string, name: string, markers: Markers): Promise<string>
  flows: Set<string>
}

/** Endings of sheets; what else is sent is text. */
const sheet = /\.xlsx$/

export async function handedIn(): Promise<HandedIn> {
  const folder = await tempFolder()
  const store = new FileStore(folder)
  const texts = new Map<string, string>()
  let count = 0
  return {
    folder,
    store,
    textOf: (sha256) => texts.get(sha256) ?? '',
    flows: new Set(),
    async send({ world: { bureau } }, who, name, markers) {
      const bytes = sheet.test(name)
        ? await (name.startsWith('第三方') ? papers : attendance)(markers, who)
        : new TextEncoder().encode(`诊断与说明：${markers.next(who, `bytes ${name}`)}`)
      const kept = await store.put(bytes)
      texts.set(kept, await textIn(bytes))
      const desk = deskOf(bureau, { store, download: async () => bytes })
      const fileName = `${markers.next(who, `name ${name}`)}${name}`
      const file = { file_key: `file_${++count}`, file_name: fileName }
      const said = await desk.say(who, file, { type: 'file' })
      return said.join('\n')
    },
  }
}

/** A sheet with a marker in each place of it: a note that is read, a column that is not, and what stands behind it. */
function attendance(markers: Markers, who: string): Promise<Uint8Array> {
  const marker = (place: string): string => markers.next(who, `sheet ${place}`)
  const titles = ['姓名', '日期', '场合', '情形', '情况', '备注']
  return writeSheet({
    name: '考勤',
    columns: titles.map((title) => ({ title, width: 12, choices: [] })),
    rows: [['王珊', '2025-10-09', '上班', '迟到', `${marker('note')}堵车`, marker('other column')]],
    notes: [marker('second sheet')],
  })
}

/** What came on paper from third parties: a remark that is kept, and what stands behind the sheet. */
function papers(markers: Markers, who: string): Promise<Uint8Array> {
  const marker = (place: string): string => markers.next(who, `sheet ${place}`)
  return writeSheet({
    name: '纸质表',
    columns: ['编号', '张可', '意见和建议'].map((title) => ({ title, width: 12, choices: [] })),
    rows: [['8', '90', `${marker('remark')}少跑一趟`]],
    notes: [marker('second sheet')],
  })
}

/** Everything that can be read in a file: a workbook's cells, or its bytes as text. */
export async function textIn(bytes: Uint8Array): Promise<string> {
  const plain = new TextDecoder().decode(bytes)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return plain
  const { sheets } = await readXlsx(bytes)
  return JSON.stringify(sheets.map(({ name, rows }) => [name, rows]))
}

/** Everything that lies in a folder of files, read. */
export async function textsBelow(folder: string): Promise<string> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = all.map(async (file) =>
    file.isFile() ? textIn(await readFile(join(file.parentPath, file.name))) : file.name,
  )
  return (await Promise.all(texts)).join('\n')
}

/** Lets files lie there for long, as the disk knows it: what came just now may not be written down yet. */
export async function lieForLong(folder: string): Promise<void> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const long = new Date('2020-01-01')
  for (const file of all) {
    if (file.isFile()) await utimes(join(file.parentPath, file.name), long, long)
  }
  must(all[0] ?? null, 'files lie there')
}
