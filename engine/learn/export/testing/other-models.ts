// For tests only: models of kinds that only ONNX can say, over the recipe of exported-models.

import { naiveBayes } from '../../bayes/naive-bayes.ts'
import { calibratedModel } from '../../calibrate/calibrated-model.ts'
import { fitCalibration, type CalibrationMethod } from '../../calibrate/fit-calibration.ts'
import { answersOf, combinedModel, memberAnswers, type CombinedMember, type Seen } from '../../combine/combined-model.ts'
import { constantClassifier, constantRegressor } from '../../constant-baseline.ts'
import { boostedTreesClassifier, boostedTreesRegressor } from '../../boosted-trees.ts'
import { decisionTreeClassifier, decisionTreeRegressor } from '../../decision-tree.ts'
import { quietControl, type FittedModel } from '../../estimator.ts'
import { linearRegression } from '../../linear-regression.ts'
import { logisticRegression } from '../../logistic-regression.ts'
import { matrixFromRows, type Matrix } from '../../matrix.ts'
import { neighbourClassifier, neighbourRegressor } from '../../neighbours/nearest-neighbours.ts'
import { networkModel } from '../../neural-network/network-model.ts'
import { activations } from '../../neural-network/architecture.ts'
import { randomFrom } from '../../random.ts'
import { vectorClassifier, vectorRegressor } from '../../support-vectors.ts'
import type { Kind } from './exported-models.ts'

const seed = 1

/** A network of random weights with a layer of each activation; the first column never changed. */
function network(x: Matrix, classes: readonly string[]): FittedModel {
  const random = randomFrom(5)
  const numbers = (length: number) => Float32Array.from({ length }, () => random.normal() / 2)
  const units = [...activations.map(() => 4), Math.max(1, classes.length)]
  let inputs = x.columns.length
  const layers = units.map((own, at) => {
    const last = classes.length > 0 ? ('softmax' as const) : ('linear' as const)
    const layer = { inputs, units: own, activation: activations[at] ?? last, kernel: numbers(inputs * own), bias: numbers(own) }
    inputs = own
    return layer
  })
  return networkModel({
    task: classes.length > 0 ? 'classification' : 'regression',
    features: x.names,
    classes,
    remarks: [],
    layers,
    means: x.columns.map((column) => column[0]!),
    deviations: x.columns.map((_, at) => at * 3),
    target: { mean: 5, deviation: 2 },
    epochs: 1,
  })
}

async function calibrated(x: Matrix, y: Float64Array, { classes, method }: { classes: readonly string[]; method: CalibrationMethod }) {
  const inner = await boostedTreesClassifier.fit(x, y, { seed, classes, trees: 10, leaves: 4, minLeaf: 4 }, quietControl)
  return calibratedModel(inner, fitCalibration({ classes, probabilities: inner.predictProba!(x), actual: y }, method))
}

/** Two trees and a line, the second tree over the later columns alone. */
async function members(x: Matrix, y: Float64Array, classes: readonly string[]): Promise<readonly CombinedMember[]> {
  const later = { ...x, columns: x.columns.slice(2), names: x.names.slice(2) }
  if (classes.length === 0)
    return [
      { model: await decisionTreeRegressor.fit(x, y, { seed }, quietControl), from: 0 },
      { model: await linearRegression.fit(x, y, { seed }, quietControl), from: 0 },
      { model: await boostedTreesRegressor.fit(later, y, { seed, trees: 5 }, quietControl), from: 2 },
      { model: await constantRegressor.fit(later, y, { seed }, quietControl), from: 2 },
    ]
  return [
    { model: await decisionTreeClassifier.fit(x, y, { seed, classes }, quietControl), from: 0 },
    { model: await logisticRegression.fit(x, y, { seed, classes }, quietControl), from: 0 },
    { model: await constantClassifier.fit(later, y, { seed, classes }, quietControl), from: 2 },
  ]
}

async function vote(x: Matrix, y: Float64Array, { classes, how }: { classes: readonly string[]; how: 'mean' | 'most' }) {
  const own = await members(x, y, classes)
  const combination = how === 'most' ? { how } : { how, weights: own.map((_, at) => at + 1) }
  return combinedModel({
    task: classes.length > 0 ? 'classification' : 'regression',
    features: x.names,
    classes,
    members: own,
    combination,
  })
}

