import { useLingui } from '@lingui/react/macro'
import type { Change, DocumentDiff, NodeDiff } from '../../engine/protocol/experiment-comparison.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useText } from '../session/use-text.ts'

/** What nodes, params and changes of two documents are called. */
export function useChangeWords() {
  const { t } = useLingui()
  const text = useText()
  const byType = useCatalogue((state) => state.byType)

  const titleAt = ({ titles, types }: NodeDiff, side: 0 | 1) => titles[side] ?? text(byType[types[side] ?? '']?.title) ?? types[side] ?? ''
  const title = (node: NodeDiff) => titleAt(node, node.types[1] === null ? 0 : 1)
  const param = (node: NodeDiff, name: string) => text(node.params.find((one) => one.param === name)?.label) || name
  /** The value that a param has in A (0) or B (1). */
  const value = (one: DocumentDiff['settings'][number] | undefined, side: 0 | 1) => text(one?.words?.[side]) || '–'
  const change = ({ kind, nodes: keys, param: name = '' }: Change, diff: DocumentDiff): string => {
    const nodes = diff.nodes.filter(({ key }) => keys.includes(key))
    const [node] = nodes
    if (kind === 'setting') {
      const setting = diff.settings.find((one) => one.param === name)
      return name === 'seed' ? t`Seed ${value(setting, 1)}` : t`${name} ${value(setting, 1)}`
    }
    if (!node) return name
    if (kind === 'replace') return t`${titleAt(node, 1)} for ${titleAt(node, 0)}`
    if (kind === 'structure') {
      const names = nodes.map(title).join(', ')
      return nodes.every(({ state }) => state === 'removed')
        ? t`Without ${names}`
        : nodes.every(({ state }) => state === 'added')
          ? t`With ${names}`
          : t`Wires of ${names}`
    }
    if (name === '') return t`Params of ${title(node)}`
    const changed = node.params.find((one) => one.param === name)
    return t`${title(node)}: ${param(node, name)} ${value(changed, 1)}`
  }
  return { title, titleAt, param, value, change, iconOf: ({ types }: NodeDiff) => byType[types[1] ?? types[0] ?? ''] }
}
