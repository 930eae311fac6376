import { isComparison, isOperator, operatorStrength, strength } from './operators.ts'
import type { FormulaProblem } from './problem.ts'
import { readerOf } from './reader.ts'
import type { Reader } from './reader.ts'
import * as wrong from './syntax-problems.ts'
import type { Token } from './tokens.ts'
import { childrenOf } from './tree.ts'
import type { ConstantWord, Tree } from './tree.ts'
import type { Word } from './words.ts'

export interface Parsed {
  readonly tree: Tree
  /** What keeps the text from being a formula: the first such thing only, as later ones usually follow from it. */
  readonly problem?: FormulaProblem
}

/** Levels of nesting that a formula may have. Checkers, printers and databases recurse over formulas. */
const deepestFormula = 200

type Shape = Tree extends infer T ? (T extends Tree ? Omit<T, 'depth' | 'from' | 'to'> : never) : never

const constantWords: ReadonlySet<Word> = new Set<ConstantWord>(['true', 'false', 'null', 'nan', 'infinity'])

function isConstantWord(word: Word): word is ConstantWord {
  return constantWords.has(word)
}

/** Reads the text of a formula to a tree without types. Always gives a tree; where something is missing it holds `missing`. Never throws. */
export function parse(text: string): Parsed {
  const reader = readerOf(text)
  const tree = parseAll(reader)
  const problem = reader.firstProblem()
  return problem === undefined ? { tree } : { tree, problem }
}

