import { checkTraining } from './check-training.ts'
import type { Estimator, FittedModel, ModelJson } from './estimator.ts'
import type { Matrix } from './matrix.ts'
import { readModelJson } from './read-model-json.ts'
import { predictions } from './score-rows.ts'

const id = 'constant-baseline'
const version = 1

type NoOptions = Record<never, never>

/** Always answers with the shares of the classes in the training rows: what any model must beat. */
export const constantClassifier: Estimator<NoOptions> = baseline('classification')

/** Always answers with the mean of the training target. */
export const constantRegressor: Estimator<NoOptions> = baseline('regression')

function baseline(task: 'classification' | 'regression'): Estimator<NoOptions> {
  return {
    id,
    task,
    defaults: {},
    async fit(x: Matrix, y, options, control) {
      const { weights, totalWeight, classes } = checkTraining(x, y, options, {
        task,
        missing: 'accept',
        huge: 'accept',
        constantTarget: 'accept',
      })
      const sums = new Float64Array(task === 'classification' ? classes.length : 1)
      for (let i = 0; i < y.length; i++) {
        if (task === 'classification') sums[y[i]!]! += weights[i]!
        else sums[0]! += weights[i]! * y[i]!
      }
      control.progress(1)
      return constantModel({ task, features: x.names, classes, answer: Array.from(sums, (sum) => sum / totalWeight) })
    },
    fromJSON(json) {
      const read = readModelJson(json, id, version)
      const answer = read.numbers('answer', read.head.task === 'classification' ? read.head.classes.length : 1)
      return constantModel({ ...read.head, answer })
    },
  }
}

interface ConstantFields extends Pick<ModelJson, 'task' | 'features' | 'classes'> {
  readonly answer: readonly number[]
}

function constantModel({ task, features, classes, answer }: ConstantFields): FittedModel {
  const scoreOne: FittedModel['scoreOne'] = (_row, out) => {
    out.set(answer)
    return out
  }
  return {
    estimator: id,
    task,
    features,
    classes,
    remarks: [],
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }),
    importance: () => features.map((name) => ({ name, value: 0 })),
    toJSON: () => ({ estimator: id, version, task, features, classes, remarks: [], answer }),
  }
}
