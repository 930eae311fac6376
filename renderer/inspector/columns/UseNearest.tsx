import { useLingui } from '@lingui/react/macro'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import { Button } from '../../ui/Button.tsx'
import { useForm } from '../form-context.ts'
import { nearestName } from './nearest-name.ts'

export interface UseNearestProps {
  readonly name: string
  /** Null while they are not known. */
  readonly columns: readonly TableColumn[] | null
  /** Those that may stand in the place of a lost one; all unless given. */
  readonly fitting?: readonly TableColumn[]
  readonly onUse: (name: string) => void
}

/** For a column that is not there any more: a button with the one that it most likely became. Nothing where there is none, or a problem has it. */
export function UseNearest({ name, columns, fitting, onUse }: UseNearestProps) {
  const { t } = useLingui()
  const { readOnly, said } = useForm()
  if (readOnly || said.has(name) || columns === null || name === '' || columns.some((column) => column.name === name)) return null
  const nearest = nearestName(
    name,
    (fitting ?? columns).map((column) => column.name),
  )
  if (nearest === undefined) return null
  return <Button size="s" className="justify-self-start self-start" onClick={() => onUse(nearest)}>{t`Use ${nearest}`}</Button>
}
