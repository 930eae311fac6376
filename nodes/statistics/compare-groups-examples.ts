import type { Column } from '../../engine/relation/types.ts'
import type { NodeExample } from '../kit/define-node.ts'

/** The columns of the results. */
export const headings: readonly Column[] = [
  { name: 'column', type: 'text' },
  { name: 'test', type: 'text' },
  { name: 'groups', type: 'int' },
  { name: 'rows', type: 'int' },
  { name: 'statistic', type: 'float' },
  { name: 'df', type: 'float' },
  { name: 'df2', type: 'float' },
  { name: 'p', type: 'float' },
  { name: 'corrected p', type: 'float' },
  { name: 'effect', type: 'text' },
  { name: 'size', type: 'float' },
  { name: 'low', type: 'float' },
  { name: 'high', type: 'float' },
  { name: 'first group', type: 'text' },
  { name: 'second group', type: 'text' },
  { name: 'difference', type: 'float' },
  { name: 'difference low', type: 'float' },
  { name: 'difference high', type: 'float' },
]

const table = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'sales', type: 'float' },
    { name: 'late', type: 'bool' },
  ],
  rows: [
    ['a', 1, true],
    ['a', 2, true],
    ['a', 3, null],
    ['b', 5, false],
    ['b', 6, false],
    ['b', null, true],
    [null, 99, true],
  ],
} as const

/** The examples of `statistics.compare-groups`. Expected figures: scipy 1.17 (mannwhitneyu; fisher_exact). */
export const compareGroupsExamples: readonly NodeExample[] = [
  {
    title: { en: 'Ranks of two shops', fr: 'Rangs de deux magasins' },
    params: { group: 'shop', test: 'mann-whitney' },
    inputs: { table },
    expect: {
      table: {
        columns: headings,
        rows: [['sales', 'mann-whitney', 2, 5, 0, null, null, 0.2, 0.2, 'rank-biserial', -1, -1, -1, 'a', 'b', null, null, null]],
      },
    },
  },
  {
    title: { en: 'A yes/no column with few rows', fr: 'Une colonne oui/non avec peu de lignes' },
    params: { columns: { by: 'names', names: ['late'] }, group: 'shop' },
    inputs: { table },
    expect: {
      table: {
        columns: headings,
        rows: [['late', 'fisher', 2, 5, 0, null, null, 0.4, 0.4, 'odds ratio', 0, null, null, 'a', 'b', null, null, null]],
      },
    },
  },
]
