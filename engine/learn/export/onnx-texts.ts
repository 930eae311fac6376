import { cannotExport } from './cannot-export.ts'
import { anyMissing, chooseCell, literalCell, matches, wholeText, yesOrNo, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import type { OnnxFunction } from './onnx-comparisons.ts'
import { asItIs, innerPattern, isPlainPart, textPattern, type TextView } from './onnx-text-view.ts'

/** The same tensor, to be read in another way. */
const read =
  (change: (view: TextView) => TextView): OnnxFunction =>
  (_, [a]) => ({ type: 'text', value: a!.value, missing: a!.missing, view: change(a!.view ?? asItIs) })

export const readInOneLine = read((view) => ({ ...view, runs: true }))

const anything = '[\\s\\S]*'

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
  'bool-to-text': (scope, [a]) => ({
    ...chooseCell(scope, a!.value, [literalCell(scope, 'text', 'true'), literalCell(scope, 'text', 'false')]),
    missing: a!.missing,
  }),
}
