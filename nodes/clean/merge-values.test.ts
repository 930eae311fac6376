import { describe, expect, it } from 'vitest'
import type { MergedCluster } from '../../engine/protocol/cluster.ts'
import { compileClosure } from '../../engine/relation/closure/compile-closure.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Value } from '../../engine/relation/types.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { mergeValues } from './merge-values.ts'

const table = {
  columns: [
    { name: 'c', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
  ],
  rows: [],
} as const

const paris: MergedCluster = { to: 'Paris', values: ['Paris', 'PARIS'], apart: ['Paris!'], rule: { method: 'fingerprint' } }
const bonn: MergedCluster = { to: 'Bonn', values: ['Bonn', 'Bon'], apart: [], rule: { method: 'distance', radius: 1, block: 3 } }

const fitted = (params: object, answer: readonly (readonly Value[])[] = []) =>
  fitNode(mergeValues, { column: 'c', clusters: [paris, bonn], ...params }, table, [answer])

/** A column of the outcome for one value, as an endpoint computes it: step by step. */
function scored(relation: Relation, name: string, value: Value): Value {
  if (relation.op === 'values') return name === 'c' ? value : 1
  if (relation.op !== 'project') throw new Error(`a row goes through ${relation.op}`)
  const { input } = relation
  const found = relation.exprs.find((one) => one.name === name)
  if (!found) throw new Error(`no ${name}`)
  return compileClosure(found.expr, input.columns)(input.columns.map((column) => scored(input, column.name, value)))
}

describe('merge variants', () => {
  it('says what is new by the rule of each cluster, with a button for it', async () => {
    const { state } = await fitted({}, [
      ['paris.', 4],
      ['Bonne', 1],
      ['Lyon', 9],
    ])
    expect(state).toEqual({
      variants: [
        { value: 'paris.', rows: 4, to: 'Paris' },
        { value: 'Bonne', rows: 1, to: 'Bonn' },
      ],
    })
    const parsed = mergeValues.params.parse({ column: 'c', clusters: [paris, bonn] }) as never
    const [warning, ...more] = 'fit' in mergeValues ? (mergeValues.warnings?.(state as never, parsed) ?? []) : []
    expect(more).toEqual([])
    expect(warning?.text.en).toBe('2 new variants in 5 rows of “c”: “paris.” → “Paris”, “Bonne” → “Bonn”.')
    expect(warning?.fixes).toMatchObject([
      { params: { clusters: [{ values: ['Paris', 'PARIS', 'paris.'] }, { values: ['Bonn', 'Bon', 'Bonne'] }] } },
      { params: { clusters: [{ apart: ['Paris!', 'paris.'] }, { apart: ['Bonne'] }] } },
    ])
  })

  it('is silent when nothing is new', async () => {
    const { state } = await fitted({}, [['Lyon', 9]])
    const parsed = mergeValues.params.parse({ column: 'c', clusters: [paris] }) as never
    expect('fit' in mergeValues && mergeValues.warnings?.(state as never, parsed)).toEqual([])
  })

  it('merges value by value behind an endpoint, what was kept apart never', async () => {
    const { applied } = await fitted({})
    expect(['PARIS', 'Bon', 'Paris!', 'paris.', null, ''].map((value) => scored(applied, 'c', value))).toEqual([
      'Paris',
      'Bonn',
      'Paris!',
      'paris.',
      null,
      '',
    ])
    const merging = await fitted({ unseen: 'merge' })
    expect(['PARIS', 'Paris!', 'paris.', 'Bonne', null, ''].map((value) => scored(merging.applied, 'c', value))).toEqual([
      'Paris',
      'Paris!',
      'Paris',
      'Bonne',
      null,
      '',
    ])
  })

  it('marks what the rows showed and what has the fingerprint of a merged value', async () => {
    const { applied } = await fitted({ unseen: 'mark' }, [['Bonne', 1]])
    expect(columnsOf(applied)).toEqual(['c: text (sensitive)', 'n: int', 'c new variant: bool (sensitive)'])
    const marked = ['PARIS', 'Paris!', 'paris.', 'Bonne', 'Rome', null].map((value) => scored(applied, 'c new variant', value))
    expect(marked).toEqual([false, false, true, true, false, false])
  })

  it('has its own columns for the list', async () => {
    const { outputs } = await fitted({ place: 'add' })
    expect(columnsOf(outputs['table'])).toEqual(['c: text (sensitive)', 'n: int', 'c merged: text (sensitive)'])
    expect(columnsOf(outputs['variants'])).toEqual(['value: text', 'rows: int', 'merges with: text'])
  })

  it('asks for a column', async () => {
    expect(await problemOf(() => fitted({ column: '' }))).toMatchObject({ code: 'nothing-chosen', param: 'column' })
  })

  it.each(['leave', 'merge', 'mark'])('passes values on while nothing is approved, with a notice (%s)', async (unseen) => {
    const { state, applied } = await fitted({ clusters: [], unseen })
    expect(['PARIS', '', null].map((value) => scored(applied, 'c', value))).toEqual(['PARIS', '', null])
    const parsed = mergeValues.params.parse({ column: 'c', unseen }) as never
    expect('fit' in mergeValues && mergeValues.warnings?.(state as never, parsed)).toMatchObject([
      { code: 'nothing-merged', severity: 'notice', param: 'clusters' },
    ])
  })

  it('says itself', () => {
    expect(sentenceOf(mergeValues, {})).toBe('merge variants in “?”')
    expect(sentenceOf(mergeValues, { column: 'c', clusters: [paris, bonn] })).toBe('2 values of “c” into 2')
  })
})
