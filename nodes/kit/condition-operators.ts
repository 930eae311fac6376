import type { Text } from '../../engine/protocol/text.ts'
import type { DataType } from '../../engine/relation/types.ts'

/** A comparison of one column in a condition. `operands`: how many values are typed beside it; `list`: any number. */
export interface ConditionOperator {
  readonly id: string
  readonly label: Text
  /** The verb in a plain sentence: "age > 18". */
  readonly sign: Text
  readonly accepts: readonly DataType[]
  readonly operands: 0 | 1 | 2 | 'list'
}

const ordered: readonly DataType[] = ['int', 'float', 'text', 'date', 'timestamp']
const any: readonly DataType[] = ['bool', ...ordered]
const lists: readonly DataType[] = ['list<bool>', 'list<int>', 'list<float>', 'list<text>', 'list<date>', 'list<timestamp>']

interface Comparison {
  readonly words: Text
  readonly accepts: readonly DataType[]
  readonly operands: ConditionOperator['operands']
  readonly sign?: string
}

function operator(id: string, { words, accepts, operands, sign }: Comparison): ConditionOperator {
  return { id, label: words, sign: sign === undefined ? words : { en: sign, fr: sign }, accepts, operands }
}

/** All comparisons that a condition can make, in the order in which they are offered. */
export const conditionOperators: readonly ConditionOperator[] = [
  operator('equal', { words: { en: 'is', fr: 'est' }, accepts: any, operands: 1, sign: '=' }),
  operator('not-equal', { words: { en: 'is not', fr: 'n’est pas' }, accepts: any, operands: 1, sign: '≠' }),
  operator('less', { words: { en: 'is less than', fr: 'est inférieur à' }, accepts: ordered, operands: 1, sign: '<' }),
  operator('less-or-equal', { words: { en: 'is at most', fr: 'est au plus' }, accepts: ordered, operands: 1, sign: '≤' }),
  operator('greater', { words: { en: 'is more than', fr: 'est supérieur à' }, accepts: ordered, operands: 1, sign: '>' }),
  operator('greater-or-equal', { words: { en: 'is at least', fr: 'est au moins' }, accepts: ordered, operands: 1, sign: '≥' }),
  operator('between', { words: { en: 'is between', fr: 'est entre' }, accepts: ordered, operands: 2 }),
  operator('one-of', { words: { en: 'is one of', fr: 'est parmi' }, accepts: any, operands: 'list' }),
  operator('none-of', { words: { en: 'is none of', fr: 'n’est pas parmi' }, accepts: any, operands: 'list' }),
  operator('contains', { words: { en: 'contains', fr: 'contient' }, accepts: ['text'], operands: 1 }),
  operator('not-contains', { words: { en: 'does not contain', fr: 'ne contient pas' }, accepts: ['text'], operands: 1 }),
  operator('starts-with', { words: { en: 'starts with', fr: 'commence par' }, accepts: ['text'], operands: 1 }),
  operator('ends-with', { words: { en: 'ends with', fr: 'finit par' }, accepts: ['text'], operands: 1 }),
  operator('matches', { words: { en: 'matches the pattern', fr: 'correspond au motif' }, accepts: ['text'], operands: 1 }),
  operator('is-missing', { words: { en: 'is missing', fr: 'manque' }, accepts: [...any, ...lists], operands: 0 }),
  operator('is-not-missing', { words: { en: 'is not missing', fr: 'est renseigné' }, accepts: [...any, ...lists], operands: 0 }),
  operator('is-true', { words: { en: 'is true', fr: 'est vrai' }, accepts: ['bool'], operands: 0 }),
  operator('is-false', { words: { en: 'is false', fr: 'est faux' }, accepts: ['bool'], operands: 0 }),
]
