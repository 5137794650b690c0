import { packagePath } from '../base/package-root.js'
import { readScheme, type SchemeRead } from '../scheme/read/read.js'
import { mainFile, readWorkRules, type WorkRulesRead } from '../workrules/read.js'
import { Shelf } from './shelf.js'

/** Finds and reads schemes, and the work rules that ship with the program. */
export class SchemeShelf extends Shelf<SchemeRead> {
  readonly work = new Shelf<WorkRulesRead>([packagePath('workrules')], mainFile, readWorkRules)

  /** `own`: a folder with further schemes (KAOHE_SCHEMES); its schemes come before those of the program. */
  constructor(own: string | undefined) {
    super([...(own === undefined ? [] : [own]), packagePath('schemes')], 'scheme.yaml', readScheme)
  }
}
