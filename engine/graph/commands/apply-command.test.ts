import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../protocol/command.ts'
import { splitEnd, type Document, type DocumentNode, type Wire } from '../../protocol/document.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { topology } from '../topology.ts'
import { applyCommand } from './apply-command.ts'
import { CommandError } from './command-error.ts'

const table = { kind: 'table' }
const catalogue: PortCatalogue = new Map([
  ['source', { inputs: {}, outputs: { out: table } }],
  ['step', { inputs: { in: table }, outputs: { out: table } }],
  ['union', { inputs: { in: { kind: 'table', many: true } }, outputs: { out: table } }],
  ['learn', { inputs: { in: table }, outputs: { model: { kind: 'model' } } }],
  ['judge', { inputs: { data: table, model: { kind: 'model' } }, outputs: {} }],
])

const types = [...catalogue.keys()]
const number = fc.integer({ min: -500, max: 500 })
const position = fc.record({ x: number, y: number })
const box = fc.record({ x: number, y: number, width: number, height: number })
const note = fc.tuple(fc.string({ maxLength: 5 }), box).map(([text, place]) => ({ text, ...place }))
const frame = fc.tuple(fc.string({ maxLength: 5 }), box).map(([title, place]) => ({ title, ...place }))
const params = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(number, fc.constant(null), fc.array(number, { maxLength: 2 })))
const node: fc.Arbitrary<DocumentNode> = fc.record({ type: fc.constantFrom(...types), version: fc.constant(1), params })
const names = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']
const id = fc.constantFrom(...names)
const wire: fc.Arbitrary<Wire> = fc.record({
  from: fc.tuple(id, fc.constantFrom('out', 'model')).map(([name, port]) => `${name}.${port}`),
  to: fc.tuple(id, fc.constantFrom('in', 'data', 'model')).map(([name, port]) => `${name}.${port}`),
})
const ids = fc.uniqueArray(id, { maxLength: 3 })

const simple: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('add-node' as const), id, node, position }),
  fc.record({
    type: fc.constant('remove' as const),
    nodes: ids,
    wires: fc.array(wire, { maxLength: 1 }),
    notes: fc.subarray(['note']),
    frames: fc.subarray(['frame']),
    reconnect: fc.boolean(),
  }),
  fc.record({ type: fc.constant('connect' as const), wire, replace: fc.boolean() }),
  fc.record({ type: fc.constant('disconnect' as const), wire }),
  fc.record({
    type: fc.constant('insert-on-wire' as const),
    wire,
    id,
    node,
    input: fc.constantFrom('in', 'data'),
    output: fc.constantFrom('out', 'model'),
    position,
  }),
  fc.record({ type: fc.constant('set-params' as const), id, params, remove: fc.subarray(['a', 'b']) }),
  fc
    .tuple(id, fc.option(fc.string({ maxLength: 3 })), fc.boolean(), fc.subarray(['one', 'other']))
    .map(([name, title, disabled, accepted]): Command => ({ type: 'set-node', id: name, title, disabled, accepted })),
  fc.record({
    type: fc.constant('move' as const),
    positions: fc.dictionary(fc.constantFrom(...names, 'note', 'frame'), position, { maxKeys: 3 }),
  }),
  fc.record({ type: fc.constant('set-note' as const), id: fc.constantFrom('note', 'other'), note }),
  fc.record({ type: fc.constant('set-frame' as const), id: fc.constantFrom('frame', 'other'), frame }),
  fc.record({ type: fc.constant('set-document' as const), name: fc.string({ maxLength: 4 }), seed: fc.nat(9) }),
  fc.record({
    type: fc.constant('paste' as const),
    nodes: fc.dictionary(id, node, { maxKeys: 2 }),
    wires: fc.array(wire, { maxLength: 2 }),
    notes: fc.dictionary(fc.constant('pasted'), note),
    layout: fc.dictionary(id, position, { maxKeys: 2 }),
  }),
  fc.record({
    type: fc.constant('patch' as const),
    nodes: fc.dictionary(id, fc.option(node), { maxKeys: 3 }),
    layout: fc.dictionary(id, position, { maxKeys: 3 }),
    wires: fc.array(wire, { maxLength: 2 }),
    name: fc.string({ maxLength: 3 }),
  }),
)
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: fc.array(simple, { maxLength: 3 }).map((commands): Command => ({ type: 'batch', commands })) },
)

/** Documents as they come to be: by commands, those that are refused left out. */
const document = fc
  .array(
    simple.filter((one) => one.type !== 'patch'),
    { maxLength: 30 },
  )
  .map((commands) => {
    const start: Document = {
      format: 'millrace/pipeline',
      version: 1,
      name: 'Test',
      seed: 1,
      parameters: {},
      nodes: {
        n0: { type: 'source', version: 1, params: {} },
        n1: { type: 'step', version: 1, params: {} },
        n2: { type: 'union', version: 1, params: {} },
      },
      wires: [{ from: 'n0.out', to: 'n1.in' }],
      notes: { note: { text: 'a', x: 0, y: 0, width: 10, height: 10 } },
      frames: { frame: { title: 'f', x: 0, y: 0, width: 10, height: 10 } },
      layout: { n0: { x: 0, y: 0 }, n1: { x: 272, y: 0 }, n2: { x: 544, y: 0 } },
    }
    return deepFreeze(commands.reduce((into, one) => attempt(into, one)?.document ?? into, start))
  })

