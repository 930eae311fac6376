import type { Text } from '../protocol/text.ts'

/** The words of what a profile says beyond counting. */
export const furtherWords = {
  colon: { en: ':', fr: '\u00a0:' },
  mostRepeated: { en: 'Most repeated rows', fr: 'Lignes les plus répétées' },
  times: { en: 'times', fr: 'fois' },
  firstRow: { en: 'first at row', fr: 'd’abord à la ligne' },
  model: { en: 'Quick model', fr: 'Modèle rapide' },
  modelNote: {
    en: 'a small tree of {train} rows, judged on {test} others',
    fr: 'un petit arbre sur {train} lignes, jugé sur {test} autres',
  },
  fromSample: { en: 'of a sample of {n} rows', fr: 'd’un échantillon de {n} lignes' },
  withoutLeaks: { en: 'Without what may know the answer:', fr: 'Sans ce qui connaît peut-être la réponse :' },
  constant: { en: 'best constant', fr: 'meilleure constante' },
  actual: { en: 'actual', fr: 'réel' },
  predicted: { en: 'predicted', fr: 'prédit' },
  mostUsed: { en: 'Most used columns', fr: 'Colonnes les plus utilisées' },
  residuals: {
    en: 'predicted (up) against actual (right); on the line they are equal',
    fr: 'prédit (en hauteur) selon le réel ; égaux sur la ligne',
  },
  unusual: { en: 'Unusual rows', fr: 'Lignes inhabituelles' },
  unusualNote: {
    en: 'soonest alone in an isolation forest of {n} rows; the middle row scores {typical}',
    fr: 'les plus vite isolées dans une forêt d’isolement de {n} lignes ; la ligne médiane a {typical}',
  },
  row: { en: 'row', fr: 'ligne' },
  score: { en: 'score', fr: 'score' },
  because: { en: 'because of', fr: 'à cause de' },
  usually: { en: 'usually', fr: 'd’ordinaire' },
  series: { en: 'As a series', fr: 'Comme série' },
  averaged: { en: 'means of the rows of a moment', fr: 'moyennes des lignes d’un moment' },
  overTime: { en: 'over time', fr: 'dans le temps' },
  acf: { en: 'autocorrelation', fr: 'autocorrélation' },
  pacf: { en: 'partial', fr: 'partielle' },
  season: { en: 'comes back after', fr: 'se répète après' },
  level: { en: 'level', fr: 'niveau' },
  staysLevel: { en: 'stays around one', fr: 'reste autour d’un seul' },
  wanders: { en: 'wanders', fr: 'dérive' },
} as const satisfies Record<string, Text>
