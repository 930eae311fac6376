import { useLingui } from '@lingui/react/macro'
import { Icon } from '../../ui/Icon.tsx'

export interface PlaceListProps {
  readonly places: readonly { readonly name: string; readonly path: string }[]
  /** The path of the place that is open, or `picked`. */
  readonly here: string
  /** Files that were chosen before outside the workspace. */
  readonly picked: number
  readonly onGo: (place: { at: string } | 'picked') => void
}

/** Where files can be chosen: the workspace first, then what the person picked elsewhere. */
export function PlaceList({ places, here, picked, onGo }: PlaceListProps) {
  const { t } = useLingui()
  const place = (icon: string, label: string, { current, go, title }: { current: boolean; go: () => void; title?: string }) => (
    <li key={title ?? label}>
      <button type="button" className="files-place" aria-current={current ? 'true' : undefined} title={title} onClick={go}>
        <Icon name={icon} size={14} />
        <span className="truncate">{label}</span>
      </button>
    </li>
  )
  return (
    <ul className="files-places" aria-label={t`Places`}>
      {places.map(({ name, path }, index) =>
        place(index === 0 ? 'folder-open' : 'folder', index === 0 ? t`Workspace` : name, {
          current: here === path,
          go: () => onGo({ at: path }),
          title: path,
        }),
      )}
      {picked > 0 && place('history', t`Chosen before`, { current: here === 'picked', go: () => onGo('picked') })}
    </ul>
  )
}
