import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { FileEntry } from '../../../engine/protocol/file-methods.ts'
import { useFormat } from '../../session/use-format.ts'
import { Icon } from '../../ui/Icon.tsx'

export interface FileListProps {
  readonly entries: readonly FileEntry[]
  readonly active: number
  readonly busy: boolean
  /** A folder is wanted: files are only there to be recognised by. */
  readonly filesOff: boolean
  readonly onActive: (index: number) => void
  readonly onTake: (entry: FileEntry) => void
  readonly onKey: (event: KeyboardEvent) => void
}

/** Names with size and day. The line of the search keeps the keys; a click marks a file and opens a folder, a double click takes the file. */
export function FileList({ entries, active, busy, filesOff, onActive, onTake, onKey }: FileListProps) {
  const { t } = useLingui()
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, entries])
  return (
    <div ref={list} id="files-list" className="files-list" role="listbox" tabIndex={-1} aria-label={t`Files and folders`} aria-busy={busy}>
      {entries.map((entry, index) => {
        const off = filesOff && entry.kind === 'file'
        return (
          <div
            key={entry.path}
            id={`file-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            aria-disabled={off}
            className="files-row"
            title={entry.path}
            onKeyDown={onKey}
            // The search line keeps the focus, and with it the keys.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => (entry.kind === 'folder' ? onTake(entry) : onActive(index))}
            onDoubleClick={() => {
              if (entry.kind === 'file') onTake(entry)
            }}
          >
            <Icon name={entry.kind === 'folder' ? 'folder' : 'file'} size={14} />
            <span className="files-name">
              {entry.name}
              {entry.within !== '' && <span className="files-within text-small"> {entry.within}</span>}
            </span>
            <span className="files-fact">{entry.bytes === null ? '' : format.bytes(entry.bytes)}</span>
            <span className="files-fact">{format.when(entry.changedAt)}</span>
          </div>
        )
      })}
    </div>
  )
}
