import ts from 'typescript-api'
import { must } from '../../src/base/bug.js'
import { sayingCodes } from '../../cards/sayings.js'
import { codesIn } from './said-in-code.js'
import { type Declared, nodesIn, Source } from './source.js'

/** The rooms in which a refusal to people can be made. */
const rooms = /^src\/(?:flows|desk)\/|^cards\/(?!samples\/)/

/** What can be refused: a verb, a card that is opened, a command, or a function that says so itself. */
export interface Listed {
  /** `report.submit`, `card report`, `command 月报`, `attachFile`. */
  of: string
  /** The codes that its `@refuses` lists, in their order. */
  codes: readonly string[]
}

/** What stands in the code about refusals. */
export interface Refusals {
  lists: readonly Listed[]
  /** Every code that is refused with anywhere, with the places. */
  said: ReadonlyMap<string, readonly string[]>
  /** Of each verb's function: what it lists for any verb, and what the code that it reaches can say. */
  reached: readonly { of: string; listed: readonly string[]; said: readonly string[] }[]
}

/** Reads every `@refuses` of the product and what its code says. Throws for a list that can't be read. */
export function readRefusals(): Refusals {
  const source = new Source(rooms)
  const inFlows = source.files
    .filter(([file]) => /^src\/flows\/\w+\/flow\.ts$/.test(file))
    .flatMap(([file, read]) => flowLists(source, file, read))
  const others = source
    .all()
    .filter(({ node }) => tagsOf(node).length > 0)
    .filter((each) => !inFlows.some(({ by }) => by.some((one) => isSame(one, each))))
    .map((each) => ({ of: each.name, codes: listOf(source, each, each.name) }))
  // What another list names by link is walked there.
  const linked = new Set(
    source.files.flatMap(([, read]) => [...nodesIn(read)].flatMap(tagsOf).flatMap(linksIn)),
  )
  const lists = [
    ...inFlows.map(({ of, codes }) => ({ of, codes })),
    ...others.filter(({ of }) => !linked.has(of)),
  ]
  return { lists, said: saidIn(source), reached: reachedBy(source, inFlows) }
}

interface FlowList extends Listed {
  by: readonly Declared[]
}

/** Verbs, cards and commands of one flow, each with the functions that list its refusals. */
function flowLists(source: Source, file: string, read: ts.SourceFile): FlowList[] {
  const found: FlowList[] = []
  for (const at of nodesIn(read)) {
    if (!ts.isPropertyAssignment(at) && !ts.isCallExpression(at)) continue
    if (ts.isCallExpression(at) && at.expression.getText() === 'verbs') {
      for (const one of propertiesOf(at.arguments[0])) {
        const act = must(property(one.initializer, 'act'), `${one.name.getText()} has no act`)
        found.push(listedBy(source, file, { of: nameOf(one), nodes: [act] }))
      }
    } else if (ts.isPropertyAssignment(at) && at.name.getText() === 'cards') {
      for (const one of propertiesOf(at.initializer)) {
        const parts = ['mayOpen', 'view'].flatMap((name) => member(one.initializer, name) ?? [])
        found.push(listedBy(source, file, { of: `card ${nameOf(one)}`, nodes: parts }))
      }
    } else if (ts.isPropertyAssignment(at) && at.name.getText() === 'commands') {
      const all = ts.isArrayLiteralExpression(at.initializer) ? at.initializer.elements : []
      for (const one of all) {
        const name = must(property(one, 'name'), 'a command without name').initializer
        const card = must(property(one, 'card'), 'a command without card')
        const of = `command ${ts.isStringLiteral(name) ? name.text : ''}`
        found.push(listedBy(source, file, { of, nodes: [card] }))
      }
    }
  }
  return found
}

function listedBy(
  source: Source,
  file: string,
  { of, nodes }: { of: string; nodes: readonly ts.ObjectLiteralElementLike[] },
): FlowList {
  const verb = of.split(' ').length === 1 ? of : ''
  const by: Declared[] = []
  const codes = nodes.flatMap((node) => {
    const own = { file, name: of, node }
    if (tagsOf(node).length > 0) return listOf(source, own, verb)
    const found = ts.isPropertyAssignment(node)
      ? functionIn(source, file, node.initializer)
      : ts.isShorthandPropertyAssignment(node)
        ? source.find(file, node.name.text)
        : null
    if (!found) return []
    by.push(found)
    return listOf(source, found, verb)
  })
  return { of, codes: [...new Set(codes)], by }
}

