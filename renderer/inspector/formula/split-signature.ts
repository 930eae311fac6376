export interface SignatureParts {
  readonly before: string
  readonly current: string
  readonly after: string
}

/** A signature as `NAME(a, b, ...)` parted around the argument of this number (from 0); nothing is current when there is none such. */
export function splitSignature(text: string, argument: number): SignatureParts {
  const open = text.indexOf('(')
  const close = text.lastIndexOf(')')
  if (open < 0 || close < open) return { before: text, current: '', after: '' }
  const starts = [open + 1]
  let depth = 0
  for (let i = open + 1; i < close; i += 1) {
    const char = text[i]
    if (char === '(' || char === '[') depth += 1
    if (char === ')' || char === ']') depth -= 1
    if (depth === 0 && (char === ',' || char === ';')) starts.push(i + 1)
  }
  const from = starts[argument]
  if (from === undefined || argument < 0) return { before: text, current: '', after: '' }
  const to = (starts[argument + 1] ?? close + 1) - 1
  const lead = text.slice(from, to).length - text.slice(from, to).trimStart().length
  return { before: text.slice(0, from + lead), current: text.slice(from + lead, to), after: text.slice(to) }
}
