import type { Task } from '../../engine/learn/estimator.ts'
import { roughText } from '../../engine/learn/number-text.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { quotedNames } from '../kit/phrases.ts'

/** A step of a search: the column that came or went, and the set that it led to. */
export interface SearchedStep {
  readonly column: string | null
  /** Columns in the set. */
  readonly size: number
  /** Sets judged so far. */
  readonly tried: number
  readonly score: number
}

interface Searched {
  readonly kept: readonly string[]
  /** Columns in all. */
  readonly of: number
  readonly task: Task
  readonly steps: readonly SearchedStep[]
}

/** Steps whose columns are named on the line. */
const mostNamed = 13

/** The columns that came or went, over their points; those at the ends stay within the chart. */
const named = (align: 'left' | 'center' | 'right', which: string) => ({
  transform: [{ filter: which }],
  mark: { type: 'text', align, dy: -12 },
  encoding: { text: { field: 'column', type: 'nominal' } },
})

/** What a step is: a generation names no column, and the first step only where the search began. */
function titleOf([first, second]: readonly SearchedStep[]): Text {
  if (!first || !second || second.column === null) return { en: 'Score by generation', fr: 'Score par génération' }
  return second.size > first.size
    ? { en: 'Score as columns are added', fr: 'Score à mesure que des colonnes s’ajoutent' }
    : { en: 'Score as columns are left out', fr: 'Score à mesure que des colonnes sont écartées' }
}

/** What was found in a sentence, and the score along the steps. */
export function searchViews({ kept, of, task, steps }: Searched): readonly View[] {
  const last = steps.at(-1)
  const score = roughText(last?.score ?? 0)
  const names = quotedNames(kept, 5)
  const figure = task === 'classification' ? { en: 'AUC', fr: 'AUC' } : { en: 'share of the variance', fr: 'part de la variance' }
  const tried = last?.tried ?? 0
  return [
    {
      view: 'text',
      lead: true,
      text:
        kept.length === 0
          ? {
              en: `No column of ${of} helps; ${tried} sets were tried.`,
              fr: `Aucune colonne sur ${of} n’aide ; ${tried} ensembles ont été essayés.`,
            }
          : {
              en: `${kept.length} of ${of} columns ${kept.length === 1 ? 'stays' : 'stay'}: ${names.en}. Their score on rows kept apart is ${score.en} (${figure.en}). ${tried} sets were tried, so it flatters.`,
              fr: `${kept.length} ${kept.length === 1 ? 'colonne' : 'colonnes'} sur ${of} ${kept.length === 1 ? 'reste' : 'restent'} : ${names.fr}. Leur score sur des lignes mises de côté est ${score.fr} (${figure.fr}). ${tried} ensembles ont été essayés : il est donc flatteur.`,
            },
    },
    {
      view: 'vega-lite',
      title: titleOf(steps),
      summary: {
        en: `The ${figure.en} of the set after each of ${steps.length - 1} steps, from ${roughText(steps[0]?.score ?? 0).en} to ${score.en}.`,
        fr: `${figure.fr} de l’ensemble après chacune des ${steps.length - 1} étapes, de ${roughText(steps[0]?.score ?? 0).fr} à ${score.fr}.`,
      },
      spec: {
        usermeta: {
          columns: {
            step: { en: 'Step', fr: 'Étape' },
            score: { ...figure },
            size: { en: 'Columns', fr: 'Colonnes' },
            column: { en: 'Column added or left out', fr: 'Colonne ajoutée ou écartée' },
          },
        },
        data: { values: steps.map(({ score: own, size, column }, step) => ({ step, score: own, size, column: column ?? '' })) },
        encoding: {
          x: { field: 'step', type: 'quantitative', axis: { tickMinStep: 1, format: 'd' }, title: null },
          y: { field: 'score', type: 'quantitative', scale: { zero: false }, title: null },
        },
        layer: [
          { mark: { type: 'line', point: true } },
          // Beyond these the names would cover each other; the table has them all.
          ...(steps.length > 0 && steps.length <= mostNamed
            ? [
                named('left', 'datum.step < 1'),
                named('right', `datum.step > ${steps.length - 2}`),
                named('center', `datum.step >= 1 && datum.step <= ${steps.length - 2}`),
              ]
            : []),
        ],
      },
    },
  ]
}
