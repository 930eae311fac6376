import { argumentAt } from '../../relation/match-signature.ts'
import type { TypedCall, TypedExpr } from '../../relation/typed-expression.ts'
import { isList } from '../../relation/types.ts'
import { cannotExport, unknownFunction } from './cannot-export.ts'
import { pythonConstants } from './python-constants.ts'
import { pythonFunctions, pythonOwn } from './python-functions.ts'
import { pythonLiteral, pythonText } from './python-literal.ts'

/** What expressions of one file share. */
export interface PythonScope {
  /** Values that are made once, when the file is loaded: `SHARED[0]`, ... */
  readonly shared: string[]
  /** Lines of the function that is written: parts of expressions that would be nested too deep, with their names. */
  readonly lines: string[]
}

export const pythonScope = (): PythonScope => ({ shared: [], lines: [] })

interface Printed {
  readonly text: string
  readonly depth: number
}

/** Python reads up to 200 brackets inside each other. */
const deepest = 50
/** Fewer cases are asked one after the other. */
const fewestTabled = 8

/** A Python expression over `r`, the values of a row in the order of the columns. Throws LearnProblem `cannot-export` for other functions. */
export function pythonExpression(expr: TypedExpr, scope: PythonScope): string {
  return printed(expr, scope).text
}

function printed(expr: TypedExpr, scope: PythonScope): Printed {
  switch (expr.kind) {
    case 'column':
      return { text: `r[${expr.index}]`, depth: 0 }
    case 'literal':
      return { text: pythonLiteral(expr.value, expr.type === 'float' || expr.type === 'list<float>'), depth: 0 }
    case 'window':
      throw cannotExport({ en: 'The recipe looks at several rows at once.', fr: 'La recette regarde plusieurs lignes à la fois.' })
    case 'call':
      return lifted(expr, scope)
  }
}

/** What lies too deep becomes a line before; not what may stop the program where it is only asked for some rows. */
function lifted(call: TypedCall, scope: PythonScope): Printed {
  const found = tabled(call, scope) ?? plain(call, scope)
  if (found.depth < deepest || mayStop(call)) return found
  const name = `v${scope.lines.length}`
  scope.lines.push(`    ${name} = ${found.text}`)
  return { text: name, depth: 0 }
}

const mayStop = (expr: TypedExpr): boolean => expr.kind === 'call' && (expr.spec.id.endsWith('-strict') || expr.args.some(mayStop))

function plain({ spec, args }: TypedCall, scope: PythonScope): Printed {
  const isConstant = args.map((_, at) => argumentAt(spec, at)?.const === true)
  const makeConstants = pythonConstants[spec.id]
  const given = args.filter((_, at) => !makeConstants || !isConstant[at]).map((arg) => printed(arg, scope))
  const constants = args.flatMap((arg, at) => (isConstant[at] && arg.kind === 'literal' ? [arg.value] : []))
  const made = makeConstants?.(constants.map(String), (value) => sharedName(value, scope)) ?? []
  // Constants stand behind the others in every function but this one.
  const texts = spec.id === 'learnt' ? [...made, ...given.map(({ text }) => text)] : [...given.map(({ text }) => text), ...made]
  return { text: callText(spec.id, texts), depth: 1 + Math.max(0, ...given.map(({ depth }) => depth)) }
}

function sharedName(value: string, { shared }: PythonScope): string {
  const at = shared.indexOf(value)
  return `SHARED[${at < 0 ? shared.push(value) - 1 : at}]`
}

/** A long list of cases, all of them fixed, as one look into a table. */
function tabled({ spec, args }: TypedCall, scope: PythonScope): Printed | null {
  const [value, otherwise, ...cases] = args
  if (spec.id !== 'switch' || !value || !otherwise || cases.length < 2 * fewestTabled || value.type === 'float' || isList(value.type))
    return null
  const pairs = cases.map((item) => (item.kind === 'literal' ? pythonLiteral(item.value, item.type === 'float') : null))
  if (pairs.includes(null)) return null
  // The first of equal cases wins.
  const known = new Map<string, string>()
  for (let at = 0; at < pairs.length; at += 2) if (!known.has(pairs[at]!)) known.set(pairs[at]!, pairs[at + 1]!)
  known.delete('None')
  const table = sharedName(`{${Array.from(known, ([match, answer]) => `${match}: ${answer}`).join(', ')}}`, scope)
  const [asked, rest] = [printed(value, scope), printed(otherwise, scope)]
  return { text: `${table}.get(${asked.text}, ${rest.text})`, depth: 1 + Math.max(asked.depth, rest.depth) }
}

function callText(id: string, args: readonly string[]): string {
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

/** More cases in one expression than this make Python run out of room when it reads them. */
const mostInLine = 40

function branches(args: readonly string[], otherwise: string): string {
  const pairs = Array.from({ length: args.length >> 1 }, (_, at) => [args[2 * at]!, args[2 * at + 1]!] as const)
  if (pairs.length > mostInLine)
    return `first_case(lambda: ${otherwise}, ${pairs.map(([test, value]) => `(lambda: ${test}, lambda: ${value})`).join(', ')})`
  return `(${pairs.map(([test, value]) => `${value} if ${test} else `).join('')}${otherwise})`
}
