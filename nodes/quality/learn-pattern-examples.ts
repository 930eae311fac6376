import type { NodeExample } from '../kit/define-node.ts'

const columns = [{ name: 'part', type: 'text' }] as const
const parts = ['AB-1234', 'CD-99871', 'EF-2400', ' GH-7777777 ', 'JK 1200', null]

/** Shown on the help page, and run by the battery. */
export const learnPatternExamples: readonly NodeExample[] = [
  {
    title: { en: 'Numbers of parts', fr: 'Des numéros de pièce' },
    params: { columns: { by: 'names', names: ['part'] }, rare: 25 },
    inputs: { table: { columns, rows: parts.map((part) => [part]) } },
    expect: {
      table: {
        columns: [...columns, { name: 'part valid', type: 'bool' }],
        rows: parts.map((part) => [part, part !== 'JK 1200']),
      },
    },
  },
  {
    title: { en: 'Misfits go to the second output', fr: 'Les écarts vont à la seconde sortie' },
    params: { columns: { by: 'names', names: ['part'] }, rare: 25, policy: 'reject' },
    inputs: { table: { columns, rows: parts.map((part) => [part]) } },
    expect: {
      table: { columns, rows: parts.filter((part) => part !== 'JK 1200').map((part) => [part]) },
      rejected: {
        columns: [...columns, { name: 'reason', type: 'text' }],
        rows: [['JK 1200', 'part: “JK 1200” fits no learnt pattern']],
      },
    },
  },
]
