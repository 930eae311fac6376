import { cannotExport } from './cannot-export.ts'
import { anyMissing, chooseCell, holds, matches, placeOfText, wholeText, yesOrNo, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import { numbersTensor } from './onnx-model.ts'
import { textPattern, type TextView } from './onnx-text-view.ts'

/** What a function of the catalogue gives for cells. Throws LearnProblem `cannot-export` for arguments that ONNX cannot take. */
export type OnnxFunction = (scope: OnnxScope, args: readonly OnnxCell[]) => OnnxCell

const condition = (value: string, missing: string | null): OnnxCell => ({ type: 'bool', value, missing })

/** Yes where two known values are equal. */
function isEqual(scope: OnnxScope, a: OnnxCell, b: OnnxCell): string {
  if (a.type !== 'text') return scope.graph.node('Equal', [a.value, b.value])
  if (a.view && b.text !== undefined) return isText(scope, { ...a, view: a.view }, b.text)
  if (b.view && a.text !== undefined) return isText(scope, { ...b, view: b.view }, a.text)
  return scope.graph.node('Equal', [wholeText(a), wholeText(b)])
}

function isText(scope: OnnxScope, cell: OnnxCell & { readonly view: TextView }, text: string): string {
  const pattern = textPattern(text, cell.view)
  return pattern === null ? yesOrNo(scope, false) : matches(scope, cell, pattern)
}

const compare =
  (op: string): OnnxFunction =>
  (scope, [a, b]) => {
    if (a!.type === 'text')
      throw cannotExport({
        en: 'The recipe puts texts in order, which ONNX cannot say.',
        fr: 'La recette classe des textes, ce qu’ONNX ne sait pas dire.',
      })
    const number = ({ type, value }: OnnxCell) => (type === 'bool' ? scope.graph.node('Cast', [value], toDouble) : value)
    return condition(scope.graph.node(op, [number(a!), number(b!)]), anyMissing(scope, [a!, b!]))
  }

/** What Cast makes of yes and no. */
export const toDouble = { to: { kind: 'int', value: 11 } } as const

const equal: OnnxFunction = (scope, [a, b]) => condition(isEqual(scope, a!, b!), anyMissing(scope, [a!, b!]))

const not: OnnxFunction = ({ graph }, [a]) => condition(graph.node('Not', [a!.value]), a!.missing)

/** In three-valued logic: `op` puts together what is sure, `winner` is what decides at once. */
const connective =
  (op: 'And' | 'Or', winner: boolean): OnnxFunction =>
  (scope, args) => {
    const { graph } = scope
    const joined = (parts: readonly string[], by: string) => parts.reduce((all, part) => graph.node(by, [all, part]))
    const value = joined(
      args.map((arg) => (winner ? holds(scope, arg) : arg.value)),
      op,
    )
    const missing = anyMissing(scope, args)
    if (missing === null) return condition(value, null)
    // Missing unless one of them decides: for Or one that holds, for And one that is known not to.
    const decided = winner
      ? value
      : joined(
          args.map((arg) => holds(scope, not(scope, [arg]))),
          'Or',
        )
    return condition(value, graph.node('And', [missing, graph.node('Not', [decided])]))
  }

const and = connective('And', false)
const or = connective('Or', true)
const atMost = compare('LessOrEqual')

const isOneOf: OnnxFunction = (scope, [first, ...others]) => {
  const texts = others.flatMap(({ text, missing }) => (text === undefined || missing !== null ? [] : [text]))
  if (texts.length === others.length) {
    const place = placeOfText(scope, first!, texts)
    return condition(scope.graph.node('Not', [scope.graph.node('Less', [place, scope.graph.constant(firstPlace)])]), first!.missing)
  }
  return or(
    scope,
    others.map((other) => equal(scope, [first!, other])),
  )
}

const firstPlace = numbersTensor('int64', [0], [1, 1])

const isNull: OnnxFunction = (scope, [a]) => condition(a!.missing ?? yesOrNo(scope, false), null)

const coalesce: OnnxFunction = (scope, args) =>
  args.reduceRight((later, cell) => (cell.missing === null ? cell : chooseCell(scope, cell.missing, [later, cell])))

const nullIf: OnnxFunction = (scope, [a, b]) => ({
  ...a!,
  missing: anyMissing(scope, [a!, { missing: holds(scope, equal(scope, [a!, b!])) }]),
})

const isSame: OnnxFunction = (scope, [a, b]) => {
  const { graph } = scope
  const both = holds(scope, equal(scope, [a!, b!]))
  if (a!.missing === null || b!.missing === null) return condition(both, null)
  return condition(graph.node('Or', [both, graph.node('And', [a!.missing, b!.missing])]), null)
}

/** The value that is above (or below) all others; missing ones do not take part. */
const extreme =
  (op: 'Greater' | 'Less'): OnnxFunction =>
  (scope, args) =>
    args.reduce((best, cell) => {
      const { graph } = scope
      const wins = holds(scope, compare(op)(scope, [cell, best]))
      const missing = best.missing && graph.node('Or', [wins, best.missing])
      return chooseCell(
        scope,
        missing && cell.missing ? graph.node('And', [missing, graph.node('Not', [cell.missing])]) : (missing ?? wins),
        [cell, best],
      )
    })

/** Comparisons, logic and what is missing, by the ids of the catalogue. */
export const onnxComparisons: Readonly<Record<string, OnnxFunction>> = {
  equal,
  'not-equal': (scope, args) => not(scope, [equal(scope, args)]),
  less: compare('Less'),
  'less-or-equal': atMost,
  greater: compare('Greater'),
  'greater-or-equal': compare('GreaterOrEqual'),
  between: (scope, [x, low, high]) => and(scope, [atMost(scope, [low!, x!]), atMost(scope, [x!, high!])]),
  in: isOneOf,
  'not-in': (scope, args) => not(scope, [isOneOf(scope, args)]),
  not,
  and,
  or,
  xor: (scope, [a, b]) => condition(scope.graph.node('Xor', [a!.value, b!.value]), anyMissing(scope, [a!, b!])),
  'is-true': (scope, [a]) => condition(holds(scope, a!), null),
  'is-null': isNull,
  'is-not-null': (scope, args) => not(scope, [isNull(scope, args)]),
  'is-not-distinct': isSame,
  'null-if': nullIf,
  coalesce,
  greatest: extreme('Greater'),
  least: extreme('Less'),
}
