import { scoreBars, settledBy, type ShuffleTest } from '../../engine/learn/evaluate/shuffle-test.ts'
import { numberText } from '../../engine/learn/number-text.ts'
import type { Figure, View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { scoreText } from '../kit/deciding-figure.ts'
import { failedViews, type FailedPart } from '../kit/failed-parts.ts'
import { unitOf } from '../kit/fold-report.ts'
import type { NodeProblemData } from '../kit/problem.ts'
import type { ShuffledColumn } from '../kit/study.ts'

/** What a label-shuffle test found. */
export interface ShuffleFound extends ShuffleTest {
  readonly model: string
  readonly figure: Pick<Figure, 'id' | 'label' | 'format'>
  /** 1 where higher scores are better, -1 where lower ones are. */
  readonly sign: 1 | -1
  readonly score: number
  readonly shuffled: readonly number[]
  /** The same figure of the best constant answer. */
  readonly chance: number | null
  readonly asked: number
  readonly failed: readonly FailedPart[]
  readonly within: NonNullable<ShuffledColumn['within']> | null
}

/** From this p-value on a score may be chance. */
const usualLevel = 0.05

const pText = (value: number): Text => numberText(value, value < 0.1 ? 3 : 2)

/** Shuffled scores are above chance when they lead by so many standard errors, and by this share of the figure's unit. */
const errorsAhead = 4
const pointsAhead = 0.03

/** Whether shuffled labels score above chance: a leak, unless they stayed within groups. */
function scoresShuffled({ figure, mean, deviation, shuffles, chance, sign, within }: ShuffleFound): boolean {
  if (chance === null || within || shuffles < 4) return false
  const needed = Math.max((errorsAhead * deviation) / Math.sqrt(shuffles), pointsAhead * unitOf(figure, [chance]))
  return sign * (mean - chance) > needed
}

const withStop = (text: string) => (text === '' ? '' : ` ${text}`)

function sentence(found: ShuffleFound): Text {
  const { figure, shuffles, asGood, pValue, asked, failed } = found
  const [score, mean] = [scoreText(found.score, figure.format), scoreText(found.mean, figure.format)]
  const verdict = scoresShuffled(found)
    ? {
        en: 'Shuffled labels score well too, so this says nothing.',
        fr: 'La cible mélangée obtient aussi un bon score : le test ne dit rien.',
      }
    : pValue <= usualLevel
      ? { en: 'The model finds something beyond chance.', fr: 'Le modèle trouve plus que le hasard.' }
      : { en: 'What the model finds may be chance.', fr: 'Ce que le modèle trouve peut être dû au hasard.' }
  const did =
    asGood === 0
      ? { en: `None of ${shuffles} shuffles did as well`, fr: `Aucun des ${shuffles} mélanges n’a fait aussi bien` }
      : {
          en: `${asGood} of ${shuffles} shuffles did at least as well`,
          fr: `${asGood} des ${shuffles} mélanges ont fait aussi bien ou mieux`,
        }
  const early = shuffles + failed.length < asked && asGood >= settledBy
  const stopped = early
    ? {
        en: `It ended before the ${asked} shuffles asked for: ${settledBy} that do as well settle it.`,
        fr: `Arrêté avant les ${asked} mélanges demandés : ${settledBy} qui font aussi bien suffisent.`,
      }
    : { en: '', fr: '' }
  const lost =
    failed.length > 0
      ? {
          en: `${failed.length} of ${asked} shuffles could not be judged.`,
          fr:
            failed.length === 1
              ? `1 mélange sur ${asked} n’a pas pu être jugé.`
              : `${failed.length} mélanges sur ${asked} n’ont pas pu être jugés.`,
        }
      : { en: '', fr: '' }
  const [label, p] = [figure.label, pText(pValue)]
  return {
    en: `${verdict.en} ${label.en} is ${score.en} with the true labels, ${mean.en} on average with shuffled ones. ${did.en} (p = ${p.en}).${withStop(stopped.en)}${withStop(lost.en)}`,
    fr: `${verdict.fr} ${label.fr} vaut ${score.fr} avec la vraie cible, ${mean.fr} en moyenne avec une cible mélangée. ${did.fr} (p = ${p.fr}).${withStop(stopped.fr)}${withStop(lost.fr)}`,
  }
}

/** How the values changed places, in words. */
function howShuffled({ within }: ShuffleFound): Text {
  if (!within) return { en: 'among all rows', fr: 'entre toutes les lignes' }
  return within.blocks === undefined
    ? { en: `within each ${within.column}`, fr: `dans chaque ${within.column}` }
    : { en: `within ${within.blocks} parts of ${within.column}`, fr: `dans ${within.blocks} tranches de ${within.column}` }
}

/** The sentence, the histogram of the shuffled scores with the true one marked, and the figures. */
export function shuffleViews(found: ShuffleFound): readonly View[] {
  const { figure, shuffled, score, mean, deviation, pValue, chance, sign } = found
  const how = howShuffled(found)
  const better = sign === 1 ? 'higher' : 'lower'
  const interval: [number, number] = [mean - 2 * deviation, mean + 2 * deviation]
  const shown = [score, ...interval, ...(chance === null ? [] : [chance])]
  const domain: [number, number] = [Math.min(...shown), Math.max(...shown)]
  const values = scoreBars(shuffled).map((bar) => ({ ...bar }))
  const x = { field: 'from', type: 'quantitative', title: null, scale: { zero: false, nice: true } }
  const own = { values: [{ score, labels: 'true labels' }] }
  return [
    { view: 'text', lead: true, text: sentence(found) },
    {
      view: 'vega-lite',
      title: { en: `${figure.label.en} of shuffled labels`, fr: `${figure.label.fr} avec la cible mélangée` },
      summary: {
        en: `Histogram of ${figure.label.en} of ${shuffled.length} shuffles ${how.en}; the dashed line is that of the true labels, ${scoreText(score, figure.format).en}`,
        fr: `Histogramme de ${figure.label.fr} de ${shuffled.length} mélanges ${how.fr} ; le trait est la vraie cible, ${scoreText(score, figure.format).fr}`,
      },
      spec: {
        usermeta: {
          columns: {
            from: { en: `${figure.label.en}, from`, fr: `${figure.label.fr}, de` },
            to: { en: 'to', fr: 'à' },
            shuffles: { en: 'Shuffles', fr: 'Mélanges' },
          },
        },
        layer: [
          {
            data: { values },
            mark: { type: 'bar', opacity: 0.5 },
            encoding: {
              x,
              x2: { field: 'to' },
              y: { field: 'shuffles', type: 'quantitative', title: null, axis: { tickMinStep: 1 } },
              // A bar between two places of x has no foot of its own.
              y2: { datum: 0 },
            },
          },
          { data: own, mark: { type: 'rule', strokeWidth: 2 }, encoding: { x: { field: 'score', type: 'quantitative' } } },
          {
            data: own,
            mark: { type: 'text', dy: -8, fontWeight: 600 },
            encoding: { x: { field: 'score', type: 'quantitative' }, y: { value: 0 }, text: { field: 'score', format: '.3f' } },
          },
        ],
      },
    },
    {
      view: 'figures',
      figures: [
        {
          id: figure.id,
          label: { en: `${figure.label.en}, true labels`, fr: `${figure.label.fr}, vraie cible` },
          value: score,
          baseline: chance,
          domain,
          format: figure.format,
          better,
        },
        {
          id: 'shuffled',
          label: { en: `${figure.label.en}, shuffled labels`, fr: `${figure.label.fr}, cible mélangée` },
          value: mean,
          interval,
          domain,
          format: figure.format,
          better,
          method: {
            en: `Mean of ${shuffled.length} shuffles ${how.en}, and two standard deviations.`,
            fr: `Moyenne de ${shuffled.length} mélanges ${how.fr}, et deux écarts types.`,
          },
        },
        {
          id: 'p',
          label: { en: 'p-value', fr: 'Valeur p' },
          value: pValue,
          format: 'number',
          help: {
            en: 'The share of shuffles that do at least as well, the true labels counted among them.',
            fr: 'La part des mélanges qui font aussi bien ou mieux, la vraie cible comprise.',
          },
        },
      ],
    },
    ...failedViews({ en: 'Shuffles that failed', fr: 'Les mélanges qui ont échoué' }, found.failed),
  ]
}

/** The most frequent class alone is right this often: a high accuracy says little. */
const lopsided = 0.8

/** Shuffled labels that score well (a leak, unless groups were kept), and an accuracy that says little. */
export function shuffleWarnings(found: ShuffleFound): readonly NodeProblemData[] {
  const { figure, mean, chance } = found
  const warnings: NodeProblemData[] = []
  if (chance !== null && scoresShuffled(found)) {
    const [score, level] = [scoreText(mean, figure.format), scoreText(chance, figure.format)]
    warnings.push({
      code: 'shuffle-leak',
      port: 'models',
      text: {
        en: `Shuffled labels score ${score.en} on average, chance ${level.en}: a column knows the answer of its own row.`,
        fr: `Une cible mélangée obtient ${score.fr} en moyenne, le hasard ${level.fr} : une colonne connaît la réponse de sa propre ligne.`,
      },
      action: {
        en: 'Look for columns that are made of the target on the way to the model.',
        fr: 'Cherchez les colonnes faites avec la cible sur le chemin du modèle.',
      },
    })
  }
  if (figure.id === 'accuracy' && chance !== null && chance >= lopsided) {
    const level = scoreText(chance, figure.format)
    warnings.push({
      code: 'shuffle-imbalanced',
      param: 'by',
      text: {
        en: `The most frequent class alone is right for ${level.en} of the rows: accuracy hardly tells shuffled labels from true ones.`,
        fr: `La classe la plus fréquente a raison à elle seule pour ${level.fr} des lignes : l’exactitude distingue mal une cible mélangée de la vraie.`,
      },
      fixes: [{ label: { en: 'Use balanced accuracy', fr: 'Utiliser l’exactitude équilibrée' }, params: { by: 'balanced-accuracy' } }],
    })
  }
  return warnings
}
