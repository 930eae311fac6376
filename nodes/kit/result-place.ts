import { extend } from '../../engine/relation/build.ts'
import type { Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { addDerived, freeNames } from './add-derived.ts'
import { field } from './fields.ts'

/** Where the results of a node stand: in place of the columns they come from, or in columns of their own at the end. */
export interface ResultPlace {
  readonly place: 'replace' | 'add'
  readonly ending: string
}

/** What a node makes of one column of its input. */
export interface Result {
  readonly source: string
  readonly expr: Expr
}

/** The two params of a node that can change its columns in place or add new ones. `ending` is put behind the name of each new column. */
export function resultPlaceFields(defaults: { readonly place?: ResultPlace['place']; readonly ending: string }) {
  return {
    place: field.choice({
      label: { en: 'Put the result', fr: 'Placer le résultat' },
      choices: [
        { value: 'replace', label: { en: 'in place of the column', fr: 'à la place de la colonne' } },
        { value: 'add', label: { en: 'in a new column', fr: 'dans une nouvelle colonne' } },
      ],
      default: defaults.place ?? 'replace',
    }),
    ending: field.text({
      label: { en: 'Ending of the new names', fr: 'Fin des nouveaux noms' },
      default: defaults.ending,
      when: { param: 'place', in: ['add'] },
    }),
  }
}

/**
 * The input with the results in their place. In place, a column keeps its role; new columns pass on the roles that must not be lost.
 * Names that are taken are numbered.
 */
export function placeResults(input: Relation, results: readonly Result[], { place, ending }: ResultPlace): Relation {
  if (place === 'replace')
    return extend(
      input,
      results.map(({ source, expr }) => ({ name: source, expr })),
    )
  const free = freeNames(input)
  return addDerived(
    input,
    results.map(({ source, expr }) => ({ source, columns: [{ name: free(`${source}${ending}`), expr }] })),
    true,
  )
}
