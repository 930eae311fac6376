import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useDocuments } from '../document/store.ts'
import { useCatalogueMap } from '../document/port-catalogue.ts'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import type { DoneResult, NodeState } from './node-state.ts'
import { nodeTitle } from './node-title.ts'
import type { NodeView } from './use-node-view.ts'

export interface NodeWords {
  readonly title: string
  /** The setting that matters, in words. */
  readonly sentence: string
  /** The state in a word, for whoever cannot see the icon. */
  readonly state: string
  /** The foot of the node: what came out of it, or what it waits for; and how long it took. */
  readonly foot: string
  readonly time: string
}

/** What is written on a node, in the language of the studio. */
export function useNodeWords(path: string, view: NodeView | undefined): NodeWords {
  const { t } = useLingui()
  const text = useText()
  const format = useFormat()
  const catalogue = useCatalogueMap()
  const other = view && otherNode(view.state)
  const language = useSession((state) => state.language)
  const named = useDocuments((state) => {
    const document = state.byPath[path]?.document
    return document && other !== undefined ? nodeTitle(document, catalogue, other)[language] : ''
  })
  return useMemo(() => {
    if (!view) return { title: '', sentence: '', state: '', foot: '', time: '' }
    const { node, entry, inspection, state } = view
    const rowWords = (count: number) => t`${plural(count, { one: '# row', other: `${format.count(count)} rows` })}`
    const rows = (result: DoneResult | null) => {
      const count = Object.values(result?.rows ?? {})[0]
      return count === undefined ? '' : rowWords(count)
    }
    const took = (result: DoneResult | null) => (result?.seconds == null ? '' : format.seconds(result.seconds))
    const done = (result: DoneResult | null) => (result?.summary ? text(result.summary) : rows(result) || t`done`)
    const words = (): Omit<NodeWords, 'title' | 'sentence'> => {
      switch (state.status) {
        case 'ready':
          return { state: t`ready`, foot: named ? t`waits for ${named}` : t`not run yet`, time: '' }
        case 'off':
          return { state: t`not set up`, foot: state.problem ? text(state.problem.text) : t`not set up`, time: '' }
        case 'queued':
          return { state: t`queued`, foot: named ? t`after ${named}` : t`queued`, time: '' }
        case 'running': {
          const parts = [
            state.share === null ? '' : format.percent(state.share, 0),
            state.note ? text(state.note) : state.rows === undefined ? '' : rowWords(state.rows),
          ].filter(Boolean)
          const left = state.secondsLeft === null ? '' : t`${format.seconds(state.secondsLeft)} left`
          return { state: t`running`, foot: parts.join(', ') || t`running`, time: left }
        }
        case 'done':
          return { state: t`done`, foot: done(state.result), time: took(state.result) }
        case 'warned':
          return {
            state: t`warning`,
            foot: state.result ? done(state.result) : text(state.problem.text),
            time: took(state.result),
          }
        case 'stale':
          return { state: t`stale`, foot: named ? t`stale: ${named} changed` : t`stale: settings changed`, time: '' }
        case 'error':
          return { state: t`error`, foot: text(state.problem.text), time: '' }
        case 'disabled':
          return { state: t`disabled`, foot: t`skipped`, time: '' }
        case 'bypass':
          return { state: t`bypassed`, foot: t`passes through`, time: '' }
        default:
          return state satisfies never
      }
    }
    return {
      title: node.title ?? (entry ? text(entry.title) : node.type),
      sentence: text(inspection?.sentence ?? entry?.summary),
      ...words(),
    }
  }, [view, named, text, format, t])
}

/** The node that another one's words name. */
function otherNode(state: NodeState): string | undefined {
  if (state.status === 'queued') return state.after
  if (state.status === 'stale') return state.cause
  return state.status === 'ready' ? state.waitsFor : undefined
}
