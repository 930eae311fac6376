import { call, column as columnExpr, literal, type Expr } from '../expression.ts'
import type { Draft } from './piece.ts'

const text = (value: string) => literal('text', value)
const int = (value: number) => literal('int', value)

/** Runs of signs that people mean, with what asking for one costs. */
const patterns: readonly (readonly [pattern: string, cost: number])[] = [
  ['[0-9]+', 2],
  ['[0-9]{4}', 2.6],
  ['[A-Za-z\u00c0-\u024f]+', 2.4],
  ['[^ ]+', 2.6],
  ['-?[0-9]+(?:[.,][0-9]+)?', 2.8],
  ['[A-Z]+', 3],
  ['[A-Z][a-z\u00df-\u00ff]+', 3],
  ['[a-z]+', 3],
  ['[0-9]{1,2}:[0-9]{2}', 3.4],
  ['[0-9]+[-/.][0-9]+[-/.][0-9]+', 3.4],
  ['[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+', 3.4],
]

const places = [1, 2, 3, 4, -1, -2]
const mostMarks = 10
const longestPosition = 30

/** Ways to get a part of a text column, without looking at what was typed; `texts` are its values in the rows with a typed result. */
export function textDrafts(name: string, texts: readonly string[], typed: readonly string[]): readonly Draft[] {
  const source = columnExpr(name)
  const marks = marksOf(texts)
  // A sign that stands once in each text cuts it where people mean it.
  const sharp = marks.filter((mark) => mark.trim() !== '' && texts.every((one) => one.split(mark).length === 2))
  const dull = marks.filter((mark) => !sharp.includes(mark))
  const parts = [...splits(source, sharp, -0.4), ...splits(source, dull, 0), ...between(source, marks)]
  const inner = parts.slice(0, 40).flatMap((part) => splits(part.expr, marks.slice(0, 5), part.cost - 0.6))
  return [
    { expr: source, cost: 1 },
    ...tokens(source),
    ...parts,
    ...inner,
    ...positions(source, texts, typed),
    ...replacements(source, texts, typed),
  ]
}

function tokens(source: Expr): readonly Draft[] {
  return patterns.flatMap(([pattern, cost]) => [
    { expr: call('regex-extract', source, text(pattern), int(0)), cost },
    ...places.slice(1).map((place) => ({
      expr: call('list-element', call('regex-extract-all', source, text(pattern)), int(place)),
      cost: cost + 0.6 + Math.abs(place) * 0.2,
    })),
  ])
}

function splits(source: Expr, marks: readonly string[], cost: number): readonly Draft[] {
  return marks.flatMap((mark) => [
    { expr: call('text-before', source, text(mark)), cost: cost + 2 },
    { expr: call('text-after', source, text(mark)), cost: cost + 2.1 },
    ...places.map((place) => ({ expr: call('split-part', source, text(mark), int(place)), cost: cost + 2.2 + Math.abs(place) * 0.2 })),
  ])
}

function between(source: Expr, marks: readonly string[]): readonly Draft[] {
  return marks.flatMap((first) =>
    marks.map((second) => ({ expr: call('text-before', call('text-after', source, text(first)), text(second)), cost: 3.2 })),
  )
}

/** Characters at a place, where at least the first row has them in its result. */
function positions(source: Expr, [first = '']: readonly string[], [result = '']: readonly string[]): readonly Draft[] {
  const found: Draft[] = []
  const letters = [...first]
  const most = Math.min(letters.length, longestPosition)
  for (let count = 1; count <= most; count++) {
    const lowered = result.toLowerCase()
    if (lowered.includes(letters.slice(0, count).join('').toLowerCase()))
      found.push({ expr: call('left', source, int(count)), cost: 2.6 + count * 0.03 })
    if (lowered.includes(letters.slice(-count).join('').toLowerCase()))
      found.push({ expr: call('right', source, int(count)), cost: 2.8 + count * 0.03 })
    for (let start = 1; start + count <= most; start++)
      if (
        lowered.includes(
          letters
            .slice(start, start + count)
            .join('')
            .toLowerCase(),
        )
      )
        found.push({ expr: call('mid', source, int(start + 1), int(count)), cost: 3.6 + start * 0.03 })
  }
  return found
}

/** The whole text with some signs replaced or gone. */
function replacements(source: Expr, texts: readonly string[], typed: readonly string[]): readonly Draft[] {
  const signs = (of: readonly string[]) => new Set(of.join('').match(/[^A-Za-z0-9\u00c0-\u024f]/g) ?? [])
  const [from, to] = [signs(texts), signs(typed)]
  const targets = ['', ...[...to].slice(0, 6)]
  return [
    { expr: call('regex-replace', source, text('[^0-9]'), text('')), cost: 3 },
    { expr: call('regex-replace', source, text('[^A-Za-z]'), text('')), cost: 3.2 },
    { expr: call('regex-replace', source, text('[^A-Za-z0-9]'), text('')), cost: 3.2 },
    { expr: call('regex-replace', source, text('[^A-Z]'), text('')), cost: 3.2 },
    { expr: call('trim', source), cost: 1.8 },
    ...[...from]
      .slice(0, mostMarks)
      .flatMap((sign) =>
        targets
          .filter((target) => target !== sign)
          .map((target) => ({ expr: call('substitute', source, text(sign), text(target)), cost: 2.8 })),
      ),
  ]
}

/** Signs and pairs of signs that stand in these texts, and words that stand in all of them; those of most texts first. */
function marksOf(texts: readonly string[]): readonly string[] {
  const held = (mark: string) => texts.filter((text) => text.includes(mark)).length
  const found = texts.flatMap((text) => [
    ...(text.match(/[^A-Za-z0-9\u00c0-\u024f]{2,3}/g) ?? []),
    ...(text.match(/[^A-Za-z0-9\u00c0-\u024f]/g) ?? []),
  ])
  // One text alone does not tell which of its words are constant.
  const words = texts.length < 2 ? [] : (texts[0]?.match(/[A-Za-z\u00c0-\u024f]+ ?/g) ?? [])
  const marks = [...new Set([...found, ...words.filter((word) => held(word) === texts.length)])]
  return marks.toSorted((a, b) => held(b) - held(a)).slice(0, mostMarks)
}

/** The same in another case, and its first or last signs: more ways to use what was found. */
export function variants({ expr, cost }: Draft): readonly Draft[] {
  return [
    { expr: call('strip', expr), cost: cost + 0.5 },
    { expr: call('upper', expr), cost: cost + 0.9 },
    { expr: call('lower', expr), cost: cost + 0.9 },
    { expr: call('proper', expr), cost: cost + 1 },
    ...[1, 2, 3, 4].flatMap((count) => [
      { expr: call('left', expr, int(count)), cost: cost + 1.2 + count * 0.05 },
      { expr: call('right', expr, int(count)), cost: cost + 1.4 + count * 0.05 },
    ]),
    { expr: call('upper', call('left', expr, int(1))), cost: cost + 2 },
    { expr: call('lower', call('left', expr, int(1))), cost: cost + 2 },
  ]
}
