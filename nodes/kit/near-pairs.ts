import { aggregate, extend, filter, join, project, sort, union } from '../../engine/relation/build.ts'
import { explode, steps } from '../../engine/relation/build-rows.ts'
import { call, column, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { NearSettings } from './near-fields.ts'

/*
 * Which texts are alike, without comparing each with each. Only texts that share a part are compared: a run of three letters, or a word. Of
 * each text only its rarest parts count; so many of them that two texts which are alike enough must share one:
 * - an edit changes three runs at most, so texts within d edits share a run among the rarest 3d + 1 of each (Gravano et al. 2001);
 * - texts whose sets of parts have a Jaccard likeness of at least s share one among the rarest n - s n + 1 (prefix filter, Chaudhuri 2006).
 * So `grams` and `words` miss nothing, `edits` misses nothing from a likeness of 0.75 on; below, very short texts can share no run. For
 * `beginning` there is no such law; the rarer half of the runs is taken. A part that too many texts share is left out, and reported.
 */

/** Pairs of texts that one part may make; more would take minutes. Such a part is left out. */
export const mostPairsOfPart = 250_000

export interface NearPairs {
  /** Columns k0, ..., l, r (texts) and score from 0 to 1; each pair once, equal texts too. */
  readonly pairs: Relation
  /** Parts that too many texts share: part, left, right (texts with it). */
  readonly skipped: Relation
  /** One row: pairs that are compared. */
  readonly work: Relation
}

/** The pairs of texts of two tables (`NearSide.texts`) that are at least as alike as the threshold asks. `exact`: number of exact keys. */
export function nearPairs(left: Relation, right: Relation, exact: number, settings: NearSettings): NearPairs {
  const same = left === right
  const keys = Array.from({ length: exact }, (_, index) => `k${index}`)
  const partsOf = settings.measure === 'words' ? words : runs
  const parts = same ? [partsOf(left), partsOf(left)] : [partsOf(left), partsOf(right)]
  const [a, b] = same ? [parts[0], parts[0]] : parts
  if (!a || !b) throw new Error('a table has no parts')
  const often = frequencies(same ? [a] : [a, b], keys)
  const rare = (of: Relation) => rarest(of, often, keys, settings)
  const first = rare(a)
  const second = same ? first : rare(b)
  const blocks = blocked(first, second, keys)
  const tooMany = call('greater', column('pairs'), int(mostPairsOfPart))
  const used = filter(blocks, call('not', tooMany))
  const chosen = join(first, used, {
    how: 'semi',
    on: [...keys, 'part'].map(equal),
    output: [...keys, 't', 'part'].map((name) => ({ name, from: 'left', column: name })),
  })
  const candidates = aggregate(
    join(chosen, second, {
      how: 'inner',
      on: [...keys, 'part'].map(equal),
      output: [...named(keys, 'left'), { name: 'l', from: 'left', column: 't' }, { name: 'r', from: 'right', column: 't' }],
    }),
    [...keys, 'l', 'r'].map(plain),
    [],
  )
  const apart = filter(candidates, call(same ? 'less' : 'not-equal', column('l'), column('r')))
  const scored =
    settings.measure === 'grams' || settings.measure === 'words' ? sharedScore(apart, [a, b], keys) : letterScore(apart, settings)
  const alike = filter(scored, call('greater-or-equal', column('score'), float(settings.threshold)))
  const equals = join(left, right, {
    how: 'inner',
    on: [...keys, 't'].map(equal),
    output: [...named(keys, 'left'), { name: 'l', from: 'left', column: 't' }, { name: 'r', from: 'right', column: 't' }],
  })
  return {
    pairs: same ? alike : union([alike, extend(equals, [{ name: 'score', expr: float(1) }])]),
    skipped: sort(
      project(filter(blocks, tooMany), [plain('part'), plain('left'), plain('right')]),
      ['part', 'left', 'right'].map((name) => ({ expr: column(name) })),
    ),
    work: aggregate(used, [], [{ name: 'pairs', fn: 'sum-int', args: [column('pairs')] }]),
  }
}

const int = (value: number) => literal('int', value)
const float = (value: number) => literal('float', value)
const text = (value: string) => literal('text', value)
const plain = (name: string): NamedExpr => ({ name, expr: column(name) })
const equal = (name: string) => ({ left: column(name), right: column(name) })
const named = (names: readonly string[], from: 'left' | 'right') => names.map((name) => ({ name, from, column: name }))
const count = (name: string): Measure => ({ name, fn: 'count-rows', args: [int(1)] })

/** The runs of three letters of each text, with ^ before and $ after it so that its ends have runs too; each run once. */
function runs(texts: Relation): Relation {
  const padded = call('concat', text('^^'), column('t'), text('$'))
  const ends = extend(texts, [
    { name: 'padded', expr: padded },
    { name: 'from', expr: int(1) },
    { name: 'to', expr: call('add-int', call('length', column('t')), int(1)) },
  ])
  const at = steps(ends, { from: 'from', to: 'to', every: { count: 1, unit: 'number' }, name: 'at' })
  return onceEach(at, call('mid', column('padded'), column('at'), int(3)), texts)
}

function words(texts: Relation): Relation {
  const list = extend(texts, [{ name: 'part', expr: call('split', column('t'), text(' ')) }])
  return onceEach(explode(list, { column: 'part', keepEmpty: false }), column('part'), texts)
}

function onceEach(rows: Relation, part: Expr, texts: Relation): Relation {
  const kept = texts.columns.filter(({ name }) => name !== 'first').map(({ name }) => plain(name))
  return aggregate(rows, [...kept, { name: 'part', expr: part }], [])
}

/** In how many texts of either table each part is. */
function frequencies(tables: readonly Relation[], keys: readonly string[]): Relation {
  const all = tables.length === 1 ? tables[0] : union(tables)
  if (!all) throw new Error('there are no tables')
  return aggregate(all, [...keys, 'part'].map(plain), [count('often')])
}

/** The rarest parts of each text, as many as an alike text must share one of. */
function rarest(parts: Relation, often: Relation, keys: readonly string[], { measure, threshold }: NearSettings): Relation {
  const counted = join(parts, often, {
    how: 'inner',
    on: [...keys, 'part'].map(equal),
    output: [...named([...keys, 't', 'part'], 'left'), { name: 'often', from: 'right', column: 'often' }],
  })
  const partitionBy = [...keys, 't'].map((name) => column(name))
  const ranked = extend(counted, [
    {
      name: 'rank',
      expr: {
        kind: 'window',
        fn: 'row-number',
        args: [int(1)],
        partitionBy,
        orderBy: [{ expr: column('often') }, { expr: column('part') }],
      },
    },
    { name: 'parts', expr: { kind: 'window', fn: 'count', args: [column('part')], partitionBy, orderBy: [] } },
  ])
  const size = call('int-to-float', column('parts'))
  // The longest text that can be alike is this one's length divided by the threshold.
  const edits = call(
    'floor',
    call('add', call('multiply', call('int-to-float', call('length', column('t'))), float(1 / threshold - 1)), float(1e-9)),
  )
  const needed = {
    edits: call('add', call('multiply', float(3), edits), float(1)),
    beginning: call('add', call('ceiling', call('divide', size, float(2))), float(1)),
    grams: call(
      'add',
      call('subtract', size, call('ceiling', call('subtract', call('multiply', size, float(threshold)), float(1e-9)))),
      float(1),
    ),
  }
  const most = measure === 'words' ? needed.grams : needed[measure]
  return filter(ranked, call('less-or-equal', call('int-to-float', column('rank')), most))
}

/** For each part: texts of both sides with it, and the pairs that makes. */
function blocked(first: Relation, second: Relation, keys: readonly string[]): Relation {
  const grouped = (rows: Relation) => aggregate(rows, [...keys, 'part'].map(plain), [count('texts')])
  const [a, b] = first === second ? [grouped(first), grouped(first)] : [grouped(first), grouped(second)]
  const met = join(a, b, {
    how: 'inner',
    on: [...keys, 'part'].map(equal),
    output: [
      ...named([...keys, 'part'], 'left'),
      { name: 'left', from: 'left', column: 'texts' },
      { name: 'right', from: 'right', column: 'texts' },
    ],
  })
  return extend(met, [{ name: 'pairs', expr: call('multiply-int', column('left'), column('right')) }])
}

const rounded = (score: Expr) => call('round', score, int(4))

function letterScore(pairs: Relation, { measure, threshold }: NearSettings): Relation {
  const [a, b] = [column('l'), column('r')]
  if (measure === 'beginning') return extend(pairs, [{ name: 'score', expr: rounded(call('jaro-winkler-similarity', a, b)) }])
  const [one, two] = [call('int-to-float', call('length', a)), call('int-to-float', call('length', b))]
  const longer = call('greatest', one, two)
  // Texts whose lengths alone part them need no distance.
  const near = filter(
    pairs,
    call('greater-or-equal', call('least', one, two), call('subtract', call('multiply', longer, float(threshold)), float(1e-9))),
  )
  const edits = call('int-to-float', call('levenshtein-distance', a, b))
  return extend(near, [{ name: 'score', expr: rounded(call('subtract', float(1), call('divide', edits, longer))) }])
}

/** Parts that both texts have for all parts that one of them has. */
function sharedScore(pairs: Relation, [first, second]: readonly [Relation, Relation], keys: readonly string[]): Relation {
  const sizes = (parts: Relation) => aggregate(parts, [...keys, 't'].map(plain), [count('size')])
  const onLeft = join(pairs, first, {
    how: 'inner',
    on: [...keys.map(equal), { left: column('l'), right: column('t') }],
    output: [...named([...keys, 'l', 'r'], 'left'), { name: 'part', from: 'right', column: 'part' }],
  })
  const onBoth = join(onLeft, second, {
    how: 'inner',
    on: [...[...keys, 'part'].map(equal), { left: column('r'), right: column('t') }],
    output: named([...keys, 'l', 'r'], 'left'),
  })
  const shared = aggregate(onBoth, [...keys, 'l', 'r'].map(plain), [count('shared')])
  const withSize = (rows: Relation, side: 'l' | 'r', parts: Relation) =>
    join(rows, sizes(parts), {
      how: 'inner',
      on: [...keys.map(equal), { left: column(side), right: column('t') }],
      output: [
        ...named(
          rows.columns.map(({ name }) => name),
          'left',
        ),
        { name: `size ${side}`, from: 'right', column: 'size' },
      ],
    })
  const sized = withSize(withSize(shared, 'l', first), 'r', second)
  const all = call('subtract-int', call('add-int', column('size l'), column('size r')), column('shared'))
  const score = call('divide', call('int-to-float', column('shared')), call('int-to-float', all))
  return project(sized, [...[...keys, 'l', 'r'].map(plain), { name: 'score', expr: rounded(score) }])
}
