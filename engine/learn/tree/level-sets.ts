import { badModel, type ModelReader } from '../read-model-json.ts'

/** What nodes ask of columns of levels. */
export interface LevelSets {
  /** By node the column that is asked for, -1 in a leaf. */
  readonly feature: readonly number[]
  /** Of a column of levels: the place of the set that goes left. */
  readonly threshold: readonly number[]
  /** Sets of levels, by their places. */
  readonly sets: readonly (readonly number[])[]
  /** Columns of levels: how many; 0 for numbers. Empty: all are numbers. */
  readonly levels: readonly number[]
}

/** Whether a node asks for a set of levels. */
export const asksForSet = ({ feature, levels }: Pick<LevelSets, 'feature' | 'levels'>, node: number): boolean =>
  (levels[feature[node] ?? -1] ?? 0) > 0

/** A byte for each of 256 levels of each set: 1 for those in it. */
export function setTable(sets: LevelSets['sets']): Uint8Array {
  const table = new Uint8Array(sets.length * 256)
  sets.forEach((set, at) => set.forEach((level) => (table[at * 256 + level] = 1)))
  return table
}

/** Sets the bits of the levels of a set. */
export function writeLevels(set: readonly number[] | undefined, bits: Uint8Array): void {
  for (const level of set ?? []) bits[level >> 3]! |= 1 << (level & 7)
}

/** Reads them from a model's JSON; models without categories have none. Throws `bad-model`. */
export function readSets(read: ModelReader, features: number): Pick<LevelSets, 'sets' | 'levels'> {
  if (read.value('sets') === undefined) return { sets: [], levels: [] }
  const levels = read.numbers('levels', features)
  const sets = read.value('sets')
  if (!levels.every((count) => Number.isInteger(count) && count >= 0 && count < 255)) throw badModel('levels')
  const isLevel = (level: unknown) => typeof level === 'number' && Number.isInteger(level) && level >= 0 && level < 255
  if (!Array.isArray(sets) || !sets.every((set: unknown) => Array.isArray(set) && set.every(isLevel))) throw badModel('sets')
  return { sets: sets as number[][], levels }
}
