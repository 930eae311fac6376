import { useLingui } from '@lingui/react/macro'
import type { Change, DocumentDiff, NodeDiff } from '../../engine/protocol/experiment-comparison.ts'
import type { Params } from '../../engine/protocol/document.ts'
import { formFields } from '../inspector/form-model.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'

type Json = Params[string]

/** What nodes, params and changes of two documents are called. */
export function useChangeWords() {
  const { t } = useLingui()
  const text = useText()
  const { number } = useFormat()
  const byType = useCatalogue((state) => state.byType)

  const titleAt = ({ titles, types }: NodeDiff, side: 0 | 1) => titles[side] ?? text(byType[types[side] ?? '']?.title) ?? types[side] ?? ''
  const title = (node: NodeDiff) => titleAt(node, node.types[1] === null ? 0 : 1)
  const fieldOf = ({ types }: NodeDiff, param: string) => {
    const entry = byType[types[1] ?? types[0] ?? '']
    return entry && formFields(entry).find(({ name }) => name === param)
  }
  const param = (node: NodeDiff, name: string) => (name === 'disabled' ? t`switched off` : text(fieldOf(node, name)?.meta.label) || name)
  const value = (given: Json | undefined, node?: NodeDiff, name = ''): string => {
    if (given === undefined || given === null || given === '') return '–'
    const choice = node && fieldOf(node, name)?.meta.choices?.find((one) => one.value === given)
    if (choice) return text(choice.label)
    if (typeof given === 'boolean') return given ? t`yes` : t`no`
    if (typeof given === 'number') return number(given)
    const said = typeof given === 'string' ? given : JSON.stringify(given)
    return said.length > 60 ? `${said.slice(0, 59)}…` : said
  }
  const change = ({ kind, nodes: keys, param: name = '' }: Change, diff: DocumentDiff): string => {
    const nodes = diff.nodes.filter(({ key }) => keys.includes(key))
    const [node] = nodes
    if (kind === 'setting') {
      const setting = diff.settings.find((one) => one.param === name)
      return name === 'seed' ? t`Seed ${value(setting?.b)}` : t`${name} ${value(setting?.b)}`
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
    return t`${title(node)}: ${param(node, name)} ${value(node.params.find((one) => one.param === name)?.b, node, name)}`
  }
  return { title, titleAt, param, value, change, iconOf: ({ types }: NodeDiff) => byType[types[1] ?? types[0] ?? ''] }
}
