import { z } from 'zod'
import type { Text } from '../../engine/protocol/text.ts'
import { column as columnExpr, type SortKey } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { chooseColumn } from './choose-column.ts'
import { field } from './fields.ts'
import { listed, quoted } from './phrases.ts'
import { scalars } from './type-groups.ts'

/** Columns to sort by, each with its direction and the place of missing values. */
export const sortItem = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: scalars }),
  direction: field.choice({
    label: { en: 'Direction', fr: 'Sens' },
    choices: [
      { value: 'up', label: { en: 'smallest first', fr: 'croissant' } },
      { value: 'down', label: { en: 'largest first', fr: 'décroissant' } },
    ],
    default: 'up',
  }),
  missing: field.choice({
    label: { en: 'Missing values', fr: 'Valeurs manquantes' },
    choices: [
      { value: 'last', label: { en: 'at the end', fr: 'à la fin' } },
      { value: 'first', label: { en: 'at the start', fr: 'au début' } },
    ],
    default: 'last',
  }),
})

export type SortItem = z.output<typeof sortItem>

/** The order that the items say. Throws a NodeProblem for a column that is not there. */
export function sortKeys(items: readonly SortItem[], input: Relation, param: string): readonly SortKey[] {
  return items.map((item, index) => {
    const replace = (name: string) => ({ [param]: items.with(index, { ...item, column: name }) })
    const column = chooseColumn(input, item.column, { param, accepts: scalars, replace })
    return { expr: columnExpr(column.name), descending: item.direction === 'down', nullsFirst: item.missing === 'first' }
  })
}

/** “a” (largest first), then “b”. */
export function sortPhrase(items: readonly Pick<SortItem, 'column' | 'direction'>[]): Text {
  const keys = items.map((item) => {
    const name = quoted(item.column || '…')
    return item.direction === 'up' ? name : { en: `${name.en} (largest first)`, fr: `${name.fr} (décroissant)` }
  })
  return listed(keys, 3, { en: 'then', fr: 'puis' })
}
