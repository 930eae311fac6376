import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { FileEntry } from '../../../engine/protocol/file-methods.ts'
import type { MethodInput } from '../../../engine/protocol/methods.ts'
import { attempt } from '../../session/notices.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { focusAtOnce } from '../../ui/focus-at-once.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Input } from '../../ui/Input.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { FileList } from './FileList.tsx'
import { PlaceList } from './PlaceList.tsx'
import './files.css'

export interface FilesDialogProps {
  readonly title: string
  /** The pipeline that will name what is chosen. */
  readonly pipeline: string
  /** Whether a folder is wanted, not a file. */
  readonly folder: boolean
  /** Endings of the files to show first; empty for all. */
  readonly extensions: readonly string[]
  /** The folder to begin in, as the pipeline names it; empty for the pipeline's own. */
  readonly start: string
  /** Opens the dialog of the computer, or takes a file into the workspace; absent where there is none. */
  readonly elsewhere?: { readonly label: string; readonly open: () => Promise<boolean> }
  readonly onChoose: (named: string) => void
  readonly onClose: () => void
}

type Place = NonNullable<MethodInput<'browseFiles'>['folder']>

/** Looks through the files of the workspace and of what the person picked elsewhere; everything works by keys from the line of the search. */
export function FilesDialog({ title, pipeline, folder, extensions, start, elsewhere, onChoose, onClose }: FilesDialogProps) {
  const { t } = useLingui()
  const text = useText()
  const [place, setPlace] = useState<Place>({ at: start })
  const [find, setFind] = useState('')
  const [all, setAll] = useState(false)
  const [active, setActive] = useState(0)
  const { data, problem, loading } = useAnswer('browseFiles', {
    path: pipeline,
    folder: place,
    find,
    extensions: all ? [] : [...extensions],
  })
  const entries = data?.entries ?? []
  const chosen = entries[active]
  useEffect(() => setActive(0), [data])
  useEffect(() => {
    // What the pipeline names may be gone: its own folder is there.
    if (problem && place !== 'picked' && place.at !== '' && place.at === start && !data) setPlace({ at: '' })
  }, [problem, place, start, data])
  const go = (next: Place) => {
    setPlace(next)
    setFind('')
  }
  const choose = (named: string) => {
    onChoose(named)
    onClose()
  }
  const take = (entry: FileEntry | undefined) => {
    if (entry?.kind === 'folder') go({ at: entry.path })
    else if (entry && !folder) choose(entry.named)
  }
  const above = data?.trail.at(-2)
  const onKey = (event: React.KeyboardEvent) => {
    const last = entries.length - 1
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, active + 1),
      ArrowUp: Math.max(0, active - 1),
      PageDown: Math.min(last, active + 10),
      PageUp: Math.max(0, active - 10),
    }
    const to = moves[event.key]
    if (to !== undefined) setActive(Math.max(0, to))
    else if (event.key === 'Enter') take(chosen)
    else if (event.key === 'Backspace' && find === '' && above) go({ at: above.path })
    else return
    event.preventDefault()
  }
  const named = folder ? (data?.named ?? '') : chosen?.kind === 'file' ? chosen.named : ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={t`Close`}
      width={760}
      actions={
        <>
          {elsewhere && (
            <Button
              className="mr-auto"
              icon="folder-open"
              onClick={() =>
                void attempt(
                  elsewhere.open().then((done) => {
                    if (done) onClose()
                  }),
                )
              }
            >
              {elsewhere.label}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" disabled={named === '' || loading} onClick={() => choose(named)}>
            {folder ? t`Choose this folder` : t`Choose`}
          </Button>
        </>
      }
    >
      <div className="files">
        <PlaceList
          places={data?.places ?? []}
          here={place === 'picked' ? 'picked' : (data?.trail[0]?.path ?? '')}
          picked={folder ? 0 : (data?.picked ?? 0)}
          onGo={go}
        />
        <div className="files-main">
          <nav className="files-trail" aria-label={t`Folders above`}>
            {place === 'picked' ? (
              <span>{t`Chosen before`}</span>
            ) : (
              data?.trail.map(({ name, path }, index, trail) => (
                <span key={path} className="files-step">
                  {index > 0 && <Icon name="chevron-right" size={12} />}
                  {index === trail.length - 1 ? (
                    <span aria-current="location">{name}</span>
                  ) : (
                    <button type="button" className="files-up" onClick={() => go({ at: path })}>
                      {name}
                    </button>
                  )}
                </span>
              ))
            )}
          </nav>
          <Input
            ref={focusAtOnce}
            icon="search"
            live
            value={find}
            role="combobox"
            aria-expanded
            aria-controls="files-list"
            aria-activedescendant={chosen ? `file-${active}` : undefined}
            aria-label={t`Find by name, in the folders inside too`}
            placeholder={t`Find by name, in the folders inside too`}
            onChange={setFind}
            onKeyDown={onKey}
          />
          {problem ? (
            <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
          ) : data && entries.length === 0 && !loading ? (
            <Empty title={find === '' ? t`Nothing to choose here` : t`No name holds this`}>
              {data.others > 0 ? t`Files with other endings: ${data.others}` : undefined}
            </Empty>
          ) : (
            <FileList entries={entries} active={active} busy={loading} filesOff={folder} onActive={setActive} onTake={take} onKey={onKey} />
          )}
          <div className="files-foot">
            <span role="status" className="min-w-0 flex-1 truncate">
              {data?.more === true ? t`There is more here than is shown; a longer search finds it.` : ''}
            </span>
            {extensions.length > 0 && (all || (data?.others ?? 0) > 0) && (
              <Checkbox checked={all} onChange={setAll}>{t`Files with other endings too`}</Checkbox>
            )}
          </div>
        </div>
      </div>
    </Dialog>
  )
}
