import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { field } from '../kit/fields.ts'
import { settleErrors, type Attempt, type OnError } from '../kit/on-error.ts'
import { placeResults } from '../kit/result-place.ts'

/** What becomes of a value that is not as it should be. */
export const policyField = field.choice({
  label: { en: 'What is none', fr: 'Ce qui n’en est pas' },
  choices: [
    { value: 'flag', label: { en: 'is said in a new column', fr: 'est dit dans une nouvelle colonne' } },
    { value: 'reject', label: { en: 'takes its row out, to the second output', fr: 'écarte sa ligne, vers la seconde sortie' } },
    { value: 'missing', label: { en: 'becomes missing', fr: 'devient manquant' } },
    { value: 'fail', label: { en: 'stops the run', fr: 'arrête l’exécution' } },
  ],
  default: 'flag',
})

/** What the values of a text column should be, and what is said of those that are not. */
export interface Judgement {
  readonly fits: Expr
  readonly reason: string
}

/** The table and its rejected rows, where the values of some text columns are judged. Missing and blank values are fine. */
export function judgeValues(
  input: Relation,
  policy: OnError | 'flag',
  columns: readonly Column[],
  judge: (name: string) => Judgement,
): { readonly table: Relation; readonly rejected: Relation } {
  const attempts = columns.map(({ name }): Attempt => {
    const value = columnExpr(name)
    const { fits, reason } = judge(name)
    const failed = call('is-true', call('and', call('not', call('is-blank', value)), call('not', call('is-true', fits))))
    return {
      source: name,
      expr: policy === 'missing' ? call('if', failed, literal('text', null), value) : value,
      type: 'text',
      failed,
      shown: call('coalesce', value, literal('text', '')),
      reason,
    }
  })
  const put = (rows: Relation, results: Parameters<typeof placeResults>[1]) => placeResults(rows, results, { place: 'replace', ending: '' })
  const settled = settleErrors(input, attempts, policy === 'flag' ? 'missing' : policy, put)
  if (policy !== 'flag') return settled
  const free = freeNames(input)
  const flags = attempts.map(({ source, failed }) => ({ source, columns: [{ name: free(`${source} valid`), expr: call('not', failed) }] }))
  return { table: addDerived(input, flags, true), rejected: settled.rejected }
}
