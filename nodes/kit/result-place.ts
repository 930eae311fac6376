import type { Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { extend } from '../../engine/relation/build.ts'
import { addDerived, freeNames } from './add-derived.ts'
import { field } from './fields.ts'

/** Fields that ask where the results of a node go: over the column they come from, or into a new one beside the others. */
export function resultPlaceFields(ending: string, place: 'in-place' | 'new' = 'in-place') {
  return {
    result: field.choice({
      label: { en: 'Result', fr: 'Résultat' },
      choices: [
        { value: 'in-place', label: { en: 'in the same column', fr: 'dans la même colonne' } },
        { value: 'new', label: { en: 'in a new column', fr: 'dans une nouvelle colonne' } },
      ],
      default: place,
    }),
    ending: field.text({
      label: { en: 'Ending of the new names', fr: 'Fin des nouveaux noms' },
      default: ending,
      when: { param: 'result', in: ['new'] },
      group: 'advanced',
    }),
  }
}

export interface ResultPlace {
  readonly result: 'in-place' | 'new'
  readonly ending: string
}

/** The table with the results in their place. New columns are sensitive or ignored where their source is. */
export function placeResults(
  input: Relation,
  items: readonly { readonly source: string; readonly expr: Expr }[],
  { result, ending }: ResultPlace,
): Relation {
  if (result === 'in-place')
    return extend(
      input,
      items.map(({ source, expr }) => ({ name: source, expr })),
    )
  const free = freeNames(input)
  return addDerived(
    input,
    items.map(({ source, expr }) => ({ source, columns: [{ name: free(`${source} ${ending.trim()}`.trim()), expr }] })),
    true,
  )
}
