import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { libraryState } from '../components/library-state.ts'
import { useLibrary } from '../components/library-store.ts'
import { useDocuments } from '../document/store.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { problemsAt } from './document-facts.ts'
import type { NodeView } from './use-node-view.ts'

export interface NodeBadge {
  readonly icon: string
  readonly tone: string
  readonly words: string
}

/**
 * What stands beside the title of a node besides its state: its result is one of earlier, its component has a newer version, a rule found
 * something in its training.
 */
export function useNodeBadges(path: string, id: string, view: NodeView | undefined): readonly NodeBadge[] {
  const { t } = useLingui()
  const text = useText()
  const problems = useDocuments((state) => problemsAt(state.byPath[path]?.inspection ?? null, id))
  const { when } = useFormat()
  const component = useDocuments((state) => state.byPath[path]?.document.components?.[view?.node.type ?? ''])
  const entry = useLibrary(({ byName }) => byName[component?.library?.name ?? ''])
  const kept = view?.node.kept
  const changed = view?.inspection?.kept?.changed ?? false
  return useMemo(() => {
    const badges: NodeBadge[] = []
    if (kept) {
      const time = when(kept.at)
      const words = changed ? t`kept result (${time}); settings or inputs have changed since` : t`kept result (${time})`
      badges.push({ icon: 'lock', tone: changed ? 'tone-warn' : 'text-text-2', words })
    }
    const known = libraryState(component, entry)
    if (known === 'older' || known === 'both')
      badges.push({ icon: 'arrow-up', tone: 'tone-accent', words: t`a newer version is in the workspace` })
    const found = problems.filter(({ code, severity }) => code.startsWith('training-') && severity !== 'error')
    if (found.length > 0) {
      const grave = found.some(({ severity }) => severity === 'warning')
      badges.push({ icon: 'activity', tone: grave ? 'tone-warn' : 'text-text-2', words: found.map((one) => text(one.text)).join('\n') })
    }
    return badges
  }, [kept, changed, component, entry, problems, when, text, t])
}
