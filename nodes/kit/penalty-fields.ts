import { field } from './fields.ts'

const penalised = { param: 'penalty', in: ['ridge', 'lasso', 'elastic-net'] } as const
const byFolds = { all: [penalised, { param: 'choose', in: ['best', 'simplest'] }] } as const

/** Fields of learners that hold their coefficients near 0, and choose how strongly. */
export const penaltyFields = (usual: { readonly penalty: 'none' | 'ridge'; readonly choose: 'best' | 'given' }) => ({
  penalty: field.choice({
    label: { en: 'Penalty on coefficients', fr: 'Pénalité des coefficients' },
    choices: [
      { value: 'none', label: { en: 'none', fr: 'aucune' } },
      {
        value: 'ridge',
        label: { en: 'ridge (L2): all smaller', fr: 'ridge (L2) : tous plus petits' },
        help: { en: 'For columns that say much the same.', fr: 'Pour des colonnes qui disent à peu près la même chose.' },
      },
      {
        value: 'lasso',
        label: { en: 'lasso (L1): some 0', fr: 'lasso (L1) : certains nuls' },
        help: { en: 'Chooses columns: those that add little get 0.', fr: 'Choisit des colonnes : celles qui apportent peu reçoivent 0.' },
      },
      { value: 'elastic-net', label: { en: 'elastic net: both', fr: 'elastic net : les deux' } },
    ],
    default: usual.penalty,
    tune: ['ridge', 'lasso', 'elastic-net'],
  }),
  l1Share: field.slider({
    label: { en: 'Share of the lasso', fr: 'Part du lasso' },
    default: 0.5,
    tune: { from: 0.05, to: 0.95 },
    min: 0,
    max: 1,
    step: 0.05,
    when: { param: 'penalty', in: ['elastic-net'] },
  }),
  choose: field.choice({
    label: { en: 'Strength', fr: 'Force' },
    choices: [
      { value: 'best', label: { en: 'best by cross-validation', fr: 'meilleure par validation croisée' } },
      {
        value: 'simplest',
        label: { en: 'strongest that is nearly as good', fr: 'plus forte presque aussi bonne' },
        help: {
          en: 'The strongest penalty whose error is within one standard error of the best.',
          fr: 'La plus forte pénalité dont l’erreur est à moins d’une erreur type de la meilleure.',
        },
      },
      { value: 'given', label: { en: 'given', fr: 'donnée' } },
    ],
    default: usual.choose,
    when: penalised,
  }),
  folds: field.number({ label: { en: 'Folds', fr: 'Plis' }, default: 5, min: 2, max: 50, integer: true, when: byFolds }),
  alike: field.flag({
    label: { en: 'Treat columns alike, whatever their units', fr: 'Traiter les colonnes pareillement, quelles que soient leurs unités' },
    help: {
      en: 'The penalty looks at coefficients of columns brought to deviation 1. The coefficients shown are those of the columns as they come.',
      fr: 'La pénalité porte sur les coefficients de colonnes ramenées à l’écart-type 1. Les coefficients affichés sont ceux des colonnes telles quelles.',
    },
    default: true,
    when: penalised,
  }),
})

/** When the strength is asked for. */
export const givenStrength = { all: [penalised, { param: 'choose', in: ['given'] }] } as const
