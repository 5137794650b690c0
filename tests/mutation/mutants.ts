import ts from 'typescript-api'

/**
 * A module with all its mutants in it: each changed place asks at run time (`switches.ts`) whether its mutant is the
 * one that is switched on, so that a module is read once for all of them.
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
    return factory.createNumericLiteral(id)
  }
  /** A call of the run-time that chooses, and in tracing sees whether the mutant would make a difference. */
  const chosen = (
    name: string,
    first: ts.Expression,
    others: readonly ts.Expression[],
  ): ts.Expression =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, [first, ...others])
  const lazy = (parameters: readonly string[], body: ts.Expression): ts.Expression =>
    factory.createArrowFunction(
      undefined,
      undefined,
      parameters.map((one) => factory.createParameterDeclaration(undefined, undefined, one)),
      undefined,
      undefined,
      body,
    )
  const either = (
    node: ts.Expression,
    now: ts.Expression,
    otherwise: ts.Expression,
  ): ts.Expression =>
    factory.createParenthesizedExpression(
      factory.createConditionalExpression(
        chosen('__m', add(node, now), []),
        undefined,
        now,
        undefined,
        otherwise,
      ),
    )
  const condition = (node: ts.Expression, visited: ts.Expression): ts.Expression => {
    if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
      return visited
    const first = add(node, factory.createTrue())
    add(node, factory.createFalse())
    return chosen('__c', first, [visited])
  }
  const transformer: ts.TransformerFactory<ts.SourceFile> = (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node))
        return node
      const seen = ts.visitEachChild(node, visit, context)
      if (ts.isBinaryExpression(node) && ts.isBinaryExpression(seen)) return binary(node, seen)
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
    const binary = (node: ts.BinaryExpression, seen: ts.BinaryExpression): ts.Expression => {
      const swapped = swaps[node.operatorToken.kind] ?? []
      const of = (operator: ts.BinaryOperator): ts.Expression =>
        factory.createBinaryExpression(node.left, operator, node.right)
      const ids = swapped.map((operator) => add(node, of(operator)))
      const [first] = ids
      if (first === undefined) return seen
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.AmpersandAmpersandToken)
        return chosen('__and', first, [seen.left, lazy([], seen.right)])
      if (kind === ts.SyntaxKind.BarBarToken)
        return chosen('__or', first, [seen.left, lazy([], seen.right)])
      if (kind === ts.SyntaxKind.QuestionQuestionToken)
        return chosen('__else', first, [seen.left, lazy([], seen.right)])
      const operator = factory.createStringLiteral(ts.tokenToString(kind) ?? '')
      return chosen('__o', first, [operator, seen.left, seen.right])
    }
    const called = (node: ts.CallExpression, seen: ts.CallExpression): ts.Expression => {
      const of = seen.expression
      const written = node.expression
      if (ts.isIdentifier(of)) {
        const other = functions[of.text]
        if (other === undefined) return seen
        const name = factory.createIdentifier(other)
        const now = factory.createCallExpression(name, undefined, node.arguments)
        const named = factory.createStringLiteral(other)
        return chosen('__f', add(node, now), [named, of, ...seen.arguments])
      }
      if (!ts.isPropertyAccessExpression(of) || seen.questionDotToken || of.questionDotToken)
        return seen
      if (!ts.isPropertyAccessExpression(written)) return seen
      const isMath = ts.isIdentifier(of.expression) && of.expression.text === 'Math'
      const table = isMath ? mathEnds : methods
      const other = Object.hasOwn(table, of.name.text) ? table[of.name.text] : undefined
      if (other === undefined) return seen
      if (other === null) {
        const plain = factory.createPropertyAccessExpression(
          factory.createIdentifier('__it'),
          of.name,
        )
        const call = factory.createCallExpression(plain, undefined, seen.arguments)
        return chosen('__r', add(node, written.expression), [of.expression, lazy(['__it'], call)])
      }
      const changed = factory.createPropertyAccessExpression(written.expression, other)
      const now = factory.createCallExpression(changed, undefined, node.arguments)
      const names = [other, of.name.text].map((one) => factory.createStringLiteral(one))
      return chosen('__p', add(node, now), [of.expression, ...names, ...seen.arguments])
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
