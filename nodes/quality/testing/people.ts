import type { ExampleTable } from '../../kit/define-node.ts'

/** Forty people: names that are all different, phone numbers, each one's friend, a score, a day, and a count with one missing. */
export const people: ExampleTable = {
  columns: [
    { name: 'Prénom', type: 'text' },
    { name: 'tel', type: 'text' },
    { name: 'friend', type: 'text' },
    { name: 'score', type: 'float' },
    { name: 'day', type: 'date' },
    { name: 'count', type: 'int' },
  ],
  rows: Array.from({ length: 40 }, (_, i) => [
    `name ${i}`,
    `+33 6 12 34 56 ${10 + i}`,
    `name ${39 - i}`,
    i / 4,
    `2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
    i === 7 ? null : i,
  ]),
}
