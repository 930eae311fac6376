import { useLingui } from '@lingui/react/macro'
import { Chip } from '../../ui/Chip.tsx'
import { useForm } from '../form-context.ts'

/** Stands in the place of a field that is bound: the parameter's name and its value. */
export function BoundValue({ name }: { readonly name: string }) {
  const { t } = useLingui()
  const { parameters } = useForm().document
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  const value = String(parameter?.default ?? '')
  return (
    <div className="flex min-h-7 min-w-0 items-center gap-2">
      <Chip tone={parameter ? 'accent' : 'err'} icon="variable" title={parameter?.description ?? t`Parameter ${name}`}>
        {name}
      </Chip>
      <span className="truncate text-text-2">{parameter ? value : t`There is no such parameter.`}</span>
    </div>
  )
}
