import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { shownShare } from '../kit/count-words.ts'
import { gridView } from '../kit/grid-view.ts'
import { listed, quoted } from '../kit/phrases.ts'

const [mostComponents, mostColumns] = [12, 30]
/** Components beyond these are not drawn in the spectrum. */
const mostBars = 40

interface Components {
  readonly names: readonly string[]
  /** Of all components, the largest first. */
  readonly variances: readonly number[]
  /** Of the components kept: one number for each column. */
  readonly directions: readonly (readonly number[])[]
}

/** What is kept in a sentence, the share of the variance of each component, and how much of each column is in those kept. */
export function componentViews({ names, variances, directions }: Components): readonly View[] {
  const all = variances.reduce((sum, value) => sum + value, 0)
  const kept = directions.length
  const shares = variances.map((variance) => (all > 0 ? variance / all : 0))
  const soFar = shares.map((_, at) =>
    Math.min(
      1,
      shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0),
    ),
  )
  const shown = directions.slice(0, mostComponents)
  const columns = names
    .map((name, at) => ({ name, at, most: Math.max(...shown.map((direction) => Math.abs(direction[at] ?? 0))) }))
    .toSorted((a, b) => b.most - a.most)
    .slice(0, mostColumns)
    .toSorted((a, b) => a.at - b.at)
  const [x, tooltip] = [
    { field: 'component', type: 'ordinal', title: { en: 'component', fr: 'composante' }, axis: { labelAngle: 0 } },
    [
      { field: 'component', type: 'ordinal', title: { en: 'Component', fr: 'Composante' } },
      { field: 'share', type: 'quantitative', title: { en: 'Share of the variance', fr: 'Part de la variance' }, format: '.1%' },
      { field: 'so far', type: 'quantitative', title: { en: 'Share so far', fr: 'Cumul' }, format: '.1%' },
    ],
  ]
  const y = { type: 'quantitative', title: null, axis: { format: '.0%' } }
  return [
    { view: 'text', lead: true, text: sentence({ shares, soFar, directions, names }) },
    {
      view: 'vega-lite',
      title: { en: 'Share of the variance; the line adds them up', fr: 'Part de la variance ; la courbe les cumule' },
      summary: {
        en: `The share of the variance of ${variances.length} components, those that are kept in full colour: ${shownShare(soFar[kept - 1] ?? 0).en} together.`,
        fr: `La part de la variance de ${variances.length} composantes, celles gardées en pleine couleur : ${shownShare(soFar[kept - 1] ?? 0).fr} ensemble.`,
      },
      spec: {
        usermeta: {
          columns: {
            component: { en: 'Component', fr: 'Composante' },
            share: { en: 'Share of the variance', fr: 'Part de la variance' },
            'so far': { en: 'Share so far', fr: 'Cumul' },
          },
        },
        data: {
          values: shares.slice(0, mostBars).map((share, at) => ({ component: at + 1, share, 'so far': soFar[at] ?? 0, kept: at < kept })),
        },
        layer: [
          {
            mark: { type: 'bar' },
            encoding: { x, y: { ...y, field: 'share' }, tooltip, opacity: { condition: { test: 'datum.kept', value: 1 }, value: 0.35 } },
          },
          { mark: { type: 'line', point: { size: 28 }, opacity: 0.7 }, encoding: { x, y: { ...y, field: 'so far' }, tooltip } },
        ],
      },
    },
    gridView({
      title: { en: 'How much of each column is in each component', fr: 'Ce que chaque composante prend de chaque colonne' },
      summary: {
        en: `Weights of ${columns.length} columns in ${shown.length} components, from −1 to 1.`,
        fr: `Poids de ${columns.length} colonnes dans ${shown.length} composantes, de −1 à 1.`,
      },
      rows: columns.map(({ name }) => name),
      columns: shown.map((_, at) => String(at + 1)),
      cells: columns.flatMap(({ name, at }) =>
        shown.map((direction, component) => ({
          row: name,
          column: String(component + 1),
          value: direction[at] ?? 0,
          tone: direction[at] ?? 0,
        })),
      ),
      words: {
        row: { en: 'Column', fr: 'Colonne' },
        column: { en: 'Component', fr: 'Composante' },
        value: { en: 'Weight', fr: 'Poids' },
        tone: { en: 'Weight in the component', fr: 'Poids dans la composante' },
      },
      leastTone: 1,
    }),
  ]
}

function sentence({
  shares,
  soFar,
  directions,
  names,
}: {
  readonly shares: readonly number[]
  readonly soFar: readonly number[]
  readonly directions: readonly (readonly number[])[]
  readonly names: readonly string[]
}): Text {
  const kept = directions.length
  const [together, first] = [shownShare(soFar[kept - 1] ?? 0), shownShare(shares[0] ?? 0)]
  const heaviest = names
    .map((name, at) => ({ name, weight: Math.abs(directions[0]?.[at] ?? 0) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
  const mostly = listed(heaviest.map(({ name }) => quoted(name)))
  return {
    en: `${kept} of ${shares.length} components ${kept === 1 ? 'is kept and holds' : 'are kept and hold'} ${together.en} of the variance. The first alone has ${first.en}, mostly of ${mostly.en}.`,
    fr: `${kept} ${kept === 1 ? 'composante' : 'composantes'} sur ${shares.length} ${kept === 1 ? 'est gardée et porte' : 'sont gardées et portent'} ${together.fr} de la variance. La première à elle seule en a ${first.fr}, surtout de ${mostly.fr}.`,
  }
}
