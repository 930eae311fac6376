import { Switch as Base } from '@base-ui/react/switch'

export interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly id?: string
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
  readonly disabled?: boolean
}

export function Switch({ checked, onChange, ...rest }: SwitchProps) {
  return (
    <Base.Root {...rest} checked={checked} onCheckedChange={onChange} className="switch">
      <Base.Thumb className="switch-thumb" />
    </Base.Root>
  )
}