async function stack(x: Matrix, y: Float64Array, classes: readonly string[], sees: Seen = 'odds') {
  const own = await members(x, y, classes)
  const task = classes.length > 0 ? ('classification' as const) : ('regression' as const)
  const count = answersOf({ task, classes })
  const answers = own.map(({ model, from }) => {
    const part = { rows: x.rows, columns: x.columns.slice(from, from + model.features.length), names: model.features }
    return task === 'regression' ? [model.predict(part)] : model.predictProba!(part)
  })
  const rows = Array.from({ length: x.rows }, (_, row) => {
    const seen = new Array<number>(count * own.length).fill(0)
    const into = new Float64Array(seen.length)
    answers.forEach((shares, member) =>
      memberAnswers(
        shares.map((share) => share[row]!),
        { into, at: member * count, count, sees },
      ),
    )
    return [...into]
  })
  const inputs = matrixFromRows(
    rows,
    rows[0]!.map((_, at) => `answer ${at}`),
  )
  const final =
    task === 'regression'
      ? await linearRegression.fit(inputs, y, { seed }, quietControl)
      : await logisticRegression.fit(inputs, y, { seed, classes }, quietControl)
  return combinedModel({
    task,
    features: x.names,
    classes,
    members: own,
    combination: { how: 'learned', final, ...(sees === 'shares' && { sees }) },
  })
}

const kind = (name: string, classes: number, fit: Kind['fit'], keepMissing = false): Kind => ({ name, classes, keepMissing, fit })

export const otherKinds: readonly Kind[] = [
  kind('the same classes always', 3, (x, y, classes) => constantClassifier.fit(x, y, { seed, classes }, quietControl)),
  kind('the same number always', 0, (x, y) => constantRegressor.fit(x, y, { seed }, quietControl)),
  kind('naive Bayes', 3, (x, y, classes) => naiveBayes.fit(x, y, { seed, classes, groups: [-1, -1, 0, 0, 0, -1, -1] }, quietControl), true),
  kind('network of classes', 3, async (x, _, classes) => network(x, classes)),
  kind('network of a number', 0, async (x) => network(x, [])),
  kind('straight vectors of two classes', 2, (x, y, classes) =>
    vectorClassifier.fit(x, y, { seed, classes, kernel: 'linear' }, quietControl),
  ),
  kind('straight vectors of three classes', 3, (x, y, classes) =>
    vectorClassifier.fit(x, y, { seed, classes, kernel: 'linear' }, quietControl),
  ),
  kind('straight vectors of a number', 0, (x, y) => vectorRegressor.fit(x, y, { seed, kernel: 'linear' }, quietControl)),
  kind('curved vectors of two classes', 2, (x, y, classes) => vectorClassifier.fit(x, y, { seed, classes }, quietControl)),
  kind('curved vectors of a number', 0, (x, y) => vectorRegressor.fit(x, y, { seed }, quietControl)),
  kind('neighbours of three classes', 3, (x, y, classes) =>
    neighbourClassifier.fit(x, y, { seed, classes, classWeight: 'balanced' }, quietControl),
  ),
  kind('neighbours of a number, nearer ones more', 0, (x, y) =>
    neighbourRegressor.fit(x, y, { seed, votes: 'distance', scale: true, neighbours: 7 }, quietControl),
  ),
  kind('neighbours by the largest distance', 2, (x, y, classes) =>
    neighbourClassifier.fit(x, y, { seed, classes, votes: 'distance', metric: 'chebyshev', scale: true }, quietControl),
  ),
  kind('neighbours by summed distances', 0, (x, y) => neighbourRegressor.fit(x, y, { seed, metric: 'manhattan' }, quietControl)),
  kind('Platt’s line', 2, (x, y, classes) => calibrated(x, y, { classes, method: 'platt' }), true),
  kind(
    'Platt’s line of the chances themselves',
    2,
    async (x, y, classes) => {
      const inner = await boostedTreesClassifier.fit(x, y, { seed, classes, trees: 10, leaves: 4, minLeaf: 4 }, quietControl)
      return calibratedModel(inner, [{ method: 'platt', slope: 5, intercept: -2, of: 'shares' }])
    },
    true,
  ),
  kind('rising lines of three classes', 3, (x, y, classes) => calibrated(x, y, { classes, method: 'isotonic' }), true),
  kind('vote by chances', 3, (x, y, classes) => vote(x, y, { classes, how: 'mean' })),
  kind('vote by classes', 3, (x, y, classes) => vote(x, y, { classes, how: 'most' })),
  kind('the mean of numbers', 0, (x, y) => vote(x, y, { classes: [], how: 'mean' })),
  kind('the middle number', 0, (x, y) => vote(x, y, { classes: [], how: 'most' })),
  kind('stack of two classes', 2, (x, y, classes) => stack(x, y, classes)),
  kind('stack of three classes', 3, (x, y, classes) => stack(x, y, classes)),
  kind('stack of the chances of two classes', 2, (x, y, classes) => stack(x, y, classes, 'shares')),
  kind('stack of the chances of three classes', 3, (x, y, classes) => stack(x, y, classes, 'shares')),
  kind('stack of numbers', 0, (x, y) => stack(x, y, [])),
]
