import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useDocuments } from '../../document/store.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useRuns } from '../../runs/store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { problemsAt } from '../document-facts.ts'
import { colourOf } from '../acts/colour.ts'
import { frameFlowId } from '../flow-node.ts'
import { nodeWidth, portsOf, type Side } from '../geometry.ts'
import { PortShape } from '../PortShape.tsx'
import { useCanvas } from '../store.ts'
import { openFrame } from './fold-frames.ts'
import { foldId, shownDocument } from './shown-document.ts'

export interface FoldedFrameProps {
  readonly path: string
  readonly id: string
  readonly selected: boolean
}

const marks = {
  error: { icon: 'octagon-alert', tone: 'tone-err' },
  warning: { icon: 'triangle-alert', tone: 'tone-warn' },
} as const

/** A collapsed frame: its name, how many nodes it holds, the worst that is said of them, and the ends of their wires. */
export function FoldedFrame({ path, id, selected }: FoldedFrameProps) {
  const { t } = useLingui()
  const catalogue = useCatalogueMap()
  const compact = useCanvas((state) => state.compact)
  const document = useDocuments((state) => state.byPath[path]?.document)
  const inspection = useDocuments((state) => state.byPath[path]?.inspection ?? null)
  const readOnly = useDocuments((state) => state.byPath[path]?.readOnly ?? true)
  const frame = document?.frames[id]
  const nodes = (frame?.collapsed?.nodes ?? []).filter((node) => document?.nodes[node])
  const running = useRuns((state) => nodes.some((node) => state.byPath[path]?.steps[node]?.state === 'running'))
  if (!document || !frame) return null
  const severities = new Set(nodes.flatMap((node) => problemsAt(inspection, node).map(({ severity }) => severity)))
  const worst = severities.has('error') ? 'error' : severities.has('warning') ? 'warning' : undefined
  const all = nodes.length
  const done = nodes.filter((node) => inspection?.nodes[node]?.fresh).length
  const title = frame.title || t`Frame`
  const count = t`${plural(nodes.length, { one: '# node', other: '# nodes' })}`
  const state = running ? t`running` : worst === 'error' ? t`error` : worst ? t`warning` : t`${done} of ${all} done`
  const entry = shownDocument(document, catalogue).catalogue.get(foldId(id))
  const ports = (side: Side) =>
    portsOf(entry, side, compact).map(({ name, kind, y }) => (
      <span key={name} className="port" data-look="full" style={{ left: side === 'in' ? 0 : nodeWidth, top: y }} aria-hidden>
        <svg viewBox="0 0 12 12" width="12" height="12">
          <PortShape kind={kind} />
        </svg>
      </span>
    ))
  return (
    <div
      className="node folded"
      data-colour={colourOf(frame)}
      data-selected={selected || undefined}
      data-compact={compact || undefined}
      data-mark={frameFlowId(id)}
      role="group"
      aria-roledescription={t`collapsed frame`}
      aria-label={[title, count, state].join(', ')}
      tabIndex={-1}
    >
      <div className="node-content">
        <div className="node-title" data-marked={worst !== undefined || undefined} title={title}>
          {title}
        </div>
        <div className="node-sentence">{count}</div>
        {worst && (
          <div className={`node-mark ${marks[worst].tone}`}>
            <Icon name={marks[worst].icon} size={14} />
          </div>
        )}
        <div className="node-foot">
          <span className="min-w-0 flex-1 truncate">{state}</span>
        </div>
        <button
          type="button"
          className="frame-fold nodrag nopan"
          tabIndex={-1}
          disabled={readOnly}
          aria-label={t`Open ${title}`}
          title={t`Open the frame`}
          onClick={() => openFrame(id)}
        >
          <Icon name="chevron-right" size={16} />
        </button>
      </div>
      {ports('in')}
      {ports('out')}
    </div>
  )
}
