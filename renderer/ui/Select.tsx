import { Select as Base } from '@base-ui/react/select'
import { Icon } from './Icon.tsx'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: string
  readonly detail?: string
  readonly disabled?: boolean
}

export interface SelectProps<Value extends string> {
  readonly options: readonly SelectOption<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly id?: string
  readonly 'aria-label'?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: true | undefined
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly size?: 's' | 'm'
  readonly className?: string
}

/** One of a list. A value that is not in the list any more is shown struck through. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onChange, id, placeholder = '', disabled = false, size = 'm', className = '', ...aria } = props
  const chosen = options.find((option) => option.value === value)
  const gone = value !== null && value !== '' && !chosen
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
      disabled={disabled}
    >
      <Base.Trigger id={id} {...aria} className={`input select ${className}`} data-size={size}>
        {chosen?.icon && <Icon name={chosen.icon} size={14} />}
        <span className={`min-w-0 flex-1 truncate text-left ${gone ? 'text-err line-through' : chosen ? '' : 'text-text-3'}`}>
          {chosen?.label ?? (gone ? value : placeholder)}
        </span>
        <Icon name="chevron-down" size={14} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="pop pop-scroll min-w-(--anchor-width)">
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} disabled={option.disabled} className="menu-item">
                  {option.icon && <Icon name={option.icon} size={14} />}
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.detail && <span className="menu-end">{option.detail}</span>}
                  <Base.ItemIndicator className={option.detail ? '' : 'menu-end'}>
                    <Icon name="check" size={14} />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
