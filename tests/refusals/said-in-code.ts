import ts from 'typescript-api'
import { sayingCodes } from '../../cards/sayings.js'
import { nodesIn, type Source } from './source.js'

/**
 * The codes of the refusals that a piece of code makes: what `refuse(…)` and `fault(…, …)` are given and what stands in
 * a view that is gone, also through a local name, a condition, a table, or the parameter of a helper in the same file.
 */
export function codesIn(source: Source, file: string, node: ts.Node): Set<string> {
  const codes = new Set<string>()
  for (const at of nodesIn(node)) {
    const given = codeGiven(at)
    if (given) for (const code of textsOf(source, file, given)) codes.add(code)
  }
  return codes
}

/** The expression of a refusal's code; null for what makes none. */
function codeGiven(at: ts.Node): ts.Expression | null {
  if (ts.isCallExpression(at) && ts.isIdentifier(at.expression)) {
    if (at.expression.text === 'refuse') return at.arguments[0] ?? null
    if (at.expression.text === 'fault') return at.arguments[1] ?? null
  }
  if (!ts.isObjectLiteralExpression(at)) return null
  const of = (name: string): ts.Expression | null => {
    const found = at.properties.find((each) => each.name?.getText() === name)
    return found && ts.isPropertyAssignment(found) ? found.initializer : null
  }
  const kind = of('kind')
  return kind && ts.isStringLiteral(kind) && kind.text === 'gone' ? of('code') : null
}

/** The texts that an expression may come to. */
function textsOf(source: Source, file: string, of: ts.Expression): string[] {
  if (ts.isStringLiteralLike(of)) return [of.text]
  if (ts.isTemplateExpression(of)) return codesBeginning(of.head.text)
  if (ts.isConditionalExpression(of)) {
    return [...textsOf(source, file, of.whenTrue), ...textsOf(source, file, of.whenFalse)]
  }
  if (ts.isElementAccessExpression(of) && ts.isIdentifier(of.expression)) {
    const table = source.find(file, of.expression.text)?.node
    return table ? literalsIn(table) : []
  }
  if (ts.isPropertyAccessExpression(of)) return textsOfProperty(of)
  return ts.isIdentifier(of) ? textsOfName(source, file, of) : []
}

/** The codes that a property of this name is given in the same file. */
function textsOfProperty({ name }: ts.PropertyAccessExpression): string[] {
  const known = sayingCodes()
  return [...nodesIn(name.getSourceFile())].flatMap((at) =>
    ts.isPropertyAssignment(at) &&
    at.name.getText() === name.text &&
    ts.isStringLiteral(at.initializer) &&
    known.includes(at.initializer.text)
      ? [at.initializer.text]
      : [],
  )
}

function codesBeginning(start: string): string[] {
  if (start === '') return []
  return sayingCodes().filter((code) => code.startsWith(start))
}

function literalsIn(table: ts.Node): string[] {
  return [...nodesIn(table)].flatMap((at) =>
    ts.isPropertyAssignment(at) && ts.isStringLiteral(at.initializer) ? [at.initializer.text] : [],
  )
}

/** What a local name was given, or what its function is called with. */
function textsOfName(source: Source, file: string, name: ts.Identifier): string[] {
  for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
    if (ts.isFunctionLike(scope)) {
      const at = scope.parameters.findIndex((each) => each.name.getText() === name.text)
      if (at >= 0) return argumentsAt(source, file, { called: scope, at })
    }
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue
    for (const each of scope.statements.filter(ts.isVariableStatement)) {
      for (const one of each.declarationList.declarations) {
        if (one.name.getText() === name.text && one.initializer) {
          return textsOf(source, file, one.initializer)
        }
      }
    }
  }
  return []
}

function argumentsAt(
  source: Source,
  file: string,
  of: { called: ts.SignatureDeclaration; at: number },
): string[] {
  const { called, at } = of
  const name =
    called.name?.getText() ??
    (ts.isVariableDeclaration(called.parent) ? called.parent.name.getText() : '')
  return [...nodesIn(called.getSourceFile())].flatMap((each) => {
    if (!ts.isCallExpression(each) || each.expression.getText() !== name) return []
    const given = each.arguments[at]
    return given ? textsOf(source, file, given) : []
  })
}
