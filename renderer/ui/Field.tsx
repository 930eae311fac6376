import { useId, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

/** What an input must be given so that its label, help and error belong to it. */
export interface FieldIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export interface FieldProps {
  readonly label: string
  readonly help?: ReactNode
  readonly error?: ReactNode
  /** Stands at the right of the label. */
  readonly aside?: ReactNode
  /** Differs from its default: a dot before the label, a button that puts the default back. */
  readonly changed?: boolean
  readonly resetLabel?: string
  readonly onReset?: () => void
  /** For a group of controls that cannot be tied to one label element. */
  readonly group?: boolean
  /** The control is small and stands before its label. */
  readonly beside?: boolean
  readonly children: (ids: FieldIds) => ReactNode
}

/** A labelled control with its help and its error. */
export function Field(props: FieldProps) {
  const { label, help, error, aside, changed = false, resetLabel, onReset, group = false, beside = false, children } = props
  const id = useId()
  const helpId = `${id}-help`
  const ids: FieldIds = {
    id,
    'aria-describedby': help || error ? helpId : undefined,
    'aria-invalid': error ? true : undefined,
  }
  return (
    <div className="field" role={group ? 'group' : undefined} aria-labelledby={group ? `${id}-label` : undefined}>
      <div className="field-label" data-beside={beside || undefined}>
        {beside && children(ids)}
        {changed && <span className="field-dot" />}
        {group ? (
          <span id={`${id}-label`}>{label}</span>
        ) : (
          <label htmlFor={id} id={`${id}-label`}>
            {label}
          </label>
        )}
        {(aside || (changed && onReset)) && (
          <span className="ml-auto flex items-center gap-3 font-normal text-text-3">
            {aside}
            {changed && onReset && (
              <button type="button" className="field-reset" aria-label={resetLabel} title={resetLabel} onClick={onReset}>
                <Icon name="undo-2" size={12} />
              </button>
            )}
          </span>
        )}
      </div>
      {!beside && children(ids)}
      {(help || error) && (
        <div id={helpId} className="field-help">
          {error && <div className="text-err">{error}</div>}
          {help && <div>{help}</div>}
        </div>
      )}
    </div>
  )
}
