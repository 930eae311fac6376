import { outputCount, type FittedModel, type Importance, type ModelJson } from '../estimator.ts'
import { badModel, isRecord, readModelJson } from '../read-model-json.ts'
import { predictions } from '../score-rows.ts'
import { activations, type Activation } from './architecture.ts'
import { forwardPass, type DenseLayer } from './forward-pass.ts'
import { decodeWeights, encodeWeights } from './weights-text.ts'

export const networkId = 'neural-network'
const version = 1

export interface NetworkFields extends Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {
  readonly layers: readonly DenseLayer[]
  /** The columns are standardised inside the model, with these frozen values; a deviation of 0 makes the input 0. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  /** Regression: the network works on (target - mean) / deviation. */
  readonly target: { readonly mean: number; readonly deviation: number }
  readonly epochs: number
}

/** A trained network as a model: scoring is plain arithmetic on the weights. */
export function networkModel(fields: NetworkFields): FittedModel {
  const { task, features, classes, remarks, target } = fields
  const run = forwardPass(fields.layers)
  const input = new Float64Array(features.length)
  const outputs = outputCount(fields)
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    for (let j = 0; j < input.length; j++) {
      const deviation = fields.deviations[j]!
      input[j] = deviation === 0 ? 0 : (row[j]! - fields.means[j]!) / deviation
    }
    const answer = run(input)
    if (task === 'regression') out[0] = answer[0]! * target.deviation + target.mean
    else for (let k = 0; k < outputs; k++) out[k] = answer[k]!
    return out
  }
  return {
    estimator: networkId,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }),
    importance: () => weightImportance(fields),
    toJSON: () => ({
      estimator: networkId,
      version,
      task,
      features,
      classes,
      remarks,
      layers: fields.layers.map(({ units, activation, kernel, bias }) => ({
        units,
        activation,
        kernel: encodeWeights(kernel),
        bias: encodeWeights(bias),
      })),
      means: fields.means,
      deviations: fields.deviations,
      target,
      epochs: fields.epochs,
    }),
  }
}

/** The model from its JSON; throws LearnProblem `bad-model`. */
export const networkFromJson = (json: unknown): FittedModel => networkModel(readNetwork(json))

/** What a network knows, from its JSON; throws LearnProblem `bad-model`. */
export function readNetwork(json: unknown): NetworkFields {
  const read = readModelJson(json, networkId, version)
  const width = read.head.features.length
  const layers = read.value('layers')
  const target = read.value('target')
  if (!Array.isArray(layers) || layers.length === 0) throw badModel('layers')
  if (!isRecord(target) || typeof target['mean'] !== 'number' || typeof target['deviation'] !== 'number') throw badModel('target')
  let inputs = width
  const dense = layers.map((layer: unknown, at): DenseLayer => {
    if (!isRecord(layer)) throw badModel('layers')
    const { units, activation } = layer
    if (typeof units !== 'number' || !Number.isInteger(units) || units < 1) throw badModel('units')
    const last = at === layers.length - 1
    if (last ? units !== outputCount(read.head) : !isActivation(activation)) throw badModel('layers')
    const kernel = decodeWeights(layer['kernel'], inputs * units)
    const bias = decodeWeights(layer['bias'], units)
    const made = { inputs, units, activation: outputActivation(last, read.head.task, activation), kernel, bias }
    inputs = units
    return made
  })
  return {
    ...read.head,
    layers: dense,
    means: read.numbers('means', width),
    deviations: read.numbers('deviations', width),
    target: { mean: target['mean'], deviation: target['deviation'] },
    epochs: read.number('epochs'),
  }
}

function outputActivation(last: boolean, task: ModelJson['task'], activation: unknown): DenseLayer['activation'] {
  if (last) return task === 'classification' ? 'softmax' : 'linear'
  return activation as Activation
}

function isActivation(value: unknown): value is Activation {
  return activations.some((activation) => activation === value)
}

/**
 * Per column the sum over all paths to the outputs of the products of absolute weights, as shares of the total: a quick sign of which
 * columns the network listens to, not of what they do (after Garson 1991).
 */
function weightImportance({ features, layers }: NetworkFields): Importance[] {
  let reach = new Float64Array(layers.at(-1)!.units).fill(1)
  for (const { inputs, units, kernel } of [...layers].reverse()) {
    const before = new Float64Array(inputs)
    for (let i = 0; i < inputs; i++) for (let u = 0; u < units; u++) before[i]! += Math.abs(kernel[i * units + u]!) * reach[u]!
    reach = before
  }
  const total = reach.reduce((sum, value) => sum + value, 0)
  return features.map((name, j) => ({ name, value: total > 0 ? reach[j]! / total : 0 }))
}
