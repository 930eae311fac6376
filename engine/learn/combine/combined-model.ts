import { outputCount, type FittedModel, type ModelJson } from '../estimator.ts'
import { badModel, isRecord, readModelJson } from '../read-model-json.ts'
import type { Matrix } from '../matrix.ts'
import { mostLikely } from '../score-rows.ts'

export const combinedId = 'combined'
const version = 1

/**
 * How answers become one: `mean` of probabilities or values, weighted; `most`: the share of members that answer the class, or the middle value
 * (the mean of the two in the middle); `learned`: a model whose features are the members' answers, those of `memberAnswers`; `sees`: log-odds unless it says shares.
 */
export type Combination =
  | { readonly how: 'mean'; readonly weights: readonly number[] }
  | { readonly how: 'most' }
  | { readonly how: 'learned'; readonly final: FittedModel; readonly sees?: 'shares' }

/** What a learned combination sees of probabilities: their log-odds, or they themselves. */
export type Seen = 'odds' | 'shares'

/** A member: its model, and where its matrix columns stand among those of all. */
export interface CombinedMember {
  readonly model: FittedModel
  readonly from: number
}

export interface CombinedFields extends Pick<ModelJson, 'task' | 'features' | 'classes'> {
  readonly members: readonly CombinedMember[]
  readonly combination: Combination
}

/** How many numbers a member gives to a learned combination: its value, one for two classes, else one for each class. */
export function answersOf({ task, classes }: Pick<ModelJson, 'task' | 'classes'>): number {
  return task === 'classification' && classes.length > 2 ? classes.length : 1
}

/** Several models of one target as one. Classes of a member that others do not know have no probability from them. NaN where a member cannot say. */
export function combinedModel(fields: CombinedFields): FittedModel {
  const { task, features, classes, members, combination } = fields
  const outputs = outputCount(fields)
  const rows = members.map(({ model }) => new Float64Array(model.features.length))
  const own = members.map(({ model }) => new Float64Array(outputCount(model)))
  const places = members.map(({ model }) => model.classes.map((name) => classes.indexOf(name)))
  const answers = members.map(() => new Float64Array(outputs))
  const combine = combiner(fields, answers)
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    members.forEach(({ model, from }, member) => {
      const input = rows[member]!
      for (let j = 0; j < input.length; j++) input[j] = row[from + j]!
      model.scoreOne(input, own[member]!)
      const answer = answers[member]!
      if (task === 'regression') answer[0] = own[member]![0]!
      else {
        answer.fill(0)
        places[member]!.forEach((place, k) => (answer[place] = own[member]![k]!))
      }
    })
    combine(out)
    return out
  }
  const predictAll = (x: Matrix): Float64Array[] => {
    const given = members.map(({ model, from }) => {
      const part = { rows: x.rows, columns: x.columns.slice(from, from + model.features.length), names: model.features }
      return task === 'regression' ? [model.predict(part)] : (model.predictProba?.(part) ?? [])
    })
    const all = Array.from({ length: outputs }, () => new Float64Array(x.rows))
    const out = new Float64Array(outputs)
    for (let i = 0; i < x.rows; i++) {
      given.forEach((shares, member) => {
        if (task === 'classification') answers[member]!.fill(0)
        shares.forEach((share, k) => (answers[member]![task === 'regression' ? 0 : places[member]![k]!] = share[i]!))
      })
      combine(out)
      for (let k = 0; k < outputs; k++) all[k]![i] = out[k]!
    }
    return all
  }
  return {
    estimator: combinedId,
    task,
    features,
    classes,
    remarks: [],
    scoreOne,
    predict: (x) => (task === 'regression' ? predictAll(x)[0]! : mostLikely(predictAll(x))),
    ...(task === 'classification' && { predictProba: predictAll }),
    importance() {
      const share = combination.how === 'mean' ? combination.weights : members.map(() => 1)
      const total = share.reduce((sum, weight) => sum + weight, 0)
      const values = new Float64Array(features.length)
      members.forEach(({ model, from }, member) => {
        const found = model.importance().map(({ value }) => value)
        const sum = found.reduce((all, value) => all + value, 0)
        if (sum > 0) found.forEach((value, j) => (values[from + j] = ((share[member] ?? 0) / total) * (value / sum)))
      })
      return features.map((name, j) => ({ name, value: values[j]! }))
    },
    toJSON: () => ({
      estimator: combinedId,
      version,
      task,
      features,
      classes,
      remarks: [],
      members: members.map(({ model, from }) => ({ from, json: model.toJSON() })),
      combination: combination.how === 'learned' ? { ...combination, final: combination.final.toJSON() } : combination,
    }),
  }
}

