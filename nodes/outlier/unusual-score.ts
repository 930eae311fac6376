import type { Whitening } from '../../engine/learn/unusual/whiten.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { IsolationTree, LearntRows } from '../../engine/relation/learnt/learnt-rows.ts'
import type { Column } from '../../engine/relation/types.ts'
import { isolationExpr } from './isolation-expression.ts'
import type { KeptState, UnusualState } from './learn-unusual.ts'

/** How unusual a row is by these columns; missing where one of them is. Works row by row on any engine. */
export function unusualScore(state: UnusualState, columns: readonly Column[]): Expr {
  const values = columns.map(({ name, type }) =>
    type === 'float' ? call('ifs', call('is-finite', columnExpr(name)), columnExpr(name)) : columnExpr(name),
  )
  if ('kept' in state) return keptScore(state, values)
  if (!('trees' in state)) return distanceExpr(values, state)
  if (cutsIn(state.trees) > mostCutsWritten)
    return learntAnswer({ kind: 'forest', width: values.length, trees: state.trees, usual: state.usual }, values.map(asFloat))
  // What is missing or infinite is asked once, not at every cut.
  const plain = columns.map(({ name, type }) => ({ value: columnExpr(name), whole: type === 'int' }))
  return call('ifs', call('and', ...values.map((value) => call('is-not-null', value))), isolationExpr(state, plain))
}

/** A formula of more cuts is printed and planned longer than anybody waits; on long tables one of fewer is quicker than a walk along lists. */
const mostCutsWritten = 2_000

const cutsIn = (trees: readonly IsolationTree[]): number =>
  trees.reduce<number>((sum, tree) => sum + (typeof tree === 'number' ? 0 : 1 + cutsIn([tree[2], tree[3]])), 0)

const asFloat = (value: Expr) => call('add', value, literal('float', 0))

const learntAnswer = (learnt: LearntRows, point: readonly Expr[]) =>
  call('list-element', call('learnt', literal('text', JSON.stringify(learnt)), call('list-of', ...point)), literal('int', 1))

function keptScore({ kept, centres, scales, offset }: KeptState, values: readonly Expr[]): Expr {
  const point = values.map((value, at) =>
    call('divide', call('subtract', value, literal('float', centres[at] ?? 0)), literal('float', scales[at] ?? 1)),
  )
  const answer = learntAnswer(kept, point)
  return kept.kind === 'kernel' ? call('subtract', literal('float', offset), answer) : answer
}

/** The root of the sum of squares of the uncorrelated numbers. */
function distanceExpr(values: readonly Expr[], { mean, factors }: Whitening): Expr {
  const away = values.map((value, index) => call('subtract', value, literal('float', mean[index] ?? 0)))
  const squares = factors.map((factor) => {
    const parts = factor.map((by, index) => call('multiply', away[index] ?? literal('float', 0), literal('float', by)))
    return call(
      'power',
      parts.reduce((all, one) => call('add', all, one)),
      literal('float', 2),
    )
  })
  return call(
    'square-root',
    squares.reduce((all, one) => call('add', all, one)),
  )
}
