import { compileTyped } from '../../relation/closure/compile-closure.ts'
import { noKeys } from '../../relation/closure/keyed-hash.ts'
import { RowError } from '../../relation/closure/row-function.ts'
import { keyedHash } from '../../relation/functions/keyed-hash.ts'
import { parsePattern } from '../../relation/regex/parse-pattern.ts'
import { printPattern } from '../../relation/regex/print-pattern.ts'
import type { TypedCall, TypedExpr } from '../../relation/typed-expression.ts'
import { isList, type Value } from '../../relation/types.ts'
import { cannotExport, unknownFunction } from './cannot-export.ts'
import {
  anyMissing,
  chooseCell,
  holds,
  listsUnsaid,
  literalCell,
  matches,
  placeOfText,
  valuesTensor,
  wholeText,
  type OnnxCell,
  type OnnxScope,
} from './onnx-cell.ts'
import { onnxComparisons, type OnnxFunction } from './onnx-comparisons.ts'
import { onnxDates } from './onnx-dates.ts'
import { numbersTensor } from './onnx-model.ts'
import { onnxLearnt } from './onnx-learnt.ts'
import { onnxNumbers } from './onnx-numbers.ts'
import { anything, onnxTexts, readInOneLine } from './onnx-texts.ts'
import { whiteSpace } from './onnx-text-view.ts'

/** Functions of the catalogue in ONNX, by their ids; the conditional ones are in `onnxExpression`. */
export const onnxFunctions: Readonly<Record<string, OnnxFunction>> = { ...onnxComparisons, ...onnxNumbers, ...onnxDates, ...onnxTexts }

/** A resolved expression over columns, which stand in their order. Throws LearnProblem `cannot-export` for what ONNX cannot say. */
export function onnxExpression(scope: OnnxScope, expr: TypedExpr, columns: readonly OnnxCell[]): OnnxCell {
  return cellOf(scope, withoutConstantCalls(expr), columns)
}

/** Calls of constants are computed here: ONNX can compare with texts that it could not make. */
function withoutConstantCalls(expr: TypedExpr): TypedExpr {
  if (expr.kind !== 'call') return expr
  const call = { ...expr, args: expr.args.map(withoutConstantCalls) }
  if (isList(call.type) || call.spec === keyedHash || !call.args.every((arg) => arg.kind === 'literal')) return call
  try {
    return { kind: 'literal', type: call.type, value: compileTyped(call, noKeys)([]) }
  } catch (error) {
    if (error instanceof RowError) return call
    throw error
  }
}

function cellOf(scope: OnnxScope, expr: TypedExpr, columns: readonly OnnxCell[]): OnnxCell {
  switch (expr.kind) {
    case 'column':
      return columns[expr.index]!
    case 'literal':
      return literalCell(scope, expr.type, expr.value)
    case 'window':
      throw cannotExport({ en: 'The recipe looks at several rows at once.', fr: 'La recette regarde plusieurs lignes à la fois.' })
    case 'call':
      return callCell(scope, expr, columns)
  }
}

function callCell(scope: OnnxScope, expr: TypedCall, columns: readonly OnnxCell[]): OnnxCell {
  const { spec, args } = expr
  const own = (arg: TypedExpr) => cellOf(scope, arg, columns)
  switch (spec.id) {
    case 'if': {
      const [test, then, otherwise] = args
      const looked = lookedUp(scope, test!, { wanted: then!, columns })
      const chosen = looked ?? { test: holds(scope, own(test!)), answer: own(then!) }
      return chooseCell(scope, chosen.test, [chosen.answer, own(otherwise!)])
    }
    case 'ifs':
      return cases(scope, {
        pairs: pairsOf(args, 0).map(([test, value]) => [holds(scope, own(test)), own(value)]),
        none: nothing(scope, expr),
      })
    case 'switch':
      return switchCell(scope, expr, own)
    case 'choose': {
      const [place, ...values] = args
      const at = own(place!)
      const isPlace = (wanted: number) => holds(scope, { type: 'bool', value: scope.calc.isEqual(at.value, wanted), missing: at.missing })
      return cases(scope, { pairs: values.map((value, index) => [isPlace(index + 1), own(value)]), none: nothing(scope, expr) })
    }
    case 'regex-match':
      return matched(scope, expr, { cellOf: own, around: anything })
    case 'regex-full-match':
      return matched(scope, expr, { cellOf: own, around: '' })
    case 'list-element':
      return onnxLearnt(scope, expr, own)
    case 'regex-replace':
      return inOneLine(scope, expr, own)
    case 'round':
      return rounded(scope, expr, own)
  }
  const make = Object.hasOwn(onnxFunctions, spec.id) ? onnxFunctions[spec.id] : undefined
  if (!make) throw unknownFunction(spec.id)
  return make(scope, args.map(own))
}

const nothing = (scope: OnnxScope, { type }: TypedCall) => literalCell(scope, type, null)

function pairsOf(args: readonly TypedExpr[], from: number): readonly (readonly [TypedExpr, TypedExpr])[] {
  return Array.from({ length: (args.length - from) >> 1 }, (_, at) => [args[from + 2 * at]!, args[from + 2 * at + 1]!] as const)
}

function cases(scope: OnnxScope, { pairs, none }: { pairs: readonly (readonly [string, OnnxCell])[]; none: OnnxCell }): OnnxCell {
  return pairs.reduceRight((later, [test, value]) => chooseCell(scope, test, [value, later]), none)
}

