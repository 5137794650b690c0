import { join } from 'node:path'
import ts from 'typescript-api'
import { expect, test } from 'vitest'
import { root, sourceFiles } from './sources.js'

/** Where text of people is handled. What the bot's own processes and ids are made of may be cut by units. */
const rooms = /^(?:cards|src\/(?:flows|desk|lark))\//
const ofMachines = ['src/lark/sdk-parts.ts', 'src/lark/delivery-parts.ts']

/** `file:line` of each place that cuts or counts a string by UTF-16 units. */
function cuts(files: readonly string[]): string[] {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, noEmit: true },
  )
  const checker = program.getTypeChecker()
  const isText = (type: ts.Type): boolean =>
    type.isUnion()
      ? type.types.some(isText)
      : (type.flags & ts.TypeFlags.StringLike) !== 0 ||
        (type.isIntersection() && type.types.some(isText))
  const found: string[] = []
  const visit = (node: ts.Node, file: string, source: ts.SourceFile): void => {
    if (
      ts.isPropertyAccessExpression(node) &&
      ['slice', 'substring', 'substr', 'charAt', 'length'].includes(node.name.text) &&
      isText(checker.getTypeAtLocation(node.expression))
    ) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${file}:${line + 1}: ${node.name.text}`)
    }
    ts.forEachChild(node, (child) => visit(child, file, source))
  }
  for (const file of files) {
    const source = program.getSourceFile(join(root, file))
    if (!source) throw new Error(`${file} is not read`)
    visit(source, file, source)
  }
  return found
}

test('text of people is counted and cut by character, in src/base/text.ts only', () => {
  const files = sourceFiles().filter((file) => rooms.test(file) && !ofMachines.includes(file))
  expect(files.length).toBeGreaterThan(60)
  const found = cuts([...files, 'src/base/text.ts'])
  expect(found.filter((each) => !each.startsWith('src/base/text.ts'))).toEqual([])
  expect(found).not.toEqual([])
}, 120_000)
