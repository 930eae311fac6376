import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { attempt } from '../../session/notices.ts'
import { relativePath } from '../../session/relative-path.ts'
import { useHost } from '../../session/use-host.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'
import { useRecentFiles } from './recent-files.ts'

/** A file to read or to write: typed, chosen in a dialog, or one of the last few. */
export function FileField({ field, value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const host = useHost()
  const { path: pipeline, readOnly } = useForm()
  const { extensions = [], save = false } = field.meta
  const recent = useRecentFiles((state) => state.files)
  const fitting = useMemo(
    () => recent.filter((file) => extensions.some((extension) => file.toLowerCase().endsWith(`.${extension}`))),
    [recent, extensions],
  )
  const now = typeof value === 'string' ? value : ''
  const choose = (file: string) => {
    const path = relativePath(pipeline, file)
    useRecentFiles.getState().add(file)
    onChange(path)
  }
  const browse = async () => {
    const filters = [{ name: label, extensions }]
    if (save) {
      const place = await host.saveFile(now, filters)
      if (place !== null) choose(place)
      return
    }
    const [first] = await host.openFiles(filters)
    if (first) choose(first.path)
  }
  return (
    <div className="flex gap-1">
      <Input
        {...ids}
        icon="file"
        value={now}
        disabled={readOnly}
        placeholder={save ? t`where to write` : t`no file chosen`}
        title={now === '' ? extensions.map((extension) => `.${extension}`).join(', ') : now}
        onChange={onChange}
      />
      <IconButton
        icon="folder-open"
        variant="default"
        label={save ? t`Choose where to write` : t`Choose a file`}
        disabled={readOnly}
        onClick={() => void attempt(browse())}
      />
      {fitting.length > 0 && !save && (
        <Menu
          align="end"
          trigger={<IconButton icon="history" label={t`Recent files`} disabled={readOnly} />}
          entries={fitting.map((file) => ({ id: file, label: file, icon: 'file', onSelect: () => choose(file) }))}
        />
      )}
    </div>
  )
}
