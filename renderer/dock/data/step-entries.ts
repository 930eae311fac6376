import type { ColumnStep } from '../../../engine/protocol/catalogue.ts'
import type { PointedAt } from '../../../engine/protocol/fill-step.ts'
import type { Cell, ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import type { MenuEntry } from '../../ui/MenuItems.tsx'

/** What is pointed at in the grid: the head of a column, or one of its cells. */
export interface Pointed {
  readonly column: TableColumn
  readonly statistics: ColumnStatistics | undefined
  /** Undefined for the head. */
  readonly cell: Cell | undefined
}

export interface StepMenu {
  readonly steps: readonly ColumnStep[]
  readonly text: (text: Text) => string
  /** The icon of a node by its type. */
  readonly icon: (type: string) => string | undefined
  readonly onStep: (step: ColumnStep, at: PointedAt) => void
}

/** The steps that fit what is pointed at, under the headings of their groups. */
export function stepEntries({ column, statistics, cell }: Pointed, { steps, text, icon, onStep }: StepMenu): readonly MenuEntry[] {
  const place = cell === undefined ? 'column' : cell === null ? 'missing' : 'value'
  // A list is no value that a condition can be met by.
  const value = Array.isArray(cell) || cell === null || cell === undefined ? undefined : cell
  if (place === 'value' && value === undefined) return []
  const known = statistics !== undefined && statistics.missing === 0
  const fitting = steps.filter(
    (step) => step.at === place && (step.accepts?.includes(column.type) ?? true) && !(step.ifMissing === true && known),
  )
  const at: PointedAt = { column: column.name, ...(value !== undefined && { value }) }
  return fitting.flatMap((step, index): MenuEntry[] => {
    const drawn = icon(step.node)
    const entry = { id: step.id, label: text(step.label), ...(drawn !== undefined && { icon: drawn }), onSelect: () => onStep(step, at) }
    return step.group.en === fitting[index - 1]?.group.en ? [entry] : [{ heading: text(step.group) }, entry]
  })
}
