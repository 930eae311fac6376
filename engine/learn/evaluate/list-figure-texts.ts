import { countText } from '../number-text.ts'
import type { FigureText } from './figure-text.ts'
import { usualPlaces } from './list-figures.ts'

/** What the figures of ranked lists are called and mean. `places`: the first ones that some look at. */
export function listFigureTexts(places: number = usualPlaces): Readonly<Record<string, FigureText>> {
  const first = countText(places)
  return {
    ndcg: {
      label: { en: 'NDCG', fr: 'NDCG' },
      help: {
        en: 'Whether the rows of a group that matter most come first by prediction, the top counting most; mean over the groups.',
        fr: 'Les lignes d’un groupe qui comptent le plus viennent-elles d’abord, le haut pesant le plus ; moyenne sur les groupes.',
      },
      format: 'number',
      better: 'higher',
      detail: true,
    },
    'ndcg-first': {
      label: { en: `NDCG of the first ${first}`, fr: `NDCG des ${first} premières` },
      help: {
        en: 'NDCG of the first places of each group alone.',
        fr: 'NDCG des premières places de chaque groupe seulement.',
      },
      format: 'number',
      better: 'higher',
      detail: true,
    },
    'list-precision': {
      label: { en: 'Mean average precision of lists', fr: 'Précision moyenne des listes' },
      help: {
        en: 'Average precision within each group (MAP), where a row counts if its target is positive; mean over the groups.',
        fr: 'Précision moyenne au sein de chaque groupe (MAP), où une ligne compte si sa cible est positive ; moyenne sur les groupes.',
      },
      format: 'number',
      better: 'higher',
      detail: true,
    },
    'precision-first': {
      label: { en: `Precision of the first ${first}`, fr: `Précision des ${first} premières` },
      help: {
        en: 'Of the first places of each group, or of all its rows where it has fewer, the share that is positive; mean over the groups.',
        fr: 'Parmi les premières places de chaque groupe, ou toutes ses lignes s’il en a moins, la part qui est positive ; moyenne sur les groupes.',
      },
      format: 'percent',
      better: 'higher',
      detail: true,
    },
  }
}
