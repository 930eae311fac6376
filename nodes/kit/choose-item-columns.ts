import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumns, type ColumnsChoice } from './choose-columns.ts'
import type { ColumnsRule } from './columns-rule.ts'
import { NodeProblem } from './problem.ts'

/** Where a rule of columns stands in a param that is a list: the item at `place`, and its field `key`. */
export interface ItemPlace<Item> {
  readonly items: readonly Item[]
  readonly place: number
  readonly key: keyof Item & string
}

/** The columns that a rule inside a list means, as `chooseColumns` has them; what mends the rule is said for the whole list. */
export function chooseItemColumns<Item extends object>(
  input: Relation,
  { items, place, key }: ItemPlace<Item>,
  choice: ColumnsChoice,
): readonly Column[] {
  const item = items[place]
  if (!item) throw new Error(`no item ${place}`)
  try {
    return chooseColumns(input, item[key] as ColumnsRule, choice)
  } catch (error) {
    if (!(error instanceof NodeProblem)) throw error
    const fixes = error.data.fixes?.map((fix) =>
      'params' in fix ? { ...fix, params: { [choice.param]: items.with(place, { ...item, [key]: fix.params[choice.param] }) } } : fix,
    )
    throw new NodeProblem({ ...error.data, ...(fixes && { fixes }) })
  }
}
