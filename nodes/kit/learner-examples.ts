import type { ExampleTable } from './define-node.ts'

/** Eight points on two sides of a line, one with a missing number. */
export const twoMoons: ExampleTable = {
  columns: [
    { name: 'x', type: 'float' },
    { name: 'y', type: 'float' },
    { name: 'colour', type: 'text' },
    { name: 'side', type: 'text' },
  ],
  rows: [
    [-2, 0.5, 'red', 'left'],
    [-1.5, -1, 'red', 'left'],
    [-1, 1, 'blue', 'left'],
    [-0.5, null, 'red', 'left'],
    [0.4, -0.5, 'blue', 'right'],
    [1, 0.8, 'blue', 'right'],
    [1.5, -0.2, null, 'right'],
    [2, 1.2, 'blue', 'right'],
  ],
}

/** Prices that are 100 plus 50 for each room, with a little noise. */
export const flats: ExampleTable = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
    { name: 'price', type: 'float' },
  ],
  rows: [
    [1, 'A', 151],
    [2, 'A', 199],
    [3, 'B', 252],
    [4, 'B', 299],
    [2, 'B', 201],
    [5, 'A', 350],
    [3, null, 249],
    [4, 'A', 301],
  ],
}
