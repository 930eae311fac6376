import { Icon } from './Icon.tsx'

export interface TagProps {
  readonly label: string
  readonly icon?: string
  /** The thing it names is not there any more. */
  readonly gone?: boolean
  readonly removeLabel?: string
  readonly onRemove?: () => void
}

/** A chosen thing in a field that holds several. */
export function Tag({ label, icon, gone = false, removeLabel, onRemove }: TagProps) {
  return (
    <span className="tag" data-gone={gone || undefined}>
      {icon && <Icon name={icon} size={12} />}
      <span className="truncate">{label}</span>
      {onRemove && (
        <button type="button" aria-label={removeLabel} onClick={onRemove} className="tag-remove">
          <Icon name="x" size={12} />
        </button>
      )}
    </span>
  )
}
