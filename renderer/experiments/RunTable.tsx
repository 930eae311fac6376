import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type CSSProperties } from 'react'
import { RunOutcome } from '../dock/runs/RunOutcome.tsx'
import { useFormat } from '../session/use-format.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useRunList } from './list-state.ts'
import { useRunName } from './run-name.ts'
import type { RunColumn } from './use-run-columns.ts'
import type { RunRows } from './use-run-rows.ts'

const rowHeight = 32

/** The runs, of which only those in sight are drawn. */
export function RunTable({ rows, columns }: { readonly rows: RunRows; readonly columns: readonly RunColumn[] }) {
  const { t } = useLingui()
  const { when } = useFormat()
  const nameOf = useRunName()
  const { chosen, shown, filter, toggle, show, narrow } = useRunList()
  const ref = useRef<HTMLDivElement>(null)
  const total = rows.total ?? 0
  const virtual = useVirtualizer({ count: total, getScrollElement: () => ref.current, estimateSize: () => rowHeight, overscan: 8 })
  const items = virtual.getVirtualItems()
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1]
  useEffect(() => rows.want(from, Math.min(to, total)), [rows, from, to, total])
  const style = { '--run-cells': `repeat(${columns.length}, minmax(84px, 132px))`, '--run-count': columns.length } as CSSProperties
  const sortBy = (by: string) => narrow({ sort: { by, descending: filter.sort.by === by ? !filter.sort.descending : true } })
  const sorted = (by: string) => (filter.sort.by !== by ? 'none' : filter.sort.descending ? 'descending' : 'ascending')
  const head = (by: string, label: string, number: boolean) => (
    <div key={by} role="columnheader" aria-sort={sorted(by)} className={number ? 'run-n' : ''}>
      <button type="button" className="run-head" title={label} onClick={() => sortBy(by)}>
        <span className="truncate">{label}</span>
        {filter.sort.by === by && <Icon name={filter.sort.descending ? 'arrow-down' : 'arrow-up'} size={12} />}
      </button>
    </div>
  )
  return (
    <div ref={ref} className="run-list" role="table" aria-label={t`Runs`} aria-rowcount={total + 1} style={style} tabIndex={0}>
      <div className="run-row run-heads" role="row">
        <div role="columnheader" aria-label={t`Chosen`} />
        {head('started', t`Run`, false)}
        <div role="columnheader">{t`Outcome`}</div>
        {columns.map(({ id, label, kind }) => head(id, label, kind !== 'param'))}
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className="run-row absolute"
              data-shown={row?.id === shown || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row && (
                <>
                  <div role="cell">
                    <Checkbox checked={chosen.includes(row.id)} onChange={() => toggle(row.id)}>
                      <span className="sr-only">{t`Compare ${nameOf(row)}`}</span>
                    </Checkbox>
                  </div>
                  <div role="cell" className="flex w-0 min-w-full items-center gap-2 overflow-hidden">
                    <button
                      type="button"
                      className="run-name"
                      title={row.pipeline}
                      aria-pressed={row.id === shown}
                      onClick={() => show(row.id === shown ? null : row.id)}
                    >
                      {nameOf(row)}
                    </button>
                    <span
                      className="min-w-0 max-w-max flex-1 truncate text-text-2"
                      title={`${when(row.startedAt)}, ${row.models.join(', ') || row.pipeline}`}
                    >
                      {when(row.startedAt)}, {row.models.join(', ') || row.pipeline}
                    </span>
                    {row.tags.map((tag) => (
                      <Tag key={tag} label={tag} />
                    ))}
                  </div>
                  <div role="cell">
                    <RunOutcome outcome={row.outcome} />
                  </div>
                  {columns.map(({ id, kind, cell, hint }) => (
                    <div key={id} role="cell" className={kind === 'param' ? 'truncate' : 'run-n truncate'} title={hint?.(row)}>
                      {cell(row)}
                    </div>
                  ))}
                </>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
