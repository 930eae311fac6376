import { beforeAll, describe, expect, it } from 'vitest'
import { vectorCases, type VectorCase } from '../../relation/testing/vector-cases.ts'
import type { TypedExpr } from '../../relation/typed-expression.ts'
import type { DataType, Value } from '../../relation/types.ts'
import { LearnProblem } from '../problem.ts'
import { literalCell, onnxScope, valuesTensor, yesOrNo, type OnnxCell } from './onnx-cell.ts'
import { evaluateOnnx, onnxOperators } from './onnx-evaluate.ts'
import { onnxExpression, onnxFunctions } from './onnx-expression.ts'
import { onnxGraph } from './onnx-graph.ts'
import { forRows } from './onnx-matrix.ts'
import type { OnnxTensor } from './onnx-model.ts'
import { readOnnx } from './onnx-read.ts'
import { writeOnnx } from './onnx-write.ts'
import { onnxRuntime, type OnnxRuntime } from './testing/onnx-runtime.ts'

let runtime: OnnxRuntime | string
beforeAll(async () => {
  runtime = await onnxRuntime()
})

const conditional = ['if', 'ifs', 'switch', 'choose', 'round', 'regex-match', 'regex-full-match']
const isSaid = ({ spec }: VectorCase) => Object.hasOwn(onnxFunctions, spec.id) || conditional.includes(spec.id)

/** What docs say of doubles: no whole numbers beyond 2^53, no NaN beside missing values, no texts of numbers with a power of ten of three digits. */
function fits({ spec, args, expected, types, returns, raises }: VectorCase): boolean {
  if (spec.id === 'parse-number' && /e[+-]?\d{3}/i.test(String(args[0]))) return false
  const isPlain = (value: Value) =>
    !Array.isArray(value) &&
    !Number.isNaN(value) &&
    (typeof value === 'string' || value === null || Math.abs(Number(value)) <= Number.MAX_SAFE_INTEGER || !Number.isFinite(Number(value)))
  return !raises && [...args, expected].every(isPlain) && ![...types, returns].some((type) => type.startsWith('list'))
}

const cases = [...vectorCases()].flatMap(([, list]) => list.filter((one) => isSaid(one) && fits(one)))

interface Written {
  readonly one: VectorCase
  readonly name: string
}

/** All calls in one graph; each argument is an input, those that must be constant are literals. */
function callsGraph() {
  const graph = onnxGraph(new Set())
  const scope = onnxScope(graph)
  const feeds = new Map<string, OnnxTensor>()
  const inputs = new Map<string, string>()
  /** The same value as an input of the graph. */
  const given = (type: DataType, value: Value): OnnxCell => {
    const key = `${type} ${typeof value} ${String(value)}${Object.is(value, -0) ? '-' : ''}`
    const name = inputs.get(key) ?? `x${inputs.size}`
    if (!inputs.has(key)) {
      inputs.set(key, name)
      const tensor = valuesTensor(type, [value], [1, 1])
      graph.input({ name, type: tensor.type, dims: ['rows', 1] })
      feeds.set(name, tensor)
    }
    return { type, value: name, missing: value === null ? yesOrNo(scope, true) : null }
  }
  const written: Written[] = []
  const refused = new Set<string>()
  for (const one of cases) {
    const name = `case ${written.length}`
    const needsText = (at: number) =>
      at > 0 && one.types[at] === 'text' && ['contains', 'starts-with', 'ends-with', 'in', 'not-in', 'switch'].includes(one.spec.id)
    const literals = one.types.map((type, at): TypedExpr => ({ kind: 'literal', type, value: one.args[at] ?? null }))
    const cells: OnnxCell[] = []
    const args = literals.map((literal, index): TypedExpr => {
      const constant = one.spec.args[index]?.const === true || needsText(index)
      if (constant) return literal
      cells.push(given(literal.type, one.args[index] ?? null))
      return { kind: 'column', type: literal.type, name: '', index: cells.length - 1 }
    })
    try {
      let cell = onnxExpression(scope, { kind: 'call', type: one.returns, spec: one.spec, args }, cells)
      // A text that is not made can only be compared.
      if (cell.view) {
        cell = onnxFunctions['equal']!(scope, [cell, literalCell(scope, 'text', one.expected)])
      }
      const rows = (tensor: string) => (graph.isFixed(tensor) ? forRows(scope, tensor, 'x0') : tensor)
      graph.output(
        { name, type: cell.type === 'text' ? 'string' : cell.type === 'bool' ? 'bool' : 'double', dims: ['rows', 1] },
        rows(cell.value),
      )
      graph.output({ name: `${name} missing`, type: 'bool', dims: ['rows', 1] }, rows(cell.missing ?? yesOrNo(scope, false)))
      written.push({ one, name })
    } catch (error) {
      if (!(error instanceof LearnProblem) || error.code !== 'cannot-export') throw error
      refused.add(`${one.spec.id}(${one.types.join(', ')})`)
    }
  }
  return { bytes: writeOnnx(graph.model('calls', new Map()), 'test'), feeds, written, refused }
}

function differences(answers: ReadonlyMap<string, OnnxTensor>, written: readonly Written[]): string[] {
  return written.flatMap(({ one, name }) => {
    const missing = answers.get(`${name} missing`)?.values[0]
    const got = missing === 1 ? null : (answers.get(name)?.values[0] ?? null)
    const stripped = /^(strip|lower|upper|regex-replace)/.test(one.spec.id)
    const wanted = one.expected === null ? null : stripped ? 1 : typeof one.expected === 'string' ? one.expected : Number(one.expected)
    const near =
      typeof got === 'number' && typeof wanted === 'number'
        ? got === wanted || Math.abs(got - wanted) <= Math.max(one.tolerance, 1e-15) * Math.max(1, Math.abs(wanted))
        : got === wanted
    return near
      ? []
      : [
          `${one.spec.id}(${one.args.map((arg) => JSON.stringify(typeof arg === 'bigint' ? String(arg) : arg)).join(', ')}): ${String(got)}, not ${String(wanted)}`,
        ]
  })
}

describe('functions of a recipe as ONNX', () => {
  const { bytes, feeds, written, refused } = callsGraph()

  it('answer as the recorded results do, by the evaluator', () => {
    expect(written.length).toBeGreaterThan(700)
    expect(differences(evaluateOnnx(bytes, feeds), written)).toEqual([])
    expect([...refused].sort()).toEqual([
      'between(text, text, text)',
      'greater(text, text)',
      'greater-or-equal(text, text)',
      'greatest(text, text)',
      'least(text, text)',
      'less(text, text)',
      'less-or-equal(text, text)',
      // To decimals.
      'round(float, int)',
    ])
  })

  it('and by onnxruntime', async ({ skip }) => {
    if (typeof runtime === 'string') return skip(runtime)
    expect(differences(await runtime(bytes, feeds), written)).toEqual([])
  })

  it('come back from the bytes of a file', () => {
    const model = readOnnx(bytes)
    expect(writeOnnx(model, 'test')).toEqual(bytes)
    expect(model.nodes.every(({ op }) => Object.hasOwn(onnxOperators, op))).toBe(true)
  })
})
