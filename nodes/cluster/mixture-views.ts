import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { ColumnScale } from '../kit/column-scale.ts'
import { rowsWord, shownShare } from '../kit/count-words.ts'
import { centreView } from './centre-view.ts'
import { triedView } from './tried-view.ts'

interface Found {
  /** In own units, the largest cloud first. */
  readonly centres: readonly (readonly number[])[]
  readonly shares: readonly number[]
  readonly typical: readonly ColumnScale[]
  readonly tried: readonly { readonly count: number; readonly logLikelihood: number; readonly bic: number; readonly aic: number }[]
  readonly rows: number
}

/** What a mixture found: a sentence, figures of the fit, the clouds, their middles, and the numbers that were tried. */
export function mixtureViews({ centres, shares, typical, tried, rows }: Found): readonly View[] {
  const taken = tried.find(({ count }) => count === centres.length)
  return [
    { view: 'text', lead: true, text: sentence(shares, rows) },
    {
      view: 'figures',
      figures: [
        { id: 'rows', label: { en: 'Rows learnt from', fr: 'Lignes apprises' }, value: rows, format: 'count' },
        { id: 'columns', label: { en: 'Columns', fr: 'Colonnes' }, value: typical.length, format: 'count' },
        {
          id: 'log-likelihood',
          label: { en: 'Log likelihood', fr: 'Log-vraisemblance' },
          value: taken?.logLikelihood ?? null,
          format: 'number',
        },
        {
          id: 'bic',
          label: { en: 'BIC', fr: 'BIC' },
          value: taken?.bic ?? null,
          format: 'number',
          help: {
            en: 'The fit against the number of figures it takes; smaller is better.',
            fr: 'L’ajustement contre le nombre de chiffres qu’il demande ; plus petit vaut mieux.',
          },
        },
      ],
    },
    {
      view: 'table',
      title: { en: 'Clouds', fr: 'Nuages' },
      columns: [
        { key: 'cloud', label: { en: 'Cloud', fr: 'Nuage' }, format: 'text' },
        { key: 'share', label: { en: 'Share of the rows', fr: 'Part des lignes' }, format: 'percent' },
      ],
      rows: shares.map((share, at) => ({ cloud: String(at + 1), share })),
    },
    centreView({
      title: { en: 'Middles of the clouds', fr: 'Milieux des nuages' },
      cluster: { en: 'Cloud', fr: 'Nuage' },
      centres,
      typical,
    }),
    ...(tried.length > 1
      ? [
          triedView({
            figure: { en: 'BIC', fr: 'BIC' },
            counted: { en: 'clouds', fr: 'nuages' },
            tried: tried.map(({ count, bic }) => ({ count, value: bic })),
            chosen: centres.length,
          }),
        ]
      : []),
  ]
}

function sentence(shares: readonly number[], rows: number): Text {
  const all = rowsWord(rows)
  if (shares.length < 2) return { en: `One cloud describes ${all.en}.`, fr: `Un seul nuage décrit ${all.fr}.` }
  const [largest, least] = [shownShare(shares[0] ?? 0), shownShare(shares.at(-1) ?? 0)]
  return {
    en: `${shares.length} clouds describe ${all.en}: the largest has ${largest.en} of them, the smallest ${least.en}.`,
    fr: `${shares.length} nuages décrivent ${all.fr} : le plus grand en a ${largest.fr}, le plus petit ${least.fr}.`,
  }
}
