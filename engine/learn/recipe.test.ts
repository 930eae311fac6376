import { describe, expect, it } from 'vitest'
import {
  aggregate,
  distinct,
  extend,
  filter,
  join,
  limit,
  mark,
  numberRows,
  project,
  sample,
  select,
  sort,
  union,
  values,
} from '../relation/build.ts'
import { call, column, literal, type Expr } from '../relation/expression.ts'
import { lineageOf } from '../relation/lineage.ts'
import type { Relation } from '../relation/relation.ts'
import { rawRows } from './raw-rows.ts'
import { buildRecipe, pruneStage, replayStage, stageFor, stageProjections } from './recipe.ts'

const source = mark(
  values(
    [
      { name: 'a', type: 'float' },
      { name: 'b', type: 'float' },
      { name: 'c', type: 'text' },
      { name: 'y', type: 'bool' },
    ],
    [],
  ),
  'file',
  'table',
  'f-file',
)

const plus = (left: string, right: string): Expr => call('add', column(left), column(right))
const twice = (name: string): Expr => call('multiply', column(name), literal('float', 2))
const positive = call('greater', column('a'), literal('float', 0))
const stagesOf = (relation: Relation, wanted: readonly string[]) =>
  buildRecipe(relation, wanted).stages.map((stage) => `${stage.fingerprint}: ${stage.columns.map(({ name }) => name).join(' ')}`)
const table = (relation: Relation) => ({ columns: relation.columns, lineage: lineageOf(relation) })

const summed = mark(extend(source, [{ name: 's', expr: plus('a', 'b') }]), 'sum', 'table', 'f-sum')
const scaled = mark(extend(summed, [{ name: 's', expr: twice('s') }]), 'scale', 'table', 'f-scale')

describe('buildRecipe', () => {
  it('has a stage for each node that was passed, from the rawest on, with what the features need there', () => {
    expect(stagesOf(scaled, ['s', 'y'])).toEqual(['f-file: a b y', 'f-sum: y s', 'f-scale: y s'])
  })

  it('keeps only what the wanted columns come from', () => {
    expect(stagesOf(scaled, ['c'])).toEqual(['f-file: c', 'f-sum: c', 'f-scale: c'])
    const [rawest] = buildRecipe(scaled, ['c']).stages
    expect(rawest && stageProjections(rawest.relation)).toEqual([])
  })

  it('keeps what later rows get, at any depth, and asks for nothing else', () => {
    const coded = mark(
      extend(source, [{ name: 's', expr: call('for-later-rows', plus('a', 'b'), column('a')) }]),
      'code',
      'table',
      'f-code',
    )
    const behind = mark(
      extend(coded, [{ name: 's', expr: call('add', twice('s'), call('for-later-rows', column('b'), column('s'))) }]),
      'e',
      'table',
      'f-e',
    )
    expect(stagesOf(behind, ['s'])).toEqual(['f-file: a', 'f-code: s', 'f-e: s'])
    expect(JSON.stringify(buildRecipe(behind, ['s']))).not.toContain('for-later-rows')
    expect(rawRows(behind, ['s']).columns.map(({ name }) => name)).toEqual(['a'])
  })

  it('leaves out the steps that drop or order rows', () => {
    const dropping = [
      (relation: Relation) => filter(relation, positive),
      (relation: Relation) => sort(relation, [{ expr: column('a') }]),
      (relation: Relation) => limit(relation, 3),
      (relation: Relation) => distinct(relation, ['c']),
      (relation: Relation) => sample(relation, { seed: 1, from: 0, to: 0.5 }),
      (relation: Relation) => select(numberRows(relation, 'n'), ['a', 'b', 'c', 'y']),
    ].reduce((relation, step) => step(relation), source)
    const [rawest] = buildRecipe(extend(dropping, [{ name: 's', expr: plus('a', 'b') }]), ['s']).stages
    expect(rawest?.fingerprint).toBe('f-file')
    expect(rawest && stageProjections(rawest.relation)).toHaveLength(1)
  })

  it.each<[string, (relation: Relation) => Relation]>([
    [
      'join',
      (left) => join(left, left, { how: 'inner', on: [], output: left.columns.map(({ name }) => ({ name, from: 'left', column: name })) }),
    ],
    ['union', (relation) => union([relation, relation])],
    [
      'aggregate',
      (relation) =>
        aggregate(
          relation,
          relation.columns.map(({ name }) => ({ name, expr: column(name) })),
          [],
        ),
    ],
    [
      'row number',
      (relation) =>
        project(numberRows(relation, 'n'), [
          { name: 'a', expr: call('int-to-float', column('n')) },
          ...['b', 'c', 'y'].map((name) => ({ name, expr: column(name) })),
        ]),
    ],
    [
      'window',
      (relation) =>
        extend(relation, [{ name: 'a', expr: { kind: 'window', fn: 'sum', args: [column('a')], partitionBy: [], orderBy: [] } }]),
    ],
  ])('starts where rows come from several others: %s', (_, combine) => {
    const combined = mark(combine(source), 'combined', 'table', 'f-combined')
    const learned = mark(extend(combined, [{ name: 's', expr: plus('a', 'b') }]), 'sum', 'table', 'f-sum')
    expect(stagesOf(learned, ['s', 'c'])[0]).toBe('f-combined: a b c')
  })

  it('never looks inside a node, also where it changes a column in its place; nor does the walk to the raw rows', () => {
    const joined = join(source, source, { how: 'inner', on: [], output: [{ name: 'a', from: 'left', column: 'a' }] })
    const changed = mark(extend(joined, [{ name: 'a', expr: twice('a') }]), 'join', 'table', 'f-join')
    expect(stagesOf(changed, ['a'])).toEqual(['f-join: a'])
    expect(JSON.stringify(rawRows(changed, ['a']))).toContain('multiply')
  })

  it('knows a table without any mark', () => {
    expect(stagesOf(values([{ name: 'x', type: 'int' }], []), ['x'])).toEqual([': x'])
  })
})

