import { field } from './fields.ts'

/** From which probability on the positive one of two classes is answered. */
export const thresholdField = field.optionalNumber({
  label: { en: 'Threshold', fr: 'Seuil' },
  help: {
    en: 'Of two classes, the positive one is answered from this probability on. Empty: the model’s own, 0.5 after training.',
    fr: 'De deux classes, la positive est répondue à partir de cette probabilité. Vide : celui du modèle, 0,5 après l’apprentissage.',
  },
  min: 0,
  max: 1,
  step: 0.01,
})
