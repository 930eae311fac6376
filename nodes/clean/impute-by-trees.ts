import { decisionTreeClassifier, decisionTreeRegressor } from '../../engine/learn/decision-tree.ts'
import type { FittedModel } from '../../engine/learn/estimator.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import { call } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column, type DataType, type LiteralValue, type Value } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import type { FitContext } from '../kit/context.ts'
import { fitControl } from '../kit/fit-control.ts'
import type { Result } from '../kit/result-place.ts'
import { drawnRows, known, levelInputs, nothingToLearn, type Filled, type TreeSettings } from './impute-columns.ts'
import { inputNumber, treeAsExpression, type TreeInput, type TreeNode } from './tree-as-expression.ts'

/** For each column a tree, and the numbers that it asks. */
export interface TreesState {
  readonly columns: readonly {
    readonly name: string
    readonly type: DataType
    readonly inputs: readonly TreeInput[]
    readonly tree: TreeNode
  }[]
}

const mostRows = 20_000

/** A tree for each column, from the rows where it is known. Throws NodeProblem `nothing-to-learn`. */
export async function learnTrees({ columns, from }: Filled, settings: TreeSettings, source: { input: Relation; ctx: FitContext }) {
  const drawn = await drawnRows([...columns, ...from], { ...source, seed: settings.seed, most: mostRows })
  const learnt: TreesState['columns'][number][] = []
  for (const column of columns) {
    const values = drawn.valuesOf(column)
    if (values.every((value) => value === null)) throw nothingToLearn(column, settings)
    const sources = from
      .filter((other) => other !== column)
      .map((other) => ({ values: drawn.valuesOf(other), inputs: inputsOf(other, drawn.valuesOf(other)) }))
    const inputs = sources.flatMap((one) => one.inputs)
    const x = sources.flatMap((one) => one.inputs.map((input) => Float64Array.from(one.values, (value) => inputNumber(input, value))))
    const type: DataType = isNumeric(column.type) ? 'float' : column.type
    const isNumber = isNumeric(column.type)
    learnt.push({ name: column.name, type, inputs, tree: await grown({ values, x, inputs, isNumber }, settings, source.ctx) })
  }
  return { columns: learnt }
}

/** What the trees say where a column is missing. */
export function treeResults({ columns }: TreesState, input: Relation): readonly Result[] {
  return columns.map(({ name, type, inputs, tree }) => {
    const column = chooseColumn(input, name, { param: 'columns', accepts: type === 'float' ? ['int', 'float'] : [type], replace: null })
    for (const one of inputs)
      chooseColumn(input, one.column, { param: 'from', accepts: isNumeric(one.type) ? ['int', 'float'] : [one.type], replace: null })
    return { source: name, expr: call('coalesce', known(column), treeAsExpression(tree, inputs, type)) }
  })
}

/** The numbers that a column gives: itself, or one for each of the most frequent texts. */
function inputsOf({ name, type }: Column, values: readonly Value[]): readonly TreeInput[] {
  return type === 'text' ? levelInputs(name, values) : [{ column: name, type }]
}

interface Training {
  readonly values: readonly Value[]
  readonly x: readonly Float64Array[]
  readonly inputs: readonly TreeInput[]
  readonly isNumber: boolean
}

async function grown({ values, x, inputs, isNumber }: Training, settings: TreeSettings, ctx: FitContext): Promise<TreeNode> {
  const rows = values.flatMap((value, index) => (value === null ? [] : [index]))
  const found = rows.map((index) => values[index] ?? null)
  const classes = isNumber ? [] : [...new Set(found.map(String))].toSorted()
  const answer = (output: readonly number[]): LiteralValue => {
    if (isNumber) return output[0] ?? 0
    const best = classes[output.indexOf(Math.max(...output))] ?? ''
    return typeof found[0] === 'boolean' ? best === 'true' : best
  }
  const [first = 0, ...others] = found.map(Number)
  const single = isNumber ? others.every((value) => value === first) : classes.length < 2
  if (inputs.length === 0 || single || rows.length < 2) return { value: answer(isNumber ? [mean(found)] : shares(found, classes)) }
  const matrix: Matrix = {
    rows: rows.length,
    names: inputs.map((_, index) => `i${index}`),
    columns: x.map((column) => Float64Array.from(rows, (index) => column[index] ?? Number.NaN)),
  }
  const y = Float64Array.from(found, (value) => (isNumber ? Number(value) : classes.indexOf(String(value))))
  const estimator = isNumber ? decisionTreeRegressor : decisionTreeClassifier
  const model = await estimator.fit(matrix, y, { ...treeOptions(settings), ...(isNumber ? {} : { classes }) }, fitControl(ctx))
  return treeOf(model, answer)
}

export const treeOptions = ({ seed, depth, leaf }: TreeSettings) => ({ seed, maxDepth: depth, minLeaf: leaf, minSplit: 2 * leaf })

/** A fitted tree as nested nodes; `answer` says what the numbers of a leaf mean. */
export function treeOf(model: FittedModel, answer: (output: readonly number[]) => LiteralValue): TreeNode {
  return nodeAt(model.toJSON() as unknown as TreeFields, 0, answer)
}

interface TreeFields extends Pick<FittedModel, 'features'> {
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly missingLeft: readonly number[]
  readonly value: readonly (readonly number[])[]
}

function nodeAt(tree: TreeFields, at: number, answer: (output: readonly number[]) => LiteralValue): TreeNode {
  const input = tree.feature[at] ?? -1
  if (input < 0) return { value: answer(tree.value[at] ?? []) }
  const side = (next: number | undefined) => nodeAt(tree, next ?? 0, answer)
  return {
    input,
    threshold: tree.threshold[at] ?? 0,
    missingLeft: tree.missingLeft[at] === 1,
    left: side(tree.left[at]),
    right: side(tree.right[at]),
  }
}

const mean = (values: readonly Value[]) => values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length
const shares = (values: readonly Value[], classes: readonly string[]) =>
  classes.map((name) => values.filter((value) => String(value) === name).length)
