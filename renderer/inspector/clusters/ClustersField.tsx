import { Plural, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { mergedClusterSchema, withClusters, type MergedCluster } from '../../../engine/protocol/cluster.ts'
import { useSession } from '../../session/store.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { FieldProps } from '../field-props.ts'
import { sourcePort, useForm } from '../form-context.ts'
import { changedValues, targetsOf } from './cluster-choices.ts'
import { ClustersDialog } from './ClustersDialog.tsx'
import './clusters.css'

const shownFirst = 6

/** The clusters that were approved, and the way to find more. */
export function ClustersField({ field, value, onChange, label }: FieldProps) {
  const { t } = useLingui()
  const form = useForm()
  const [open, setOpen] = useState(false)
  const [all, setAll] = useState(false)
  const reveal = useSession((state) => state.reveal)
  const wished = reveal?.node === form.node && reveal.param === field.name && reveal.open === true ? reveal.at : null
  useEffect(() => {
    if (wished === null) return
    setOpen(true)
    // Once: it stays closed when the node is selected again.
    useSession.setState(({ reveal: asked }) => ({ reveal: asked && { ...asked, open: false } }))
  }, [wished])
  const read = mergedClusterSchema.array().safeParse(value)
  const clusters: readonly MergedCluster[] = read.success ? read.data : []
  const of = form.document.nodes[form.node]?.params[field.meta.of ?? '']
  const column = typeof of === 'string' ? of : ''
  const port = sourcePort(form, field.meta.from) ?? ''
  const known = form.inspection?.inputs[port]?.columns?.some(({ name }) => name === column) ?? false
  const commit = (next: readonly MergedCluster[]) =>
    onChange(next.map((one) => ({ ...one, values: [...one.values], apart: [...one.apart] })))
  const [values, targets] = [changedValues(clusters), targetsOf(clusters)]
  return (
    <div className="flex flex-col gap-2">
      {clusters.length > 0 && (
        <p className="text-small text-text-2">
          <Plural value={values} one="# value becomes" other="# values become" />{' '}
          <Plural value={targets} one="# value." other="# values." />
        </p>
      )}
      {clusters.length > 0 && (
        <ul className="merged-list" aria-label={label}>
          {clusters.slice(0, all ? clusters.length : shownFirst).map((cluster, at) => {
            const from = cluster.values.filter((one) => one !== cluster.to).join(' · ')
            return (
              <li key={`${cluster.to}\n${at}`}>
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium" title={cluster.to}>
                    {cluster.to}
                  </span>
                  <span className="block truncate text-meta text-text-2" title={from}>
                    {`← ${from}`}
                  </span>
                </span>
                <IconButton
                  icon="x"
                  size="s"
                  label={t`Do not merge into ${cluster.to}`}
                  disabled={form.readOnly}
                  onClick={() => commit(clusters.filter((_, other) => other !== at))}
                />
              </li>
            )
          })}
        </ul>
      )}
      {clusters.length > shownFirst && !all && (
        <Button size="s" variant="ghost" className="self-start" onClick={() => setAll(true)}>
          {t`Show all ${clusters.length}`}
        </Button>
      )}
      <Button icon="search" className="self-start" disabled={form.readOnly || !known} onClick={() => setOpen(true)}>
        {clusters.length === 0 ? t`Find variants…` : t`Find more variants…`}
      </Button>
      {open && known && (
        <ClustersDialog
          column={column}
          port={port}
          merged={clusters}
          onMerge={(added) => commit(withClusters(clusters, added))}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
