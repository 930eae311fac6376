import { aggregate, limit, project, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { FitContext } from '../kit/context.ts'
import type { ShapeCount } from './date-shape.ts'
import { plainDateText } from './date-words.ts'

const mostShapes = 500

/** What the values of a column look like, most frequent shape first, and how many values there are. One query; blank texts do not count. */
export async function learnShapes(
  ctx: FitContext,
  input: Relation,
  column: Column,
): Promise<{ readonly values: number; readonly shapes: readonly ShapeCount[] }> {
  const rows = await ctx.rows(limit(sort(shapesOf(input, column), [{ expr: rowsOf, descending: true }, { expr: shapeOf }]), mostShapes))
  const shapes = rows.flatMap(([shape, ...counts]): ShapeCount[] => {
    const [count = 0, firstAbove12 = 0, secondAbove12 = 0, firstAbove31 = 0, thirdAbove31 = 0, either = 0] = counts.map(Number)
    return typeof shape === 'string' && shape !== ''
      ? [{ shape, rows: count, firstAbove12, secondAbove12, firstAbove31, thirdAbove31, either }]
      : []
  })
  return { values: shapes.reduce((total, item) => total + item.rows, 0), shapes }
}

const rowsOf = columnExpr('rows')
const shapeOf = columnExpr('shape')

/** Every digit as a 9. Nine plain replacements take a third of the time of one by a pattern. */
const digitsAsNines = (text: Expr) =>
  [...'012345678'].reduce<Expr>((done, digit) => call('substitute', done, literal('text', digit), literal('text', '9')), text)

/** The three numbers that a date begins with. */
const leading = '^m?([0-9]{1,4})[^0-9]+([0-9]{1,4})[^0-9]+([0-9]{1,4})'

function shapesOf(input: Relation, { name, type }: Column): Relation {
  const value = type === 'int' ? call('int-to-text', columnExpr(name)) : columnExpr(name)
  // Dates repeat: the work on texts is done once for each value.
  const counted = aggregate(input, [{ name: 'value', expr: value }], [{ name: 'times', fn: 'count-rows', args: [value] }])
  const times = columnExpr('times')
  const plain = project(counted, [
    { name: 'plain', expr: call('left', plainDateText(columnExpr('value')), literal('int', 40)) },
    { name: 'times', expr: times },
  ])
  const text = columnExpr('plain')
  // What is read of the numbers is read once for each beginning: a column of moments has few days.
  const shaped = project(plain, [
    { name: 'shape', expr: digitsAsNines(text) },
    { name: 'lead', expr: call('regex-extract', text, literal('text', leading), literal('int', 0)) },
    { name: 'times', expr: times },
  ])
  const led = aggregate(
    shaped,
    ['shape', 'lead'].map((key) => ({ name: key, expr: columnExpr(key) })),
    [{ name: 'times', fn: 'sum-int', args: [times] }],
  )
  const number = (place: number): Expr =>
    call('text-to-int', call('regex-extract', columnExpr('lead'), literal('text', leading), literal('int', place)))
  const numbered = project(led, [
    { name: 'shape', expr: shapeOf },
    { name: 'times', expr: times },
    { name: 'first', expr: number(1) },
    { name: 'second', expr: number(2) },
    { name: 'third', expr: number(3) },
  ])
  const [first, second, third] = [columnExpr('first'), columnExpr('second'), columnExpr('third')]
  const above = (part: Expr, top: number) => call('greater', part, literal('int', top))
  const either = call('and', call('not', above(first, 12)), call('not', above(second, 12)), call('not-equal', first, second))
  const count = (as: string, test: Expr) => ({ name: as, fn: 'sum-int', args: [call('if', test, times, literal('int', 0))] })
  return aggregate(
    numbered,
    [{ name: 'shape', expr: shapeOf }],
    [
      { name: 'rows', fn: 'sum-int', args: [times] },
      count('first above 12', above(first, 12)),
      count('second above 12', above(second, 12)),
      count('first above 31', above(first, 31)),
      count('third above 31', above(third, 31)),
      count('either', either),
    ],
  )
}
