import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryEngine, type TemporaryEngine } from '../../bin/testing/temporary-engine.ts'
import { applyCommand } from '../../graph/commands/apply-command.ts'
import type { Command } from '../../protocol/command.ts'
import { documentSchema, type Document, type Params } from '../../protocol/document.ts'
import { followRenames, renamedColumns } from './follow-renames.ts'
import { lostColumns, remapColumns } from './lost-columns.ts'

let studio: TemporaryEngine
beforeAll(async () => {
  studio = await temporaryEngine()
  await studio.write('sales.csv', 'product,Price,pieces,town\na,2.5,1,Bonn\nb,3,2,Lyon\n')
})
afterAll(() => studio.close())

type Nodes = Readonly<Record<string, { readonly type: string; readonly params: Params }>>

const pipeline = (nodes: Nodes, wires: readonly string[]): Document =>
  documentSchema.parse({
    format: 'millrace/pipeline',
    version: 1,
    name: 'p',
    seed: 1,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { version: 1, ...node }])),
    wires: wires.map((wire) => ({ from: wire.split(' ')[0], to: wire.split(' ')[1] })),
  })

const resolve = (document: Document) => studio.engine.resolve(document, studio.folder, new AbortController().signal)
const file = { type: 'source.file', params: { path: 'sales.csv' } }

const chain = (rename: Params['x'][]) =>
  pipeline(
    {
      file,
      rename: { type: 'clean.rename-columns', params: { rename } },
      clean: { type: 'clean.unify-text', params: { columns: { by: 'names', names: ['town'] }, place: 'add', ending: ' clean' } },
      total: { type: 'clean.formula-column', params: { name: 'total', formula: '[Price] * [pieces]' } },
      keep: {
        type: 'clean.filter-rows',
        params: {
          conditions: {
            all: [{ column: 'Price', is: 'greater', value: 2 }, { any: [{ column: 'town clean', is: 'contains', value: 'o' }] }],
          },
        },
      },
      sort: { type: 'clean.sort-rows', params: { by: [{ column: 'Price', direction: 'up', missing: 'last' }] } },
      again: { type: 'clean.rename-columns', params: { rename: [{ key: 'Price', value: 'cost' }] } },
      last: { type: 'clean.select-columns', params: { mode: 'keep', columns: { by: 'names', names: ['cost', 'town clean'] } } },
    },
    [
      'file.table rename.table',
      'rename.table clean.table',
      'clean.table total.table',
      'total.table keep.table',
      'keep.table sort.table',
      'sort.table again.table',
      'again.table last.table',
    ],
  )

const errorsOf = async (document: Document) =>
  [...(await resolve(document)).nodes.values()].flatMap(({ id, problems }) =>
    problems.filter(({ severity }) => severity === 'error').map(({ code }) => `${id} ${code}`),
  )

const paramsOf = (command: Command) => (command.type === 'set-params' ? [command.id, command.params] : [command.type])

