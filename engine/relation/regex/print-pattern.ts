import type { CodeRange, PatternNode } from './pattern.ts'

export type PatternFlavour = 're2' | 'java' | 'javascript' | 'python'

const controls: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r' }

function codeText(code: number, special: string): string {
  const control = controls[code]
  if (control !== undefined) return control
  if (code < 32 || code === 127) return `\\x${code.toString(16).padStart(2, '0')}`
  const char = String.fromCodePoint(code)
  return special.includes(char) ? `\\${char}` : char
}

// Two ampersands side by side mean an intersection in Java.
const inClass = (code: number) => (code === 38 ? '\\x26' : codeText(code, '\\]^[-'))
const rangeText = ([from, to]: CodeRange) => (from === to ? inClass(from) : `${inClass(from)}-${inClass(to)}`)

function countText(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  if (min === 0 && max === 1) return '?'
  return min === max ? `{${min}}` : `{${min},${max}}`
}

/** The pattern as source for an engine. JavaScript needs the flag `u` and no other but `g`. */
export function printPattern(node: PatternNode, flavour: PatternFlavour): string {
  const print = (part: PatternNode) => printPattern(part, flavour)
  switch (node.kind) {
    case 'empty':
      return ''
    case 'character':
      return codeText(node.code, '\\^$.|?*+()[]{}')
    case 'class':
      return `[${node.negated ? '^' : ''}${node.ranges.map(rangeText).join('')}]`
    case 'start':
      return '^'
    case 'end':
      return flavour === 'javascript' ? '$' : flavour === 'python' ? '\\Z' : '\\z'
    case 'group':
      return `${node.capture ? '(' : '(?:'}${print(node.body)})`
    case 'sequence':
      return node.items.map(print).join('')
    case 'choice':
      return node.items.map(print).join('|')
    case 'repeat':
      return `${print(node.body)}${countText(node.min, node.max)}${node.lazy ? '?' : ''}`
  }
}

/** The pattern as it must cover the whole text, for engines that have no such call. */
export function printFullPattern(node: PatternNode, flavour: PatternFlavour): string {
  const [start, end] = flavour === 'javascript' ? ['^', '$'] : ['\\A', '\\z']
  return `${start}(?:${printPattern(node, flavour)})${end}`
}
