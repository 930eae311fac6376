import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { Family } from '../ui/Tile.tsx'
import { useDocuments } from '../document/store.ts'
import { nodesBefore } from './document-facts.ts'
import type { NodeView } from './use-node-view.ts'
import type { NodeWords } from './use-node-words.ts'

/** A node in words, in the order in which they are read. */
export interface NodeLabel {
  readonly title: string
  readonly family: string
  readonly state: string
  /** Its inputs, and what it found or waits for. */
  readonly rest: readonly string[]
}

/** What a screen reader says of a node: "Logistic regression, model, done, 2 inputs, 48 842 rows". */
export function useNodeLabel(path: string, id: string, view: NodeView | undefined, words: NodeWords): NodeLabel {
  const { t } = useLingui()
  const inputs = useDocuments((state) => nodesBefore(state.byPath[path]?.document.wires ?? noWires).get(id)?.length ?? 0)
  const family = useFamilyWord()(view?.entry?.family ?? 'utility')
  return useMemo(() => {
    const count = Object.keys(view?.entry?.inputs ?? {}).length === 0 ? '' : t`${plural(inputs, { one: '# input', other: '# inputs' })}`
    const foot = words.foot === words.state ? '' : words.foot
    return { title: words.title, family, state: words.state, rest: [count, foot].filter(Boolean) }
  }, [view, words, family, inputs, t])
}

export function labelText({ title, family, state, rest }: NodeLabel): string {
  return [title, family, state, ...rest].join(', ')
}

const noWires: readonly never[] = []

/** The name of a family of nodes, in small letters. */
export function useFamilyWord(): (family: Family) => string {
  const { t } = useLingui()
  const words: Record<Family, string> = {
    data: t`data`,
    prepare: t`preparation`,
    features: t`features`,
    model: t`model`,
    evaluate: t`evaluation`,
    deploy: t`deployment`,
    utility: t`utility`,
  }
  return (family) => words[family]
}
