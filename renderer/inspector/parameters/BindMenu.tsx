import { useLingui } from '@lingui/react/macro'
import { isShown, toggleShown } from '../../components/acts.ts'
import { useText } from '../../session/use-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { MenuEntry } from '../../ui/MenuItems.tsx'
import { useForm } from '../form-context.ts'
import type { FormField, Json } from '../form-model.ts'
import { fittingParameters, newBinding } from './parameter-facts.ts'

/** The small button beside a field's name: ties the field to a parameter of the pipeline, or makes one of its value. */
export function BindMenu({ field, value }: { readonly field: FormField; readonly value: Json }) {
  const { t } = useLingui()
  const text = useText()
  const { path, document, node, apply } = useForm()
  const label = text(field.meta.label)
  const bound = document.nodes[node]?.bind?.[field.name]
  const { parameters } = document
  if (!apply) return null
  const shown = isShown({ path, node, param: field.name })
  const bind = (name: string | null) =>
    apply(
      { type: 'bind-param', id: node, param: field.name, parameter: name },
      name === null
        ? { en: `free “${field.meta.label.en}”`, fr: `libérer « ${field.meta.label.fr} »` }
        : { en: `“${field.meta.label.en}” from ${name}`, fr: `« ${field.meta.label.fr} » d’après ${name}` },
    )
  const entries: MenuEntry[] = [
    ...fittingParameters(field.meta.kind, parameters).map((name) => ({
      id: name,
      label: `${name} = ${String(parameters[name]?.default)}`,
      checked: name === bound,
      onSelect: () => bind(name),
    })),
    {
      id: 'new ',
      label: t`New parameter of this value`,
      icon: 'plus',
      onSelect: () => {
        const { name, command } = newBinding(node, field, value, parameters)
        apply(command, { en: `new parameter ${name}`, fr: `nouveau paramètre ${name}` })
      },
    },
    ...(shown === undefined
      ? []
      : [
          'separator' as const,
          {
            id: 'form ',
            label: t`In the form of the component`,
            checked: shown,
            onSelect: () => toggleShown({ path, node, param: field.name, label }),
          },
        ]),
    ...(bound === undefined
      ? []
      : ['separator' as const, { id: 'free ', label: t`Use a value of its own`, icon: 'unlink', onSelect: () => bind(null) }]),
  ]
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <button
          type="button"
          className="field-reset field-bind"
          aria-label={t`Take ${label} from a parameter`}
          title={t`Take ${label} from a parameter`}
        >
          <Icon name="variable" size={12} />
        </button>
      }
    />
  )
}