/** Wires drawn blindly are hardly ever there: commands about a wire are given one of the document's, in three cases of four. */
const documentAndCommand = fc.tuple(document, command, fc.nat(3)).map(([before, one, pick]): [Document, Command] => {
  const there = before.wires[pick % 3]
  const about = one.type === 'disconnect' || one.type === 'insert-on-wire'
  return [before, about && there && pick < 3 ? { ...one, wire: there } : one]
})

function attempt(into: Document, one: Command) {
  try {
    return applyCommand(into, one, catalogue)
  } catch (error) {
    if (error instanceof CommandError) return undefined
    throw error
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

// One seed: what was found once is found again, and each command is known to be among them.
const runs = { numRuns: 3000, seed: 3 }

describe('every command', () => {
  test('is undone by its inverse, to the last key, and done again by the inverse of that', () => {
    const done = new Set<string>()
    fc.assert(
      fc.property(documentAndCommand, ([before, one]) => {
        const applied = attempt(before, one)
        fc.pre(applied !== undefined)
        done.add(one.type)
        const undone = applyCommand(deepFreeze(applied.document), applied.inverse, catalogue)
        expect(JSON.stringify(undone.document)).toBe(JSON.stringify(before))
        const redone = applyCommand(deepFreeze(undone.document), undone.inverse, catalogue)
        expect(JSON.stringify(redone.document)).toBe(JSON.stringify(applied.document))
      }),
      runs,
    )
    expect(done.size).toBe(14)
  })

  test('leaves no wire without its ends and no cycle', () => {
    fc.assert(
      fc.property(documentAndCommand, ([before, one]) => {
        fc.pre(one.type !== 'patch' && (one.type !== 'batch' || one.commands.every((inner) => inner.type !== 'patch')))
        const after = attempt(before, one)?.document
        fc.pre(after !== undefined)
        for (const { from, to } of after.wires) for (const end of [from, to]) expect(after.nodes[splitEnd(end).node]).toBeDefined()
        expect(topology(after).cyclic).toEqual([])
        expect(new Set(after.wires.map(({ from, to }) => `${from}>${to}`)).size).toBe(after.wires.length)
      }),
      runs,
    )
  })

  test('leaves every input that takes one wire with one', () => {
    fc.assert(
      fc.property(document, (after) => {
        const single = after.wires.filter(({ to }) => after.nodes[splitEnd(to).node]?.type !== 'union').map(({ to }) => to)
        expect(new Set(single).size).toBe(single.length)
      }),
      runs,
    )
  })

  test('refuses with a text in both languages', () => {
    fc.assert(
      fc.property(documentAndCommand, ([before, one]) => {
        try {
          applyCommand(before, one, catalogue)
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError)
          const { text } = error as CommandError
          expect(text.en.length * text.fr.length).toBeGreaterThan(0)
        }
      }),
      runs,
    )
  })
})

test('the inverse of a move holds the places that changed and nothing else', () => {
  const [start] = fc.sample(fc.constant(simpleDocument()), 1)
  const { inverse } = applyCommand(start as Document, { type: 'move', positions: { n1: { x: 9, y: 9 }, n0: { x: 0, y: 0 } } })
  expect(inverse).toEqual({ type: 'patch', layout: { n1: { x: 272, y: 0 } } })
})

test('what a command does not touch is the same object', () => {
  const start = simpleDocument()
  const { document: after } = applyCommand(start, { type: 'set-params', id: 'n1', params: { a: 1 }, remove: [] })
  expect(after.wires).toBe(start.wires)
  expect(after.layout).toBe(start.layout)
  expect(after.nodes['n0']).toBe(start.nodes['n0'])
})

test('removing with reconnection joins the neighbours through a chain', () => {
  const start = [
    { type: 'add-node', id: 'a', node: { type: 'step', version: 1, params: {} }, position: { x: 0, y: 0 } },
    { type: 'add-node', id: 'b', node: { type: 'step', version: 1, params: {} }, position: { x: 0, y: 0 } },
    { type: 'connect', wire: { from: 'n1.out', to: 'a.in' }, replace: true },
    { type: 'connect', wire: { from: 'a.out', to: 'b.in' }, replace: true },
  ].reduce((into, one) => applyCommand(into, one as Command, catalogue).document, simpleDocument())
  const remove = { type: 'remove', nodes: ['n1', 'a'], wires: [], notes: [], frames: [], reconnect: true } as const
  const { document: after } = applyCommand(start, { ...remove, nodes: [...remove.nodes], wires: [], notes: [], frames: [] }, catalogue)
  expect(after.wires).toEqual([{ from: 'n0.out', to: 'b.in' }])
})

function simpleDocument(): Document {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'Test',
    seed: 1,
    parameters: {},
    nodes: { n0: { type: 'source', version: 1, params: {} }, n1: { type: 'step', version: 1, params: {} } },
    wires: [{ from: 'n0.out', to: 'n1.in' }],
    notes: {},
    frames: {},
    layout: { n0: { x: 0, y: 0 }, n1: { x: 272, y: 0 } },
  }
}
