// Invented nodes for the tests of the canvas.
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import type { Document, Position, Wire } from '../../../engine/protocol/document.ts'

type Kind = CatalogueEntry['outputs'][string]['kind']

function entry(id: string, inputs: Record<string, Kind>, outputs: Record<string, Kind>, many = false): CatalogueEntry {
  const label = { en: id, fr: id }
  const ports = (record: Record<string, Kind>) => Object.fromEntries(Object.entries(record).map(([name, kind]) => [name, { kind, label }]))
  return {
    id,
    version: 1,
    category: 'test',
    family: 'prepare',
    icon: 'box',
    title: { en: id.slice(5), fr: id.slice(5) },
    summary: label,
    help: label,
    keywords: { en: [], fr: [] },
    inputs: Object.fromEntries(Object.entries(ports(inputs)).map(([name, port]) => [name, { ...port, many }])),
    outputs: ports(outputs),
    params: {},
    defaults: { amount: 1 },
    examples: [],
  }
}

export const smallCatalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  [
    entry('test.source', {}, { table: 'table' }),
    entry('test.step', { table: 'table' }, { table: 'table' }),
    entry('test.join', { left: 'table', right: 'table' }, { table: 'table' }),
    entry('test.union', { tables: 'table' }, { table: 'table' }, true),
    entry('test.learn', { table: 'table' }, { model: 'model' }),
    entry('test.judge', { table: 'table', model: 'model' }, { metrics: 'metrics' }),
  ].map((one) => [one.id, one]),
)

/** A document of `id: [type without its category, place]` and wires as `a.table > b.table`. */
export function documentOf(nodes: Record<string, readonly [type: string, place: Position]>, wires: readonly string[] = []): Document {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'Test',
    seed: 1,
    parameters: {},
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type]]) => [id, { type: `test.${type}`, version: 1, params: {} }])),
    wires: wires.map((wire): Wire => {
      const [from = '', to = ''] = wire.split(' > ')
      return { from, to }
    }),
    notes: {},
    frames: {},
    layout: Object.fromEntries(Object.entries(nodes).map(([id, [, place]]) => [id, place])),
  }
}

/** The place in a grid of columns and rows. */
export function at(column: number, row = 0): Position {
  return { x: column * 272, y: row * 96 }
}
