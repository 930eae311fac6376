import type { Parameter } from '../protocol/parameter.ts'

export interface NamedFormula {
  /** The formula with the values in the place of the names. */
  readonly text: string
  readonly unknown: readonly { readonly name: string; readonly from: number; readonly to: number }[]
  /** A place in `text` as a place in what was typed, and the other way round. */
  readonly typed: (place: number) => number
  readonly written: (place: number) => number
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly value: string
}

const name = /@([\p{L}_][\p{L}\p{N}_]*)/uy

/** Puts the values of a pipeline's parameters into a formula that names them: `[price] * (1 + @rate)`. Texts, columns and dates are left alone. */
export function nameParameters(formula: string, parameters: Readonly<Record<string, Parameter>>): NamedFormula {
  const pieces: Piece[] = []
  const unknown: NamedFormula['unknown'][number][] = []
  for (let at = 0; at < formula.length; at++) {
    const char = formula[at] ?? ''
    const close = closing[char]
    if (close !== undefined) {
      const end = formula.indexOf(close, at + 1)
      if (end < 0) break
      at = end
      continue
    }
    if (char !== '@') continue
    name.lastIndex = at
    const found = name.exec(formula)
    if (!found) continue
    const [whole, wanted = ''] = found
    const parameter = Object.hasOwn(parameters, wanted) ? parameters[wanted] : undefined
    if (parameter) pieces.push({ from: at, to: at + whole.length, value: literal(parameter) })
    else unknown.push({ name: wanted, from: at, to: at + whole.length })
    at += whole.length - 1
  }
  let text = ''
  let end = 0
  for (const { from, to, value } of pieces) {
    text += formula.slice(end, from) + value
    end = to
  }
  return { text: text + formula.slice(end), unknown, typed: (place) => typed(pieces, place), written: (place) => written(pieces, place) }
}

const closing: Readonly<Record<string, string>> = { '"': '"', '[': ']', '#': '#' }

function literal({ type, default: value }: Parameter): string {
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (type === 'date') return `#${value}#`
  if (type === 'column') return `[${value.replaceAll(']', ']]')}]`
  return `"${value.replaceAll('"', '""')}"`
}

function typed(pieces: readonly Piece[], place: number): number {
  let shift = 0
  for (const { from, to, value } of pieces) {
    const start = from + shift
    if (place <= start) break
    if (place < start + value.length) return from
    shift += value.length - (to - from)
  }
  return place - shift
}

function written(pieces: readonly Piece[], place: number): number {
  let shift = 0
  for (const { from, to, value } of pieces) {
    if (place <= from) break
    if (place < to) return from + shift
    shift += value.length - (to - from)
  }
  return place + shift
}
