import { call, column } from '../expression.ts'
import type { Expr } from '../expression.ts'
import { columnsOf, hasWindow, mapColumns } from '../expression-tree.ts'
import type { FilterRelation, JoinRelation, Relation } from '../relation.ts'
import { allOf, canRaise, conjuncts } from './expression-facts.ts'
import { sharedParts } from './sharing.ts'

/**
 * Filters as near to the scan as they mean the same. Not through windows, limits, samples and row numbers, which see the rows that a filter
 * would take away; not past what can stop a run; not into parts that others read too.
 */
export function pushFilters(root: Relation): Relation {
  const shared = sharedParts(root)
  const done = new Map<Relation, Relation>()

  const visit = (relation: Relation): Relation => {
    const known = done.get(relation)
    if (known) return known
    const result = relation.op === 'filter' ? place(conjuncts(relation.test), relation.input, relation) : descend(relation, [])
    done.set(relation, result)
    return result
  }

  /** The relation with these tests applied, each as deep as it may go. */
  const place = (tests: readonly Expr[], relation: Relation, origin: FilterRelation): Relation => {
    const movable = tests.filter((test) => !hasWindow(test) && !tests.some(canRaise))
    const fixed = tests.filter((test) => !movable.includes(test))
    const below = shared.has(relation) ? visit(relation) : undefined
    const moved = below ?? (relation.op === 'filter' && fixed.length === 0 ? merged(movable, relation, origin) : descend(relation, movable))
    return over(moved, below ? tests : fixed)
  }

  const merged = (tests: readonly Expr[], relation: FilterRelation, origin: FilterRelation): Relation => {
    const own = conjuncts(relation.test)
    if ([...own, ...tests].some((test) => canRaise(test) || hasWindow(test))) return over(visit(relation), tests)
    return place([...own, ...tests], relation.input, origin)
  }

  /** A relation that is not shared, with tests that may move: those that go into its inputs, the others right on top. */
  const descend = (relation: Relation, tests: readonly Expr[]): Relation => {
    const into = (input: Relation, moving: readonly Expr[]): Relation =>
      moving.length === 0 ? visit(input) : place(moving, input, asFilter(input, moving))
    switch (relation.op) {
      case 'project': {
        const exprs = new Map(relation.exprs.map((item) => [item.name, item.expr]))
        const blocked = relation.exprs.some(({ expr }) => hasWindow(expr) || canRaise(expr))
        const goes = (test: Expr) => !blocked && [...columnsOf(test)].every((name) => isPlain(exprs.get(name)))
        const inside = tests.filter(goes).map((test) => mapColumns(test, (name) => exprs.get(name) ?? column(name)))
        return over(
          { ...relation, input: into(relation.input, inside) },
          tests.filter((test) => !goes(test)),
        )
      }
      case 'sort':
        return { ...relation, input: into(relation.input, tests) }
      case 'distinct': {
        const whole = relation.on.length === 0
        const goes = (test: Expr) => whole || [...columnsOf(test)].every((name) => relation.on.includes(name))
        return over(
          { ...relation, input: into(relation.input, tests.filter(goes)) },
          tests.filter((test) => !goes(test)),
        )
      }
      case 'aggregate': {
        const keys = new Map(relation.keys.map((key) => [key.name, key.expr]))
        const goes = (test: Expr) => keys.size > 0 && [...columnsOf(test)].every((name) => isPlain(keys.get(name)))
        const inside = tests.filter(goes).map((test) => mapColumns(test, (name) => keys.get(name) ?? column(name)))
        return over(
          { ...relation, input: into(relation.input, inside) },
          tests.filter((test) => !goes(test)),
        )
      }
      case 'union':
        return {
          ...relation,
          inputs: relation.inputs.map((input) =>
            into(
              input,
              tests.map((test) => forInput(test, input, relation)),
            ),
          ),
        }
      case 'join': {
        const left = tests.filter((test) => comesFrom(test, relation, 'left'))
        const right = tests.filter((test) => !left.includes(test) && comesFrom(test, relation, 'right'))
        const rest = tests.filter((test) => !left.includes(test) && !right.includes(test))
        const inside = (side: 'left' | 'right', moving: readonly Expr[]) =>
          into(
            relation[side],
            moving.map((test) => onSide(test, relation)),
          )
        return over({ ...relation, left: inside('left', left), right: inside('right', right) }, rest)
      }
      case 'unpivot':
      case 'explode':
      case 'steps': {
        const made = new Set(
          relation.op === 'unpivot'
            ? [relation.key, relation.value]
            : relation.op === 'steps'
              ? [relation.name]
              : [relation.column, relation.position],
        )
        const goes = (test: Expr) => [...columnsOf(test)].every((name) => !made.has(name))
        return over(
          { ...relation, input: into(relation.input, tests.filter(goes)) },
          tests.filter((test) => !goes(test)),
        )
      }
      case 'filter':
        return tests.length > 0 ? over(visit(relation), tests) : visit(relation)
      case 'query':
        return over({ ...relation, inputs: relation.inputs.map(visit) }, tests)
      case 'input':
      case 'scan':
      case 'values':
        return over(relation, tests)
      default:
        return over({ ...relation, input: visit(relation.input) }, tests)
    }
  }

  return visit(root)
}

const asFilter = (input: Relation, tests: readonly Expr[]): FilterRelation => ({
  op: 'filter',
  input,
  test: allOf(tests) ?? { kind: 'literal', type: 'bool', value: true },
  columns: input.columns,
})

function over(input: Relation, tests: readonly Expr[]): Relation {
  return tests.length === 0 ? input : asFilter(input, tests)
}

/** A test is not made dearer by writing such an expression into it. */
const isPlain = (expr: Expr | undefined) => expr?.kind === 'column' || (expr?.kind === 'literal' && expr.value !== null)

/** Which sides of a join may be filtered before it: a side whose rows come out even without a partner, and both of an inner join. */
const filtered: Readonly<Record<JoinRelation['how'], readonly ('left' | 'right')[]>> = {
  inner: ['left', 'right'],
  left: ['left'],
  right: ['right'],
  full: [],
  semi: ['left'],
  anti: ['left'],
}

function comesFrom(test: Expr, join: JoinRelation, side: 'left' | 'right'): boolean {
  const names = [...columnsOf(test)]
  return (
    filtered[join.how].includes(side) &&
    names.length > 0 &&
    names.every((name) => join.output.find((item) => item.name === name)?.from === side)
  )
}

function onSide(test: Expr, join: JoinRelation): Expr {
  return mapColumns(test, (name) => column(join.output.find((item) => item.name === name)?.column ?? name))
}

/** A test on a union, said of one of its inputs: a column may be missing there, or be of the narrower type. */
function forInput(test: Expr, input: Relation, union: Relation): Expr {
  return mapColumns(test, (name) => {
    const type = union.columns.find((item) => item.name === name)?.type ?? 'text'
    const own = input.columns.find((item) => item.name === name)?.type
    if (own === undefined) return { kind: 'literal', type, value: null }
    return own === type ? column(name) : call('int-to-float', column(name))
  })
}
