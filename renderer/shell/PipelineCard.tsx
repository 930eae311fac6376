import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { PipelineEntry } from '../../engine/protocol/workspace.ts'
import { useFormat } from '../session/use-format.ts'
import { Arc } from '../ui/Arc.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Picture } from './Picture.tsx'

export interface PipelineCardProps {
  readonly entry: PipelineEntry
  readonly onOpen: () => void
  readonly onRemove: () => void
}

/** A pipeline of the workspace on the start page. */
export function PipelineCard({ entry, onOpen, onRemove }: PipelineCardProps) {
  const { t } = useLingui()
  const format = useFormat()
  return (
    <div className="group relative">
      <button
        type="button"
        className="block w-full overflow-hidden rounded-node border border-line-2 bg-surface text-left hover:border-line-control"
        onClick={onOpen}
      >
        <Picture entry={entry} />
        <span className="block px-3 pt-2 pb-2.5">
          <span className="flex items-center gap-1.5">
            <span className="min-w-0 flex-1 truncate font-semibold">{entry.name}</span>
            <Outcome entry={entry} />
          </span>
          <span className="meta flex gap-2">
            <span className="min-w-0 flex-1 truncate">
              <Plural value={entry.nodes} one="# node" other="# nodes" />
              {entry.draft && (
                <>
                  {', '}
                  <b className="font-medium tone-warn">
                    <Trans>unsaved edits</Trans>
                  </b>
                </>
              )}
            </span>
            <span className="flex-none">{format.when(entry.openedAt ?? entry.modifiedAt)}</span>
          </span>
        </span>
      </button>
      <span className="absolute top-1.5 right-1.5 opacity-0 group-hover:opacity-100 focus-within:opacity-100 has-[[data-popup-open]]:opacity-100">
        <Menu
          align="end"
          trigger={
            <button type="button" className="btn btn-icon" data-size="s" aria-label={t`More about ${entry.name}`}>
              <Icon name="ellipsis" size={14} />
            </button>
          }
          entries={[
            { id: 'open', label: t`Open`, icon: 'folder-open', onSelect: onOpen },
            'separator',
            { id: 'remove', label: t`Delete`, icon: 'trash-2', danger: true, onSelect: onRemove },
          ]}
        />
      </span>
    </div>
  )
}

function Outcome({ entry }: { readonly entry: PipelineEntry }) {
  const { t } = useLingui()
  switch (entry.outcome) {
    case 'running':
      return (
        <span role="img" aria-label={t`running`}>
          <Arc />
        </span>
      )
    case 'done':
      return <Mark icon="circle-check" tone="ok" label={t`last run done`} />
    case 'failed':
      return <Mark icon="octagon-alert" tone="err" label={t`last run failed`} />
    case 'cancelled':
      return <Mark icon="ban" tone="muted" label={t`last run cancelled`} />
    case 'none':
      return null
    default:
      return entry.outcome satisfies never
  }
}

function Mark({ icon, tone, label }: { readonly icon: string; readonly tone: string; readonly label: string }) {
  return (
    <span role="img" aria-label={label} title={label} className={`tone-${tone}`}>
      <Icon name={icon} size={14} />
    </span>
  )
}
