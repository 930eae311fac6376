import type { DataType } from '../../engine/relation/types.ts'

/** Types of one value a cell: everything but lists. */
export const scalars: readonly DataType[] = ['text', 'int', 'float', 'bool', 'date', 'timestamp']

export const numbers: readonly DataType[] = ['int', 'float']

export const lists: readonly DataType[] = ['list<text>', 'list<int>', 'list<float>', 'list<bool>', 'list<date>', 'list<timestamp>']
