import { sha256 } from '../../relation/closure/text/digest.ts'
import { readValue, type JsonValue } from '../../relation/read-value.ts'
import type { Column } from '../../relation/types.ts'
import type { Model } from '../model.ts'
import { cannotExport } from './cannot-export.ts'
import { checkGolden } from './check-golden.ts'
import { modelParts } from './model-parts.ts'
import { answerNames } from './model-relation.ts'
import { rawSteps } from './model-steps.ts'
import { onnxAnswer } from './onnx-answers.ts'
import { onnxScope, type OnnxScope } from './onnx-cell.ts'
import { evaluateOnnx } from './onnx-evaluate.ts'
import { onnxGraph } from './onnx-graph.ts'
import { columnsOf } from './onnx-matrix.ts'
import { numbersTensor, type OnnxTensor, type OnnxValue } from './onnx-model.ts'
import { onnxInputs, onnxMatrix, type InputShape } from './onnx-recipe.ts'
import { writeOnnx } from './onnx-write.ts'

/** How far an answer of the file may be from the model's, relative above 1. All sums are in double precision. */
export const onnxTolerance = 1e-9

/** What each raw column is in an ONNX file, and the unit of its numbers. */
const units: Partial<Record<Column['type'], string>> = {
  bool: '1 or 0',
  date: 'days since 1970-01-01',
  timestamp: 'seconds since 1970-01-01 00:00',
}

/**
 * An ONNX file that scores raw rows: one input for each raw column (texts, or doubles: dates in days and times in seconds since 1970, yes and no as 1
 * and 0), NaN or an empty text where a value is missing; outputs `prediction` and, of classes, the probability of each, [rows, 1]. Its bytes answer
 * the golden rows before they are given. Throws LearnProblem `cannot-export`, naming the step that ONNX cannot say.
 */
export function onnxScorer(
  model: Model,
  { producer, shape = 'column' }: { readonly producer: string; readonly shape?: InputShape },
): Uint8Array {
  const steps = rawSteps(model)
  const parts = modelParts(model.estimator.json)
  if (!parts) throw unknownLearner(model)
  const inputs = onnxInputs(steps.columns, shape)
  const names = outputNames(model, inputs)
  const graph = onnxGraph(new Set([...inputs.map(({ name }) => name), ...names]))
  const scope = onnxScope(graph)
  for (const input of inputs) graph.input(input)
  const answer = onnxAnswer(scope, parts, onnxMatrix(scope, { model, steps, inputs }))
  const number = (name: string, tensor: string) => graph.output({ name, type: 'double', dims: ['rows', 1] }, tensor)
  if (model.task === 'regression') number(names[0]!, answer)
  else {
    graph.output({ name: names[0]!, type: 'string', dims: ['rows', 1] }, predictedClass(scope, model, answer))
    model.classes.forEach((_, place) => number(names[place + 1]!, columnsOf(scope, answer, [place])))
  }
  const bytes = writeOnnx(graph.model(model.name, aboutTexts(model, steps.columns)), producer)
  replayOnnx(model, bytes, { columns: steps.columns, inputs, names })
  return bytes
}

function unknownLearner({ name }: Model) {
  return cannotExport({
    en: `“${name}” is a model of a kind that ONNX is not taught here.`,
    fr: `« ${name} » est un modèle d’un genre qui ne s’écrit pas encore en ONNX.`,
  })
}

/** The names of the answers, other ones where a raw column is called so. */
function outputNames(model: Model, inputs: readonly OnnxValue[]): readonly string[] {
  const taken = new Set(inputs.map(({ name }) => name))
  return answerNames(model).map((name) => {
    let own = name
    while (taken.has(own)) own = `${own} `
    taken.add(own)
    return own
  })
}

/** The class that is answered: by the threshold of two, else the most probable, the first of equals. */
function predictedClass(scope: OnnxScope, { classes, positive, threshold }: Model, shares: string): string {
  const { graph, calc } = scope
  const named = (list: readonly string[]) => graph.constant({ type: 'string', dims: [list.length], values: list })
  const best = () => graph.node('ArgMax', [shares], { axis: { kind: 'int', value: 1 }, keepdims: { kind: 'int', value: 1 } })
  if (classes.length !== 2 || positive === undefined || threshold === undefined) return graph.node('Gather', [named(classes), best()])
  const at = classes.indexOf(positive)
  const isPositive = calc.apply('GreaterOrEqual', columnsOf(scope, shares, [at]), threshold)
  const place = graph.node('Cast', [isPositive], { to: { kind: 'int', value: 7 } })
  return graph.node('Gather', [named([classes[1 - at]!, positive]), place])
}

function aboutTexts({ trained, target, task, classes, golden }: Model, columns: readonly Column[]): ReadonlyMap<string, string> {
  const signature = {
    inputs: columns.map(({ name, type }) => ({
      name,
      type,
      missing: type === 'text' ? '' : 'NaN',
      ...(units[type] && { unit: units[type] }),
    })),
    target: target.name,
    task,
    ...(task === 'classification' && { classes }),
  }
  return new Map([
    ['millrace.signature', JSON.stringify(signature)],
    ['millrace.fingerprint', trained.fingerprint],
    ['millrace.golden', sha256(JSON.stringify(golden))],
    ['millrace.tolerance', String(onnxTolerance)],
  ])
}

/** Rows of raw cells, as JSON has them, as the inputs of an ONNX file. */
export function onnxFeeds(
  columns: readonly Column[],
  rows: readonly (readonly JsonValue[])[],
  inputs: readonly OnnxValue[],
): ReadonlyMap<string, OnnxTensor> {
  return new Map(
    columns.map(({ name, type }, at) => {
      const cells = rows.map((row) => readValue(row[at] ?? null, type) ?? null)
      const dims = inputs[at]!.dims.length > 1 ? [rows.length, 1] : [rows.length]
      if (type === 'text') return [name, { type: 'string', dims, values: cells.map((cell) => (typeof cell === 'string' ? cell : '')) }]
      const number = (cell: (typeof cells)[number]) =>
        cell === null ? Number.NaN : type === 'timestamp' ? Number(cell) / 1e6 : Number(cell)
      return [name, numbersTensor('double', cells.map(number), dims)]
    }),
  )
}

function replayOnnx(
  model: Model,
  bytes: Uint8Array,
  {
    columns,
    inputs,
    names,
  }: { readonly columns: readonly Column[]; readonly inputs: readonly OnnxValue[]; readonly names: readonly string[] },
): void {
  const rows = model.golden.map(({ input }) => input)
  if (rows.length === 0) return
  const answered = evaluateOnnx(bytes, onnxFeeds(columns, rows, inputs))
  const numbers = (model.task === 'regression' ? names : names.slice(1)).map((name) => answered.get(name))
  checkGolden(
    model,
    rows.map((_, row) => numbers.map((tensor) => (tensor && tensor.type !== 'string' ? tensor.values[row]! : null))),
    onnxTolerance,
  )
}
