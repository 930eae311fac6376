import { roughText } from '../../engine/learn/number-text.ts'
import type { AnswerFigure } from '../../engine/learn/selection/answer-figure.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { quoted } from '../kit/phrases.ts'

/** What a model loses when a column is shuffled, on average, and half of the 95 % interval. */
export interface ColumnLoss {
  readonly name: string
  readonly mean: number
  readonly half: number
}

const mostShown = 30

const figures: Readonly<Record<AnswerFigure, Text>> = {
  'log-loss': { en: 'the log loss', fr: 'la perte logarithmique' },
  rmse: { en: 'the root mean squared error', fr: 'la racine de l’erreur quadratique' },
  mae: { en: 'the mean absolute error', fr: 'l’erreur absolue moyenne' },
  accuracy: { en: 'the accuracy', fr: 'l’exactitude' },
  auc: { en: 'the area under the ROC curve', fr: 'l’aire sous la courbe ROC' },
  r2: { en: 'R²', fr: 'le R²' },
}

/** The column that counts most and how many count for nothing in a sentence, then a bar with its interval for each. `ranked`: most first. */
export function importanceViews(ranked: readonly ColumnLoss[], metric: AnswerFigure): readonly View[] {
  const shown = ranked.slice(0, mostShown)
  const what = figures[metric]
  return [
    { view: 'text', lead: true, text: sentence(ranked, what) },
    {
      view: 'vega-lite',
      title: { en: 'What is lost without each column', fr: 'Ce qui se perd sans chaque colonne' },
      summary: {
        en: `How much worse ${what.en} is when a column is shuffled, with its 95 % interval, for ${shown.length} columns`,
        fr: `Ce dont ${what.fr} empire quand une colonne est mélangée, avec son intervalle à 95 %, pour ${shown.length} colonnes`,
      },
      spec: {
        usermeta: {
          columns: {
            name: { en: 'Column', fr: 'Colonne' },
            loss: { en: 'Lost without it', fr: 'Perdu sans elle' },
            low: { en: '95 % from', fr: '95 % de' },
            high: { en: 'to', fr: 'à' },
          },
        },
        data: { values: shown.map(({ name, mean, half }) => ({ name, loss: mean, low: mean - half, high: mean + half })) },
        encoding: { y: { field: 'name', type: 'nominal', sort: shown.map(({ name }) => name), title: null } },
        layer: [
          { mark: { type: 'bar', opacity: 0.6 }, encoding: { x: { field: 'loss', type: 'quantitative', title: null } } },
          {
            mark: { type: 'rule', strokeDash: [], strokeWidth: 2 },
            encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
          },
        ],
      },
    },
  ]
}

function sentence(ranked: readonly ColumnLoss[], what: Text): Text {
  const [first] = ranked
  const idle = ranked.filter(({ mean, half }) => mean - half <= 0).length
  if (!first || idle === ranked.length)
    return {
      en: 'No column makes a difference beyond chance on these rows.',
      fr: 'Aucune colonne ne change rien au-delà du hasard sur ces lignes.',
    }
  const [loss, low, high] = [first.mean, first.mean - first.half, first.mean + first.half].map((value) => roughText(value)) as [
    Text,
    Text,
    Text,
  ]
  const own = quoted(first.name)
  const all = ranked.length
  return {
    en: `Without ${own.en}, ${what.en} is ${loss.en} worse (${low.en} to ${high.en}).${idle === 0 ? '' : ` ${idle} of ${all} columns ${idle === 1 ? 'makes' : 'make'} no difference beyond chance.`}`,
    fr: `Sans ${own.fr}, ${what.fr} empire de ${loss.fr} (${low.fr} à ${high.fr}).${idle === 0 ? '' : ` ${idle} ${idle === 1 ? 'colonne' : 'colonnes'} sur ${all} ne ${idle === 1 ? 'change' : 'changent'} rien au-delà du hasard.`}`,
  }
}
