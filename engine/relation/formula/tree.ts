import type { Operator } from './operators.ts'
import type { Span } from './problem.ts'
import type { Word } from './words.ts'

export type ConstantWord = Extract<Word, 'true' | 'false' | 'null' | 'nan' | 'infinity'>

interface Base extends Span {
  /** Levels of tree below and including this one; the parser keeps it small, so that everything after it may recurse. */
  readonly depth: number
}

/** A formula as written, without types. `missing` stands where a value should be and is not. */
export type Tree =
  | (Base & { readonly kind: 'missing' })
  | (Base & { readonly kind: 'column'; readonly name: string })
  | (Base & { readonly kind: 'number'; readonly raw: string })
  | (Base & { readonly kind: 'text'; readonly value: string })
  | (Base & { readonly kind: 'moment'; readonly value: string })
  | (Base & { readonly kind: 'constant'; readonly word: ConstantWord })
  /** A name without parentheses: never right, but worth a good answer. */
  | (Base & { readonly kind: 'name'; readonly name: string })
  | (Base & { readonly kind: 'group'; readonly inner: Tree })
  | (Base & { readonly kind: 'minus' | 'plus'; readonly operand: Tree })
  | (Base & { readonly kind: 'not'; readonly operand: Tree })
  | (Base & { readonly kind: 'percent'; readonly operand: Tree })
  | (Base & { readonly kind: 'binary'; readonly operator: Operator; readonly sign: Span; readonly left: Tree; readonly right: Tree })
  /** `a AND b AND c` written without parentheses is one node. */
  | (Base & { readonly kind: 'and' | 'or'; readonly items: readonly Tree[] })
  | (Base & { readonly kind: 'in'; readonly negated: boolean; readonly value: Tree; readonly items: readonly Tree[] })
  | (Base & { readonly kind: 'between'; readonly negated: boolean; readonly value: Tree; readonly low: Tree; readonly high: Tree })
  | (Base & { readonly kind: 'is-null'; readonly negated: boolean; readonly value: Tree })
  | (Base & { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly args: readonly Tree[] })

export function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'group':
      return [tree.inner]
    case 'minus':
    case 'plus':
    case 'not':
    case 'percent':
      return [tree.operand]
    case 'binary':
      return [tree.left, tree.right]
    case 'and':
    case 'or':
      return tree.items
    case 'in':
      return [tree.value, ...tree.items]
    case 'between':
      return [tree.value, tree.low, tree.high]
    case 'is-null':
      return [tree.value]
    case 'call':
      return tree.args
    case 'missing':
    case 'column':
    case 'number':
    case 'text':
    case 'moment':
    case 'constant':
    case 'name':
      return []
  }
}
