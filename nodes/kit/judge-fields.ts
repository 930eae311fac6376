import { usualPlaces } from '../../engine/learn/evaluate/list-figures.ts'
import { costField } from './cost-field.ts'
import { field } from './fields.ts'

/** How models are judged, for every node that does. */
export const judgeFields = {
  slices: field.flag({
    label: { en: 'Look for weak spots', fr: 'Chercher les points faibles' },
    help: {
      en: 'Groups of rows, by one column or two, that a model gets wrong more than the others beyond chance.',
      fr: 'Groupes de lignes, par une ou deux colonnes, où un modèle se trompe plus qu’ailleurs au-delà du hasard.',
    },
    default: true,
  }),
  costs: costField,
  quantile: field.optionalNumber({
    label: { en: 'Predictions are the quantile', fr: 'Les prédictions sont le quantile' },
    help: {
      en: 'For models that predict a quantile of a number, such as 0.9: adds the pinball loss. Empty: they predict the number itself.',
      fr: 'Pour des modèles qui prédisent un quantile d’un nombre, comme 0,9 : ajoute la perte quantile. Vide : ils prédisent le nombre lui-même.',
    },
    min: 0.001,
    max: 0.999,
    step: 0.05,
    group: 'advanced',
  }),
  places: field.number({
    label: { en: 'Places of a list that count', fr: 'Places d’une liste qui comptent' },
    help: {
      en: 'Where a column has the role group, its rows are lists that the model ranks: the figures about the first places look at so many.',
      fr: 'Quand une colonne a le rôle « groupe », ses lignes forment des listes que le modèle ordonne : les chiffres sur les premières places en regardent autant.',
    },
    default: usualPlaces,
    min: 1,
    max: 1000,
    integer: true,
    group: 'advanced',
  }),
}

/** The rows that models were judged on, with their answers. */
export const judgedOutput = { rows: { kind: 'table', label: { en: 'Rows with answers', fr: 'Lignes avec réponses' } } } as const
