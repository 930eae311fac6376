import type { TypedExpr } from '../../relation/typed-expression.ts'
import type { Value } from '../../relation/types.ts'
import { cannotExport } from './cannot-export.ts'
import { pythonFunctions, pythonOwn } from './python-functions.ts'

/** A Python expression over `r`, the values of a row in the order of the columns. Throws LearnProblem `cannot-export` for other functions. */
export function pythonExpression(expr: TypedExpr): string {
  switch (expr.kind) {
    case 'column':
      return `r[${expr.index}]`
    case 'literal':
      return pythonLiteral(expr.value, expr.type === 'float')
    case 'window':
      throw cannotExport({ en: 'The recipe looks at several rows at once.', fr: 'La recette regarde plusieurs lignes à la fois.' })
    case 'call':
      return pythonCall(expr.spec.id, expr.args.map(pythonExpression))
  }
}

function pythonCall(id: string, args: readonly string[]): string {
  if (id === 'if') return `(${args[1]} if ${args[0]} else ${args[2]})`
  if (id === 'ifs') return branches(args, 'None')
  if (id === 'switch') {
    const cases = args.slice(2).map((arg, at) => (at % 2 === 0 ? `ask('equal', ${args[0]}, ${arg})` : arg))
    return branches(cases, args[1] ?? 'None')
  }
  if (Object.hasOwn(pythonOwn, id)) return `OWN[${pythonText(id)}](${args.join(', ')})`
  if (Object.hasOwn(pythonFunctions, id)) return `ask(${[pythonText(id), ...args].join(', ')})`
  throw unknownFunction(id)
}

function branches(args: readonly string[], otherwise: string): string {
  let text = otherwise
  for (let at = args.length - 2; at >= 0; at -= 2) text = `(${args[at + 1]} if ${args[at]} else ${text})`
  return text
}

/** The problem of a function that the other program is not taught. */
export function unknownFunction(id: string) {
  return cannotExport({
    en: `The recipe uses “${id}”, which this form cannot say.`,
    fr: `La recette utilise « ${id} », que cette forme ne sait pas dire.`,
  })
}

export function pythonLiteral(value: Value, isFloat: boolean): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return pythonText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return isFloat ? pythonNumber(value) : String(value)
  throw cannotExport({
    en: 'The recipe holds a list, which this form cannot say.',
    fr: 'La recette contient une liste, que cette forme ne sait pas dire.',
  })
}

/** A number in the shortest form that is read back to the same bits. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan'
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf'
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

/** A text between quotes; JSON's escapes are Python's, and lone halves of characters are escaped by it too. */
export function pythonText(text: string): string {
  return JSON.stringify(text)
}
