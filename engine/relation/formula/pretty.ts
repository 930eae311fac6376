import type { Language } from '../function-spec.ts'
import { functionsCalled } from './function-names.ts'
import { bracketed } from './name-problems.ts'
import { parse } from './parse.ts'
import { quotedText } from './print-parts.ts'
import { childrenOf } from './tree.ts'
import type { Tree } from './tree.ts'
import { notIn, wordName } from './words.ts'
import type { Word } from './words.ts'

export interface PrettyOptions {
  /** The language of functions and words; English when not given. */
  readonly language?: Language
  /** Columns of the screen that a line may take, 80 when not given. */
  readonly width?: number
}

/**
 * The same formula as typed, in one hand: blanks, capitals, separators, one language, long calls and chains over several lines. Numbers
 * and parentheses stay as they are. A text that is not a formula comes back unchanged.
 */
export function prettyFormula(text: string, options: PrettyOptions = {}): string {
  const { tree, problem } = parse(text)
  return problem === undefined && isNamed(tree) ? pretty(tree, options.language ?? 'en', options.width ?? 80) : text
}

/** Whether all names are those of functions; others would not be the same in capitals. */
function isNamed(tree: Tree): boolean {
  if (tree.kind === 'name' || (tree.kind === 'call' && functionsCalled(tree.name).length === 0)) return false
  return childrenOf(tree).every(isNamed)
}

function nameIn(language: Language, typed: string): string {
  const names = new Set(functionsCalled(typed).map((spec) => spec.formula[language]))
  const [only] = names
  return only !== undefined && names.size === 1 ? only : typed
}

function pretty(whole: Tree, language: Language, width: number): string {
  const word = (name: Word): string => wordName(name)[language]
  const separator = language === 'en' ? ',' : ';'
  const margin = (depth: number): string => '  '.repeat(depth)

  /** Parts between parentheses, on one line if they fit there after `before`, else one a line. */
  function listed(before: string, items: readonly Tree[], depth: number): string {
    const oneLine = `${before}(${items.map((item) => flat(item)).join(`${separator} `)})`
    if (fits(oneLine, depth)) return oneLine
    const lines = items.map((item) => margin(depth + 1) + print(item, depth + 1))
    return `${before}(\n${lines.join(`${separator}\n`)}\n${margin(depth)})`
  }

  const fits = (text: string, depth: number): boolean => depth < 0 || (depth * 2 + text.length <= width && !text.includes('\n'))
  // Below zero everything stays on one line.
  const flat = (tree: Tree): string => print(tree, -1)

  function chain(items: readonly Tree[], between: string, depth: number): string {
    const oneLine = items.map(flat).join(` ${between} `)
    if (fits(oneLine, depth)) return oneLine
    return items.map((item) => print(item, depth)).join(`\n${margin(depth)}${between} `)
  }

  function print(tree: Tree, depth: number): string {
    switch (tree.kind) {
      case 'missing':
        return ''
      case 'name':
        return tree.name
      case 'column':
        return bracketed(tree.name)
      case 'number':
        return tree.raw
      case 'text':
        return quotedText(tree.value)
      case 'moment':
        return `#${tree.value}#`
      case 'constant':
        return word(tree.word)
      case 'group':
        return listed('', [tree.inner], depth)
      case 'minus':
        return `-${print(tree.operand, depth)}`
      case 'plus':
        return `+${print(tree.operand, depth)}`
      case 'percent':
        return `${print(tree.operand, depth)}%`
      case 'not':
        return `${word('not')} ${print(tree.operand, depth)}`
      case 'and':
      case 'or':
        return chain(tree.items, word(tree.kind), depth)
      case 'binary':
        return chain([tree.left, tree.right], tree.operator, depth)
      case 'in':
        return listed(`${print(tree.value, depth)} ${tree.negated ? `${notIn[language]} ` : ''}${word('in')} `, tree.items, depth)
      case 'between': {
        const not = tree.negated ? `${notIn[language]} ` : ''
        const ends = chain([tree.low, tree.high], word('and'), depth)
        return `${print(tree.value, depth)} ${not}${word('between')} ${ends}`
      }
      case 'is-null':
        return `${print(tree.value, depth)} ${word('is')} ${tree.negated ? `${word('not')} ` : ''}${word('null')}`
      case 'call':
        return listed(nameIn(language, tree.name), tree.args, depth)
    }
  }

  return print(whole, 0)
}
