import type { Text } from '../protocol/text.ts'
import { numberText, shareText } from '../learn/number-text.ts'
import type { Pair } from './worst-pair.ts'

export type MeasureId =
  | 'demographic-parity-ratio'
  | 'demographic-parity-difference'
  | 'equal-opportunity-difference'
  | 'false-positive-difference'
  | 'equalised-odds-difference'
  | 'equalised-odds-ratio'
  | 'precision-difference'
  | 'accuracy-difference'
  | 'calibration-gap'

/** How the outcome is called, for example "approved" or "y = yes". */
export interface Wording {
  readonly outcome: string
}

export const measureLabels: Readonly<Record<MeasureId, Text>> = {
  'demographic-parity-ratio': { en: 'Selection ratio', fr: 'Rapport de sélection' },
  'demographic-parity-difference': { en: 'Selection gap', fr: 'Écart de sélection' },
  'equal-opportunity-difference': { en: 'Rightly found, gap', fr: 'Retrouvés à raison, écart' },
  'false-positive-difference': { en: 'Wrongly predicted, gap', fr: 'Prédits à tort, écart' },
  'equalised-odds-difference': { en: 'Equalised odds, gap', fr: 'Égalité des chances, écart' },
  'equalised-odds-ratio': { en: 'Equalised odds, ratio', fr: 'Égalité des chances, rapport' },
  'precision-difference': { en: 'Trust in a prediction, gap', fr: 'Confiance dans la prédiction, écart' },
  'accuracy-difference': { en: 'Accuracy gap', fr: 'Écart d’exactitude' },
  'calibration-gap': { en: 'Calibration gap', fr: 'Écart de calibration' },
}

interface Sentence extends Wording {
  readonly smallest: number
  /** The gap may be chance alone. */
  readonly chance: boolean
  /** Which of its two gaps an odds measure shows. */
  readonly part?: 'tpr' | 'fpr' | undefined
}

/** What a measure says about its worst pair, in a sentence that counts. */
export function measureText(id: MeasureId, pair: Pair | null, sentence: Sentence): Text {
  if (!pair) {
    return {
      en: `There are not two groups with ${sentence.smallest} rows to compare here.`,
      fr: `Il n’y a pas ici deux groupes d’au moins ${sentence.smallest} lignes à comparer.`,
    }
  }
  const said = statement(sentence.part ? oddsPart[sentence.part] : id, pair, sentence.outcome)
  const text = sentence.part
    ? { en: `The worse of the two error gaps. ${said.en}`, fr: `Le pire des deux écarts d’erreur. ${said.fr}` }
    : said
  if (!sentence.chance) return text
  return {
    en: `${text.en} With so few rows this may be chance.`,
    fr: `${text.fr} Sur si peu de lignes, cela peut être le hasard.`,
  }
}

const oddsPart = { tpr: 'equal-opportunity-difference', fpr: 'false-positive-difference' } as const

/** The outcome in quotation marks of each language: it is the name of a value, not a word of the sentence. */
export function quoted(outcome: string): Text {
  return { en: `“${outcome}”`, fr: `«\u202f${outcome}\u202f»` }
}

function statement(id: MeasureId, { low, high, ratio }: Pair, outcome: string): Text {
  const [a, b] = [shareText(low.rate.value!), shareText(high.rate.value!)]
  const [few, many] = [low.group, high.group]
  const name = quoted(outcome)
  switch (id) {
    case 'demographic-parity-ratio': {
      const hundred = ratio === null ? 100 : Math.round(ratio * 100)
      return {
        en: `Per head, ${name.en} is predicted for ${hundred} in ${few} for every 100 in ${many}.`,
        fr: `À effectif égal, ${name.fr} est prédit pour ${hundred} dans ${few} quand il l’est pour 100 dans ${many}.`,
      }
    }
    case 'equal-opportunity-difference':
      return {
        en: `Of the rows that really are ${name.en}, the model finds ${a.en} in ${few} and ${b.en} in ${many}.`,
        fr: `Parmi les lignes réellement ${name.fr}, le modèle en retrouve ${a.fr} dans ${few} et ${b.fr} dans ${many}.`,
      }
    case 'false-positive-difference':
      return {
        en: `Of the rows that are not ${name.en}, ${b.en} in ${many} are wrongly predicted so, against ${a.en} in ${few}.`,
        fr: `Parmi les lignes qui ne sont pas ${name.fr}, ${b.fr} dans ${many} sont prédites ainsi à tort, contre ${a.fr} dans ${few}.`,
      }
    case 'precision-difference':
      return {
        en: `When the model says ${name.en}, it is right for ${a.en} of ${few} and ${b.en} of ${many}.`,
        fr: `Quand le modèle dit ${name.fr}, il a raison pour ${a.fr} de ${few} et ${b.fr} de ${many}.`,
      }
    case 'accuracy-difference':
      return {
        en: `The model is right for ${a.en} of ${few} and ${b.en} of ${many}.`,
        fr: `Le modèle a raison pour ${a.fr} de ${few} et ${b.fr} de ${many}.`,
      }
    default:
      return {
        en: `${name.en} is predicted for ${a.en} of ${few} and ${b.en} of ${many}.`,
        fr: `${name.fr} est prédit pour ${a.fr} de ${few} et ${b.fr} de ${many}.`,
      }
  }
}

/** The few words beside the figure: on which side of its limit it is. */
export function chipText(kind: 'difference' | 'ratio', verdict: 'good' | 'near' | 'bad' | 'chance' | 'unknown', limit: number): Text {
  if (verdict === 'unknown') return { en: 'not judged', fr: 'non jugé' }
  if (verdict === 'chance') return { en: 'may be chance', fr: 'peut-être le hasard' }
  const value = kind === 'ratio' ? numberText(limit, 2) : numberText(limit * 100, Number.isInteger(Math.round(limit * 1000) / 10) ? 0 : 1)
  const unit = kind === 'ratio' ? '' : '\u202fpt'
  if (verdict === 'near') return { en: `near ${value.en}${unit}`, fr: `proche de ${value.fr}${unit}` }
  const under = (kind === 'ratio') === (verdict === 'bad')
  return under
    ? { en: `under ${value.en}${unit}`, fr: `sous ${value.fr}${unit}` }
    : { en: `over ${value.en}${unit}`, fr: `plus de ${value.fr}${unit}` }
}
