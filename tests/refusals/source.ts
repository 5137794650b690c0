import { dirname, join } from 'node:path'
import ts from 'typescript-api'
import { sourceFiles, textOf } from '../house/sources.js'

/** A declaration at the top of a file. */
export interface Declared {
  file: string
  name: string
  node: ts.Node
}

/** The product's rooms in which refusals are made, read as syntax: who declares what, and what a name means where. */
export class Source {
  readonly #files = new Map<string, ts.SourceFile>()
  readonly #declared = new Map<string, Map<string, Declared>>()
  readonly #imported = new Map<string, Map<string, { file: string; name: string }>>()

  constructor(rooms: RegExp) {
    for (const file of sourceFiles().filter((each) => rooms.test(each))) {
      const read = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true)
      this.#files.set(file, read)
      this.#declared.set(file, declaredIn(file, read))
      this.#imported.set(file, importedIn(file, read))
    }
  }

  get files(): readonly [string, ts.SourceFile][] {
    return [...this.#files]
  }

  /** What a name at the top of a file means: declared there, or imported from a file that was read. */
  find(file: string, name: string): Declared | null {
    const own = this.#declared.get(file)?.get(name)
    if (own) return own
    const from = this.#imported.get(file)?.get(name)
    return from ? (this.#declared.get(from.file)?.get(from.name) ?? null) : null
  }

  /** Every declaration that a node speaks of, and those of which they speak. */
  reachedFrom(file: string, node: ts.Node): Declared[] {
    const reached = new Map<string, Declared>()
    const look = (where: string, at: ts.Node): void => {
      for (const name of namesIn(at)) {
        const found = this.find(where, name)
        if (!found || found.node === node || reached.has(`${found.file} ${found.name}`)) continue
        reached.set(`${found.file} ${found.name}`, found)
        look(found.file, found.node)
      }
    }
    look(file, node)
    return [...reached.values()]
  }

  /** Every top declaration of every file. */
  all(): Declared[] {
    return [...this.#declared.values()].flatMap((each) => [...each.values()])
  }
}

function declaredIn(file: string, read: ts.SourceFile): Map<string, Declared> {
  const found = new Map<string, Declared>()
  const add = (name: string, node: ts.Node): void => void found.set(name, { file, name, node })
  for (const each of read.statements) {
    if ((ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each)) && each.name) {
      // Of several signatures the one with a body.
      if (!ts.isFunctionDeclaration(each) || each.body) add(each.name.text, each)
    } else if (ts.isVariableStatement(each)) {
      for (const one of each.declarationList.declarations) {
        if (ts.isIdentifier(one.name)) add(one.name.text, one)
      }
    }
  }
  return found
}

function importedIn(
  file: string,
  read: ts.SourceFile,
): Map<string, { file: string; name: string }> {
  const found = new Map<string, { file: string; name: string }>()
  for (const each of read.statements) {
    if (!ts.isImportDeclaration(each) || !ts.isStringLiteral(each.moduleSpecifier)) continue
    const path = join(dirname(file), each.moduleSpecifier.text).replace(/\.js$/, '.ts')
    const names = each.importClause?.namedBindings
    if (!names || !ts.isNamedImports(names)) continue
    for (const one of names.elements) {
      if (one.isTypeOnly) continue
      found.set(one.name.text, { file: path, name: (one.propertyName ?? one.name).text })
    }
  }
  return found
}

/** Names that a node speaks of as values; those of properties and types are none. */
function namesIn(node: ts.Node): Set<string> {
  const names = new Set<string>()
  const look = (at: ts.Node): void => {
    if (ts.isTypeNode(at)) return
    if (ts.isIdentifier(at) && !isProperty(at)) names.add(at.text)
    ts.forEachChild(at, look)
  }
  look(node)
  return names
}

function isProperty(name: ts.Identifier): boolean {
  const { parent } = name
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name
  return ts.isPropertyAssignment(parent) && parent.name === name
}

/** Every node below one, itself first. */
export function* nodesIn(node: ts.Node): Generator<ts.Node> {
  yield node
  const below: ts.Node[] = []
  ts.forEachChild(node, (each) => void below.push(each))
  for (const each of below) yield* nodesIn(each)
}
