import { useLingui } from '@lingui/react/macro'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { useDock } from '../dock-state.ts'
import type { ShownNode } from '../use-shown-node.ts'
import type { ShownTable } from './use-table.ts'

export interface DataToolsProps {
  readonly node: ShownNode
  readonly table: ShownTable | null
  /** Whether to say what the statistics come from; a chart says it of itself. */
  readonly scope: boolean
}

/** Which port is shown and how much of it: stands in the row of the tabs. */
export function DataTools({ node, table, scope }: DataToolsProps) {
  const { t } = useLingui()
  const text = useText()
  const allRows = useDock((state) => state.allRows)
  const { setAllRows, pin } = useDock.getState()
  const { setPreviewPort } = useSession.getState()
  const { id, choices, shown, pinned, title } = node
  if (!shown) return null
  const sides = (['in', 'out'] as const).filter((side) => choices.some((choice) => choice.side === side))
  const ofSide = choices.filter(({ side }) => side === shown.side)
  const choose = (side: 'in' | 'out', port: string) => {
    const next = { node: id, port, side }
    if (pinned) pin(next)
    else setPreviewPort(next)
  }
  return (
    <>
      <span className="dock-title min-w-0 truncate text-small text-text-2">{title}</span>
      {sides.length > 1 && (
        <Segmented
          size="s"
          label={t`Side of the node`}
          value={shown.side}
          onChange={(side) => choose(side, choices.find((choice) => choice.side === side)?.port ?? '')}
          options={[
            { value: 'in', label: t`In` },
            { value: 'out', label: t`Out` },
          ]}
        />
      )}
      {ofSide.length > 1 && (
        <Select
          size="s"
          className="max-w-44 max-wide:max-w-28"
          aria-label={t`Port`}
          value={shown.port}
          onChange={(port) => choose(shown.side, port)}
          options={ofSide.map(({ port, label }) => ({ value: port, label: text(label) }))}
        />
      )}
      {scope && table && (
        <Chip
          estimate={table.scope.estimate}
          {...(table.scope.estimate ? { title: t`The statistics in the header come from these rows` } : { icon: 'check' })}
        >
          <span className="dock-long">{text(table.scope.text)}</span>
          <span className="dock-short" title={text(table.scope.text)}>
            {table.scope.estimate ? t`estimate` : t`exact`}
          </span>
        </Chip>
      )}
      {table && (table.stored || allRows) && !(table.complete && !table.paged) && (
        <Button size="s" icon="rows-3" aria-pressed={allRows} disabled={!table.stored} onClick={() => setAllRows(!allRows)}>
          <span className="dock-words">{table.paged ? t`First rows` : t`All rows`}</span>
        </Button>
      )}
      {shown.kind === 'table' && (
        <Button
          size="s"
          icon="scan-search"
          onClick={() =>
            useSession
              .getState()
              .openReport({ page: 'profile', path: node.pipeline.path, node: id, port: shown.port, side: shown.side }, node.titleText)
          }
        >
          <span className="dock-words">{t`Profile`}</span>
        </Button>
      )}
      <IconButton
        className="dock-long"
        icon="pin"
        size="s"
        pressed={pinned}
        label={pinned ? t`Let the table go` : t`Pin this table`}
        onClick={() => pin(pinned ? null : { node: id, port: shown.port, side: shown.side })}
      />
    </>
  )
}
