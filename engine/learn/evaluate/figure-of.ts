import type { Figure } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'
import type { Measured } from './measured.ts'

interface FigureText {
  readonly label: Text
  readonly help: Text
  readonly format: Figure['format']
  readonly better: 'higher' | 'lower'
}

const texts: Readonly<Record<string, FigureText>> = {
  accuracy: {
    label: { en: 'Accuracy', fr: 'Exactitude' },
    help: { en: 'Share of rows whose class is predicted rightly.', fr: 'Part des lignes dont la classe est bien prédite.' },
    format: 'percent',
    better: 'higher',
  },
  'balanced-accuracy': {
    label: { en: 'Balanced accuracy', fr: 'Exactitude équilibrée' },
    help: {
      en: 'Mean over the classes of the share found. Rare classes count as much as common ones.',
      fr: 'Moyenne, sur les classes, de la part retrouvée. Les classes rares comptent autant que les autres.',
    },
    format: 'percent',
    better: 'higher',
  },
  precision: {
    label: { en: 'Precision', fr: 'Précision' },
    help: { en: 'Of the rows predicted positive, the share that is.', fr: 'Parmi les lignes prédites positives, la part qui l’est.' },
    format: 'percent',
    better: 'higher',
  },
  recall: {
    label: { en: 'Recall', fr: 'Rappel' },
    help: { en: 'Of the rows that are positive, the share found.', fr: 'Parmi les lignes positives, la part retrouvée.' },
    format: 'percent',
    better: 'higher',
  },
  f1: {
    label: { en: 'F1', fr: 'F1' },
    help: { en: 'Harmonic mean of precision and recall.', fr: 'Moyenne harmonique de la précision et du rappel.' },
    format: 'percent',
    better: 'higher',
  },
  mcc: {
    label: { en: 'Matthews correlation', fr: 'Corrélation de Matthews' },
    help: {
      en: 'Correlation of the predicted with the actual class: 1 perfect, 0 no better than a constant.',
      fr: 'Corrélation entre classe prédite et classe réelle : 1 parfait, 0 pas mieux qu’une constante.',
    },
    format: 'number',
    better: 'higher',
  },
  'log-loss': {
    label: { en: 'Log loss', fr: 'Perte logarithmique' },
    help: {
      en: 'How surprised the model is by what happened. Sure and wrong costs most.',
      fr: 'À quel point le modèle est surpris par la réalité. Être sûr et se tromper coûte le plus.',
    },
    format: 'number',
    better: 'lower',
  },
  brier: {
    label: { en: 'Brier score', fr: 'Score de Brier' },
    help: {
      en: 'Mean squared gap between probability and outcome.',
      fr: 'Écart quadratique moyen entre la probabilité et l’issue.',
    },
    format: 'number',
    better: 'lower',
  },
  auc: {
    label: { en: 'AUC', fr: 'AUC' },
    help: {
      en: 'Chance that a positive row scores above a negative one: 0.5 is guessing.',
      fr: 'Chance qu’une ligne positive soit mieux notée qu’une négative : 0,5 revient à deviner.',
    },
    format: 'number',
    better: 'higher',
  },
  'average-precision': {
    label: { en: 'Average precision', fr: 'Précision moyenne' },
    help: {
      en: 'Precision averaged over all levels of recall; judges the rows at the top of the list.',
      fr: 'Précision moyenne sur tous les niveaux de rappel ; juge le haut de la liste.',
    },
    format: 'number',
    better: 'higher',
  },
  'calibration-error': {
    label: { en: 'Calibration error', fr: 'Erreur de calibration' },
    help: {
      en: 'Mean gap between predicted and observed shares, over groups of rows with like scores.',
      fr: 'Écart moyen entre parts prédites et observées, sur des groupes de lignes aux scores voisins.',
    },
    format: 'percent',
    better: 'lower',
  },
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
  },
}

/** The figure as the studio shows it, beside that of the best constant answer. The help says why a value or an interval is not there. */
export function figureOf(measured: Measured, baseline: number | null | undefined): Figure {
  const text = texts[measured.id]
  if (!text) throw new RangeError(`no text for figure ${measured.id}`)
  const { reason } = measured
  return {
    id: measured.id,
    label: text.label,
    value: measured.value,
    ...(measured.interval ? { interval: [measured.interval[0], measured.interval[1]] } : {}),
    baseline: baseline ?? null,
    format: text.format,
    better: text.better,
    help: reason ? { en: `${text.help.en} ${reason.en}`, fr: `${text.help.fr} ${reason.fr}` } : text.help,
  }
}
