import type { Text } from '../protocol/text.ts'
import type { ModelJson, Task } from './estimator.ts'
import { LearnProblem } from './problem.ts'

/** Reads the fields of a model's JSON, each checked; a field that is not as declared is the problem `bad-model`. */
export interface ModelReader {
  readonly head: Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'>
  number(field: string): number
  numbers(field: string, length?: number): readonly number[]
  table(field: string, rows: number, columns: number): readonly (readonly number[])[]
  value(field: string): unknown
}

export function badModel(why: string): LearnProblem {
  return new LearnProblem({
    code: 'bad-model',
    text: { en: `The model cannot be read: ${why}.`, fr: `Le modèle est illisible : ${why}.` },
    action: { en: 'Train it again.', fr: 'Entraînez-le de nouveau.' },
  })
}

export function readModelJson(json: unknown, estimator: string, version: number): ModelReader {
  if (!isRecord(json)) throw badModel('not an object')
  if (json['estimator'] !== estimator) throw badModel(`estimator is ${String(json['estimator'])}`)
  if (json['version'] !== version) throw badModel(`version is ${String(json['version'])}`)
  const task = json['task']
  if (task !== 'classification' && task !== 'regression') throw badModel('task')
  const number = (value: unknown, field: string): number => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw badModel(field)
    return value
  }
  const numbers = (value: unknown, field: string, length?: number): readonly number[] => {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) throw badModel(field)
    return value.map((item) => number(item, field))
  }
  const list = (field: string): readonly unknown[] => {
    const value = json[field]
    if (!Array.isArray(value)) throw badModel(field)
    return value
  }
  return {
    head: {
      task: task satisfies Task,
      features: list('features').map((name) => text(name, 'features')),
      classes: list('classes').map((name) => text(name, 'classes')),
      remarks: list('remarks').map(bilingual),
    },
    number: (field) => number(json[field], field),
    numbers: (field, length) => numbers(json[field], field, length),
    table(field, rows, columns) {
      const value = list(field)
      if (value.length !== rows) throw badModel(field)
      return value.map((row) => numbers(row, field, columns))
    },
    value: (field) => json[field],
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string') throw badModel(field)
  return value
}

function bilingual(value: unknown): Text {
  if (!isRecord(value)) throw badModel('remarks')
  return { en: text(value['en'], 'remarks'), fr: text(value['fr'], 'remarks') }
}
