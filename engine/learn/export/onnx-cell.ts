import type { DataType, Value } from '../../relation/types.ts'
import { cannotExport } from './cannot-export.ts'
import { onnxCalc, type OnnxCalc } from './onnx-calc.ts'
import type { OnnxGraph } from './onnx-graph.ts'
import { textPattern, viewed, type TextView } from './onnx-text-view.ts'
import { numbersTensor, type OnnxTensor } from './onnx-model.ts'

/**
 * A value of an expression as tensors of [rows, 1], or [1, 1] where it is the same for all rows. Whole numbers, days and microseconds are doubles
 * (exact up to 2^53), yes and no are bools.
 */
export interface OnnxCell {
  readonly type: DataType
  /** Anything where the value is missing. */
  readonly value: string
  /** Yes where the value is missing; null: it never is. */
  readonly missing: string | null
  /** How the tensor is to be read: the text itself is not made, as every text that it is compared with can be asked for in the tensor. */
  readonly view?: TextView
  /** What a literal text says. */
  readonly text?: string
}

/** What cells are made with. */
export interface OnnxScope {
  readonly graph: OnnxGraph
  readonly calc: OnnxCalc
}

export const onnxScope = (graph: OnnxGraph): OnnxScope => ({ graph, calc: onnxCalc(graph) })

/** Values of a type as a tensor, something else where they are missing. */
export function valuesTensor(type: DataType, values: readonly Value[], dims: readonly number[]): OnnxTensor {
  if (type === 'text') return { type: 'string', dims, values: values.map((value) => (typeof value === 'string' ? value : '')) }
  return numbersTensor(
    type === 'bool' ? 'bool' : 'double',
    values.map((value) => Number(value ?? 0)),
    dims,
  )
}

export const yesOrNo = ({ graph }: OnnxScope, value: boolean): string => graph.constant(numbersTensor('bool', [Number(value)], [1, 1]))

export function literalCell(scope: OnnxScope, type: DataType, value: Value): OnnxCell {
  if (Array.isArray(value)) throw listsUnsaid()
  return {
    type,
    value: scope.graph.constant(valuesTensor(type, [value], [1, 1])),
    missing: value === null ? yesOrNo(scope, true) : null,
    ...(type === 'text' && { text: typeof value === 'string' ? value : '' }),
  }
}

export function listsUnsaid() {
  return cannotExport({
    en: 'The recipe holds lists, which ONNX cannot say.',
    fr: 'La recette contient des listes, qu’ONNX ne sait pas dire.',
  })
}

/** Yes where one of them is missing. */
export function anyMissing({ graph }: OnnxScope, cells: readonly Pick<OnnxCell, 'missing'>[]): string | null {
  return cells.reduce<string | null>(
    (all, { missing }) => (missing === null || missing === all ? all : all === null ? missing : graph.node('Or', [all, missing])),
    null,
  )
}

/** Yes where a condition holds; no where it is missing. */
export function holds({ graph }: OnnxScope, { value, missing }: OnnxCell): string {
  return missing === null ? value : graph.node('And', [value, graph.node('Not', [missing])])
}

/** The tensor of a text itself. Throws LearnProblem `cannot-export` where blanks would have to be cut off, or letters changed. */
export function wholeText({ value, view }: OnnxCell): string {
  if (!view) return value
  throw cannotExport({
    en: 'The recipe changes letters or blanks and then does more than compare the text, which ONNX cannot say.',
    fr: 'La recette change des lettres ou des espaces puis fait plus que comparer le texte, ce qu’ONNX ne sait pas dire.',
  })
}

/** The view of two texts that become one column. */
function sharedView(a: OnnxCell, b: OnnxCell): TextView | undefined {
  const reads = (view: TextView, text: string | undefined) => text !== undefined && viewed(text, view) === text
  if (JSON.stringify(a.view) === JSON.stringify(b.view) || (a.view && reads(a.view, b.text))) return a.view
  if (b.view && reads(b.view, a.text)) return b.view
  wholeText(a)
  wholeText(b)
  return undefined
}

/** One of two tensors of yes and no: runtimes choose between numbers and texts only. */
function chooseYes({ graph }: OnnxScope, test: string, [then, otherwise]: readonly [string, string]): string {
  return graph.node('Or', [graph.node('And', [test, then]), graph.node('And', [graph.node('Not', [test]), otherwise])])
}

/** One of two cells, by a tensor of yes and no. */
export function chooseCell(scope: OnnxScope, test: string, [then, otherwise]: readonly [OnnxCell, OnnxCell]): OnnxCell {
  const { graph } = scope
  const view = then.type === 'text' ? sharedView(then, otherwise) : undefined
  const no = yesOrNo(scope, false)
  const values = [then.value, otherwise.value] as const
  const value = then.type === 'bool' ? chooseYes(scope, test, values) : graph.node('Where', [test, ...values])
  const missing = then.missing === otherwise.missing ? then.missing : chooseYes(scope, test, [then.missing ?? no, otherwise.missing ?? no])
  return { type: then.type, value, missing, ...(view && { view }) }
}

export function matches({ graph }: OnnxScope, { value }: OnnxCell, pattern: string): string {
  return graph.node('RegexFullMatch', [value], { pattern: { kind: 'string', value: pattern } })
}

/** The place of a text among these, -1 where it is none of them (missing texts: any place). Int64. */
export function placeOfText(scope: OnnxScope, cell: OnnxCell, texts: readonly string[]): string {
  const { graph } = scope
  const { view } = cell
  const unique = [...new Set(texts)]
  const places = unique.map((text) => texts.indexOf(text))
  if (!view)
    return graph.nodes('LabelEncoder', [cell.value], {
      domain: 'ai.onnx.ml',
      attributes: {
        keys_strings: { kind: 'strings', value: unique },
        values_int64s: { kind: 'ints', value: places },
        default_int64: { kind: 'int', value: -1 },
      },
    })[0]!
  const place = (at: number) => graph.constant(numbersTensor('int64', [at], [1, 1]))
  return unique.reduce((found, text, at) => {
    const pattern = textPattern(text, view)
    return pattern === null ? found : graph.node('Where', [matches(scope, cell, pattern), place(places[at]!), found])
  }, place(-1))
}
