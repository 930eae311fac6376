import { naiveBayes, readBayes, type BayesFields } from '../bayes/naive-bayes.ts'
import { calibratedId, type CalibrationMap } from '../calibrate/calibrated-model.ts'
import { combinedId } from '../combine/combined-model.ts'
import { constantClassifier } from '../constant-baseline.ts'
import type { ModelJson } from '../estimator.ts'
import { modelFromJson } from '../model-from-json.ts'
import { neighboursId, readNeighbourFields, type NeighbourFields } from '../neighbours/nearest-neighbours.ts'
import { networkId, readNetwork, type NetworkFields } from '../neural-network/network-model.ts'
import { readVectors, vectorsId, type VectorFields } from '../svm/vector-model.ts'
import { plainModel, type PlainModel } from './plain-model.ts'

/** A model without its learner: what it knows, and the models inside it. Its answer is its value, or the chance of each class. */
export type ModelParts = Pick<ModelJson, 'task' | 'classes' | 'features'> &
  (
    | { readonly kind: 'plain'; readonly plain: PlainModel }
    | { readonly kind: 'constant'; readonly answer: readonly number[] }
    | { readonly kind: 'bayes'; readonly fields: BayesFields }
    | { readonly kind: 'network'; readonly fields: NetworkFields }
    | { readonly kind: 'neighbours'; readonly fields: NeighbourFields }
    | { readonly kind: 'vectors'; readonly fields: VectorFields }
    | { readonly kind: 'calibrated'; readonly inner: ModelParts; readonly maps: readonly CalibrationMap[] }
    | { readonly kind: 'combined'; readonly members: readonly PartMember[]; readonly combination: PartCombination }
  )

/** A member, and where its matrix columns stand among those of all. */
export interface PartMember {
  readonly parts: ModelParts
  readonly from: number
}

export type PartCombination =
  | { readonly how: 'mean'; readonly weights: readonly number[] }
  | { readonly how: 'most' }
  | { readonly how: 'learned'; readonly final: ModelParts; readonly sees?: 'shares' }

/** Takes a model's JSON apart; null for models that are not known here, or that hold one. Throws LearnProblem `bad-model`. */
export function modelParts(json: unknown): ModelParts | null {
  // What reads the JSON checks it, and everything inside it.
  const { task, classes, features } = modelFromJson(json)
  return partsOf(json as ModelJson, { task, classes, features })
}

function partsOf(json: ModelJson, head: Pick<ModelJson, 'task' | 'classes' | 'features'>): ModelParts | null {
  switch (json.estimator) {
    case constantClassifier.id:
      return { ...head, kind: 'constant', answer: json['answer'] as readonly number[] }
    case naiveBayes.id:
      return { ...head, kind: 'bayes', fields: readBayes(json) }
    case networkId:
      return { ...head, kind: 'network', fields: readNetwork(json) }
    case neighboursId:
      return { ...head, kind: 'neighbours', fields: readNeighbourFields(json) }
    case vectorsId:
      return { ...head, kind: 'vectors', fields: readVectors(json) }
    case calibratedId: {
      const inner = modelParts(json['inner'])
      return inner && { ...head, kind: 'calibrated', inner, maps: json['maps'] as readonly CalibrationMap[] }
    }
    case combinedId:
      return combinedParts(json, head)
    default: {
      const plain = plainModel(json)
      return plain && { ...head, kind: 'plain', plain }
    }
  }
}

function combinedParts(json: ModelJson, head: Pick<ModelJson, 'task' | 'classes' | 'features'>): ModelParts | null {
  const members: PartMember[] = []
  for (const { from, json: own } of json['members'] as readonly { readonly from: number; readonly json: unknown }[]) {
    const parts = modelParts(own)
    if (!parts) return null
    members.push({ parts, from })
  }
  const combination = json['combination'] as
    | Exclude<PartCombination, { how: 'learned' }>
    | { readonly how: 'learned'; readonly final: unknown; readonly sees?: 'shares' }
  if (combination.how !== 'learned') return { ...head, kind: 'combined', members, combination }
  const final = modelParts(combination.final)
  return final && { ...head, kind: 'combined', members, combination: { ...combination, final } }
}