describe('renames travel', () => {
  it('through every kind of setting, and no further than the old name went', async () => {
    const before = chain([])
    const after = chain([
      { key: 'Price', value: 'unit price' },
      { key: 'town', value: 'city' },
    ])
    expect(await errorsOf(before)).toEqual([])
    expect(await errorsOf(after)).not.toEqual([])
    const { commands, settings } = await followRenames({ before, after }, resolve)
    expect(commands.map(paramsOf)).toEqual([
      ['clean', { columns: { by: 'names', names: ['city'] } }],
      ['total', { formula: '[unit price] * [pieces]' }],
      [
        'keep',
        {
          conditions: {
            all: [{ column: 'unit price', is: 'greater', value: 2 }, { any: [{ column: 'city clean', is: 'contains', value: 'o' }] }],
          },
        },
      ],
      ['sort', { by: [{ column: 'unit price', direction: 'up', missing: 'last' }] }],
      ['again', { rename: [{ key: 'unit price', value: 'cost' }] }],
      // Cost is cost whatever it was called before; the cleaned town has another name.
      ['last', { columns: { by: 'names', names: ['cost', 'city clean'] } }],
    ])
    expect(settings).toBe(6)
    const mended = applyCommand(after, { type: 'batch', commands: [...commands] }).document
    expect(await errorsOf(mended)).toEqual([])
    expect(
      (await resolve(mended)).nodes
        .get('last')
        ?.outputs.get('table')
        ?.relation?.columns.map(({ name }) => name),
    ).toEqual(['cost', 'city clean'])
  })

  it('follows a computed column, but not another choice of columns', async () => {
    const nodes = (name: string, kept: string): Nodes => ({
      file,
      made: { type: 'clean.formula-column', params: { name, formula: '[Price] * 2' } },
      kept: { type: 'clean.select-columns', params: { mode: 'keep', columns: { by: 'names', names: [kept, 'double'] } } },
      sort: { type: 'clean.sort-rows', params: { by: [{ column: 'product', direction: 'up', missing: 'last' }] } },
    })
    const wires = ['file.table made.table', 'made.table kept.table', 'kept.table sort.table']
    const before = pipeline(nodes('double', 'product'), wires)
    const computed = await followRenames({ before, after: pipeline(nodes('twice', 'product'), wires) }, resolve)
    expect(computed.commands.map(paramsOf)).toEqual([['kept', { columns: { by: 'names', names: ['product', 'twice'] } }]])
    const other = await followRenames({ before, after: pipeline(nodes('double', 'town'), wires) }, resolve)
    expect(other).toEqual({ commands: [], settings: 0 })
  })

  describe('through components', () => {
    const step = (type: string, params: Params) => ({ type, version: 1, params })
    const inside = (uses: Readonly<Record<string, Params>>, wires: readonly string[], rename: Params['x'][] = []): Document => ({
      ...pipeline(
        {
          file,
          rename: { type: 'clean.rename-columns', params: { rename } },
          ...Object.fromEntries(Object.entries(uses).map(([id, params]) => [id, { type: 'component.costs', params }])),
          sort: step('clean.sort-rows', { by: [{ column: 'Price', direction: 'up', missing: 'last' }] }),
        },
        ['file.table rename.table', ...wires],
      ),
      components: {
        'component.costs': {
          title: 'Costs',
          version: 1,
          inputs: { in1: { label: 'Rows', kind: 'table', to: ['total.table'] } },
          outputs: { out1: { label: 'Rows', kind: 'table', from: 'keep.table' } },
          settings: { by: { label: 'By', node: 'total', param: 'formula' } },
          nodes: {
            total: step('clean.formula-column', { name: 'total', formula: '[Price] * [pieces]' }),
            keep: step('clean.filter-rows', { conditions: { all: [{ column: 'Price', is: 'greater', value: 2 }] } }),
          },
          wires: [{ from: 'total.table', to: 'keep.table' }],
          notes: {},
          frames: {},
          layout: {},
        },
      },
    })
    const renamed = [{ key: 'Price', value: 'unit price' }]
    const one = ['rename.table costs.in1', 'costs.out1 sort.table']

    it('into them and out again; a value that a use gives is changed there', async () => {
      for (const params of [{}, { by: '[Price] * 3' }]) {
        const before = inside({ costs: params }, one)
        const after = inside({ costs: params }, one, renamed)
        expect(await errorsOf(before)).toEqual([])
        const { commands, settings } = await followRenames({ before, after }, resolve)
        expect(settings).toBe(3)
        const mended = applyCommand(after, { type: 'batch', commands: [...commands] }).document
        expect(await errorsOf(mended)).toEqual([])
        expect(mended.nodes['costs']?.params).toEqual(params.by === undefined ? {} : { by: '[unit price] * 3' })
        expect(mended.components?.['component.costs']?.nodes['total']?.params['formula']).toBe(
          params.by === undefined ? '[unit price] * [pieces]' : '[Price] * [pieces]',
        )
        expect(mended.nodes['sort']?.params['by']).toMatchObject([{ column: 'unit price' }])
      }
    })

    it('leaves what another use still needs', async () => {
      const wires = [...one, 'file.table other.in1']
      const [before, after] = [inside({ costs: {}, other: {} }, wires), inside({ costs: {}, other: {} }, wires, renamed)]
      const { commands } = await followRenames({ before, after }, resolve)
      const mended = applyCommand(after, { type: 'batch', commands: [...commands] }).document
      expect(mended.components).toEqual(after.components)
      expect((await errorsOf(mended)).filter((problem) => problem.startsWith('other'))).toEqual([])
    })

    it('changes the component when all of its uses get the new name', async () => {
      const wires = [...one, 'rename.table other.in1']
      const [before, after] = [inside({ costs: {}, other: {} }, wires), inside({ costs: {}, other: {} }, wires, renamed)]
      const { commands } = await followRenames({ before, after }, resolve)
      expect(await errorsOf(applyCommand(after, { type: 'batch', commands: [...commands] }).document)).toEqual([])
    })

    it('from an edit inside to what stands behind its uses', async () => {
      const before = inside({ costs: {} }, one)
      const sort = step('clean.sort-rows', { by: [{ column: 'total', direction: 'up', missing: 'last' }] })
      const named = (name: string, document: Document): Document => {
        const component = document.components?.['component.costs']
        if (!component) throw new Error('no component')
        const total = step('clean.formula-column', { name, formula: '[Price] * [pieces]' })
        return {
          ...document,
          nodes: { ...document.nodes, sort },
          components: { 'component.costs': { ...component, nodes: { ...component.nodes, total } } },
        }
      }
      const { commands } = await followRenames({ before: named('total', before), after: named('sum', before) }, resolve)
      expect(commands.map(paramsOf)).toEqual([['sort', { by: [{ column: 'sum', direction: 'up', missing: 'last' }] }]])
    })

    it('lost ones are found inside and replaced there', async () => {
      const document = inside({ costs: { by: '[price] * 2' } }, one)
      const found = await lostColumns(document, resolve)
      expect(found.map(({ node, name, suggestion }) => [node, name, suggestion])).toEqual([['costs/total', 'price', 'Price']])
      const choices = [{ node: 'costs/total', name: 'price', to: 'Price' }]
      const { commands } = remapColumns(document, await resolve(document), choices)
      expect(commands.map(paramsOf)).toEqual([['costs', { by: '[Price] * 2' }]])
    })
  })

  it('knows a new name by its place and type', () => {
    const columns = (...names: string[]) => names.map((name) => ({ name, type: 'int' as const }))
    const yes = () => true
    expect([...renamedColumns(columns('a', 'b'), columns('a', 'c'), yes)]).toEqual([['b', 'c']])
    expect(renamedColumns(columns('a', 'b'), columns('b', 'a'), yes).size).toBe(0)
    expect(renamedColumns(columns('a', 'b'), columns('a'), yes).size).toBe(0)
    expect(renamedColumns(columns('a'), [{ name: 'b', type: 'text' }], yes).size).toBe(0)
  })
})