/** Fills `out` from the members' answers. */
function combiner({ task, classes, members, combination }: CombinedFields, answers: readonly Float64Array[]): (out: Float64Array) => void {
  const outputs = outputCount({ task, classes })
  if (combination.how === 'mean') {
    const total = combination.weights.reduce((sum, weight) => sum + weight, 0)
    return (out) => {
      for (let k = 0; k < outputs; k++) {
        let sum = 0
        answers.forEach((answer, member) => (sum += (combination.weights[member] ?? 0) * answer[k]!))
        out[k] = sum / total
      }
    }
  }
  if (combination.how === 'learned') {
    const { final, sees = 'odds' } = combination
    const count = answersOf({ task, classes })
    const input = new Float64Array(count * members.length)
    return (out) => {
      answers.forEach((answer, member) => memberAnswers(answer, { into: input, at: member * count, count, sees }))
      final.scoreOne(input, out)
    }
  }
  if (task === 'regression')
    return (out) => {
      const sorted = answers.map((answer) => answer[0]!).sort((a, b) => a - b)
      const middle = sorted.length >> 1
      out[0] = sorted.some(Number.isNaN)
        ? Number.NaN
        : sorted.length % 2 === 1
          ? sorted[middle]!
          : (sorted[middle - 1]! + sorted[middle]!) / 2
    }
  return (out) => {
    out.fill(0, 0, outputs)
    for (const answer of answers) {
      let best = 0
      for (let k = 1; k < outputs; k++) if (answer[k]! > answer[best]!) best = k
      if (answer.some(Number.isNaN)) out.fill(Number.NaN, 0, outputs)
      else out[best]! += 1 / answers.length
    }
  }
}

/** A forest says 0 and 1 lightly: beyond these its answers are not believed more. */
export const leastBelieved = 1e-4

export interface SeenPlace {
  readonly into: Float64Array
  /** The first place of the member. */
  readonly at: number
  readonly count: number
  readonly sees: Seen
}

/**
 * Writes what a learned combination sees of a member's answer (probabilities or a value): a value as it is, the log-odds of the second of two
 * classes, the logarithm of each of several probabilities; or the probabilities.
 */
export function memberAnswers(answer: ArrayLike<number>, { into, at, count, sees }: SeenPlace): void {
  if (answer.length === 1) {
    into[at] = answer[0]!
    return
  }
  if (sees === 'shares') {
    if (count === 1) into[at] = answer[1]!
    else for (let k = 0; k < count; k++) into[at + k] = answer[k]!
    return
  }
  const inside = (share: number) => Math.min(1 - leastBelieved, Math.max(leastBelieved, share))
  if (count === 1) into[at] = Math.log(inside(answer[1]!) / (1 - inside(answer[1]!)))
  else for (let k = 0; k < count; k++) into[at + k] = Math.log(inside(answer[k]!))
}

/** Throws LearnProblem `bad-model` for JSON that `toJSON` did not write; `readInner` reads the models inside. */
export function combinedFromJson(json: unknown, readInner: (json: unknown) => FittedModel): FittedModel {
  const read = readModelJson(json, combinedId, version)
  const { head } = read
  const list = read.value('members')
  if (!Array.isArray(list) || list.length === 0) throw badModel('members')
  const members = list.map((item): CombinedMember => {
    const from: unknown = isRecord(item) ? item['from'] : null
    if (!isRecord(item) || typeof from !== 'number' || !Number.isInteger(from) || from < 0) throw badModel('members')
    const model = readInner(item['json'])
    const fits = model.task === head.task && from + model.features.length <= head.features.length
    if (!fits || !model.classes.every((name) => head.classes.includes(name))) throw badModel('members')
    return { model, from }
  })
  return combinedModel({ ...head, members, combination: readCombination(read.value('combination'), { ...head, members }, readInner) })
}

function readCombination(
  json: unknown,
  { task, classes, members }: Pick<CombinedFields, 'task' | 'classes' | 'members'>,
  readInner: (json: unknown) => FittedModel,
): Combination {
  if (!isRecord(json)) throw badModel('combination')
  if (json['how'] === 'most') return { how: 'most' }
  if (json['how'] === 'learned') {
    const final = readInner(json['final'])
    if (final.task !== task || final.features.length !== answersOf({ task, classes }) * members.length) throw badModel('final')
    if (json['sees'] !== undefined && json['sees'] !== 'shares') throw badModel('sees')
    return { how: 'learned', final, ...(json['sees'] === 'shares' && { sees: 'shares' }) }
  }
  const weights = json['weights']
  const isWeight = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0
  if (json['how'] !== 'mean' || !Array.isArray(weights) || weights.length !== members.length || !weights.every(isWeight))
    throw badModel('combination')
  if (!weights.some((weight) => Number(weight) > 0)) throw badModel('weights')
  return { how: 'mean', weights: weights.map(Number) }
}
