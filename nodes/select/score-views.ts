import { pathViews } from '../../engine/learn/linear/path-views.ts'
import type { PathRecord } from '../../engine/learn/linear/path-record.ts'
import { roughText } from '../../engine/learn/number-text.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { quoted } from '../kit/phrases.ts'
import { scoreMethods } from './score-methods.ts'

/** A column, its score, and whether it stays. */
interface ScoredColumn {
  readonly name: string
  readonly score: number | null
  readonly kept: boolean
}

const mostShown = 30

/** How many columns stay and which tells most in a sentence, a bar for each, and the path of a lasso. `scores`: the best first. */
export function scoreViews(
  scores: readonly ScoredColumn[],
  { method, path }: { readonly method: string; readonly path?: PathRecord },
): readonly View[] {
  const judged = scores.flatMap(({ name, score, kept }) => (score === null ? [] : [{ name, score, kept }]))
  const shown = judged.slice(0, mostShown)
  const label = scoreMethods.find(({ value }) => value === method)?.label ?? { en: method, fr: method }
  return [
    { view: 'text', lead: true, text: sentence(scores) },
    {
      view: 'vega-lite',
      title: { en: `Scores of columns: ${label.en}`, fr: `Scores des colonnes : ${label.fr}` },
      summary: {
        en: `${label.en} of ${shown.length} columns, the best first; those that stay are in full colour.`,
        fr: `${label.fr} de ${shown.length} colonnes, la meilleure d’abord ; celles qui restent sont en pleine couleur.`,
      },
      spec: {
        usermeta: {
          columns: { name: { en: 'Column', fr: 'Colonne' }, score: { en: 'Score', fr: 'Score' }, kept: { en: 'Stays', fr: 'Reste' } },
        },
        data: { values: shown },
        mark: 'bar',
        encoding: {
          y: { field: 'name', type: 'nominal', sort: shown.map(({ name }) => name), title: null },
          x: { field: 'score', type: 'quantitative', title: null },
          opacity: { condition: { test: 'datum.kept', value: 1 }, value: 0.35 },
        },
      },
    },
    ...(path ? pathViews({ path }) : []),
  ]
}

function sentence(scores: readonly ScoredColumn[]): Text {
  const all = scores.length
  const stay = scores.filter(({ kept }) => kept).length
  const silent = scores.filter(({ score }) => score === null).length
  const [best] = scores
  const most = best && best.score !== null ? { name: quoted(best.name), score: roughText(best.score) } : null
  return {
    en: [
      `${stay} of ${all} columns ${stay === 1 ? 'stays' : 'stay'}.`,
      ...(most ? [`${most.name.en} has the highest score, ${most.score.en}.`] : []),
      ...(silent > 0 ? [`${silent} could not be scored and ${silent === 1 ? 'stays' : 'stay'}.`] : []),
    ].join(' '),
    fr: [
      `${stay} ${stay > 1 ? 'colonnes' : 'colonne'} sur ${all} ${stay > 1 ? 'restent' : 'reste'}.`,
      ...(most ? [`${most.name.fr} a le score le plus élevé, ${most.score.fr}.`] : []),
      ...(silent > 0 ? [`${silent} ${silent === 1 ? 'n’a pu être notée et reste' : 'n’ont pu être notées et restent'}.`] : []),
    ].join(' '),
  }
}
