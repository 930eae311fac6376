import type { FunctionSpec, TypePattern } from '../function-spec.ts'
import { elementType, isList, isNumeric, scalarTypes } from '../types.ts'
import type { DataType } from '../types.ts'
import type { Caret, Frame } from './caret.ts'
import { check } from './check.ts'
import { choicesOf, fixedArgument, functionsCalled } from './function-names.ts'
import { isComparison } from './operators.ts'
import { isOpenType } from './overloads.ts'
import { parse } from './parse.ts'
import type { Scope } from './scope.ts'
import { kindsAllowed } from './scope.ts'
import { shownArguments, writtenType } from './signature.ts'
import { childrenOf } from './tree.ts'
import type { Tree } from './tree.ts'

/** What fits at the caret. */
export interface Wanted {
  /** The types that fit; undefined when every type does. */
  readonly types: readonly DataType[] | undefined
  /** Only a constant fits. */
  readonly constant: boolean
  /** Constants to offer, as they are typed. */
  readonly choices: readonly string[]
}

const anything: Wanted = { types: undefined, constant: false, choices: [] }
const one = (...types: readonly DataType[]): Wanted => ({ types, constant: false, choices: [] })

/** Constants worth offering for some arguments. */
const usualConstants: Readonly<Record<string, readonly string[]>> = {
  language: ['"en"', '"fr"'],
  format: ['"YYYY-MM-DD"', '"DD/MM/YYYY"', '"MM/DD/YYYY"', '"YYYY-MM-DD hh:mm:ss"'],
}

/** The scope with a clean list of problems: a trial leaves no trace. */
function trial(scope: Scope): Scope {
  return { ...scope, references: new Set(), problems: [], measures: [] }
}

function typeOfTree(tree: Tree, scope: Scope): DataType | undefined {
  const { type } = check(tree, trial(scope))
  return type === 'unknown' || type === 'null' ? undefined : type
}

/** The node whose last part is missing at the right edge of a tree; undefined when the tree itself is. */
function incomplete(tree: Tree): Tree | undefined {
  const last = childrenOf(tree).at(-1)
  if (last === undefined) return undefined
  return last.kind === 'missing' ? tree : incomplete(last)
}

function sameTypeAs(tree: Tree, scope: Scope): Wanted {
  const type = typeOfTree(tree, scope)
  if (type === undefined) return anything
  return isNumeric(type) ? one('int', 'float') : type === 'date' || type === 'timestamp' ? one('date', 'timestamp') : one(type)
}

/** What the last part of this node, which is missing, has to be. */
function wantedBy(node: Tree, scope: Scope): Wanted {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'not':
      return one('bool')
    case 'minus':
    case 'plus':
    case 'percent':
      return one('int', 'float')
    case 'between':
    case 'in':
      return sameTypeAs(node.value, scope)
    case 'binary': {
      if (node.operator === '&') return one('text', 'int', 'float', 'date', 'timestamp', 'bool')
      if (isComparison(node.operator)) return sameTypeAs(node.left, scope)
      const date = typeOfTree(node.left, scope) === 'date'
      return date && node.operator === '-' ? one('int', 'date') : date ? one('int') : one('int', 'float')
    }
    default:
      return anything
  }
}

/** The functions that a call in this scope may mean. */
export function functionsHere(frame: Frame, scope: Scope): readonly FunctionSpec[] {
  const specs = frame.call === undefined ? [] : functionsCalled(frame.call)
  const allowed = specs.filter((spec) => kindsAllowed(scope).includes(spec.kind))
  return allowed.length > 0 ? allowed : specs
}

/** Whether a call is one of many rows. MAX and its like are as long as they have one argument. */
function ofManyRows({ call, starts }: Frame): boolean {
  const kinds = call === undefined ? [] : functionsCalled(call).map((spec) => spec.kind)
  return kinds.some((kind) => kind !== 'row') && (starts.length === 1 || !kinds.includes('row'))
}

/** The scope among the arguments of these calls. */
export function scopeInside(frames: readonly Frame[], scope: Scope): Scope {
  return frames.some(ofManyRows) ? { ...scope, inside: true } : scope
}

/** The variable, T or U, of an open type. */
function variableOf(pattern: TypePattern): TypePattern {
  return pattern.includes('U') ? 'U' : 'T'
}

/** What an argument before the caret says of a variable. */
function bindingBy(
  spec: FunctionSpec,
  index: number,
  asked: { readonly variable: TypePattern; readonly position: number; readonly type: () => DataType | undefined },
): readonly DataType[] {
  const pattern = writtenType(spec, index)
  if (index >= asked.position || pattern === undefined || !isOpenType(pattern) || variableOf(pattern) !== asked.variable) return []
  const type = asked.type()
  if (type === undefined) return []
  return pattern !== asked.variable && isList(type) ? [elementType(type)] : [type]
}

function wantedArgument(text: string, frame: Frame, scope: Scope): Wanted {
  const position = frame.starts.length - 1
  const specs = functionsHere(frame, scope).filter(
    (spec) => position < spec.args.length || spec.variadicFrom !== undefined || fixedArgument(spec) !== undefined,
  )
  const earlier = (index: number): DataType | undefined =>
    typeOfTree(parse(text.slice(frame.starts[index] ?? 0, (frame.starts[index + 1] ?? 1) - 1)).tree, scope)
  const types = new Set<DataType>()
  let open = false
  for (const spec of specs) {
    const pattern = writtenType(spec, position)
    if (pattern === undefined) continue
    if (!isOpenType(pattern)) {
      types.add(pattern as DataType)
      continue
    }
    const variable = variableOf(pattern)
    const bound = frame.starts.keys().flatMap((index) => bindingBy(spec, index, { variable, position, type: () => earlier(index) }))
    const [type] = bound
    if (type !== undefined) types.add(pattern === variable || isList(type) ? type : `list<${type}>`)
    else if (pattern === variable) open = true
    else for (const element of scalarTypes) types.add(`list<${element}>`)
  }
  const shown = specs.map((spec) => shownArguments(spec)[position])
  const choosing = specs.filter((spec) => fixedArgument(spec) !== undefined && position === spec.args.length)
  const usual = specs.flatMap((spec) => usualConstants[spec.args[position]?.name ?? ''] ?? [])
  return {
    types: open || types.size === 0 ? undefined : [...types],
    constant: shown.length > 0 && shown.every((argument) => argument?.constant === true),
    choices: [...new Set([...choicesOf(choosing), ...usual])],
  }
}

/** What fits at the caret: as the operator before it asks, or the function around it, or the whole formula. */
export function wantedAt(text: string, caret: Caret, scope: Scope, expect: DataType | undefined): Wanted {
  function within(depth: number, to: number): Wanted {
    const frame = caret.frames[depth]
    const { tree } = parse(text.slice(frame?.starts.at(-1) ?? 0, to))
    const node = incomplete(tree)
    if (node !== undefined) return wantedBy(node, scope)
    if (frame === undefined) return expect === undefined ? anything : one(expect)
    return frame.call === undefined
      ? within(depth - 1, frame.before)
      : wantedArgument(text, frame, scopeInside(caret.frames.slice(0, depth), scope))
  }
  return within(caret.frames.length - 1, caret.replace.from)
}
