import { call, literal, type Expr } from '../../engine/relation/expression.ts'

/** Where a text is cut: at a text or a pattern into so many parts, or by numbers of characters. */
export type Cut =
  | { readonly kind: 'delimiter' | 'pattern'; readonly text: string; readonly parts: number }
  | { readonly kind: 'lengths' | 'positions'; readonly at: readonly number[]; readonly parts: number }

export interface PartOptions {
  readonly rest: 'last' | 'drop'
  readonly trim: boolean
}

const int = (value: number) => literal('int', value)
const text = (value: string) => literal('text', value)
// Stands where a pattern matched; a sign that texts do not hold.
const mark = '\u001f'

/** The parts of a text, each missing where there is none or an empty one. */
export function partsOf(value: Expr, cut: Cut, { rest, trim }: PartOptions): readonly Expr[] {
  const whole = cut.kind === 'delimiter' && trim ? call('strip', value) : value
  const parts = 'at' in cut ? byNumbers(whole, cut, rest) : bySign(whole, cut, rest)
  return parts.map((part) => (trim ? call('blank-to-null', call('strip', part)) : call('null-if', part, text(''))))
}

function bySign(value: Expr, cut: Extract<Cut, { text: string }>, rest: 'last' | 'drop'): readonly Expr[] {
  const marked = cut.kind === 'pattern' ? call('regex-replace', value, text(cut.text), text(mark)) : value
  const sign = cut.kind === 'pattern' ? mark : cut.text
  return Array.from({ length: cut.parts }, (_, index) => {
    if (rest === 'drop' || index < cut.parts - 1) return call('split-part', marked, text(sign), int(index + 1))
    const left = call('list-slice', call('split', marked, text(sign)), int(cut.parts), int(1_000_000))
    return call('list-join', left, text(cut.kind === 'pattern' ? ' ' : sign))
  })
}

function byNumbers(value: Expr, cut: Extract<Cut, { at: readonly number[] }>, rest: 'last' | 'drop'): readonly Expr[] {
  const starts =
    cut.kind === 'positions'
      ? [...new Set([1, ...cut.at])]
      : cut.at.reduce<readonly number[]>((places, length) => [...places, (places.at(-1) ?? 1) + length], [1])
  const ends = starts.slice(1)
  const parts = ends.map((end, index) => call('mid', value, int(starts[index] ?? 1), int(end - (starts[index] ?? 1))))
  const tail = call('mid', value, int(starts.at(-1) ?? 1), int(1_000_000))
  // Lengths say where the last part ends; positions leave it open.
  if (cut.kind === 'positions') return [...parts, tail]
  return rest === 'drop' ? parts : [...parts.slice(0, -1), call('mid', value, int(starts.at(-2) ?? 1), int(1_000_000))]
}
