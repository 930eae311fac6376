import type { Model } from '../../engine/learn/model.ts'
import { freeName } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { AppliedModel } from './apply-model.ts'
import type { AddedColumn } from './context.ts'

/**
 * A model's answers as columns to stand beside those of the table, under names that it does not have: the answer, and for classes the
 * probability of each when asked for. Missing where the model cannot say, or says what is no number.
 */
export function answerColumns(
  model: Model,
  applied: Pick<AppliedModel, 'predicted' | 'probabilities'>,
  { beside, name, probabilities }: { beside: Relation; name: string; probabilities: boolean },
): AddedColumn[] {
  const taken = new Set(beside.columns.map((column) => column.name))
  const fresh = (wanted: string) => {
    const found = freeName(wanted, taken)
    taken.add(found)
    return found
  }
  const label = fresh(name.trim() === '' ? 'prediction' : name)
  if (model.task === 'regression') return [{ name: label, type: 'float', values: withMissing(applied.predicted) }]
  const answers = Array.from(applied.predicted, (place) => model.classes[place] ?? null)
  const shares = probabilities ? (applied.probabilities ?? []) : []
  return [
    { name: label, type: 'text', values: answers },
    ...shares.map((values, index): AddedColumn => ({
      name: fresh(`probability of ${model.classes[index]}`),
      type: 'float',
      values: withMissing(values),
    })),
  ]
}

/** NaN in a column of numbers is a value; null is missing. */
function withMissing(values: Float64Array): AddedColumn['values'] {
  if (values.every(Number.isFinite)) return values
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null))
}
