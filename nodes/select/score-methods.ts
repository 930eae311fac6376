/** What a column can be scored by, in the order in which they are offered. */
export const scoreMethods = [
  {
    value: 'power',
    label: { en: 'predictive power of each alone', fr: 'pouvoir de prédiction de chacune seule' },
    help: {
      en: '2 AUC − 1 of classes, share of the variance of numbers; learnt on half of the rows, judged on the other.',
      fr: '2 AUC − 1 pour des classes, part de la variance pour des nombres ; appris sur la moitié des lignes, jugé sur l’autre.',
    },
  },
  { value: 'information', label: { en: 'mutual information', fr: 'information mutuelle' } },
  { value: 'gain', label: { en: 'information gain', fr: 'gain d’information' } },
  { value: 'gain-ratio', label: { en: 'gain ratio', fr: 'rapport de gain' } },
  { value: 'gini', label: { en: 'Gini decrease', fr: 'baisse de Gini' } },
  { value: 'chi-square', label: { en: 'chi-square', fr: 'khi-deux' } },
  { value: 'anova', label: { en: 'analysis of variance (F)', fr: 'analyse de variance (F)' } },
  { value: 'pearson', label: { en: 'size of Pearson’s correlation', fr: 'taille de la corrélation de Pearson' } },
  { value: 'regression', label: { en: 'regression on each (F)', fr: 'régression sur chacune (F)' } },
  {
    value: 'relief',
    label: { en: 'ReliefF, among near rows', fr: 'ReliefF, parmi les lignes proches' },
    help: {
      en: 'Sees columns that tell together; of 500 rows drawn, up to 20,000 rows compared.',
      fr: 'Voit les colonnes qui parlent ensemble ; sur 500 lignes tirées, comparées à 20 000 au plus.',
    },
  },
  {
    value: 'fcbf',
    label: { en: 'FCBF, without repetition', fr: 'FCBF, sans répétition' },
    help: {
      en: 'Leaves out columns that a better one tells already.',
      fr: 'Écarte les colonnes qu’une meilleure dit déjà.',
    },
  },
  {
    value: 'lasso',
    label: { en: 'lasso, all columns together', fr: 'lasso, toutes les colonnes ensemble' },
    help: {
      en: 'Leaves out columns whose coefficient is 0; the score is its size for one standard deviation.',
      fr: 'Écarte les colonnes dont le coefficient est nul ; le score est sa taille pour un écart-type.',
    },
  },
  {
    value: 'model',
    label: { en: 'importance in the connected model', fr: 'importance dans le modèle relié' },
    help: {
      en: 'The share of each column in what the model makes of all.',
      fr: 'La part de chaque colonne dans ce que le modèle tire de toutes.',
    },
  },
] as const

/** Those that hold a column against a target. */
export const targetMethods = scoreMethods.flatMap(({ value }) => (value === 'model' ? [] : [value]))

export type ScoreMethod = (typeof scoreMethods)[number]['value']
