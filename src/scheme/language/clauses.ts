import type { DocumentPath } from '../../base/document.js'

/** Every `clause` anywhere must be declared. */
export function checkClauses(
  reader: { problem(path: DocumentPath, code: 'unknown-clause', message: string): void },
  draft: { clauses: Readonly<Record<string, string>> },
): void {
  const declared = Object.keys(draft.clauses)
  const walk = (node: unknown, path: DocumentPath): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      const at = [...path, Array.isArray(node) ? Number.parseInt(key, 10) : key]
      if (key === 'clause' && typeof value === 'string') {
        if (declared.includes(value)) continue
        const message = `条款“${value}”没有列在 clauses 里，请核对条款号`
        reader.problem(at, 'unknown-clause', message)
      } else {
        walk(value, at)
      }
    }
  }
  for (const [section, content] of Object.entries(draft)) {
    if (section !== 'clauses') walk(content, [section])
  }
}
