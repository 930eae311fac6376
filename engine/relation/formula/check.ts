import { column } from '../expression.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { apply } from './apply.ts'
import { checkCall } from './check-call.ts'
import { checkBinary, checkPercent, checkSign, typedConstant } from './check-operator.ts'
import { momentConstant, numberConstant, wordConstant } from './constants.ts'
import { bareName, bracketed, unknownColumn } from './name-problems.ts'
import { problem } from './problem.ts'
import type { Sentence } from './problem.ts'
import { columnType } from './scope.ts'
import type { Scope } from './scope.ts'
import type { ConstantWord, Tree } from './tree.ts'
import { nullExpr, unknownAt } from './typed.ts'
import type { Typed } from './typed.ts'
import { wordName } from './words.ts'

/** Gives a tree its meaning: the expression and its type. What is wrong is added to the problems of the scope. Never throws. */
export function check(tree: Tree, scope: Scope): Typed {
  const span = { from: tree.from, to: tree.to }
  const inner = (part: Tree): Typed => check(part, scope)
  const of = (id: string, label: Sentence, ...parts: readonly Tree[]): Typed =>
    apply([functionSpec(id)], parts.map(inner), { label, span }, scope)
  switch (tree.kind) {
    case 'missing':
      return unknownAt(span)
    case 'column':
      return checkColumn(tree, scope)
    case 'number':
      return typedConstant(numberConstant(tree.raw, false, tree), span, scope)
    case 'text':
      return { span, type: 'text', expr: { kind: 'literal', type: 'text', value: tree.value } }
    case 'moment':
      return typedConstant(momentConstant(tree.value, tree), span, scope)
    case 'constant':
      return checkWord(tree.word, span)
    case 'name':
      scope.problems.push(bareName(tree.name, tree, scope))
      return unknownAt(span)
    case 'group':
      return { ...inner(tree.inner), span }
    case 'minus':
    case 'plus':
      return checkSign(tree, inner, scope)
    case 'percent':
      return checkPercent(tree, inner, scope)
    case 'not':
      return of('not', wordName('not'), tree.operand)
    case 'and':
      return of('and', wordName('and'), ...tree.items)
    case 'or':
      return of('or', wordName('or'), ...tree.items)
    case 'in':
      return of(tree.negated ? 'not-in' : 'in', wordName('in'), tree.value, ...tree.items)
    case 'between':
      return checkBetween(tree, inner, scope)
    case 'is-null':
      return of(tree.negated ? 'is-not-null' : 'is-null', wordName('is'), tree.value)
    case 'binary':
      return checkBinary(tree, inner(tree.left), inner(tree.right), scope)
    case 'call':
      return checkCall(tree, check, scope)
  }
}

function checkWord(word: ConstantWord, span: { from: number; to: number }): Typed {
  if (word === 'null') return { span, type: 'null', expr: nullExpr('int'), as: nullExpr }
  return { span, type: word === 'true' || word === 'false' ? 'bool' : 'float', expr: wordConstant(word, false) }
}

function checkColumn(tree: Tree & { readonly kind: 'column' }, scope: Scope): Typed {
  const span = { from: tree.from, to: tree.to }
  const type = columnType(scope, tree.name)
  if (type === undefined) {
    scope.problems.push(unknownColumn(tree.name, span, scope))
    return unknownAt(span)
  }
  scope.references.add(tree.name)
  if (scope.allow === 'aggregate' && !scope.inside && !scope.keys.has(tree.name)) {
    const name = bracketed(tree.name)
    scope.problems.push(
      problem(
        'not-allowed-here',
        span,
        `${name} has many values in a group: write SUM(${name}), MAX(${name}) or another summary.`,
        `${name} a plusieurs valeurs dans un groupe : écrivez SOMME(${name}), MAX(${name}) ou un autre résumé.`,
      ),
    )
  }
  return { span, type, expr: column(tree.name) }
}

function checkBetween(tree: Tree & { readonly kind: 'between' }, inner: (part: Tree) => Typed, scope: Scope): Typed {
  const use = { label: wordName('between'), span: { from: tree.from, to: tree.to } }
  const between = apply([functionSpec('between')], [tree.value, tree.low, tree.high].map(inner), use, scope)
  return tree.negated ? apply([functionSpec('not')], [between], use, scope) : between
}
