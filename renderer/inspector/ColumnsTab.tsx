import { Plural, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { useFormat } from '../session/use-format.ts'
import { useLineage } from '../canvas/lineage/lineage-state.ts'
import { useActivePath, useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Chip } from '../ui/Chip.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Input } from '../ui/Input.tsx'
import { Select } from '../ui/Select.tsx'
import { columnIcon } from '../views/column-icon.ts'
import { useColumnWords } from '../views/use-column-words.ts'
import { columnChanges } from './column-changes.ts'
import { fitsQuery } from './columns/fits-query.ts'
import type { InspectedNode } from './use-node.ts'

const most = 500

/** The columns that come out of a node, with what it did to them. A click shows one in the rows. */
export function ColumnsTab({ inspected }: { readonly inspected: InspectedNode }) {
  const { t } = useLingui()
  const text = useText()
  const words = useColumnWords()
  const { count } = useFormat()
  const { id, entry, inspection } = inspected
  const [query, setQuery] = useState('')
  const [wished, setWished] = useState<string | null>(null)
  const ports = Object.entries(entry?.outputs ?? {}).filter(([, { kind }]) => kind === 'table')
  const [port] = ports.find(([name]) => name === wished) ?? ports[0] ?? []
  const output = port === undefined ? undefined : inspection?.outputs[port]
  const [firstInput] = Object.values(inspection?.inputs ?? {})
  const [inputPort] = Object.keys(inspection?.inputs ?? {})
  const path = useActivePath() ?? ''
  const inputs = Object.keys(inspection?.inputs ?? {}).length
  const listed = useMemo(
    // With several inputs a column cannot be said to be new.
    () => (output?.columns ? columnChanges(inputs === 1 ? (firstInput?.columns ?? null) : null, output.columns) : []),
    [output, firstInput, inputs],
  )
  if (port === undefined)
    return (
      <div className="p-3">
        <Empty title={t`No table comes out of this node`} />
      </div>
    )
  if (!output?.columns)
    return (
      <div className="p-3">
        <Empty
          title={t`The columns are not known yet`}
        >{t`Set the node up and connect its inputs, then they are listed here before anything runs.`}</Empty>
      </div>
    )
  const fitting = query.trim() === '' ? listed : listed.filter(({ column }) => fitsQuery(column.name, query))
  const changes = { same: '', new: t`new`, type: t`new type`, role: t`new role`, gone: t`taken out` } as const
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-none flex-col gap-2 p-3 pb-2">
        {ports.length > 1 && (
          <Select
            aria-label={t`Output`}
            options={ports.map(([name, { label }]) => ({ value: name, label: text(label) }))}
            value={port}
            onChange={setWished}
          />
        )}
        <Input
          icon="search"
          type="search"
          live
          placeholder={t`Find a column`}
          aria-label={t`Find a column`}
          value={query}
          onChange={setQuery}
        />
        {output.part && output.part !== 'mixed' && (
          <p className="meta">{output.part === 'train' ? t`These rows are for training.` : t`These rows are for the test.`}</p>
        )}
        {output.estimated && <p className="meta">{t`Some columns are known from a sample only, until the node has run.`}</p>}
      </div>
      <ul className="scroll flex-1 pb-3" aria-label={t`Columns`}>
        {fitting.slice(0, most).map(({ column, change, before }) => (
          <li key={`${change === 'gone' ? '-' : ''}${column.name}`} className="group flex items-center hover:bg-hover">
            <button
              type="button"
              className="flex min-h-7 min-w-0 flex-1 items-center gap-2 pr-1 pl-3 text-left"
              disabled={change === 'gone'}
              onClick={() => {
                useSession.getState().show({ node: id, column: column.name })
                useSession.getState().setPreviewPort({ node: id, port, side: 'out' })
                useSession.getState().setDockTab('data')
              }}
            >
              <Icon name={columnIcon(column)} size={14} className="text-text-3" />
              <span className={`min-w-0 flex-1 truncate ${change === 'gone' ? 'text-text-3 line-through' : ''}`} title={column.name}>
                {column.name}
              </span>
              {column.role && <Chip>{words.role(column.role)}</Chip>}
              {change !== 'same' && (
                <span className={`text-meta ${change === 'gone' ? 'text-text-3' : 'text-accent'}`}>{changes[change]}</span>
              )}
              <span className="text-small text-text-3">
                {before !== undefined && `${words.type(before)} → `}
                {words.type(column.type)}
              </span>
            </button>
            <button
              type="button"
              className="mr-2 grid h-6 w-6 flex-none place-items-center rounded-xs text-text-3 opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100"
              aria-label={t`Where ${column.name} comes from and goes`}
              title={t`Where it comes from and goes`}
              onClick={() =>
                useLineage.getState().pick({
                  path,
                  node: id,
                  column: column.name,
                  ...(change === 'gone' ? { port: inputPort ?? '', side: 'in' } : { port, side: 'out' }),
                })
              }
            >
              <Icon name="route" size={13} />
            </button>
          </li>
        ))}
        {fitting.length > most && (
          <li className="meta px-3 py-2">
            <Plural
              value={fitting.length - most}
              one="and # more: type to find it"
              other={`and ${count(fitting.length - most)} more: type to find them`}
            />
          </li>
        )}
        {fitting.length === 0 && <li className="px-3 py-2 text-text-2">{t`No column is called that.`}</li>}
      </ul>
    </div>
  )
}