function parseAll(reader: Reader): Tree {
  const { peek, next, place, isSymbol, isSeparator, wordAt } = reader
  let nesting = 0

  function missing(): Tree {
    return { kind: 'missing', from: place(), to: place(), depth: 1 }
  }

  function missingValue(): Tree {
    wrong.valueMissing(reader)
    return missing()
  }

  function node(from: number, to: number, shape: Shape): Tree {
    const flat = { ...shape, from, to, depth: 1 } as Tree
    const depth = 1 + childrenOf(flat).reduce((most, child) => Math.max(most, child.depth), 0)
    if (depth <= deepestFormula) return depth === 1 ? flat : { ...flat, depth }
    wrong.tooDeep(reader, { from, to }, deepestFormula)
    reader.stop()
    return missing()
  }

  /** What stands between parentheses, up to and with the closing one. */
  function listAfter(opening: Token): Tree[] {
    const items = [expression(0)]
    for (;;) {
      if (isSeparator()) next()
      else if (isSymbol(')')) {
        next()
        return items
      } else if (peek().kind === 'end') {
        wrong.parenthesisMissing(reader, opening)
        return items
      } else wrong.operatorMissing(reader)
      items.push(expression(0))
    }
  }

  function call(): Tree {
    const name = next()
    const opening = next()
    let args: Tree[] = []
    if (isSymbol(')')) next()
    else if (peek().kind === 'end') wrong.parenthesisMissing(reader, opening)
    else args = listAfter(opening)
    return node(name.from, place(), { kind: 'call', name: name.value, nameSpan: { from: name.from, to: name.to }, args })
  }

  function group(): Tree {
    const opening = next()
    const inner = expression(0)
    if (isSymbol(')')) next()
    else if (peek().kind === 'end') wrong.parenthesisMissing(reader, opening)
    else {
      if (isSeparator()) {
        wrong.separatorExtra(reader)
        next()
      } else wrong.operatorMissing(reader)
      listAfter(opening)
    }
    return node(opening.from, place(), { kind: 'group', inner })
  }

  function constant(word: ConstantWord): Tree {
    const token = next()
    if ((word === 'true' || word === 'false') && isSymbol('(') && isSymbol(')', 1)) {
      next()
      next()
    }
    return node(token.from, place(), { kind: 'constant', word })
  }

  function startingWord(): Tree {
    const token = peek()
    const word = wordAt()
    if (word !== undefined && isConstantWord(word)) return constant(word)
    if (isSymbol('(', 1) && word !== 'in' && word !== 'is') return call()
    if (word === 'not') {
      next()
      const operand = expression(strength.not)
      return node(token.from, operand.to, { kind: 'not', operand })
    }
    if (word !== undefined) return missingValue()
    next()
    return node(token.from, token.to, { kind: 'name', name: token.value })
  }

  function prefix(): Tree {
    const token = peek()
    if (token.kind === 'word') return startingWord()
    if (token.kind === 'end') return missingValue()
    if (token.kind !== 'symbol') {
      next()
      if (token.kind === 'column') return node(token.from, token.to, { kind: 'column', name: token.value })
      if (token.kind === 'number') return node(token.from, token.to, { kind: 'number', raw: token.value })
      return node(token.from, token.to, { kind: token.kind, value: token.value })
    }
    if (token.value === '(') return group()
    if (token.value !== '-' && token.value !== '+') return missingValue()
    next()
    const operand = expression(strength.minus)
    return node(token.from, operand.to, { kind: token.value === '-' ? 'minus' : 'plus', operand })
  }

  function inList(value: Tree, negated: boolean): Tree {
    const token = next()
    if (isSymbol('(')) {
      const items = listAfter(next())
      return node(value.from, place(), { kind: 'in', negated, value, items })
    }
    wrong.wordMissing(reader, token, 'in')
    const item = expression(strength.compare)
    return node(value.from, item.to, { kind: 'in', negated, value, items: [item] })
  }

  function betweenEnds(value: Tree, negated: boolean): Tree {
    const token = next()
    const low = expression(strength.compare)
    if (wordAt() === 'and') next()
    else wrong.wordMissing(reader, token, 'between')
    const high = expression(strength.compare)
    return node(value.from, high.to, { kind: 'between', negated, value, low, high })
  }

  function isNull(value: Tree): Tree {
    const token = next()
    const negated = wordAt() === 'not'
    if (negated) next()
    if (wordAt() === 'null') next()
    else wrong.wordMissing(reader, token, 'is')
    return node(value.from, place(), { kind: 'is-null', negated, value })
  }

  function chain(first: Tree, word: 'and' | 'or'): Tree {
    const items = [first]
    while (wordAt() === word) {
      next()
      items.push(expression(strength[word]))
    }
    return node(first.from, place(), { kind: word, items })
  }

  /** A word in the place of an operator, or undefined where none holds tighter than `least`. */
  function wordInfix(left: Tree, least: number): Tree | undefined {
    const word = wordAt()
    if (word === 'and' || word === 'or') return strength[word] > least ? chain(left, word) : undefined
    if (strength.compare <= least) return undefined
    const negated = word === 'not' && (wordAt(1) === 'in' || wordAt(1) === 'between')
    if (negated) next()
    const verb = negated ? wordAt() : word
    if (verb === 'in') return inList(left, negated)
    if (verb === 'between') return betweenEnds(left, negated)
    return verb === 'is' ? isNull(left) : undefined
  }

  function infix(left: Tree, least: number): Tree | undefined {
    const token = peek()
    if (token.kind === 'word') return wordInfix(left, least)
    if (isSymbol('%')) {
      next()
      return node(left.from, token.to, { kind: 'percent', operand: left })
    }
    if (token.kind !== 'symbol' || !isOperator(token.value)) return undefined
    const operator = token.value
    if (operatorStrength[operator] <= least) return undefined
    next()
    if (isComparison(operator) && left.kind === 'binary' && isComparison(left.operator)) wrong.chainedComparison(reader, token)
    const right = expression(operatorStrength[operator])
    return node(left.from, right.to, { kind: 'binary', operator, sign: { from: token.from, to: token.to }, left, right })
  }

  /** Reads as far as operators hold tighter than `least`. */
  function expression(least: number): Tree {
    nesting += 1
    if (nesting > deepestFormula) {
      wrong.tooDeep(reader, peek(), deepestFormula)
      reader.stop()
    }
    let left = prefix()
    for (let more = infix(left, least); more !== undefined; more = infix(left, least)) left = more
    nesting -= 1
    return left
  }

  // Excel users begin with an equals sign.
  if (isSymbol('=')) next()
  const tree = expression(0)
  while (peek().kind !== 'end') {
    if (isSymbol(')')) wrong.parenthesisExtra(reader)
    else if (isSeparator()) wrong.separatorExtra(reader)
    else {
      wrong.operatorMissing(reader)
      expression(0)
      continue
    }
    next()
  }
  return tree
}