/** The function behind `f`, `f(…)` or `(…) => f(…)`. */
function functionIn(source: Source, file: string, given: ts.Expression): Declared | null {
  if (ts.isIdentifier(given)) {
    const found = source.find(file, given.text)
    if (found && ts.isVariableDeclaration(found.node) && found.node.initializer) {
      return tagsOf(found.node).length > 0
        ? found
        : functionIn(source, found.file, found.node.initializer)
    }
    return found
  }
  if (ts.isCallExpression(given)) return functionIn(source, file, given.expression)
  if (ts.isArrowFunction(given) && !ts.isBlock(given.body)) {
    return functionIn(source, file, given.body as ts.Expression)
  }
  return null
}

/** The codes of a list, those of lists that it links to in their place; `verb`: only what is for it. */
function listOf(source: Source, { file, node, name }: Declared, verb: string): string[] {
  const codes = tagsOf(node).flatMap((text) => {
    const [, only = '', rest = ''] = /^(?:\(([^)]*)\))?([\s\S]*)$/.exec(text) ?? []
    const verbs = only.split(/[\s,]+/).filter(Boolean)
    if (verbs.length > 0 && verb.includes('.') && !verbs.includes(verb)) return []
    return rest
      .replace(/\{@link\s+(\w+)\s*\}/g, '@$1')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .flatMap((each) => expanded(source, { file, name, verb }, each))
  })
  return [...new Set(codes)]
}

function expanded(
  source: Source,
  at: { file: string; name: string; verb: string },
  word: string,
): string[] {
  if (word.startsWith('@')) {
    const linked = source.find(at.file, word.slice(1))
    return listOf(source, must(linked, `${at.file}: ${at.name} links ${word}`), at.verb)
  }
  const known = sayingCodes().filter((code) => code === word)
  if (known.length === 0) throw new Error(`${at.file}: ${at.name} lists ${word}, no saying`)
  return known
}

function saidIn(source: Source): Map<string, string[]> {
  const said = new Map<string, string[]>()
  for (const { file, name, node } of source.all()) {
    for (const code of codesIn(source, file, node)) {
      said.set(code, [...(said.get(code) ?? []), `${file} ${name}`])
    }
  }
  return said
}

function reachedBy(source: Source, all: readonly FlowList[]): Refusals['reached'] {
  const acts = all.filter(({ of }) => !of.includes(' ')).flatMap(({ by }) => by)
  const unique = new Map(acts.map((each) => [`${each.file} ${each.name}`, each]))
  return [...unique.values()].map((act) => {
    const below = [act, ...source.reachedFrom(act.file, act.node)]
    const said = below.flatMap(({ file, node }) => [...codesIn(source, file, node)])
    return {
      of: act.name,
      listed: listOf(source, act, '').sort(),
      said: [...new Set(said)].sort(),
    }
  })
}

/** The texts of the `@refuses` tags of a declaration. */
function tagsOf(node: ts.Node): string[] {
  return ts
    .getJSDocTags(node)
    .filter((tag) => tag.tagName.text === 'refuses')
    .map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? '')
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/\{@link\s+(\w+)\s*\}/g)].flatMap((match) => match[1] ?? [])
}

function propertiesOf(object: ts.Node | undefined): ts.PropertyAssignment[] {
  return object && ts.isObjectLiteralExpression(object)
    ? object.properties.filter(ts.isPropertyAssignment)
    : []
}

/** The same, also where the name alone is written. */
function member(object: ts.Node, name: string): ts.ObjectLiteralElementLike | null {
  const all = ts.isObjectLiteralExpression(object) ? object.properties : []
  return all.find((each) => each.name?.getText() === name) ?? null
}

function property(object: ts.Node, name: string): ts.PropertyAssignment | null {
  return propertiesOf(object).find((each) => nameOf(each) === name) ?? null
}

function nameOf({ name }: ts.PropertyAssignment): string {
  return ts.isStringLiteral(name) ? name.text : name.getText()
}

function isSame(a: Declared, b: Declared): boolean {
  return a.file === b.file && a.name === b.name
}
