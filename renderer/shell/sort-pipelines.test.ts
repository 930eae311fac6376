import { expect, test } from 'vitest'
import type { PipelineEntry } from '../../engine/protocol/workspace.ts'
import { sortPipelines } from './sort-pipelines.ts'

const entry = (name: string, modifiedAt: string, openedAt: string | null): PipelineEntry => ({
  path: `${name}.millrace`,
  name,
  modifiedAt,
  openedAt,
  nodes: 0,
  picture: [],
  wires: [],
  outcome: 'none',
  draft: false,
})

const entries = [
  entry('Step 10', '2026-01-03', null),
  entry('Step 9', '2026-01-01', '2026-01-05'),
  entry('a loan', '2026-01-02', '2026-01-02'),
]
const names = (order: Parameters<typeof sortPipelines>[1]) => sortPipelines(entries, order).map((one) => one.name)

test('by the last opening, by the last change, by name', () => {
  expect(names('opened')).toEqual(['Step 9', 'Step 10', 'a loan'])
  expect(names('changed')).toEqual(['Step 10', 'a loan', 'Step 9'])
  expect(names('name')).toEqual(['a loan', 'Step 9', 'Step 10'])
})