describe('stageFor', () => {
  const recipe = buildRecipe(scaled, ['s', 'y'])
  const stageOf = (relation: Relation, wanted = ['s', 'y']) => {
    const found = stageFor(recipe, table(relation), wanted)
    return 'missing' in found ? found.missing : found.stage.fingerprint
  }

  it('picks the latest stage that a table has passed', () => {
    expect(stageOf(source)).toBe('f-file')
    expect(stageOf(summed)).toBe('f-sum')
    expect(stageOf(scaled)).toBe('f-scale')
    expect(stageOf(filter(summed, positive))).toBe('f-sum')
  })

  it('picks the rawest for rows from elsewhere, and never a later one whose names they happen to have', () => {
    expect(stageOf(values(summed.columns, []))).toBe('f-file')
  })

  it('takes a later stage where the rawest columns are gone', () => {
    expect(
      stageOf(
        values(
          [
            { name: 's', type: 'float' },
            { name: 'y', type: 'bool' },
          ],
          [],
        ),
      ),
    ).toBe('f-sum')
    expect(stageOf(select(scaled, ['s', 'y']))).toBe('f-scale')
  })

  it('falls back from a stage whose columns were dropped since', () => {
    expect(stageOf(select(summed, ['a', 'b', 'y']))).toBe('f-file')
  })

  it('says what is missing, and of which type', () => {
    expect(
      stageOf(
        values(
          [
            { name: 'a', type: 'float' },
            { name: 'b', type: 'text' },
            { name: 'y', type: 'bool' },
          ],
          [],
        ),
      ),
    ).toEqual([{ name: 'b', type: 'float' }])
  })

  it('needs the target only when it is wanted', () => {
    const unlabelled = select(source, ['a', 'b', 'c'])
    expect(stageOf(unlabelled)).toEqual([{ name: 'y', type: 'bool' }])
    expect(stageOf(unlabelled, ['s'])).toBe('f-file')
  })

  it('takes whole numbers where decimal ones are known, not the other way round', () => {
    const whole = values(
      [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'float' },
        { name: 'y', type: 'bool' },
      ],
      [],
    )
    expect(stageOf(whole)).toBe('f-file')
    const [rawest] = recipe.stages
    const replayed = rawest && replayStage(rawest, whole).relation
    expect(replayed?.columns.slice(0, 2).map(({ name, type }) => `${name}: ${type}`)).toEqual(['y: bool', 's: float'])
    const counted = buildRecipe(mark(values([{ name: 'n', type: 'int' }], []), 'n', 'table', 'f-n'), ['n'])
    expect(stageFor(counted, table(values([{ name: 'n', type: 'float' }], [])), ['n'])).toEqual({ missing: [{ name: 'n', type: 'int' }] })
  })
})

describe('replayStage', () => {
  it('carries the columns of the table along, whatever their names', () => {
    const [rawest] = buildRecipe(scaled, ['s']).stages
    const wide = extend(source, [
      { name: 'own 0', expr: column('a') },
      { name: 's', expr: column('b') },
    ])
    if (!rawest) throw new Error('no stage')
    const { relation, carried } = replayStage(rawest, wide)
    expect([...carried.keys()]).toEqual(['a', 'b', 'c', 'y', 'own 0', 's'])
    expect(new Set(carried.values()).size).toBe(6)
    expect(relation.columns.map(({ name }) => name)).toEqual(['s', ...carried.values()])
  })

  it('gives the same tree when pruned twice', () => {
    const [rawest] = buildRecipe(scaled, ['s', 'c', 'y']).stages
    if (!rawest) throw new Error('no stage')
    const once = pruneStage(rawest, ['s'])
    expect(once.columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(pruneStage({ ...rawest, ...once }, ['s'])).toEqual(once)
  })
})

describe('rawRows', () => {
  it('goes down to the raw columns and back up, so that the same rows are chosen', () => {
    const kept = mark(filter(summed, call('greater', column('s'), literal('float', 1))), 'keep', 'table', 'f-keep')
    const learned = mark(select(extend(kept, [{ name: 's', expr: twice('s') }]), ['s']), 'scale', 'table', 'f-scale')
    const raw = rawRows(learned, ['s'])
    expect(raw.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual(['a: float', 'b: float'])
    expect(JSON.stringify(raw)).toContain('"op":"filter"')
  })

  it('stands beside columns that are called as its own are', () => {
    const named = mark(
      values(
        [
          { name: 'raw 0', type: 'float' },
          { name: 'raw 1', type: 'float' },
        ],
        [],
      ),
      'file',
      'table',
      'f',
    )
    const learned = filter(extend(named, [{ name: 's', expr: plus('raw 1', 'raw 0') }]), call('is-not-null', column('raw 0')))
    expect(rawRows(learned, ['s']).columns.map(({ name }) => name)).toEqual(['raw 0', 'raw 1'])
  })
})
