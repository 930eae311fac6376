import { Plural, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useClient } from '../../session/client.ts'
import { useText } from '../../session/use-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useRequest } from '../../views/use-request.ts'
import { leaveLineage, useLineage } from './lineage-state.ts'
import './lineage.css'

/** Over the canvas: whose way is shown, and the way out. Asks the engine for it, again when the pipeline changes. */
export function LineageBar({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const text = useText()
  const client = useClient()
  const picked = useLineage((state) => (state.picked?.path === pipeline.path ? state.picked : null))
  const inspection = pipeline.inspection
  const version = inspection
    ? Object.values(inspection.nodes)
        .map(({ fingerprint }) => fingerprint)
        .join()
    : ''
  const key = picked && inspection && JSON.stringify(picked)
  const { value, problem } = useRequest(
    key,
    (signal) => {
      if (!picked) throw new Error('the way of no column')
      return client('columnLineage', { ...picked, document: pipeline.document }, signal)
    },
    version,
  )
  useEffect(() => useLineage.setState({ found: value }), [value])
  useEffect(() => {
    if (!picked) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leaveLineage()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [picked])
  if (!picked) return null
  const nodes = Object.keys(value?.nodes ?? {}).length
  return (
    <div className="lineage-bar nokey" role="status">
      <Icon name="route" size={14} className="text-accent" />
      <span className="min-w-0 truncate">
        {t`The way of`} <strong>{picked.column}</strong>
      </span>
      {problem ? (
        <span className="text-err">{text(problem.text)}</span>
      ) : (
        value && (
          <span className="meta">
            <Plural value={nodes} one="# node" other="# nodes" />
          </span>
        )
      )}
      <IconButton icon="x" size="s" label={t`Put the way of the column away`} keys="Esc" onClick={() => leaveLineage()} />
    </div>
  )
}