describe('lost columns', () => {
  const lost = () =>
    pipeline(
      {
        file,
        sort: { type: 'clean.sort-rows', params: { by: [{ column: 'price', direction: 'up', missing: 'last' }] } },
        keep: {
          type: 'clean.filter-rows',
          params: {
            conditions: {
              all: [
                { column: 'price', is: 'greater', value: 2 },
                { column: 'Town', is: 'equal', value: 'Bonn' },
              ],
            },
          },
        },
        total: { type: 'clean.formula-column', params: { name: 'total', formula: '[Produkt] & [zzz]' } },
      },
      ['file.table sort.table', 'sort.table keep.table', 'file.table total.table'],
    )

  it('are listed with what could stand in their place', async () => {
    const found = await lostColumns(lost(), resolve)
    expect(found.map(({ node, name, suggestion }) => [node, name, suggestion])).toEqual([
      ['sort', 'price', 'Price'],
      ['total', 'Produkt', 'product'],
      ['total', 'zzz', null],
      // Known only once the price is there again; this one follows by itself.
      ['keep', 'Town', 'town'],
    ])
    expect(found[0]?.columns[0]).toEqual({ name: 'Price', type: 'float' })
    expect(found[0]?.settings[0]?.en).toBeTruthy()
  })

  it('are remapped at their node and behind it', async () => {
    const document = lost()
    const choices = [
      { node: 'sort', name: 'price', to: 'Price' },
      { node: 'total', name: 'Produkt', to: 'product' },
      { node: 'total', name: 'zzz', to: 'town' },
      { node: 'keep', name: 'Town', to: 'town' },
    ]
    const { commands, settings } = remapColumns(document, await resolve(document), choices)
    expect(settings).toBe(3)
    expect(await errorsOf(applyCommand(document, { type: 'batch', commands: [...commands] }).document)).toEqual([])
  })
})
