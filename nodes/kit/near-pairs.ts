import { aggregate, extend, filter, join, project, sort, union } from '../../engine/relation/build.ts'
import { explode, steps } from '../../engine/relation/build-rows.ts'
import { call, column, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { NearSettings } from './near-fields.ts'

/*
 * Which texts are alike, without comparing each with each. Only texts that share a part are compared: a run of three letters, or a word. Of
 * each text only its rarest parts count; so many of them that two texts which are alike enough must share one:
 * - an edit changes three runs at most, so texts within d edits share a run among the rarest 3d + 1 of each (Gravano et al. 2001);
 *   and of all runs they share at least those of the larger text but 3d, which is counted before a distance is computed. A swap changes four;
 * - texts whose sets of parts have a Jaccard likeness of at least s share one among the rarest n - s n + 1 (prefix filter, Chaudhuri 2006).
 * So `grams` and `words` miss nothing, `edits` and `swaps` miss nothing from a likeness of 0.75 on; below, very short texts can share no run. For
 * `beginning` there is no such law; the rarer half of the runs is taken. A part that too many texts share is left out, and reported.
 */

/** Pairs of texts that one part may make; more would take minutes. Such a part is left out. */
export const mostPairsOfPart = 250_000

export interface NearPairs {
  /** Columns k0, ..., l, r (texts), a, b (their first rows' numbers) and score from 0 to 1; each pair once, equal texts too. */
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
  const first = partsOf(left)
  const second = same ? first : partsOf(right)
  const often = aggregate(same ? first : union([first, second]), [...keys, 'part'].map(plain), [count('often')])
  const rare = rarest(first, often, keys, settings)
  const rareRight = same ? rare : rarest(second, often, keys, settings)
  const blocks = blocked(rare, rareRight, keys)
  const tooMany = call('greater', column('pairs'), int(mostPairsOfPart))
  const used = filter(blocks, call('not', tooMany))
  const met = candidates(
    join(rare, used, { how: 'semi', on: [...keys, 'part'].map(equal), output: named(namesOf(rare), 'left') }),
    rareRight,
    keys,
  )
  const possible = filter(met, call('and', lengthsFit(settings), same ? call('less', column('a'), column('b')) : literal('bool', true)))
  const counted = aggregate(possible, ['a', 'b'].map(plain), [
    count('shared'),
    { name: 'needed', fn: 'maximum', args: [partsNeeded(settings)] },
  ])
  const likely = filter(counted, call('greater-or-equal', call('int-to-float', column('shared')), column('needed')))
  const apart = withTexts(likely, [left, right], keys)
  const unequal = same ? apart : filter(apart, call('not-equal', column('l'), column('r')))
  const byParts = settings.measure === 'grams' || settings.measure === 'words'
  const scored = byParts ? sharedScore(unequal, [first, second]) : letterScore(unequal, settings)
  const alike = filter(scored, call('greater-or-equal', column('score'), float(settings.threshold)))
  return {
    pairs: same ? alike : union([alike, equals(left, right, keys)]),
    skipped: sort(
      project(filter(blocks, tooMany), [plain('part'), plain('left'), plain('right')]),
      ['part', 'left', 'right'].map((name) => ({ expr: column(name) })),
    ),
    work: aggregate(used, [], [{ name: 'pairs', fn: 'sum-int', args: [column('pairs')] }]),
  }
}

/** Texts of both sides that share a part: a, b and their lengths, once for each part. */
function candidates(left: Relation, right: Relation, keys: readonly string[]): Relation {
  return join(left, right, {
    how: 'inner',
    on: [...keys, 'part'].map(equal),
    output: [
      { name: 'a', from: 'left', column: 'id' },
      { name: 'b', from: 'right', column: 'id' },
      { name: 'length a', from: 'left', column: 'length' },
      { name: 'length b', from: 'right', column: 'length' },
      { name: 'parts a', from: 'left', column: 'parts' },
      { name: 'parts b', from: 'right', column: 'parts' },
      { name: 'spare a', from: 'left', column: 'spare' },
      { name: 'spare b', from: 'right', column: 'spare' },
    ],
  })
}

/**
 * Rare parts that texts which are alike must share: of all their parts at least those of the larger one that the edits do not change, less the
 * parts of a text that were not among its rarest and may be shared too.
 */
function partsNeeded({ measure, threshold }: NearSettings): Expr {
  if (!byLetters(measure)) return float(0)
  const larger = (name: string) => call('int-to-float', call('greatest', column(`${name} a`), column(`${name} b`)))
  const edits = call('floor', call('add', call('multiply', larger('length'), float(1 - threshold)), float(1e-9)))
  const spare = call('greatest', column('spare a'), column('spare b'))
  return call('subtract', call('subtract', larger('parts'), call('multiply', float(runsOfEdit(measure)), edits)), spare)
}

/** Whether a likeness is 1 less the letters to change by the letters of the longer text. */
const byLetters = (measure: NearSettings['measure']) => measure === 'edits' || measure === 'swaps'

/** Runs of three letters that one change can touch: two swapped letters stand in four. */
const runsOfEdit = (measure: NearSettings['measure']) => (measure === 'swaps' ? 4 : 3)

/** False for texts whose lengths alone part them: they need no distance. */
function lengthsFit({ measure, threshold }: NearSettings): Expr {
  if (!byLetters(measure)) return literal('bool', true)
  const [one, two] = [call('int-to-float', column('length a')), call('int-to-float', column('length b'))]
  const least = call('subtract', call('multiply', call('greatest', one, two), float(threshold)), float(1e-9))
  return call('greater-or-equal', call('least', one, two), least)
}

function withTexts(pairs: Relation, [left, right]: readonly [Relation, Relation], keys: readonly string[]): Relation {
  const onLeft = join(pairs, left, {
    how: 'inner',
    on: [{ left: column('a'), right: column('first') }],
    output: [...named(['a', 'b'], 'left'), ...named(keys, 'right'), { name: 'l', from: 'right', column: 't' }],
  })
  return join(onLeft, right, {
    how: 'inner',
    on: [{ left: column('b'), right: column('first') }],
    output: [...named([...keys, 'l'], 'left'), { name: 'r', from: 'right', column: 't' }, ...named(['a', 'b'], 'left')],
  })
}

function equals(left: Relation, right: Relation, keys: readonly string[]): Relation {
  const met = join(left, right, {
    how: 'inner',
    on: [...keys, 't'].map(equal),
    output: [
      ...named(keys, 'left'),
      { name: 'l', from: 'left', column: 't' },
      { name: 'r', from: 'right', column: 't' },
      { name: 'a', from: 'left', column: 'first' },
      { name: 'b', from: 'right', column: 'first' },
    ],
  })
  return extend(met, [{ name: 'score', expr: float(1) }])
}

const int = (value: number) => literal('int', value)
const float = (value: number) => literal('float', value)
const text = (value: string) => literal('text', value)
const plain = (name: string): NamedExpr => ({ name, expr: column(name) })
const equal = (name: string) => ({ left: column(name), right: column(name) })
const named = (names: readonly string[], from: 'left' | 'right') => names.map((name) => ({ name, from, column: name }))
const namesOf = (relation: Relation) => relation.columns.map(({ name }) => name)
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

/** Columns k0, ..., id (the number of the text's first row), length and part. */
function onceEach(rows: Relation, part: Expr, texts: Relation): Relation {
  const keys = namesOf(texts).filter((name) => /^k\d+$/.test(name))
  return aggregate(
    rows,
    [
      ...keys.map(plain),
      { name: 'id', expr: column('first') },
      { name: 'length', expr: call('length', column('t')) },
      { name: 'part', expr: part },
    ],
    [],
  )
}

/** The rarest parts of each text, as many as an alike text must share one of. */
function rarest(parts: Relation, often: Relation, keys: readonly string[], { measure, threshold }: NearSettings): Relation {
  const counted = join(parts, often, {
    how: 'inner',
    on: [...keys, 'part'].map(equal),
    output: [...named(namesOf(parts), 'left'), { name: 'often', from: 'right', column: 'often' }],
  })
  const partitionBy = [column('id')]
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
  const edits = call('floor', call('add', call('multiply', call('int-to-float', column('length')), float(1 / threshold - 1)), float(1e-9)))
  const changed = call('add', call('multiply', float(runsOfEdit(measure)), edits), float(1))
  const needed = {
    edits: changed,
    swaps: changed,
    beginning: call('add', call('ceiling', call('divide', size, float(2))), float(1)),
    grams: call(
      'add',
      call('subtract', size, call('ceiling', call('subtract', call('multiply', size, float(threshold)), float(1e-9)))),
      float(1),
    ),
  }
  const most = measure === 'words' ? needed.grams : needed[measure]
  const taken = filter(ranked, call('less-or-equal', call('int-to-float', column('rank')), most))
  return extend(taken, [{ name: 'spare', expr: call('greatest', call('subtract', size, most), float(0)) }])
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

function letterScore(pairs: Relation, settings: NearSettings): Relation {
  const [a, b] = [column('l'), column('r')]
  if (settings.measure === 'beginning') return extend(pairs, [{ name: 'score', expr: rounded(call('jaro-winkler-similarity', a, b)) }])
  const measured = extend(pairs, [
    { name: 'longer', expr: call('greatest', call('length', a), call('length', b)) },
    { name: 'changes', expr: call('levenshtein-distance', a, b) },
  ])
  const longer = call('int-to-float', column('longer'))
  const changes = settings.measure === 'swaps' ? withSwaps(settings.threshold, longer, [a, b]) : column('changes')
  const score = rounded(call('subtract', float(1), call('divide', call('int-to-float', changes), longer)))
  return project(measured, [...namesOf(pairs).map(plain), { name: 'score', expr: score }])
}

/** A swap is two changes at most: texts that are further apart are not alike by swaps either, and need no second, slower distance. */
function withSwaps(threshold: number, longer: Expr, [a, b]: readonly [Expr, Expr]): Expr {
  const changes = column('changes')
  const most = call('multiply', float(2), call('add', call('multiply', longer, float(1 - threshold)), float(1e-9)))
  const open = call('and', call('greater', changes, int(1)), call('less-or-equal', call('int-to-float', changes), most))
  // Of very long texts swaps are not known.
  return call('if', open, call('coalesce', call('damerau-distance', a, b), changes), changes)
}

/** Parts that both texts have, divided by all parts that one of them has. */
function sharedScore(pairs: Relation, [first, second]: readonly [Relation, Relation]): Relation {
  const onLeft = join(pairs, first, {
    how: 'inner',
    on: [{ left: column('a'), right: column('id') }],
    output: [...named(['a', 'b'], 'left'), { name: 'part', from: 'right', column: 'part' }],
  })
  const onBoth = join(onLeft, second, {
    how: 'inner',
    on: [
      { left: column('b'), right: column('id') },
      { left: column('part'), right: column('part') },
    ],
    output: named(['a', 'b'], 'left'),
  })
  const shared = aggregate(onBoth, ['a', 'b'].map(plain), [count('shared')])
  const counted = join(pairs, shared, {
    how: 'inner',
    on: ['a', 'b'].map(equal),
    output: [...named(namesOf(pairs), 'left'), { name: 'shared', from: 'right', column: 'shared' }],
  })
  const sized = withSize(withSize(counted, 'a', first), 'b', second)
  const all = call('subtract-int', call('add-int', column('size a'), column('size b')), column('shared'))
  const score = call('divide', call('int-to-float', column('shared')), call('int-to-float', all))
  return project(sized, [...namesOf(pairs).map(plain), { name: 'score', expr: rounded(score) }])
}

function withSize(pairs: Relation, side: 'a' | 'b', parts: Relation): Relation {
  return join(pairs, aggregate(parts, [plain('id')], [count('size')]), {
    how: 'inner',
    on: [{ left: column(side), right: column('id') }],
    output: [...named(namesOf(pairs), 'left'), { name: `size ${side}`, from: 'right', column: 'size' }],
  })
}
