import type { FigureText } from './figure-text.ts'

/** What the figures of numbers are called and mean. */
export const numberFigureTexts: Readonly<Record<string, FigureText>> = {
  mae: {
    label: { en: 'Mean absolute error', fr: 'Erreur absolue moyenne' },
    help: { en: 'How far off a prediction is on average.', fr: 'De combien une prédiction se trompe en moyenne.' },
    format: 'number',
    better: 'lower',
  },
  rmse: {
    label: { en: 'Root mean squared error', fr: 'Racine de l’erreur quadratique moyenne' },
    help: { en: 'As the mean error, but large errors count more.', fr: 'Comme l’erreur moyenne, mais les grandes erreurs pèsent plus.' },
    format: 'number',
    better: 'lower',
  },
  r2: {
    label: { en: 'R²', fr: 'R²' },
    help: {
      en: 'Share of the target’s variation that the model explains; 0 is no better than the mean.',
      fr: 'Part de la variation de la cible expliquée par le modèle ; 0 ne vaut pas mieux que la moyenne.',
    },
    format: 'number',
    better: 'higher',
  },
  'median-error': {
    label: { en: 'Median absolute error', fr: 'Erreur absolue médiane' },
    help: { en: 'Half of the predictions are closer than this.', fr: 'La moitié des prédictions sont plus proches que cela.' },
    format: 'number',
    better: 'lower',
  },
  mape: {
    label: { en: 'Mean percentage error', fr: 'Erreur moyenne en pourcentage' },
    help: {
      en: 'Mean of error over actual value; rows whose target is 0 are left out.',
      fr: 'Moyenne de l’erreur rapportée à la valeur réelle ; les lignes de cible nulle sont écartées.',
    },
    format: 'percent',
    better: 'lower',
  },
  smape: {
    label: { en: 'Symmetric percentage error', fr: 'Erreur symétrique en pourcentage' },
    help: {
      en: 'Mean of error over the mean size of actual and predicted value, 0 to 200 %.',
      fr: 'Moyenne de l’erreur rapportée à la taille moyenne des deux valeurs, de 0 à 200 %.',
    },
    format: 'percent',
    better: 'lower',
    detail: true,
  },
  mse: {
    label: { en: 'Mean squared error', fr: 'Erreur quadratique moyenne' },
    help: { en: 'Mean of the squared errors.', fr: 'Moyenne des erreurs au carré.' },
    format: 'number',
    better: 'lower',
    detail: true,
  },
  'explained-variance': {
    label: { en: 'Explained variance', fr: 'Variance expliquée' },
    help: {
      en: 'As R², but an error that is the same in every row costs nothing.',
      fr: 'Comme R², mais une erreur identique dans toutes les lignes ne coûte rien.',
    },
    format: 'number',
    better: 'higher',
    detail: true,
  },
  nmae: {
    label: { en: 'Normalised mean absolute error', fr: 'Erreur absolue moyenne normalisée' },
    help: {
      en: 'Mean absolute error over the range of the target in these rows.',
      fr: 'Erreur absolue moyenne rapportée à l’étendue de la cible dans ces lignes.',
    },
    format: 'percent',
    better: 'lower',
    detail: true,
  },
  nrmse: {
    label: { en: 'Normalised root mean squared error', fr: 'Racine de l’erreur quadratique normalisée' },
    help: {
      en: 'Root mean squared error over the range of the target in these rows.',
      fr: 'Racine de l’erreur quadratique moyenne rapportée à l’étendue de la cible dans ces lignes.',
    },
    format: 'percent',
    better: 'lower',
    detail: true,
  },
  mase: {
    label: { en: 'Mean absolute scaled error', fr: 'Erreur absolue moyenne relative au naïf' },
    help: {
      en: 'Mean error over that of answering the value before, in the order of time; below 1 beats the naive forecast.',
      fr: 'Erreur moyenne rapportée à celle de répondre la valeur d’avant, dans l’ordre du temps ; sous 1, mieux que la prévision naïve.',
    },
    format: 'number',
    better: 'lower',
  },
  pinball: {
    label: { en: 'Pinball loss', fr: 'Perte quantile' },
    help: {
      en: 'Error of a predicted quantile: too low costs the quantile, too high the rest of 1.',
      fr: 'Erreur d’un quantile prédit : trop bas coûte le quantile, trop haut le reste de 1.',
    },
    format: 'number',
    better: 'lower',
  },
  spearman: {
    label: { en: 'Spearman’s correlation', fr: 'Corrélation de Spearman' },
    help: {
      en: 'How well the order of the predictions is that of the target: 1 the same order, 0 none.',
      fr: 'À quel point l’ordre des prédictions est celui de la cible : 1 le même ordre, 0 aucun lien.',
    },
    format: 'number',
    better: 'higher',
    detail: true,
  },
  rmsle: {
    label: { en: 'Root mean squared logarithmic error', fr: 'Racine de l’erreur quadratique des logarithmes' },
    help: {
      en: 'Error of the logarithms: twice too much costs about as much as half too little.',
      fr: 'Erreur des logarithmes : le double coûte à peu près autant que la moitié.',
    },
    format: 'number',
    better: 'lower',
    detail: true,
  },
  'poisson-deviance': {
    label: { en: 'Poisson deviance', fr: 'Déviance de Poisson' },
    help: {
      en: 'For counts: how far the predictions are from what happened, 0 at best.',
      fr: 'Pour des comptages : distance entre prédictions et réalité, 0 au mieux.',
    },
    format: 'number',
    better: 'lower',
    detail: true,
  },
  'tweedie-deviance': {
    label: { en: 'Tweedie deviance, power 1.5', fr: 'Déviance de Tweedie, puissance 1,5' },
    help: {
      en: 'For amounts that are often 0, as of claims: 0 at best.',
      fr: 'Pour des montants souvent nuls, comme des sinistres : 0 au mieux.',
    },
    format: 'number',
    better: 'lower',
    detail: true,
  },
}
