import { readFolder, type Source as FolderSource } from '../language/source.js'
import { schemeHint } from '../shape/hints.js'
import { type Draft, fileShape, schemeShape } from '../shape/scheme.js'

/** A scheme's files put together. */
export type Source = FolderSource<Draft>

/** Reads all `*.yaml` files directly in a scheme's folder. */
export function readSource(folder: string): Source {
  return readFolder(folder, {
    main: 'scheme.yaml',
    file: fileShape,
    whole: schemeShape,
    hint: schemeHint,
  })
}
