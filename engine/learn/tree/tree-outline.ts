import type { Text } from '../../protocol/text.ts'
import { plainModel, type PlainTree } from '../export/plain-model.ts'
import { matrixNames } from '../design-matrix.ts'
import type { Model } from '../model.ts'
import { countText, numberText } from '../number-text.ts'
import { isRecord } from '../read-model-json.ts'

/** One line of a tree: what a row must fulfil beside all that stands above it. */
export interface OutlineLine {
  /** 0 at the root. */
  readonly level: number
  /** Place of the line above it that it belongs to; -1 at the root. */
  readonly parent: number
  readonly rule: Text
  readonly rows: number
  /** By output: shares of the classes, or the mean. */
  readonly value: readonly number[]
  readonly isLeaf: boolean
  /** Lines below it that are left out. */
  readonly hidden: number
}

/** More lines are no outline. */
const mostLines = 40

/**
 * The tree of a decision tree, a line for each node, children under their parent, the left one first. Of large trees the nodes with the most rows.
 * Null for other models. Throws LearnProblem `bad-model`.
 */
export function treeOutline(model: Model): readonly OutlineLine[] | null {
  const { id, json } = model.estimator
  if (id !== 'decision-tree' || !isRecord(json) || !Array.isArray(json['rows'])) return null
  const plain = plainModel(json)
  const [first] = plain?.kind === 'trees' ? plain.trees : []
  if (!first) return null
  const { tree } = first
  const rows = (json['rows'] as unknown[]).map(Number)
  const open = shownNodes(tree, rows)
  const lines: OutlineLine[] = []
  const write = (node: number, level: number, parent: number, rule: Text): void => {
    const isLeaf = tree.feature[node]! < 0
    const shown = !isLeaf && open.has(node)
    const place = lines.length
    const value = tree.value[node] ?? []
    lines.push({ level, parent, rule, rows: rows[node] ?? 0, value, isLeaf, hidden: isLeaf || shown ? 0 : countBelow(tree, node) })
    if (!shown) return
    const [left, right] = rulesOf(model, tree, node)
    write(tree.left[node]!, level + 1, place, left)
    write(tree.right[node]!, level + 1, place, right)
  }
  write(0, 0, -1, { en: 'all rows', fr: 'toutes les lignes' })
  return lines
}

/** Nodes whose children are shown: those with the most rows, as long as there is room. */
function shownNodes(tree: PlainTree, rows: readonly number[]): ReadonlySet<number> {
  const open = new Set<number>()
  let waiting = [0].filter((node) => tree.feature[node]! >= 0)
  while (waiting.length > 0 && 1 + 2 * (open.size + 1) <= mostLines) {
    const next = waiting.reduce((most, node) => ((rows[node] ?? 0) > (rows[most] ?? 0) ? node : most))
    open.add(next)
    waiting = [
      ...waiting.filter((node) => node !== next),
      ...[tree.left[next]!, tree.right[next]!].filter((node) => tree.feature[node]! >= 0),
    ]
  }
  return open
}

function countBelow(tree: PlainTree, node: number): number {
  if (tree.feature[node]! < 0) return 0
  return 2 + countBelow(tree, tree.left[node]!) + countBelow(tree, tree.right[node]!)
}

/** What sends a row to the left and to the right. */
function rulesOf({ features, recipe }: Model, tree: PlainTree, node: number): readonly [Text, Text] {
  const at = tree.feature[node]!
  const name = matrixNames(features)[at] ?? ''
  const levels = tree.levels[node]
  const same = (en: string): Text => ({ en, fr: en })
  if (levels) {
    const feature = features.find((one) => one.name === name)
    const all = feature?.kind === 'category' ? feature.levels : []
    const [ins, outs] = [all.filter((_, place) => levels.includes(place)), all.filter((_, place) => !levels.includes(place))]
    const rule = (own: readonly string[], others: readonly string[]) => {
      const [sign, listed] = own.length <= others.length ? [own.length === 1 ? '=' : '∈', own] : [others.length === 1 ? '≠' : '∉', others]
      return same(`${name} ${sign} ${listed.length === 1 ? (listed[0] ?? '') : `{${listed.join(', ')}}`}`)
    }
    return [rule(ins, outs), rule(outs, ins)]
  }
  const indicated = features.find((one) => one.kind === 'category' && !one.coded && name.startsWith(`${one.name} = `))
  if (indicated) return [same(`${indicated.name} ≠ ${name.slice(indicated.name.length + 3)}`), same(name)]
  const isYesNo = (recipe.stages.at(-1)?.relation.columns ?? []).some((column) => column.name === name && column.type === 'bool')
  if (isYesNo)
    return [
      { en: `not ${name}`, fr: `${name} : non` },
      { en: name, fr: `${name} : oui` },
    ]
  const limit = limitText(tree.threshold[node]!)
  return [
    { en: `${name} ≤ ${limit.en}`, fr: `${name} ≤ ${limit.fr}` },
    { en: `${name} > ${limit.en}`, fr: `${name} > ${limit.fr}` },
  ]
}

/** Four digits tell a limit; large ones have all. */
function limitText(limit: number): Text {
  if (Math.abs(limit) >= 1000) return { en: countText(limit), fr: countText(limit) }
  const [, decimals = ''] = String(Number(limit.toPrecision(4))).split('.')
  return numberText(limit, decimals.includes('e') ? 4 : decimals.length)
}
