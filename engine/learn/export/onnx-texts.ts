import { cannotExport } from './cannot-export.ts'
import { anyMissing, chooseCell, literalCell, matches, wholeText, yesOrNo, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import { toDouble, type OnnxFunction } from './onnx-comparisons.ts'
import { asItIs, innerPattern, isPlainPart, textPattern, type TextView } from './onnx-text-view.ts'

/** The same tensor, to be read in another way. */
const read =
  (change: (view: TextView) => TextView): OnnxFunction =>
  (_, [a]) => ({ type: 'text', value: a!.value, missing: a!.missing, view: change(a!.view ?? asItIs) })

export const readInOneLine = read((view) => ({ ...view, runs: true }))

/** Any text, as a pattern. */
export const anything = '[\\s\\S]*'

/** Whether a text holds a fixed one at a place. */
const holds =
  (pattern: (inner: string, view: TextView) => string): OnnxFunction =>
  (scope, [a, b]) => {
    const { view = asItIs } = a!
    const { text } = b!
    if (text === undefined)
      throw cannotExport({
        en: 'The recipe looks for one text in another, and neither is fixed: ONNX cannot say that.',
        fr: 'La recette cherche un texte dans un autre, et aucun n’est fixe : ONNX ne sait pas dire cela.',
      })
    if (!isPlainPart(text, view)) wholeText(a!)
    const inner = innerPattern(text, view)
    const value = inner === null ? yesOrNo(scope, false) : matches(scope, a!, pattern(inner, view))
    return { type: 'bool', value, missing: anyMissing(scope, [a!, b!]) }
  }

const blanks = textPattern('', { ...asItIs, before: true }) ?? ''
const before = (view: TextView) => (view.before ? blanks : '')
const after = (view: TextView) => (view.after ? blanks : '')

const isEmpty = (scope: OnnxScope, cell: OnnxCell) => matches(scope, cell, blanks)

/** What a text says as a number; what is longer stops a runtime, so that it counts as none. */
function numberRead(
  scope: OnnxScope,
  cell: OnnxCell,
  { type, pattern }: { readonly type: 'int' | 'float'; readonly pattern: string },
): OnnxCell {
  const { graph, calc } = scope
  const text = { ...cell, value: wholeText(cell) }
  const isNumber = matches(scope, text, `[ \\t\\n\\r]*${pattern}[ \\t\\n\\r]*`)
  const readable = graph.node('Where', [isNumber, text.value, graph.constant({ type: 'string', dims: [1, 1], values: ['0'] })])
  const value = graph.node('Cast', [readable], toDouble)
  const beyond = type === 'int' ? [{ missing: calc.apply('GreaterOrEqual', calc.apply('Abs', value), 2 ** 63) }] : []
  return { type, value, missing: anyMissing(scope, [cell, { missing: graph.node('Not', [isNumber]) }, ...beyond]) }
}

const inEitherCase = (word: string) => Array.from(word, (char) => (/[a-z]/.test(char) ? `[${char}${char.toUpperCase()}]` : char)).join('')

const known = (scope: OnnxScope, { missing }: OnnxCell) => (missing === null ? yesOrNo(scope, true) : scope.graph.node('Not', [missing]))

const joined = (scope: OnnxScope, a: OnnxCell, b: OnnxCell): OnnxCell => ({
  type: 'text',
  value: scope.graph.node('StringConcat', [wholeText(a), wholeText(b)]),
  missing: anyMissing(scope, [a, b]),
})

/** Functions of texts, by the ids of the catalogue. */
export const onnxTexts: Readonly<Record<string, OnnxFunction>> = {
  strip: read((view) => ({ ...view, before: true, after: true })),
  'strip-start': read((view) => ({ ...view, before: true })),
  'strip-end': read((view) => ({ ...view, after: true })),
  lower: read((view) => ({ ...view, letters: [...view.letters, 'lower'] })),
  upper: read((view) => ({ ...view, letters: [...view.letters, 'upper'] })),
  contains: holds((inner) => `${anything}${inner}${anything}`),
  'starts-with': holds((inner, view) => `${before(view)}${inner}${anything}`),
  'ends-with': holds((inner, view) => `${anything}${inner}${after(view)}`),
  concatenate: (scope, [a, b]) => joined(scope, a!, b!),
  'join-text': (scope, [mark, ...args]) => {
    const empty = literalCell(scope, 'text', '')
    const shown = (cell: OnnxCell, text: OnnxCell) => (cell.missing === null ? text : chooseCell(scope, cell.missing, [empty, text]))
    const [first = empty, ...others] = args
    const start = { text: shown(first, first), begun: known(scope, first) }
    // The mark stands before a text that is there, where another one stands before it.
    const end = others.reduce(({ text, begun }, cell) => {
      const marked = chooseCell(scope, begun, [joined(scope, mark!, cell), cell])
      const here = known(scope, cell)
      return { text: joined(scope, text, shown(cell, { ...marked, missing: null })), begun: scope.graph.node('Or', [begun, here]) }
    }, start)
    return { ...end.text, missing: mark!.missing }
  },
  // Missing texts count as empty ones.
  concat: (scope, args) =>
    args
      .map((cell) => (cell.missing === null ? cell : chooseCell(scope, cell.missing, [literalCell(scope, 'text', ''), cell])))
      .reduce((all, cell) => joined(scope, all, cell), literalCell(scope, 'text', '')),
  'is-blank': (scope, [a]) => {
    const empty = isEmpty(scope, a!)
    return { type: 'bool', value: a!.missing === null ? empty : scope.graph.node('Or', [a!.missing, empty]), missing: null }
  },
  'blank-to-null': (scope, [a]) => ({ ...a!, missing: anyMissing(scope, [a!, { missing: isEmpty(scope, a!) }]) }),
  'int-to-text': ({ graph }, [a]) => ({
    type: 'text',
    value: graph.node('Cast', [graph.node('Cast', [a!.value], { to: { kind: 'int', value: 7 } })], { to: { kind: 'int', value: 8 } }),
    missing: a!.missing,
  }),
  'text-to-int': (scope, [a]) => numberRead(scope, a!, { type: 'int', pattern: '[+-]?[0-9]{1,200}' }),
  'parse-number': (scope, [a]) =>
    numberRead(scope, a!, { type: 'float', pattern: '[+-]?(?:[0-9]{1,200}(?:\\.[0-9]{0,200})?|\\.[0-9]{1,200})(?:[eE][+-]?[0-9]{1,2})?' }),
  'text-to-bool': (scope, [a]) => {
    const says = (words: readonly string[]) =>
      matches(scope, { ...a!, value: wholeText(a!) }, ` *(?:${words.map(inEitherCase).join('|')}) *`)
    const [yes, no] = [says(['true', 'vrai', 'yes', 'oui', '1']), says(['false', 'faux', 'no', 'non', '0'])]
    const neither = scope.graph.node('Not', [scope.graph.node('Or', [yes, no])])
    return { type: 'bool', value: yes, missing: anyMissing(scope, [a!, { missing: neither }]) }
  },
  'bool-to-text': (scope, [a]) => ({
    ...chooseCell(scope, a!.value, [literalCell(scope, 'text', 'true'), literalCell(scope, 'text', 'false')]),
    missing: a!.missing,
  }),
}
