import { literal } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { takesCount } from '../match-signature.ts'
import { apply } from './apply.ts'
import { manyRows, wrongChoice, wrongCount } from './call-problems.ts'
import { dayUnit, fixedArgument, functionsCalled } from './function-names.ts'
import { unknownFunction } from './name-problems.ts'
import { sameInBoth } from './problem.ts'
import { kindsAllowed } from './scope.ts'
import type { Scope } from './scope.ts'
import type { Tree } from './tree.ts'
import { nullExpr, unknownAt } from './typed.ts'
import type { Typed } from './typed.ts'
import { toCatalogueOrder } from './written-order.ts'

type Call = Tree & { readonly kind: 'call' }
type Check = (tree: Tree, scope: Scope) => Typed

/**
 * MAX, MIN and TEXTJOIN are functions of a row and of many rows. One value alone means many rows; where those may be looked at, so
 * does a text that is joined by a constant and ordered by a third argument.
 */
function candidates(tree: Call, scope: Scope): readonly FunctionSpec[] {
  const specs = functionsCalled(tree.name)
  const ofRow = specs.filter((spec) => spec.kind === 'row')
  const ofMany = specs.filter((spec) => spec.kind !== 'row')
  if (ofRow.length === 0 || ofMany.length === 0) return specs
  const [first, second] = tree.args
  const ordered = tree.args.length === 3 && second?.kind === 'text' && first?.kind !== 'text' && kindsAllowed(scope).includes('aggregate')
  const alone = tree.args.length === 1 && ofMany.some((spec) => takesCount(spec, 1))
  return ordered || alone ? ofMany : ofRow
}

const typedText = (tree: Tree | undefined): string | undefined =>
  tree?.kind === 'text' ? `"${tree.value.toLowerCase()}"` : tree?.kind === 'number' ? tree.raw : undefined

/** Narrows functions of one name to the one that the last argument chooses, such as the unit of DATEDIF. */
function byChoice(
  tree: Call,
  specs: readonly FunctionSpec[],
  scope: Scope,
): { specs: readonly FunctionSpec[]; args: readonly Tree[] } | undefined {
  const last = tree.args[tree.args.length - 1]
  const [first] = specs
  if (first === undefined || last === undefined || tree.args.length !== first.args.length + 1) {
    scope.problems.push(wrongCount(tree, specs))
    return undefined
  }
  const args = tree.args.slice(0, -1)
  // The function that counts days takes the end first.
  if (first.fixed?.['unit'] !== undefined && typedText(last) === dayUnit) {
    return { specs: [functionSpec('days-between')], args: args.toReversed() }
  }
  const chosen = specs.filter((spec) => fixedArgument(spec)?.text === typedText(last))
  if (chosen.length > 0) return { specs: chosen, args }
  scope.problems.push(wrongChoice(tree, specs, last))
  return undefined
}

/** A conversion of a value that has the type already, such as TOINT of a whole number: it stays what it is, to the last digit. */
function isAlready(specs: readonly FunctionSpec[], value: Typed): boolean {
  return specs.every(
    ({ category, args, returns }) => category === 'type' && args.length === 1 && args[0]?.type !== value.type && returns === value.type,
  )
}

/** Checks a call by name: which function is meant, whether it may stand here, and its arguments. */
export function checkCall(tree: Call, check: Check, scope: Scope): Typed {
  const span = { from: tree.from, to: tree.to }
  const specs = candidates(tree, scope)
  const kind = specs[0]?.kind
  const within = kind === undefined || kind === 'row' ? scope : { ...scope, inside: true }
  const refuse = (): Typed => {
    for (const arg of tree.args) check(arg, within)
    return unknownAt(span)
  }
  if (kind === undefined) {
    scope.problems.push(unknownFunction(tree.name, tree.nameSpan))
    return refuse()
  }
  if (kind !== 'row' && !kindsAllowed(scope).includes(kind)) {
    scope.problems.push(manyRows(tree, kind, scope.inside && scope.allow !== 'row'))
    return refuse()
  }
  if (specs.some((spec) => fixedArgument(spec) !== undefined)) {
    const chosen = byChoice(tree, specs, scope)
    if (chosen === undefined) return refuse()
    const args = chosen.args.map((arg) => check(arg, within))
    return apply(chosen.specs, args, { label: sameInBoth(tree.name), span }, scope)
  }
  const none: Typed = { span, type: 'null', expr: nullExpr('int') }
  const written = tree.args.map((arg) => check(arg, within))
  // The number of rows needs no argument; the catalogue declares one that is not looked at.
  const given =
    specs[0]?.id === 'count-rows' && written.length === 0 ? [{ ...none, type: 'int', expr: literal('int', 1) } as const] : written
  const args = specs.map((spec) => toCatalogueOrder(spec, given, none))
  const taking = specs.filter((spec, index) => takesCount(spec, args[index]?.length ?? 0))
  if (taking.length === 0) {
    scope.problems.push(wrongCount(tree, specs))
    return unknownAt(span)
  }
  const [only] = given
  if (only !== undefined && isAlready(taking, only)) return { ...only, span }
  return apply(taking, args[0] ?? given, { label: sameInBoth(tree.name), span }, scope)
}
