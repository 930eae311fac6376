import { useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { attempt } from '../../session/notices.ts'
import { relativePath } from '../../session/relative-path.ts'
import { useHost } from '../../session/use-host.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { FieldProps } from '../field-props.ts'
import { FilesDialog } from '../files/FilesDialog.tsx'
import { useForm } from '../form-context.ts'
import { useRecentFiles } from './recent-files.ts'
import { startFolder } from './start-folder.ts'

/** A file or folder to read, or a file to write: typed, chosen among those that may be read, or one of the last few. */
export function FileField({ field, value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const host = useHost()
  const { path: pipeline, readOnly } = useForm()
  const [open, setOpen] = useState(false)
  const { extensions = [], save = false, folder = false } = field.meta
  const recent = useRecentFiles((state) => state.files)
  const fitting = useMemo(
    () => recent.filter((file) => extensions.some((extension) => file.toLowerCase().endsWith(`.${extension}`))),
    [recent, extensions],
  )
  const now = typeof value === 'string' ? value : ''
  const filters = [{ name: label, extensions }]
  const choose = (file: string) => {
    useRecentFiles.getState().add(file)
    onChange(relativePath(pipeline, file))
  }
  const chooseToWrite = async () => {
    const place = await host.saveFile(now, filters)
    if (place !== null) choose(place)
  }
  const elsewhere = async () => {
    const found = folder ? await host.openFolder() : (await host.openFiles(filters))[0]
    if (!found) return false
    if (folder) onChange(found.path)
    else choose(found.path)
    return true
  }
  const inBrowser = host.platform === 'browser'
  return (
    <div className="flex gap-1">
      <Input
        {...ids}
        icon={folder ? 'folder' : 'file'}
        value={now}
        disabled={readOnly}
        placeholder={save ? t`where to write` : folder ? t`no folder chosen` : t`no file chosen`}
        title={now === '' ? extensions.map((extension) => `.${extension}`).join(', ') : now}
        onChange={onChange}
      />
      {save ? (
        <IconButton
          icon="folder-open"
          variant="default"
          label={t`Choose where to write`}
          disabled={readOnly}
          onClick={() => void attempt(chooseToWrite())}
        />
      ) : (
        <Button
          disabled={readOnly}
          aria-haspopup="dialog"
          aria-label={folder ? t`Choose a folder` : t`Choose a file`}
          onClick={() => setOpen(true)}
        >
          {t`Choose…`}
        </Button>
      )}
      {fitting.length > 0 && !save && !folder && (
        <Menu
          align="end"
          trigger={<IconButton icon="history" label={t`Recent files`} disabled={readOnly} />}
          entries={fitting.map((file) => ({ id: file, label: file, icon: 'file', onSelect: () => choose(file) }))}
        />
      )}
      {open && (
        <FilesDialog
          title={folder ? t`Choose a folder` : t`Choose a file`}
          pipeline={pipeline}
          folder={folder}
          extensions={extensions}
          start={startFolder(now, folder)}
          {...(!(folder && inBrowser) && {
            elsewhere: { label: inBrowser ? t`Upload a file…` : t`Elsewhere on this computer…`, open: elsewhere },
          })}
          onChoose={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
