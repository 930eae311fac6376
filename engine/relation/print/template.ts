// The templates of the catalogue, taken apart once. What the marks in them mean is said in TemplatePart.

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** `{0}`: the SQL of an argument. */
  | { readonly kind: 'argument'; readonly at: number }
  /** `{1|int}`: a constant argument, printed by a filter of the dialect. */
  | { readonly kind: 'constant'; readonly at: number; readonly filter: string }
  /** `{parse:0:1}`: ISO text put together from what the format in argument 1 finds in argument 0. */
  | { readonly kind: 'parse'; readonly at: number; readonly format: number }
  /** `PARTITION BY {p}`: left out when there is nothing to partition by. */
  | { readonly kind: 'partition' }
  /** `{o}` with the words before it: left out when there is no order. */
  | { readonly kind: 'order'; readonly lead: string }
  /** `{w}`: the OVER clause of an aggregate that stands as a window. */
  | { readonly kind: 'over' }
  /** `{*, |@}`: once for each group of repeated arguments. */
  | { readonly kind: 'repeat'; readonly separator: string; readonly parts: readonly TemplatePart[] }
  /** `@`, `@1`, `@2`: an argument of the group, from 0. */
  | { readonly kind: 'item'; readonly at: number }
  /** `#`: the number of the group, from 1. */
  | { readonly kind: 'number' }

const mark = /\{([0-9])(?:\|([a-z]+))?\}|\{parse:([0-9]):([0-9])\}|PARTITION BY (\{p\}) ?|(ORDER BY |, )?\{o\}|(\{w\})/g
const itemMark = /@([0-9])?|(#)/g

function partOf(match: RegExpExecArray): TemplatePart {
  const [, argument, filter, parsed, format, partition, lead, over] = match
  if (argument !== undefined) {
    return filter === undefined ? { kind: 'argument', at: Number(argument) } : { kind: 'constant', at: Number(argument), filter }
  }
  if (parsed !== undefined) return { kind: 'parse', at: Number(parsed), format: Number(format) }
  if (partition !== undefined) return { kind: 'partition' }
  return over === undefined ? { kind: 'order', lead: lead ?? '' } : { kind: 'over' }
}

/** Cuts text at the matches of a pattern; what lies between them goes through `between`. */
function cut(
  text: string,
  pattern: RegExp,
  make: { part: (match: RegExpExecArray) => TemplatePart; between: (text: string) => readonly TemplatePart[] },
): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(...make.between(text.slice(end, match.index)))
    parts.push(make.part(match))
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(...make.between(text.slice(end)))
  return parts
}

const plain = (text: string): readonly TemplatePart[] => [{ kind: 'text', text }]

function parseItems(text: string): readonly TemplatePart[] {
  const part = (match: RegExpExecArray): TemplatePart =>
    match[2] === undefined ? { kind: 'item', at: Number(match[1] ?? '1') - 1 } : { kind: 'number' }
  return cut(text, itemMark, { part, between: plain })
}

/** Where the bracket that opens at `from` closes; brackets in quoted text do not count. */
export function closingAt(text: string, from: number): number {
  const [open, close] = text[from] === '{' ? ['{', '}'] : ['(', ')']
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === "'") quoted = !quoted
    if (quoted) continue
    if (char === open) depth++
    if (char === close && --depth === 0) return at
  }
  return text.length
}

function parseRepeat(body: string): TemplatePart {
  const bar = body.indexOf('|')
  return { kind: 'repeat', separator: body.slice(0, bar), parts: cut(body.slice(bar + 1), mark, { part: partOf, between: parseItems }) }
}

function parse(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let end = 0
  for (let start = template.indexOf('{*'); start >= 0; start = template.indexOf('{*', end)) {
    const close = closingAt(template, start)
    parts.push(...cut(template.slice(end, start), mark, { part: partOf, between: plain }), parseRepeat(template.slice(start + 2, close)))
    end = close + 1
  }
  return [...parts, ...cut(template.slice(end), mark, { part: partOf, between: plain })]
}

const parsed = new Map<string, readonly TemplatePart[]>()

/** The parts of a template, taken apart once for each text. */
export function templateParts(template: string): readonly TemplatePart[] {
  let parts = parsed.get(template)
  if (parts === undefined) {
    parts = parse(template)
    parsed.set(template, parts)
  }
  return parts
}

/** Whether what a template prints holds together without brackets around it: one call, or something in brackets. */
export function isClosed(template: string): boolean {
  const open = /^[A-Za-z_][A-Za-z_0-9]*\(|^\(/.exec(template)
  return open !== null && closingAt(template, open[0].length - 1) === template.length - 1
}

/** How often a template prints each of `count` arguments. */
export function argumentUses(template: string, count: number, variadic: { from: number; group: number } | undefined): readonly number[] {
  const uses = Array.from({ length: count }, () => 0)
  const add = (at: number) => {
    uses[at] = (uses[at] ?? 0) + 1
  }
  const visit = (parts: readonly TemplatePart[], from: number) => {
    for (const part of parts) {
      if (part.kind === 'argument' || part.kind === 'parse') add(part.at)
      if (part.kind === 'item') add(from + part.at)
      if (part.kind === 'repeat' && variadic !== undefined) {
        for (let at = variadic.from; at < count; at += variadic.group) visit(part.parts, at)
      }
    }
  }
  visit(templateParts(template), 0)
  return uses
}
