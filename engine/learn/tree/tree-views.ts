import type { View } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'
import { classText } from '../class-text.ts'
import type { Model } from '../model.ts'
import { countText, nearShareText, roughText } from '../number-text.ts'
import { treeOutline, type OutlineLine } from './tree-outline.ts'

/** Where columns stand, in hundredths of the width: the step of a level, the end of the rows' count, and the bars. */
const step = 3
const rowsEnd = 72
const bars = { from: 75, to: 88 }
const lineHeight = 24

/** A decision tree as an outline: what each node asks, how many rows it learned from, and what it answers; nothing for other models. */
export function treeViews(model: Model): View[] {
  const lines = treeOutline(model)
  if (!lines || lines.length < 3) return []
  const { of, answer, share } = answersOf(model, lines)
  const values = lines.map((line, at) => ({
    at,
    x: line.level * step,
    rule: line.hidden === 0 ? line.rule : also(line.rule, line.hidden),
    rows: countText(line.rows),
    answer: answer(line),
    bar: bars.from + share(line) * (bars.to - bars.from),
    leaf: line.isLeaf,
    parent: line.parent,
    elbow: line.parent < 0 ? line.level * step : (lines[line.parent]?.level ?? 0) * step + 0.7,
  }))
  const hidden = lines.reduce((sum, line) => sum + line.hidden, 0)
  const x = (field: string) => ({ field, type: 'quantitative', scale: { domain: [0, 100], nice: false, zero: false }, axis: null })
  const y = { field: 'at', type: 'quantitative', scale: { domain: [lines.length - 0.5, -0.5], nice: false, zero: false }, axis: null }
  const text = (field: string, place: object, mark: object) => ({
    mark: { type: 'text', baseline: 'middle', ...mark },
    encoding: { ...place, y, text: { field } },
  })
  const children = { filter: 'datum.parent >= 0' }
  const summary: Text = {
    en: `A tree of ${lines.length + hidden} nodes, as an outline: ${of.en} by what a row fulfils.`,
    fr: `Un arbre de ${lines.length + hidden} nœuds, en plan : ${of.fr} selon ce que remplit une ligne.`,
  }
  return [
    {
      view: 'vega-lite',
      title: { en: `The tree: ${of.en}`, fr: `L’arbre : ${of.fr}` },
      summary,
      spec: {
        height: lines.length * lineHeight,
        usermeta: {
          columns: {
            rule: { en: 'Rule', fr: 'Règle' },
            rows: { en: 'Rows', fr: 'Lignes' },
            answer: { en: 'Answer', fr: 'Réponse' },
          },
        },
        data: { values },
        layer: [
          { transform: [children], mark: { type: 'rule', opacity: 0.35 }, encoding: { x: x('elbow'), x2: { field: 'x' }, y } },
          {
            transform: [children],
            mark: { type: 'rule', opacity: 0.35 },
            encoding: { x: x('elbow'), y: { ...y, field: 'parent' }, y2: { field: 'at' } },
          },
          {
            mark: { type: 'bar', height: 10, opacity: 0.9 },
            encoding: {
              x: { ...x('bar'), stack: null },
              x2: { datum: bars.from },
              y,
              opacity: { condition: { test: 'datum.leaf', value: 0.9 }, value: 0.35 },
            },
          },
          text('rule', { x: x('x') }, { align: 'left', dx: 4, limit: 460 }),
          text('rows', { x: { datum: rowsEnd, type: 'quantitative', axis: null } }, { align: 'right' }),
          text('answer', { x: { datum: 100, type: 'quantitative', axis: null } }, { align: 'right' }),
        ],
      },
    },
  ]
}

const also = ({ en, fr }: Text, hidden: number): Text => ({ en: `${en}  … ${hidden} more below`, fr: `${fr}  … ${hidden} de plus dessous` })

/** What the lines answer: the share of one of two classes, the most frequent of several, a mean. */
function answersOf({ task, target, classes, positive }: Model, lines: readonly OutlineLine[]) {
  if (task === 'regression') {
    const means = lines.map(({ value }) => value[0] ?? 0)
    const [low, high] = [Math.min(...means), Math.max(...means)]
    return {
      of: { en: `mean of ${target.name}`, fr: `moyenne de ${target.name}` },
      answer: ({ value }: OutlineLine) => roughText(value[0] ?? 0),
      share: ({ value }: OutlineLine) => (high > low ? ((value[0] ?? 0) - low) / (high - low) : 0),
    }
  }
  const asked = classes.length === 2 ? Math.max(0, classes.indexOf(positive ?? classes[1] ?? '')) : null
  const best = ({ value }: OutlineLine) => asked ?? value.indexOf(Math.max(...value))
  const shareOf = (line: OutlineLine) => line.value[best(line)] ?? 0
  const named = classText(classes[asked ?? 0] ?? '')
  return {
    of:
      asked === null
        ? { en: `most frequent ${target.name}`, fr: `${target.name} le plus fréquent` }
        : { en: `share of ${target.name} = ${named.en}`, fr: `part de ${target.name} = ${named.fr}` },
    answer: (line: OutlineLine): Text => {
      const share = nearShareText(shareOf(line), 0)
      const name = classText(classes[best(line)] ?? '')
      return asked === null ? { en: `${name.en} ${share.en}`, fr: `${name.fr} ${share.fr}` } : share
    },
    share: shareOf,
  }
}
