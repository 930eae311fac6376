import { useLingui } from '@lingui/react/macro'
import type { RegisteredModel } from '../../../engine/protocol/registry-methods.ts'
import { openRegistry } from '../../registry/open-registry.ts'
import { useRuns } from '../../runs/store.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select, type SelectOption } from '../../ui/Select.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

/** Older numbers can still be typed into the file; a list of hundreds helps nobody. */
const mostVersions = 12

/** A model with a name: by an alias, which moves, or by a number, which stays. */
export function RegisteredModelField({ value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const { readOnly } = useForm()
  const version = useRuns((state) => state.versions.models)
  const { data } = useAnswer('listRegistered', {}, version)
  const chosen = typeof value === 'string' ? value : ''
  const optionsOf = ({ name, aliases, latest }: RegisteredModel): SelectOption<string>[] => [
    ...Object.entries(aliases).map(([alias, number]) => ({
      value: `${name}@${alias}`,
      label: `${name}@${alias}`,
      detail: t`now version ${number}`,
    })),
    ...Array.from({ length: Math.min(latest, mostVersions) }, (_, i) => latest - i).map((number) => ({
      value: `${name}@${number}`,
      label: `${name}@${number}`,
      detail: t`stays version ${number}`,
    })),
  ]
  // What was put away is not offered, but stays where it was chosen.
  const isOffered = ({ name, archivedAt }: RegisteredModel) => archivedAt === null || chosen.startsWith(`${name}@`)
  const listed = data?.models.filter(isOffered).flatMap(optionsOf) ?? []
  // An older version that is not listed, or any while the list is on its way, is not called missing.
  const isOlder = data?.models.some(({ name, latest }) => chosen.startsWith(`${name}@`) && Number(chosen.slice(name.length + 1)) <= latest)
  const extra = chosen !== '' && (!data || isOlder === true) && listed.every((one) => one.value !== chosen)
  return (
    <div className="flex gap-1">
      <Select
        {...ids}
        aria-label={label}
        className="min-w-0 flex-1"
        options={extra ? [...listed, { value: chosen, label: chosen }] : listed}
        value={chosen}
        placeholder={data?.models.length === 0 ? t`no model has a name yet` : t`choose a model`}
        onChange={onChange}
        disabled={readOnly}
      />
      <IconButton
        icon="archive"
        variant="default"
        label={t`Models with a name`}
        onClick={() => openRegistry(chosen.split('@')[0] || null)}
      />
    </div>
  )
}
