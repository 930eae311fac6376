import { exactSum } from '../../engine/learn/selection/exact-sum.ts'
import { aggregate } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { Answers, Finding, Observation } from './observation.ts'
import { listed, quoted, quotedNames } from './phrases.ts'

/** Every pair of columns is one figure. */
const mostColumns = 30
/** Any few rows lie on a plane. */
const fewestRows = 60

export interface ObservedSum {
  readonly target: Column
  readonly features: readonly Column[]
  drop(columns: readonly string[]): NonNullable<Finding['fix']>
}

export interface SumObservation extends Observation {
  /** The columns that make the target, of the answers. */
  parts(answers: Answers): readonly string[]
}

const isNumber = ({ type }: Column) => type === 'int' || type === 'float'

/** Whether a number to predict is a weighted sum of columns to learn from: parts of a total that are known when the total is. */
export function observeSum(table: Relation, { target, features, drop }: ObservedSum): SumObservation {
  const columns = features.filter(isNumber).slice(0, mostColumns)
  const useless = !isNumber(target) || columns.length < 2
  const find = ({ sum }: Answers) => {
    const [rows = 0, ...upper] = (sum?.rows[0] ?? []).map((value) => (value === null ? NaN : Number(value)))
    const found = rows < fewestRows ? null : exactSum(symmetric(upper, columns.length + 1), columns.length)
    if (!found) return null
    const isPlain = found.weights.every((weight) => Math.abs(weight - 1) < 1e-3)
    return { names: found.columns.map((place) => (columns[place] as Column).name), isPlain }
  }
  return {
    questions: useless ? {} : { sum: { relation: covariances(table, [...columns, target]), of: 'first-rows' } },
    parts: (answers) => find(answers)?.names ?? [],
    tell(answers) {
      const found = find(answers)
      return { findings: found ? [sumFinding(found, target, drop)] : [] }
    },
  }
}

function sumFinding(
  { names, isPlain }: { readonly names: readonly string[]; readonly isPlain: boolean },
  target: Column,
  drop: ObservedSum['drop'],
): Finding {
  const of = quoted(target.name)
  const plus = listed(names.map(quoted), names.length, { en: 'plus', fr: 'plus' })
  const listedNames = quotedNames(names, names.length)
  return {
    tone: 'warning',
    share: 1,
    text: isPlain
      ? {
          en: `${of.en} is ${plus.en}. Are these known when the model is asked?`,
          fr: `${of.fr} est ${plus.fr}. Les connaît-on quand on interroge le modèle ?`,
        }
      : {
          en: `${of.en} is a weighted sum of ${listedNames.en}. Are these known when the model is asked?`,
          fr: `${of.fr} est une somme pondérée de ${listedNames.fr}. Les connaît-on quand on interroge le modèle ?`,
        },
    fix: drop(names),
  }
}

/** One row: the rows, then the upper triangle of the covariances, row after row. */
function covariances(table: Relation, columns: readonly Column[]): Relation {
  const value = ({ name, type }: Column): Expr => (type === 'int' ? call('int-to-float', columnExpr(name)) : columnExpr(name))
  return aggregate(
    table,
    [],
    [
      { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] },
      ...columns.flatMap((a, i) =>
        columns.slice(i).map((b, j) => ({ name: `${i} ${i + j}`, fn: 'covariance-population', args: [value(a), value(b)] })),
      ),
    ],
  )
}

/** Missing pairs make their columns useless: NaN is never chosen. */
function symmetric(upper: readonly number[], width: number): Float64Array {
  const matrix = new Float64Array(width * width)
  let at = 0
  for (let i = 0; i < width; i++)
    for (let j = i; j < width; j++) {
      const value = upper[at++] ?? NaN
      matrix[i * width + j] = value
      matrix[j * width + i] = value
    }
  return matrix
}
