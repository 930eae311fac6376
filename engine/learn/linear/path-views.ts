import type { View } from '../../protocol/artifact.ts'
import { roughText } from '../number-text.ts'
import { isRecord } from '../read-model-json.ts'
import { readPath, type PathRecord } from './path-record.ts'

const measures = {
  'mean-square': { en: 'mean squared error', fr: 'l’erreur quadratique moyenne' },
  'log-loss': { en: 'log loss', fr: 'la perte logarithmique' },
} as const

/** Lines that have a colour of their own, which the legend names. */
const mostColours = 6

/** How coefficients and error changed with the strength of a penalty; nothing for a model without a path. */
export function pathViews(estimator: unknown): View[] {
  const path = isRecord(estimator) ? readPath(estimator['path']) : null
  return path ? [errorView(path), coefficientView(path)] : []
}

function errorView({ strengths, error, spread, measure, chosen, used }: PathRecord): View {
  const values = strengths.map((strength, at) => ({
    strength,
    error: error[at] ?? 0,
    low: (error[at] ?? 0) - (spread[at] ?? 0),
    high: (error[at] ?? 0) + (spread[at] ?? 0),
    used: used[at] ?? 0,
  }))
  const x = { field: 'strength', type: 'quantitative', scale: { type: 'log', nice: false }, title: null }
  const best = values[chosen]
  const figures = { strength: roughText(best?.strength ?? 0), error: roughText(best?.error ?? 0), spread: roughText(spread[chosen] ?? 0) }
  return {
    view: 'vega-lite',
    title: { en: 'Error by strength of the penalty', fr: 'Erreur selon la force de la pénalité' },
    summary: {
      en: `At the chosen strength, ${figures.strength.en}, the ${measures[measure].en} on rows kept apart is ${figures.error.en} ± ${figures.spread.en}; ${best?.used ?? 0} coefficients are not 0.`,
      fr: `À la force choisie, ${figures.strength.fr}, ${measures[measure].fr} sur des lignes mises de côté est ${figures.error.fr} ± ${figures.spread.fr} ; ${best?.used ?? 0} coefficients ne sont pas nuls.`,
    },
    spec: {
      usermeta: {
        columns: {
          strength: { en: 'Strength', fr: 'Force' },
          error: { en: 'Error', fr: 'Erreur' },
          low: { en: 'from', fr: 'de' },
          high: { en: 'to', fr: 'à' },
          used: { en: 'Coefficients', fr: 'Coefficients' },
        },
      },
      data: { values },
      layer: [
        {
          mark: { type: 'area', opacity: 0.2, line: false },
          encoding: { x, y: { field: 'low', type: 'quantitative', scale: { zero: false }, title: null }, y2: { field: 'high' } },
        },
        { mark: 'line', encoding: { x, y: { field: 'error', type: 'quantitative', scale: { zero: false }, title: null } } },
        {
          transform: [{ filter: `datum.strength == ${best?.strength ?? 0}` }],
          mark: { type: 'rule', strokeDash: [4, 4] },
          encoding: { x },
        },
      ],
    },
  }
}

function coefficientView({ strengths, names, coefficients, chosen, used }: PathRecord): View {
  const values = strengths.flatMap((strength, at) =>
    names.map((name, line) => ({ strength, name, coefficient: coefficients[at]?.[line] ?? 0 })),
  )
  const [most] = names
  const coloured = names.slice(0, mostColours)
  const x = { field: 'strength', type: 'quantitative', scale: { type: 'log', nice: false }, title: null }
  const y = { field: 'coefficient', type: 'quantitative', title: null }
  return {
    view: 'vega-lite',
    title: { en: 'Coefficients by strength of the penalty', fr: 'Coefficients selon la force de la pénalité' },
    summary: {
      en: `For one standard deviation of each column. The largest is that of ${most ?? ''}; ${used[chosen] ?? 0} are not 0 at the chosen strength.`,
      fr: `Pour un écart-type de chaque colonne. Le plus grand est celui de ${most ?? ''} ; ${used[chosen] ?? 0} ne sont pas nuls à la force choisie.`,
    },
    spec: {
      usermeta: {
        columns: {
          strength: { en: 'Strength', fr: 'Force' },
          name: { en: 'Column', fr: 'Colonne' },
          coefficient: { en: 'Coefficient', fr: 'Coefficient' },
        },
      },
      data: { values },
      layer: [
        // Further lines would repeat the colours: they are pale, and called by what lies under the pointer.
        {
          transform: [{ filter: { not: { field: 'name', oneOf: coloured } } }],
          mark: { type: 'line', opacity: 0.25, strokeWidth: 1 },
          encoding: { x, y, detail: { field: 'name' } },
        },
        {
          transform: [{ filter: { field: 'name', oneOf: coloured } }],
          mark: 'line',
          encoding: { x, y, color: { field: 'name', type: 'nominal', scale: { domain: coloured }, title: null } },
        },
        {
          transform: [{ filter: `datum.strength == ${strengths[chosen] ?? 0} && datum.name == ${JSON.stringify(most ?? '')}` }],
          mark: { type: 'rule', strokeDash: [4, 4] },
          encoding: { x: { field: 'strength', type: 'quantitative' } },
        },
      ],
    },
  }
}
