import type { FigureText } from './figure-text.ts'

/** What the figures of classes are called and mean. */
export const classFigureTexts: Readonly<Record<string, FigureText>> = {
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
    detail: true,
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
  specificity: {
    label: { en: 'Specificity', fr: 'Spécificité' },
    help: {
      en: 'Of the rows that are not positive, the share left in peace.',
      fr: 'Parmi les lignes qui ne sont pas positives, la part laissée en paix.',
    },
    format: 'percent',
    better: 'higher',
    detail: true,
  },
  kappa: {
    label: { en: 'Cohen’s kappa', fr: 'Kappa de Cohen' },
    help: {
      en: 'Agreement beyond what the shares of the classes alone would give: 1 perfect, 0 chance.',
      fr: 'Accord au-delà de ce que donneraient les seules parts des classes : 1 parfait, 0 le hasard.',
    },
    format: 'number',
    better: 'higher',
    detail: true,
  },
  'norm-macro-recall': {
    label: { en: 'Normalised macro recall', fr: 'Rappel macro normalisé' },
    help: {
      en: 'Balanced accuracy on a scale where guessing is 0 and perfect is 1.',
      fr: 'Exactitude équilibrée sur une échelle où deviner vaut 0 et la perfection 1.',
    },
    format: 'number',
    better: 'higher',
    detail: true,
  },
  cost: {
    label: { en: 'Cost per row', fr: 'Coût par ligne' },
    help: {
      en: 'Mean of what each answer costs by the costs of this node.',
      fr: 'Moyenne de ce que coûte chaque réponse selon les coûts de ce nœud.',
    },
    format: 'number',
    better: 'lower',
  },
}
