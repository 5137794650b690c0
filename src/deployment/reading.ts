import type { Day } from '../base/day.js'
import type { DocumentPath, Look, YamlDocument } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import type { BureauFile } from './bureau-file.js'
import type { SchemeShelf } from './schemes.js'

/** What a reader of bureaus works with. */
export interface ReadingOptions {
  shelf: SchemeShelf
  /** Roles that ended before this day are held by nobody. */
  today: Day
}

/** Where the parts of a reading put their problems. */
export interface Reading extends ReadingOptions {
  folder: string
  document: YamlDocument<BureauFile>
  file: BureauFile
  problems: Problem[]
  tell(code: string, message: string, path: DocumentPath, look?: Look): void
}
