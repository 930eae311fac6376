import type { NodeProps } from '@xyflow/react'
import { useLingui } from '@lingui/react/macro'
import { memo, useMemo } from 'react'
import { endOf } from '../../engine/graph/commands/component-ends.ts'
import { useActivePath } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Arc } from '../ui/Arc.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Tile } from '../ui/Tile.tsx'
import { nodeWidth, portsOf } from './geometry.ts'
import { useLineage } from './lineage/lineage-state.ts'
import { NodeLineage } from './lineage/NodeLineage.tsx'
import { NodeFoot } from './NodeFoot.tsx'
import { NodeName } from './NodeName.tsx'
import type { NodeStatus } from './node-state.ts'
import { Port } from './Port.tsx'
import { useCanvas } from './store.ts'
import { labelText, useNodeLabel } from './use-node-label.ts'
import { useNodeBadges } from './use-node-badges.ts'
import { useNodeView } from './use-node-view.ts'
import { useNodeWords } from './use-node-words.ts'
import './node.css'

const marks: Partial<Record<NodeStatus, { readonly icon: string; readonly tone: string }>> = {
  queued: { icon: 'clock', tone: 'text-text-3' },
  done: { icon: 'circle-check', tone: 'tone-ok' },
  warned: { icon: 'triangle-alert', tone: 'tone-warn' },
  stale: { icon: 'refresh-cw', tone: 'tone-warn' },
  error: { icon: 'octagon-alert', tone: 'tone-err' },
  disabled: { icon: 'ban', tone: 'text-text-3' },
  bypass: { icon: 'circle-dot', tone: 'text-text-3' },
}

/** A node of the pipeline: head, state rail, foot, ports. Its size never changes. */
export const NodeCard = memo(
  function NodeCard({ id, selected }: NodeProps) {
    const path = useActivePath() ?? ''
    const { t } = useLingui()
    const text = useText()
    const compact = useCanvas((state) => state.compact)
    const focused = useCanvas((state) => state.focused === id)
    const renaming = useCanvas((state) => state.editing?.kind === 'node' && state.editing.id === id)
    const onWay = useLineage((state) => state.found?.nodes[id] !== undefined)
    const view = useNodeView(path, id)
    const words = useNodeWords(path, view)
    const badges = useNodeBadges(path, id, view)
    const label = useNodeLabel(path, id, view, words)
    const entry = view?.entry
    const inputs = useMemo(() => portsOf(entry, 'in', compact), [entry, compact])
    const outputs = useMemo(() => portsOf(entry, 'out', compact), [entry, compact])
    if (!view) return null
    const { status } = view.state
    const family = entry?.family ?? 'utility'
    const mark = marks[status]
    const end = endOf(view.node.type)
    const endWords = { input: t`input of the component`, output: t`output of the component` }
    const said = end ? [words.title, endWords[end.side]] : [labelText(label), ...badges.map((badge) => badge.words)]
    return (
      <div
        className="node"
        data-node={id}
        data-status={status}
        data-selected={selected || undefined}
        data-compact={compact || undefined}
        data-on-way={onWay || undefined}
        data-badges={badges.length > 0 || undefined}
        data-port={end?.side}
        role="group"
        aria-roledescription={t`node`}
        aria-label={said.join(', ')}
        tabIndex={focused ? 0 : -1}
      >
        <div className="node-content">
          <div className="node-tile">
            <Tile icon={entry?.icon ?? 'box'} family={family} size={compact ? 'm' : 'l'} />
          </div>
          {renaming ? (
            <NodeName path={path} id={id} title={words.title} />
          ) : (
            <div className="node-title" title={words.title}>
              {words.title}
            </div>
          )}
          <div className="node-sentence" title={words.sentence}>
            {words.sentence}
          </div>
          {badges.length > 0 && (
            <div className="node-badges">
              {badges.map(({ icon, tone, words: hint }) => (
                <span key={icon} className={tone} title={hint}>
                  <Icon name={icon} size={13} />
                </span>
              ))}
            </div>
          )}
          <div className={`node-mark ${mark?.tone ?? ''}`}>
            {status === 'running' ? <Arc /> : mark && <Icon name={mark.icon} size={14} />}
          </div>
          <div className="node-rail">{view.state.status === 'running' && <Progress share={view.state.share} />}</div>
          <NodeFoot path={path} id={id} view={view} words={words} family={family} />
        </div>
        {onWay && <NodeLineage id={id} />}
        {inputs.map((port) => {
          const spec = entry?.inputs[port.name]
          return (
            <Port
              key={port.name}
              path={path}
              node={id}
              side="in"
              port={port}
              left={0}
              required={!spec?.optional}
              label={text(spec?.label)}
            />
          )
        })}
        {outputs.map((port) => (
          <Port
            key={port.name}
            path={path}
            node={id}
            side="out"
            port={port}
            left={nodeWidth}
            required={false}
            label={text(entry?.outputs[port.name]?.label)}
          />
        ))}
      </div>
    )
  },
  // React Flow hands over the place with every frame of a drag; the card does not show it.
  (before, after) => before.id === after.id && before.selected === after.selected,
)

/** Moves by transform only, which costs no layout. */
function Progress({ share }: { readonly share: number | null }) {
  return <i data-unknown={share === null || undefined} style={{ transform: `scaleX(${share ?? 0.3})` }} />
}
