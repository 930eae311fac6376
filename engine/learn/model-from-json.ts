import { boostedTreesClassifier, boostedTreesRegressor } from './boosted-trees.ts'
import { calibratedFromJson, calibratedId } from './calibrate/calibrated-model.ts'
import { combinedFromJson, combinedId } from './combine/combined-model.ts'
import { constantClassifier } from './constant-baseline.ts'
import { decisionTreeClassifier, decisionTreeRegressor } from './decision-tree.ts'
import type { FittedModel } from './estimator.ts'
import { forestClassifier, forestRegressor } from './forest/random-forest.ts'
import { linearRegression } from './linear-regression.ts'
import { logLinearRegression } from './log-linear-regression.ts'
import { logisticRegression } from './logistic-regression.ts'
import { naiveBayes } from './bayes/naive-bayes.ts'
import { neighbourClassifier, neighbourRegressor } from './neighbours/nearest-neighbours.ts'
import { networkFromJson, networkId } from './neural-network/network-model.ts'
import { penalisedRegression } from './penalised-regression.ts'
import { badModel, isRecord } from './read-model-json.ts'
import { vectorModelFromJson, vectorsId } from './svm/vector-model.ts'

const readers: Readonly<Record<string, (json: unknown) => FittedModel>> = {
  [constantClassifier.id]: (json) => constantClassifier.fromJSON(json),
  [logisticRegression.id]: (json) => logisticRegression.fromJSON(json),
  [linearRegression.id]: (json) => linearRegression.fromJSON(json),
  [logLinearRegression.id]: (json) => logLinearRegression.fromJSON(json),
  [penalisedRegression.id]: (json) => penalisedRegression.fromJSON(json),
  [decisionTreeClassifier.id]: (json) =>
    isRecord(json) && json['task'] === 'regression' ? decisionTreeRegressor.fromJSON(json) : decisionTreeClassifier.fromJSON(json),
  [boostedTreesClassifier.id]: (json) =>
    isRecord(json) && json['task'] === 'regression' ? boostedTreesRegressor.fromJSON(json) : boostedTreesClassifier.fromJSON(json),
  [forestClassifier.id]: (json) =>
    isRecord(json) && json['task'] === 'regression' ? forestRegressor.fromJSON(json) : forestClassifier.fromJSON(json),
  [neighbourClassifier.id]: (json) =>
    isRecord(json) && json['task'] === 'regression' ? neighbourRegressor.fromJSON(json) : neighbourClassifier.fromJSON(json),
  [naiveBayes.id]: (json) => naiveBayes.fromJSON(json),
  [networkId]: networkFromJson,
  [vectorsId]: vectorModelFromJson,
  [combinedId]: (json) => combinedFromJson(json, modelFromJson),
  [calibratedId]: (json) => calibratedFromJson(json, modelFromJson),
}

/** Any model from the JSON that its `toJSON` gave; throws LearnProblem `bad-model`. */
export function modelFromJson(json: unknown): FittedModel {
  if (!isRecord(json) || typeof json['estimator'] !== 'string') throw badModel('estimator')
  const read = Object.hasOwn(readers, json['estimator']) ? readers[json['estimator']] : undefined
  if (!read) throw badModel(`estimator ${json['estimator']}`)
  return read(json)
}
