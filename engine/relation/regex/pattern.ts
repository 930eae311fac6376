// The regular expressions that RE2 (DuckDB), Java (Spark) and JavaScript understand alike: read, refused with a reason, printed for each.

/** A range of code points, both ends included. */
export type CodeRange = readonly [from: number, to: number]

export type PatternNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly CodeRange[] }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'group'; readonly capture: boolean; readonly body: PatternNode }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly body: PatternNode; readonly min: number; readonly max: number | null; readonly lazy: boolean }

export interface Pattern {
  readonly root: PatternNode
  /** How many capture groups there are. */
  readonly groups: number
  /** Whether it can match the empty text: then replace, count and extract-all refuse it. */
  readonly matchesEmpty: boolean
}

/** Whether a pattern can match the empty text. */
export function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case 'empty':
    case 'start':
    case 'end':
      return true
    case 'character':
    case 'class':
      return false
    case 'group':
      return canBeEmpty(node.body)
    case 'sequence':
      return node.items.every(canBeEmpty)
    case 'choice':
      return node.items.some(canBeEmpty)
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.body)
  }
}

export function hasCapture(node: PatternNode): boolean {
  switch (node.kind) {
    case 'group':
      return node.capture || hasCapture(node.body)
    case 'sequence':
    case 'choice':
      return node.items.some(hasCapture)
    case 'repeat':
      return hasCapture(node.body)
    default:
      return false
  }
}

/** How often the innermost part may be repeated: RE2 gives up above 1000. */
export function repeatProduct(node: PatternNode): number {
  switch (node.kind) {
    case 'group':
      return repeatProduct(node.body)
    case 'sequence':
    case 'choice':
      return Math.max(1, ...node.items.map(repeatProduct))
    case 'repeat':
      return Math.max(1, node.max ?? node.min) * repeatProduct(node.body)
    default:
      return 1
  }
}

/**
 * Whether every ^ has nothing before it and every $ nothing behind it. Elsewhere they can never match, but RE2 finds `a^` in "a".
 * `before`, `after`: whether something stands on that side of the node.
 */
export function anchorsInPlace(node: PatternNode, before = false, after = false): boolean {
  switch (node.kind) {
    case 'start':
      return !before
    case 'end':
      return !after
    case 'group':
      return anchorsInPlace(node.body, before, after)
    case 'choice':
      return node.items.every((item) => anchorsInPlace(item, before, after))
    case 'repeat':
      return anchorsInPlace(node.body, before || node.max !== 1, after || node.max !== 1)
    case 'sequence':
      return node.items.every((item, at) => anchorsInPlace(item, before || at > 0, after || at < node.items.length - 1))
    default:
      return true
  }
}
