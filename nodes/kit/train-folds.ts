import { aggregate, filter, freeName, limit, sort } from '../../engine/relation/build.ts'
import { call, column } from '../../engine/relation/expression.ts'
import { NodeProblem, type NodeProblemData } from './problem.ts'
import { targetName, type StudyFolds } from './study-folds.ts'
import type { StudyContext, StudyVariant } from './study.ts'

/** The most frequent values that are counted: a fold that lacks the second of them is told by these. */
const mostValues = 1000

/**
 * Learns the variants of a study of folds. Throws NodeProblem for one that failed, by its name; where the rows without a fold hold one class or
 * value only and all rows hold more, with what helps.
 */
export async function trainFolds(variants: readonly StudyVariant[], { method }: StudyFolds, ctx: StudyContext): Promise<void> {
  try {
    await ctx.train(variants, (done) =>
      ctx.progress((0.9 * done) / variants.length, {
        en: `${done} of ${variants.length} models`,
        fr: `${done} modèles sur ${variants.length}`,
      }),
    )
  } catch (error) {
    if (!(error instanceof NodeProblem) || !isOneSided(error.data)) throw error
    const rare = await rareRows(ctx)
    throw rare === 0 ? error : new NodeProblem({ ...error.data, ...helpFor(error.data, { method, rare }) })
  }
}

const isOneSided = ({ code }: NodeProblemData) => code === 'one-class' || code === 'constant-target'

/** How many of all rows have another known value of the target than the most frequent one. */
async function rareRows(ctx: StudyContext): Promise<number> {
  const table = await ctx.table()
  const name = targetName(table, ctx)
  if (name === '') return 0
  const value = column(name)
  const known = filter(table, call('is-not-null', value))
  const counts = aggregate(known, [{ name, expr: value }], [{ name: freeName('rows', new Set([name])), fn: 'count-rows', args: [value] }])
  const largest = sort(counts, [{ expr: column(counts.columns[1]?.name ?? ''), descending: true }])
  const found = await ctx.rows(limit(largest, mostValues))
  return found.slice(1).reduce((sum, [, rows]) => sum + Number(rows), 0)
}

function helpFor(
  { code }: NodeProblemData,
  { method, rare }: { readonly method: StudyFolds['method']; readonly rare: number },
): Pick<NodeProblemData, 'action' | 'fixes'> {
  // Groups and times must not be torn apart: there the button would let a leak in. A single row is in one fold, however they are made.
  if (method === 'random' && code === 'one-class' && rare > 1)
    return {
      action: {
        en: 'Put the rows into folds within each class, or use fewer folds.',
        fr: 'Répartissez les lignes en plis dans chaque classe, ou utilisez moins de plis.',
      },
      fixes: [{ label: { en: 'Folds within each class', fr: 'Plis dans chaque classe' }, params: { method: 'class', column: '' } }],
    }
  if (method === 'time')
    return {
      action: {
        en: 'The earliest rows hold one value only: use fewer folds, so that the first models learn from more of them.',
        fr: 'Les lignes les plus anciennes n’ont qu’une valeur : utilisez moins de plis, pour que les premiers modèles apprennent de plus de lignes.',
      },
    }
  return {
    action: {
      en: 'The other values are all in that fold: use other folds, or more rows with these values.',
      fr: 'Les autres valeurs sont toutes dans ce pli : utilisez d’autres plis, ou plus de lignes avec ces valeurs.',
    },
  }
}