function switchCell(scope: OnnxScope, expr: TypedCall, cellOf: (arg: TypedExpr) => OnnxCell): OnnxCell {
  const [input, otherwise] = expr.args
  const pairs = pairsOf(expr.args, 2)
  const none = otherwise ? cellOf(otherwise) : nothing(scope, expr)
  const value = cellOf(input!)
  const texts = pairs.flatMap(([match]) => (match.kind === 'literal' && typeof match.value === 'string' ? [match.value] : []))
  const answers = pairs.flatMap(([, answer]) => (answer.kind === 'literal' ? [answer.value] : []))
  if (input!.type === 'text' && texts.length === pairs.length && answers.length === pairs.length) {
    const { test, answer } = tableCell(scope, { cell: value, texts, answers, type: expr.type })
    return chooseCell(scope, test, [answer, none])
  }
  const isMatch = (match: TypedExpr) => holds(scope, onnxComparisons['equal']!(scope, [value, cellOf(match)]))
  return cases(scope, { pairs: pairs.map(([match, answer]) => [isMatch(match), cellOf(answer)]), none })
}

/** Whether a text is one of these, and what stands beside it in their table. */
function tableCell(
  scope: OnnxScope,
  {
    cell,
    texts,
    answers,
    type,
  }: { readonly cell: OnnxCell; readonly texts: readonly string[]; readonly answers: readonly Value[]; readonly type: OnnxCell['type'] },
): { readonly test: string; readonly answer: OnnxCell } {
  const { graph } = scope
  const place = placeOfText(scope, cell, texts)
  const isNone = graph.node('Less', [place, graph.constant(numbersTensor('int64', [0], [1, 1]))])
  const test = holds(scope, { type: 'bool', value: graph.node('Not', [isNone]), missing: cell.missing })
  // A text that is none of them has the place -1: the last one of the table, which is not taken.
  const gather = (own: OnnxCell['type'], values: readonly Value[]) =>
    graph.node('Gather', [graph.constant(valuesTensor(own, values, [values.length])), place])
  if (answers.some(Array.isArray)) throw listsUnsaid()
  return {
    test,
    answer: {
      type,
      value: gather(type, answers),
      missing: answers.includes(null)
        ? gather(
            'bool',
            answers.map((answer) => answer === null),
          )
        : null,
    },
  }
}

/**
 * “If the text is one of these, then ...”, where what follows asks that text alone: everything that it can answer is computed here and becomes a
 * table. Long lists are written as trees that put texts in order, which ONNX could not say.
 */
function lookedUp(
  scope: OnnxScope,
  test: TypedExpr,
  { wanted, columns }: { readonly wanted: TypedExpr; readonly columns: readonly OnnxCell[] },
): { readonly test: string; readonly answer: OnnxCell } | null {
  if (test.kind !== 'call' || test.spec.id !== 'in') return null
  const [input, ...items] = test.args
  if (input?.kind !== 'column' || input.type !== 'text' || wanted.kind !== 'call') return null
  const texts = items.flatMap((item) => (item.kind === 'literal' && typeof item.value === 'string' ? [item.value] : []))
  if (texts.length < items.length || !asksOnly(wanted, input.index)) return null
  const answer = compileTyped(wanted, noKeys)
  const row: Value[] = []
  const answers = texts.map((text) => {
    row[input.index] = text
    return answer(row)
  })
  return tableCell(scope, { cell: columns[input.index]!, texts, answers, type: wanted.type })
}

function asksOnly(expr: TypedExpr, column: number): boolean {
  if (expr.kind === 'column') return expr.index === column
  return expr.kind === 'literal' || (expr.kind === 'call' && expr.spec !== keyedHash && expr.args.every((arg) => asksOnly(arg, column)))
}

/** The patterns of the catalogue mean the same to RE2 and to JavaScript, which holds the file against the golden rows. */
function matched(
  scope: OnnxScope,
  { args: [text, pattern] }: TypedCall,
  { cellOf, around }: { readonly cellOf: (arg: TypedExpr) => OnnxCell; readonly around: string },
): OnnxCell {
  const parsed = parsePattern(pattern?.kind === 'literal' ? String(pattern.value) : '')
  if (!parsed.ok) throw new Error(parsed.reason.en)
  const cell = cellOf(text!)
  const whole = `${around}(?:${printPattern(parsed.pattern.root, 'javascript')})${around}`
  return { type: 'bool', value: matches(scope, { ...cell, value: wholeText(cell) }, whole), missing: cell.missing }
}

/** Runs of white space that become one space: the one replacement that a comparison can see through. */
function inOneLine(scope: OnnxScope, { spec, args }: TypedCall, cellOf: (arg: TypedExpr) => OnnxCell): OnnxCell {
  const [text, pattern, by] = args
  const says = (arg: TypedExpr | undefined, wanted: string) => arg?.kind === 'literal' && arg.value === wanted
  if (!says(pattern, whiteSpace) || !says(by, ' ') || args.length > 3) throw unknownFunction(spec.id)
  return readInOneLine(scope, [cellOf(text!)])
}

/** Halves away from zero, as the catalogue has them; of decimals ONNX knows no text. */
function rounded(scope: OnnxScope, { spec, args }: TypedCall, cellOf: (arg: TypedExpr) => OnnxCell): OnnxCell {
  const [value, decimals] = args
  if (decimals?.kind !== 'literal' || Number(decimals.value) !== 0) throw unknownFunction(spec.id)
  const { calc } = scope
  const cell = cellOf(value!)
  const size = calc.apply('Abs', cell.value)
  const whole = calc.floor(size)
  const up = calc.apply('GreaterOrEqual', calc.subtract(size, whole), 0.5)
  const count = calc.choose(up, calc.add(whole, 1), whole)
  const signed = calc.choose(calc.isLess(cell.value, 0), calc.subtract(0, count), count)
  return { type: 'float', value: signed, missing: anyMissing(scope, [cell]) }
}
