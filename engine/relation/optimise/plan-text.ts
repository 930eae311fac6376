import type { Expr, SortKey } from '../expression.ts'
import type { Relation } from '../relation.ts'
import { inputsOf } from '../relation-inputs.ts'

/** A relation as lines, the last step first and what it reads indented below it: for tests and for people who wonder what is computed. */
export function planText(relation: Relation, depth = 0): string {
  const line = `${'  '.repeat(depth)}${stepText(relation)}`
  return [line, ...inputsOf(relation).map((input) => planText(input, depth + 1))].join('\n')
}

const names = (columns: readonly { readonly name: string }[]) => columns.map((column) => column.name).join(', ')

function stepText(relation: Relation): string {
  switch (relation.op) {
    case 'input':
      return `input ${relation.name} (${names(relation.columns)})`
    case 'scan':
      return scanText(relation)
    case 'values':
      return `values (${names(relation.columns)}) ${relation.rows.length} rows`
    case 'project':
      return `project ${relation.exprs.map(({ name, expr }) => named(name, expr)).join(', ')}`
    case 'filter':
      return `filter ${exprText(relation.test)}`
    case 'aggregate': {
      const measures = relation.measures.map((item) => `${item.name} = ${item.fn}(${item.args.map(exprText).join(', ')})`)
      return `aggregate by (${relation.keys.map(({ name, expr }) => named(name, expr)).join(', ')}): ${measures.join(', ')}`
    }
    case 'join': {
      const equal = relation.on.map((pair) => `${exprText(pair.left)} = ${exprText(pair.right)}`)
      const compared = (relation.compare ?? []).map((pair) => `${exprText(pair.left)} ${pair.is} ${exprText(pair.right)}`)
      const { nearest } = relation
      const near = nearest ? [`${exprText(nearest.left)} nearest ${nearest.direction} ${exprText(nearest.right)}`] : []
      return `join ${relation.how} on ${[...equal, ...compared, ...near].join(', ')} giving (${names(relation.output)})`
    }
    case 'union':
      return `union (${names(relation.columns)})`
    case 'sort':
      return `sort ${relation.by.map(keyText).join(', ')}`
    case 'limit':
      return `limit ${relation.count} from ${relation.offset}`
    case 'distinct':
      return `distinct ${relation.keep} by (${relation.on.join(', ')})`
    case 'number':
      return `number ${relation.name}`
    case 'sample':
      return `sample ${relation.exact ?? `${relation.from} to ${relation.to}`}${relation.within ? ` within (${relation.within.join(', ')})` : ''}`
    case 'unpivot':
      return `unpivot ${relation.from.join(', ')} to ${relation.key}, ${relation.value}`
    case 'explode':
      return `explode ${relation.column}`
    case 'steps':
      return `steps ${relation.name} from ${relation.from} to ${relation.to} by ${relation.every.count} ${relation.every.unit}`
    case 'query':
      return `query ${relation.unordered}`
    case 'mark':
      return `mark ${relation.node}.${relation.port}`
  }
}

function scanText({ source, columns }: Extract<Relation, { op: 'scan' }>): string {
  const { where = [], first } = source.format === 'database' ? source : { first: undefined }
  const tests = where.length > 0 ? ` where ${where.map(exprText).join(' and ')}` : ''
  return `scan ${source.format} (${names(columns)})${tests}${first === undefined ? '' : ` first ${first}`}`
}

const named = (name: string, expr: Expr) => (expr.kind === 'column' && expr.name === name ? name : `${name} = ${exprText(expr)}`)

const keyText = ({ expr, descending, nullsFirst }: SortKey) =>
  `${exprText(expr)}${descending ? ' descending' : ''}${nullsFirst ? ' nulls first' : ''}`

function exprText(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return expr.name
    case 'literal':
      return JSON.stringify(expr.value)
    case 'call':
      return `${expr.fn}(${expr.args.map(exprText).join(', ')})`
    case 'window': {
      const by = expr.partitionBy.length > 0 ? ` by ${expr.partitionBy.map(exprText).join(', ')}` : ''
      const { unit, from, to } = expr.frame ?? { unit: '', from: 0, to: 0 }
      const frame = unit === '' ? '' : ` ${unit} from ${from ?? 'start'} to ${to}`
      return `${expr.fn}(${expr.args.map(exprText).join(', ')}) over${by} order ${expr.orderBy.map(keyText).join(', ')}${frame}`
    }
  }
}
