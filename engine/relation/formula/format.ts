import { ExpressionError } from '../expression-error.ts'
import type { Expr } from '../expression.ts'
import type { FunctionSpec, Language } from '../function-spec.ts'
import { functionCatalogue, functionSpec } from '../functions/catalogue.ts'
import type { Column } from '../types.ts'
import { fixedArgument } from './function-names.ts'
import { withoutImplied } from './implied.ts'
import type { NamedCall } from './implied.ts'
import { bracketed } from './name-problems.ts'
import { isOperator, strength } from './operators.ts'
import { holding, printBinary, printCall, quotedText, separatorOf, value } from './print-parts.ts'
import type { Printed } from './print-parts.ts'
import { visibleTypes } from './visible-type.ts'
import { notIn, wordName } from './words.ts'
import { toWrittenOrder } from './written-order.ts'

export interface FormatOptions {
  /** English when not given. */
  readonly language?: Language
  /** Types of the columns; with them, conversions that go without saying are left out. */
  readonly columns?: readonly Column[]
}

/**
 * Writes an expression as a formula that parseFormula reads back to the same expression, with as few parentheses as that takes. The
 * expression has its conversions written out, as parseFormula gives it; partitions and orders of windows are not written. Throws an
 * ExpressionError for an unknown function and for a literal list, for which the language has no form.
 */
export function formatFormula(expr: Expr, options: FormatOptions = {}): string {
  const { language = 'en', columns = [] } = options
  const typeOf = visibleTypes(columns)
  const word = (name: Parameters<typeof wordName>[0]): string => wordName(name)[language]

  function literal(type: string, content: unknown): Printed {
    if (content === null) return value(word('null'))
    if (typeof content === 'boolean') return value(word(content ? 'true' : 'false'))
    if (typeof content !== 'string' && typeof content !== 'number') {
      const text = { en: 'A list cannot be written in a formula.', fr: 'Une liste ne peut pas s’écrire dans une formule.' }
      throw new ExpressionError('bad-literal', text)
    }
    if (type === 'text') return value(quotedText(String(content)))
    if (type === 'date') return value(`#${String(content)}#`)
    if (type === 'timestamp')
      return value(
        `#${String(content)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, '')}#`,
      )
    return number(type, String(content))
  }

  function number(type: string, digits: string): Printed {
    const names: Readonly<Record<string, string>> = { NaN: word('nan'), Infinity: word('infinity'), '-Infinity': `-${word('infinity')}` }
    const text = names[digits] ?? (type === 'float' && /^-?\d+$/.test(digits) ? `${digits}.0` : digits)
    return { text, strength: text.startsWith('-') ? strength.minus : strength.value }
  }

  function list(args: readonly Expr[]): string {
    return args.map((arg) => print(arg).text).join(separatorOf(language))
  }

  /** A function that is written with a sign or a word, or undefined. */
  function infix(spec: FunctionSpec, args: readonly Expr[]): Printed | undefined {
    const sign = spec.formula.en
    const [a, b, c] = args
    if (a === undefined) return undefined
    if (b !== undefined && isOperator(sign)) return printBinary(sign, print(a), print(b))
    if (b !== undefined && spec.id === 'power') return printBinary('^', print(a), print(b))
    const left = holding(print(a), strength.join)
    switch (spec.id) {
      case 'negate':
      case 'negate-int':
        // A minus sign before digits would be read as part of the number.
        return {
          text: `-${holding(a.kind === 'literal' ? { ...print(a), strength: 0 } : print(a), strength.value)}`,
          strength: strength.minus,
        }
      case 'and':
      case 'or': {
        if (args.length < 2) return undefined
        const own = strength[spec.id]
        return { text: args.map((arg) => holding(print(arg), own + 1)).join(` ${word(spec.id)} `), strength: own }
      }
      case 'greatest':
      case 'least':
        // With one argument the name would mean the largest of many rows; of one value it is that value.
        return b === undefined ? print(a) : undefined
      case 'is-null':
        return { text: `${left} ${word('is')} ${word('null')}`, strength: strength.compare }
      case 'is-not-null':
        return { text: `${left} ${word('is')} ${word('not')} ${word('null')}`, strength: strength.compare }
      case 'in':
        return { text: `${left} ${word('in')} (${list(args.slice(1))})`, strength: strength.compare }
      case 'not-in':
        return { text: `${left} ${notIn[language]} ${word('in')} (${list(args.slice(1))})`, strength: strength.compare }
      case 'between': {
        const ends = [b, c].map((end) => (end === undefined ? '' : holding(print(end), strength.join)))
        return { text: `${left} ${word('between')} ${ends.join(` ${word('and')} `)}`, strength: strength.compare }
      }
      default:
        return undefined
    }
  }

  /** The arguments without the conversions that are made without being written. */
  function shortened(named: NamedCall): readonly Expr[] {
    if (named.spec.id === 'concatenate') return named.args.map(withoutText)
    // A conversion of a value that has the type already is not made at all.
    return named.spec.category === 'type' ? named.args : withoutImplied(named, typeOf)
  }

  function call(fn: string, args: readonly Expr[]): Printed {
    const spec = functionSpec(fn)
    const name = spec.formula[language]
    const fixed = fixedArgument(spec)
    const same = fixed === undefined ? namesakes(spec) : [spec]
    const short = shortened({ specs: same, spec, args })
    const sign = infix(spec, short)
    if (sign !== undefined) return sign
    const written = toWrittenOrder(spec, short).map((arg) => print(arg).text)
    return printCall(name, fixed === undefined ? written : [...written, fixed.text], language)
  }

  function print(expr: Expr): Printed {
    switch (expr.kind) {
      case 'column':
        return value(bracketed(expr.name))
      case 'literal':
        return literal(expr.type, expr.value)
      case 'call':
      case 'window':
        return call(expr.fn, expr.args)
    }
  }

  return print(expr).text
}

/** All functions among which a name or sign chooses. */
function namesakes(spec: FunctionSpec): readonly FunctionSpec[] {
  return [...functionCatalogue.values()].filter((other) => other.formula.en === spec.formula.en)
}

const toText: ReadonlySet<string> = new Set(['int-to-text', 'float-to-text', 'bool-to-text', 'date-to-text', 'timestamp-to-text'])

/** The sign & turns its operands into text by itself. */
function withoutText(arg: Expr): Expr {
  return arg.kind === 'call' && toText.has(arg.fn) ? (arg.args[0] ?? arg) : arg
}
