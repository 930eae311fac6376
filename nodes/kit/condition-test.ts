import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { typeOf } from '../../engine/relation/type-of.ts'
import { isNumeric, type Column, type DataType } from '../../engine/relation/types.ts'
import { asProblem } from './as-problem.ts'
import { chooseColumn, wrongType } from './choose-column.ts'
import { conditionOperators, type ConditionOperator } from './condition-operators.ts'
import type { Conditions } from './fields.ts'
import { quoted, typeWord } from './phrases.ts'
import { NodeProblem } from './problem.ts'
import { readLiteral } from './read-literal.ts'

type Condition = Extract<Conditions, { column: string }>

const operators = new Map(conditionOperators.map((operator) => [operator.id, operator]))

/**
 * The test that nested conditions mean; undefined when they hold no condition at all. A missing value meets no condition but
 * `is-missing`. Throws a NodeProblem naming the column that is wrong.
 */
export function conditionTest(conditions: Conditions, relation: Relation, param: string): Expr | undefined {
  const visit = (part: Conditions): Expr | undefined => {
    if ('column' in part) {
      const replace = (name: string) => ({ [param]: renamed(conditions, part.column, name) })
      return leafTest(part, chooseColumn(relation, part.column, { param, replace }), param)
    }
    const [joint, parts] = 'all' in part ? (['and', part.all] as const) : (['or', part.any] as const)
    const tests = parts.flatMap((inner) => visit(inner) ?? [])
    return tests.length <= 1 ? tests[0] : call(joint, ...tests)
  }
  return visit(conditions)
}

function renamed(conditions: Conditions, from: string, to: string): Conditions {
  if ('column' in conditions) return conditions.column === from ? { ...conditions, column: to } : conditions
  return 'all' in conditions
    ? { all: conditions.all.map((part) => renamed(part, from, to)) }
    : { any: conditions.any.map((part) => renamed(part, from, to)) }
}

function leafTest(condition: Condition, column: Column, param: string): Expr {
  const operator = operators.get(condition.is)
  if (!operator)
    throw new NodeProblem({
      code: 'unknown-comparison',
      param,
      column: column.name,
      text: { en: `There is no comparison called ${condition.is}.`, fr: `Il n’y a pas de comparaison appelée ${condition.is}.` },
      action: { en: 'Choose a comparison from the list.', fr: 'Choisissez une comparaison dans la liste.' },
    })
  if (!operator.accepts.includes(column.type)) throw wrongType([column], operator.accepts, { param })
  const values = operandsOf(condition, operator, column, param)
  return asProblem({ param, column: column.name }, () => {
    const test = compare(operator.id, columnExpr(column.name), values)
    typeOf(test, [column])
    return test
  })
}

function operandsOf(condition: Condition, operator: ConditionOperator, column: Column, param: string): readonly Expr[] {
  if (operator.operands === 0) return []
  const given = operator.operands === 1 ? [condition.value ?? ''] : (condition.values ?? [])
  const wanted = operator.operands === 'list' ? Math.max(1, given.length) : operator.operands
  const typed = given.slice(0, wanted)
  const emptyTextMeansNothing = operator.id !== 'equal' && operator.id !== 'not-equal' && operator.operands !== 'list'
  if (typed.length < wanted || typed.some((value) => value === '' && (column.type !== 'text' || emptyTextMeansNothing)))
    throw valueProblem('value-missing', column, param, {
      en: `The condition on ${quoted(column.name).en} has no value.`,
      fr: `La condition sur ${quoted(column.name).fr} n’a pas de valeur.`,
    })
  return typed.map((value) => operand(value, column, param))
}

function operand(value: string | number | boolean, column: Column, param: string): Expr {
  // A whole-number column may be compared with 1.5.
  const types: readonly DataType[] = isNumeric(column.type) ? ['int', 'float'] : [column.type]
  for (const type of types) {
    const read = readLiteral(value, type)
    if (read !== undefined) return literal(type, read)
  }
  const wanted = typeWord(column.type)
  throw valueProblem('bad-value', column, param, {
    en: `${quoted(String(value)).en} cannot be compared with ${quoted(column.name).en}: it is no ${wanted.en}.`,
    fr: `${quoted(String(value)).fr} ne se compare pas à ${quoted(column.name).fr} : ce n’est pas du type ${wanted.fr}.`,
  })
}

function valueProblem(code: string, column: Column, param: string, text: { en: string; fr: string }): NodeProblem {
  return new NodeProblem({
    code,
    param,
    column: column.name,
    text,
    action:
      column.type === 'date' || column.type === 'timestamp'
        ? { en: 'Write dates as 2024-01-31.', fr: 'Écrivez les dates sous la forme 2024-01-31.' }
        : isNumeric(column.type)
          ? { en: 'Write numbers with a point: 1.5.', fr: 'Écrivez les nombres avec un point : 1.5.' }
          : { en: 'Type a value, or remove the condition.', fr: 'Saisissez une valeur ou retirez la condition.' },
  })
}

const functions: Record<string, string> = {
  equal: 'equal',
  'not-equal': 'not-equal',
  less: 'less',
  'less-or-equal': 'less-or-equal',
  greater: 'greater',
  'greater-or-equal': 'greater-or-equal',
  between: 'between',
  'one-of': 'in',
  'none-of': 'not-in',
  contains: 'contains',
  'starts-with': 'starts-with',
  'ends-with': 'ends-with',
  matches: 'regex-match',
  'is-missing': 'is-null',
  'is-not-missing': 'is-not-null',
}

function compare(id: string, left: Expr, values: readonly Expr[]): Expr {
  if (id === 'is-true') return left
  if (id === 'is-false') return call('not', left)
  if (id === 'not-contains') return call('not', call('contains', left, ...values))
  return call(functions[id] ?? id, left, ...values)
}
