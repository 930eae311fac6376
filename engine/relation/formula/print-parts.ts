import type { Language } from '../function-spec.ts'
import { operatorStrength, strength } from './operators.ts'
import type { Operator } from './operators.ts'

/** A written part and how tightly its outermost operator holds. */
export interface Printed {
  readonly text: string
  readonly strength: number
}

export const value = (text: string): Printed => ({ text, strength: strength.value })

/** The part, in parentheses unless it holds at least this tightly. */
export function holding(part: Printed, least: number): string {
  return part.strength >= least ? part.text : `(${part.text})`
}

/** A text constant with its quotes. */
export function quotedText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

export function separatorOf(language: Language): string {
  return language === 'en' ? ', ' : '; '
}

export function printCall(name: string, args: readonly string[], language: Language): Printed {
  return value(`${name}(${args.join(separatorOf(language))})`)
}

/** Two parts with an operator between them. Comparisons do not chain, so both their sides hold tighter. */
export function printBinary(operator: Operator, left: Printed, right: Printed): Printed {
  const own = operatorStrength[operator]
  // -2 ^ 2 is 4 as in Excel, which surprises everybody else: parentheses make it plain.
  const base = operator === '^' && left.text.startsWith('-') ? `(${left.text})` : undefined
  const leftText = base ?? holding(left, own === strength.compare ? own + 1 : own)
  return { text: `${leftText} ${operator} ${holding(right, own + 1)}`, strength: own }
}
