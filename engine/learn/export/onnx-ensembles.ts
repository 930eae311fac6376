import type { CalibrationMap } from '../calibrate/calibrated-model.ts'
import { nearestToCertain } from '../calibrate/platt.ts'
import { leastBelieved } from '../combine/combined-model.ts'
import type { Task } from '../estimator.ts'
import type { OnnxScope } from './onnx-cell.ts'
import { beside, columnsOf, rowSums, scaledToOne, table } from './onnx-matrix.ts'
import { numbersTensor } from './onnx-model.ts'
import type { PartCombination } from './model-parts.ts'

/** Chances passed through the maps of a calibration. */
export function calibratedAnswer(scope: OnnxScope, maps: readonly CalibrationMap[], shares: string): string {
  const [only] = maps
  if (maps.length === 1 && only) {
    const second = mapped(scope, only, columnsOf(scope, shares, [1]))
    return beside(scope, [scope.calc.subtract(1, second), second])
  }
  const all = beside(
    scope,
    maps.map((map, place) => mapped(scope, map, columnsOf(scope, shares, [place]))),
  )
  return scaledToOne(scope, all, maps.length)
}

function mapped(scope: OnnxScope, map: CalibrationMap, share: string): string {
  const { calc } = scope
  if (map.method === 'isotonic') return onLine(scope, map, share)
  const given = map.of === 'shares' ? share : logOdds(scope, share, nearestToCertain)
  return calc.apply('Sigmoid', calc.add(calc.multiply(given, map.slope), map.intercept))
}

function logOdds({ calc }: OnnxScope, share: string, bound: number): string {
  const inside = calc.apply('Min', calc.apply('Max', share, bound), 1 - bound)
  return calc.apply('Log', calc.divide(inside, calc.subtract(1, inside)))
}

/** A line through points, flat beyond its ends: the last point that is not above the share, and the one behind it. */
function onLine(scope: OnnxScope, { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }, share: string): string {
  const { graph, calc } = scope
  const inside = calc.apply('Min', calc.apply('Max', share, x[0]!), x.at(-1)!)
  const passed = graph.node('GreaterOrEqual', [inside, table(scope, x, [1, x.length])])
  const counted = rowSums(scope, graph.node('Cast', [passed], { to: { kind: 'int', value: 11 } }))
  const at = (place: string, values: readonly number[]) =>
    graph.node('Gather', [graph.constant(numbersTensor('double', values)), graph.node('Cast', [place], { to: { kind: 'int', value: 7 } })])
  const low = calc.subtract(counted, 1)
  const high = calc.apply('Min', counted, x.length - 1)
  const width = calc.subtract(at(high, x), at(low, x))
  const part = calc.divide(calc.subtract(inside, at(low, x)), calc.choose(calc.isEqual(width, 0), 1, width))
  return calc.add(at(low, y), calc.multiply(part, calc.subtract(at(high, y), at(low, y))))
}

export interface MemberAnswers {
  readonly answers: readonly string[]
  readonly task: Task
  /** How many numbers each of them has. */
  readonly outputs: number
}

/** The members' answers as one; for a learned combination what its model sees of them. */
export function combinedAnswer(scope: OnnxScope, combination: PartCombination, { answers, task, outputs }: MemberAnswers): string {
  const { graph, calc } = scope
  if (combination.how === 'mean') {
    const total = combination.weights.reduce((sum, weight) => sum + weight, 0)
    const sum = answers.map((answer, at) => calc.multiply(answer, combination.weights[at] ?? 0)).reduce((all, one) => calc.add(all, one))
    return calc.divide(sum, total)
  }
  if (combination.how === 'learned') return seen(scope, combination, { answers, task })
  if (task === 'regression') {
    const count = answers.length
    const [sorted] = graph.nodes('TopK', [beside(scope, answers), graph.constant(numbersTensor('int64', [count]))], {
      attributes: { axis: { kind: 'int', value: 1 }, largest: { kind: 'int', value: 0 } },
      count: 2,
    })
    const [before, after] = [columnsOf(scope, sorted!, [(count - 1) >> 1]), columnsOf(scope, sorted!, [count >> 1])]
    return calc.divide(calc.add(before, after), 2)
  }
  const places = graph.constant(
    numbersTensor(
      'int64',
      Array.from({ length: outputs }, (_, place) => place),
      [1, outputs],
    ),
  )
  const votes = answers.map((answer) => {
    const best = graph.node('ArgMax', [answer], { axis: { kind: 'int', value: 1 }, keepdims: { kind: 'int', value: 1 } })
    return calc.choose(graph.node('Equal', [places, best]), 1 / answers.length, 0)
  })
  return votes.reduce((sum, vote) => calc.add(sum, vote))
}

/** What a learned combination sees of its members: values; log-odds of the second of two classes, or a logarithm for each class; or probabilities. */
function seen(
  scope: OnnxScope,
  { final, sees }: PartCombination & { readonly how: 'learned' },
  { answers, task }: Omit<MemberAnswers, 'outputs'>,
): string {
  const { calc } = scope
  if (task === 'regression') return beside(scope, answers)
  const single = final.features.length === answers.length
  if (sees === 'shares')
    return beside(
      scope,
      answers.map((answer) => (single ? columnsOf(scope, answer, [1]) : answer)),
    )
  return beside(
    scope,
    answers.map((answer) =>
      single
        ? logOdds(scope, columnsOf(scope, answer, [1]), leastBelieved)
        : calc.apply('Log', calc.apply('Min', calc.apply('Max', answer, leastBelieved), 1 - leastBelieved)),
    ),
  )
}
