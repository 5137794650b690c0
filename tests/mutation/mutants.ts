import ts from 'typescript'

/**
 * A module with all its mutants in it: each changed place asks at run time whether its mutant is the one that is
 * switched on (`__m(id)`), so that a module is read once for all of them.
 */

/** One small change of the source. */
export interface Mutant {
  id: number
  file: string
  line: number
  was: string
  now: string
}

const swaps: Partial<Record<ts.SyntaxKind, readonly ts.BinaryOperator[]>> = {
  [ts.SyntaxKind.LessThanToken]: [
    ts.SyntaxKind.LessThanEqualsToken,
    ts.SyntaxKind.GreaterThanEqualsToken,
  ],
  [ts.SyntaxKind.LessThanEqualsToken]: [
    ts.SyntaxKind.LessThanToken,
    ts.SyntaxKind.GreaterThanToken,
  ],
  [ts.SyntaxKind.GreaterThanToken]: [
    ts.SyntaxKind.GreaterThanEqualsToken,
    ts.SyntaxKind.LessThanEqualsToken,
  ],
  [ts.SyntaxKind.GreaterThanEqualsToken]: [
    ts.SyntaxKind.GreaterThanToken,
    ts.SyntaxKind.LessThanToken,
  ],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: [ts.SyntaxKind.ExclamationEqualsEqualsToken],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: [ts.SyntaxKind.EqualsEqualsEqualsToken],
  [ts.SyntaxKind.AmpersandAmpersandToken]: [ts.SyntaxKind.BarBarToken],
  [ts.SyntaxKind.BarBarToken]: [ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.QuestionQuestionToken]: [ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.PlusToken]: [ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.MinusToken]: [ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.AsteriskToken]: [ts.SyntaxKind.SlashToken],
}

/** Calls of a method that become another one, or fall away (null: what it was called on remains). */
const methods: Readonly<Record<string, string | null>> = {
  plus: 'minus',
  minus: 'plus',
  times: 'dividedBy',
  dividedBy: 'times',
  negated: null,
  abs: null,
  lessThan: 'lessThanOrEqualTo',
  greaterThan: 'greaterThanOrEqualTo',
  some: 'every',
  every: 'some',
  filter: null,
  sort: null,
  slice: null,
  reverse: null,
}

const functions: Readonly<Record<string, string>> = { larger: 'smaller', smaller: 'larger' }
const mathEnds: Readonly<Record<string, string>> = { max: 'min', min: 'max' }

/** The module as JavaScript with its mutants, which are numbered from `first`. */
export function mutate(
  file: string,
  source: string,
  first: number,
): { code: string; mutants: Mutant[] } {
  const mutants: Mutant[] = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true)
  const { factory } = ts
  const printer = ts.createPrinter({ removeComments: true })
  const text = (node: ts.Node): string => node.getText(tree).replace(/\s+/g, ' ').slice(0, 100)
  const add = (node: ts.Node, now: ts.Node | string): ts.Expression => {
    const id = first + mutants.length
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    const shown =
      typeof now === 'string' ? now : printer.printNode(ts.EmitHint.Unspecified, now, tree)
    mutants.push({ id, file, line, was: text(node), now: shown.replace(/\s+/g, ' ').slice(0, 100) })
    const on = factory.createIdentifier('__m')
    return factory.createCallExpression(on, undefined, [factory.createNumericLiteral(id)])
  }
  const either = (
    node: ts.Expression,
    now: ts.Expression,
    otherwise: ts.Expression,
  ): ts.Expression =>
    factory.createParenthesizedExpression(
      factory.createConditionalExpression(add(node, now), undefined, now, undefined, otherwise),
    )
  const condition = (node: ts.Expression, visited: ts.Expression): ts.Expression => {
    if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
      return visited
    return either(node, factory.createTrue(), either(node, factory.createFalse(), visited))
  }
  const transformer: ts.TransformerFactory<ts.SourceFile> = (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node))
        return node
      const seen = ts.visitEachChild(node, visit, context)
      if (ts.isBinaryExpression(node) && ts.isBinaryExpression(seen)) {
        const swapped = swaps[node.operatorToken.kind] ?? []
        return swapped.reduce<ts.Expression>(
          (made, operator) =>
            either(node, factory.createBinaryExpression(seen.left, operator, seen.right), made),
          seen,
        )
      }
      if (ts.isConditionalExpression(node) && ts.isConditionalExpression(seen)) {
        const when = condition(node.condition, seen.condition)
        return factory.updateConditionalExpression(
          seen,
          when,
          seen.questionToken,
          seen.whenTrue,
          seen.colonToken,
          seen.whenFalse,
        )
      }
      if (ts.isIfStatement(node) && ts.isIfStatement(seen)) {
        const when = condition(node.expression, seen.expression)
        return factory.updateIfStatement(seen, when, seen.thenStatement, seen.elseStatement)
      }
      if (node.kind === ts.SyntaxKind.TrueKeyword && ts.isExpression(node)) {
        return either(node, factory.createFalse(), factory.createTrue())
      }
      if (node.kind === ts.SyntaxKind.FalseKeyword && ts.isExpression(node)) {
        return either(node, factory.createTrue(), factory.createFalse())
      }
      if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
        return ts.isPrefixUnaryExpression(seen) ? either(node, seen.operand, seen) : seen
      }
      if (
        ts.isExpressionStatement(node) &&
        ts.isExpressionStatement(seen) &&
        ts.isCallExpression(node.expression)
      ) {
        const nothing = factory.createVoidZero()
        return factory.updateExpressionStatement(
          seen,
          either(node.expression, nothing, seen.expression),
        )
      }
      if (ts.isCallExpression(node) && ts.isCallExpression(seen)) return called(node, seen)
      return seen
    }
    const called = (node: ts.CallExpression, seen: ts.CallExpression): ts.Expression => {
      const of = seen.expression
      if (ts.isIdentifier(of)) {
        const other = functions[of.text]
        if (other === undefined) return seen
        return either(
          node,
          factory.createCallExpression(factory.createIdentifier(other), undefined, seen.arguments),
          seen,
        )
      }
      if (!ts.isPropertyAccessExpression(of) || seen.questionDotToken || of.questionDotToken)
        return seen
      const isMath = ts.isIdentifier(of.expression) && of.expression.text === 'Math'
      const other = isMath ? mathEnds[of.name.text] : methods[of.name.text]
      if (other === undefined) return seen
      if (other === null) return either(node, of.expression, seen)
      const changed = factory.createPropertyAccessExpression(of.expression, other)
      return either(node, factory.createCallExpression(changed, undefined, seen.arguments), seen)
    }
    return (file_) => ts.visitEachChild(file_, visit, context)
  }
  const result = ts.transform(tree, [transformer])
  const printed = printer.printFile(result.transformed[0] ?? tree)
  return { code: scriptOf(printed), mutants }
}

/** TypeScript as JavaScript, types taken away. */
export function scriptOf(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      verbatimModuleSyntax: true,
    },
  })
  return outputText
}
