import { describe, expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import type { Params } from '../../../engine/protocol/document.ts'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import { at, documentOf, smallCatalogue } from '../../canvas/testing/small-catalogue.ts'
import { isMended } from './is-mended.ts'
import { addRemedies, isRepair, planRemedies } from './plan-remedies.ts'

const text = { en: 'x', fr: 'x' }
const named = (...names: string[]) => ({ by: 'names', names })
const warning = (code: string, columns: string[], type: string, params: Params): ProfileWarning => ({
  code,
  severity: 'warning',
  columns,
  title: text,
  text,
  share: 1,
  remedy: { label: text, type, params },
})

const drop = (name: string) => warning('constant', [name], 'clean.select-columns', { mode: 'drop', columns: named(name) })

describe('planRemedies', () => {
  test('the same mend of several columns is one node; roles of all kinds are one node', () => {
    const planned = planRemedies([
      drop('a'),
      warning('leak', ['x'], 'clean.set-roles', { ignore: named('x') }),
      drop('b'),
      warning('identifier', ['id'], 'clean.set-roles', { id: named('id') }),
      warning('leak', ['y'], 'clean.set-roles', { ignore: named('y') }),
    ])
    expect(planned.map(({ remedy }) => [remedy.type, remedy.params])).toEqual([
      ['clean.set-roles', { ignore: named('x', 'y'), id: named('id') }],
      ['clean.select-columns', { mode: 'drop', columns: named('a', 'b') }],
    ])
    expect(planned[1]?.warnings).toHaveLength(2)
  })

  test('params that differ in more than names stay apart', () => {
    const fill = (name: string, method: string) =>
      warning('missing', [name], 'clean.fill-missing', { columns: named(name), method, mark: true })
    expect(planRemedies([fill('a', 'median'), fill('b', 'mode'), fill('c', 'median')]).map(({ remedy }) => remedy.params)).toEqual([
      { columns: named('a', 'c'), method: 'median', mark: true },
      { columns: named('b'), method: 'mode', mark: true },
    ])
  })

  test('what stands for missing is declared before it is filled; a split is left to the person', () => {
    const planned = planRemedies([
      warning('target-uneven', ['y'], 'split.train-test', { method: 'class' }),
      warning('missing', ['a'], 'clean.fill-missing', { columns: named('a') }),
      warning('placeholders', ['a'], 'clean.declare-missing', { columns: named('a') }),
      warning('duplicates', [], 'clean.remove-duplicates', {}),
    ])
    expect(planned.map(({ remedy }) => remedy.type)).toEqual(['clean.declare-missing', 'clean.remove-duplicates', 'clean.fill-missing'])
    expect(planned.map(isRepair)).toEqual([true, true, false])
  })

  test('rows are compared once their texts are written alike; variants of two columns are two nodes', () => {
    const variants = (column: string) => warning('spellings', [column], 'clean.merge-values', { column, clusters: [] })
    const planned = planRemedies([
      warning('duplicates', [], 'clean.remove-duplicates', {}),
      warning('spellings', ['c'], 'clean.unify-text', { columns: named('c') }),
      variants('a'),
      variants('b'),
    ])
    expect(planned.map(({ remedy }) => [remedy.type, remedy.params['column']])).toEqual([
      ['clean.merge-values', 'a'],
      ['clean.merge-values', 'b'],
      ['clean.unify-text', undefined],
      ['clean.remove-duplicates', undefined],
    ])
  })

  test('zeros may be values: they are left to the person', () => {
    const zeros = (code: string) => warning(code, ['a'], 'clean.declare-missing', { columns: named('a'), values: '0' })
    expect(planRemedies([zeros('zeros')])).toEqual([])
    expect(planRemedies([zeros('sentinel')])).toHaveLength(1)
  })

  test('a text that becomes a number is not treated as a text as well', () => {
    const planned = planRemedies([
      warning('text-is-number', ['a'], 'clean.read-numbers', { columns: named('a'), decimal: 'comma' }),
      warning('spellings', ['a'], 'clean.unify-text', { columns: named('a') }),
    ])
    expect(planned.map(({ remedy }) => remedy.type)).toEqual(['clean.read-numbers'])
  })
})

test('all planned nodes stand behind the port in their order, by one command', () => {
  const document = documentOf({ a: ['source', at(0)], z: ['step', at(1)] }, ['a.table > z.table'])
  const step = (amount: number) => ({ remedy: { label: text, type: 'test.step', params: { amount } }, warnings: [] })
  const made = addRemedies(document, smallCatalogue, { node: 'a', port: 'table', side: 'out' }, [step(1), step(2), step(3)])
  if (!made) throw new Error('nothing was added')
  expect(made.added).toBe(3)
  expect(applyCommand(document, made.command, smallCatalogue).document.wires).toContainEqual({ from: `${made.last}.table`, to: 'z.table' })
  const { document: after, inverse } = applyCommand(document, made.command, smallCatalogue)
  const next = (id: string) => after.wires.find(({ from }) => from === `${id}.table`)?.to.split('.')[0] ?? ''
  const chain = [next('a'), next(next('a')), next(next(next('a')))]
  expect(chain.map((id) => after.nodes[id]?.params['amount'])).toEqual([1, 2, 3])
  expect(next(chain[2] ?? '')).toBe('z')
  expect(applyCommand(after, inverse, smallCatalogue).document.wires).toEqual(document.wires)
})

test('a mend of one column is found in a node that mends more of them', () => {
  const document = documentOf({ a: ['step', at(0)] })
  const [node] = Object.values(document.nodes)
  if (!node) throw new Error('no node')
  const mending = { ...document, nodes: { a: { ...node, params: { mode: 'drop', columns: named('a', 'b') } } } }
  const remedy = (name: string) => ({ label: text, type: 'test.step', params: { mode: 'drop', columns: named(name) } })
  expect([isMended(mending, remedy('b')), isMended(mending, remedy('c'))]).toEqual([true, false])
})
