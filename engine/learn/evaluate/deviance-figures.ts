import { meanFigure, unknown, type Measured } from './measured.ts'

interface Answers {
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly weights: Float64Array
}

/** A figure that not every table has, with that of the best constant answer. */
export interface FurtherFigure {
  readonly figure: Measured
  readonly baseline: number | null
}

/** Between counts (1) and amounts (2): sums of a random number of amounts. */
const tweediePower = 1.5

/**
 * Figures for targets that are never below 0: root mean squared logarithmic error, and the mean deviances of Poisson and of Tweedie with power 1.5, as
 * in scikit-learn. Empty for other targets; null with a reason where a prediction has no place in them.
 */
export function deviances(answers: Answers): FurtherFigure[] {
  const { actual, predicted, weights } = answers
  if (actual.some((value) => value < 0)) return []
  const mean = meanFigure('mean', actual, weights).value!
  const logMean = Math.expm1(meanFigure('mean', actual.map(Math.log1p), weights).value!)
  const positive = predicted.every((value) => value > 0)
  const deviance = (id: string, of: (actual: number, predicted: number) => number): FurtherFigure => ({
    figure: positive ? rowMean(id, answers, of) : unknown(id, notPositive),
    baseline: mean > 0 ? rowMean(id, { ...answers, predicted: actual.map(() => mean) }, of).value : null,
  })
  return [
    {
      figure: predicted.every((value) => value > -1) ? logError(answers) : unknown('rmsle', tooLow),
      baseline: logError({ ...answers, predicted: actual.map(() => logMean) }).value,
    },
    deviance('poisson-deviance', poisson),
    deviance('tweedie-deviance', tweedie),
  ]
}

const notPositive = {
  en: 'Some predictions are 0 or below.',
  fr: 'Certaines prédictions valent 0 ou moins.',
}
const tooLow = { en: 'Some predictions are -1 or below.', fr: 'Certaines prédictions valent -1 ou moins.' }

function rowMean(id: string, { actual, predicted, weights }: Answers, of: (actual: number, predicted: number) => number): Measured {
  return meanFigure(
    id,
    actual.map((value, i) => of(value, predicted[i]!)),
    weights,
  )
}

/** The root of a mean; so are the ends of its interval. */
function logError(answers: Answers): Measured {
  const mean = rowMean('rmsle', answers, (actual, predicted) => (Math.log1p(actual) - Math.log1p(predicted)) ** 2)
  return {
    ...mean,
    value: mean.value === null ? null : Math.sqrt(mean.value),
    interval: mean.interval && [Math.sqrt(mean.interval[0]), Math.sqrt(mean.interval[1])],
  }
}

function poisson(actual: number, predicted: number): number {
  return 2 * ((actual > 0 ? actual * Math.log(actual / predicted) : 0) - actual + predicted)
}

function tweedie(actual: number, predicted: number): number {
  const [p, q] = [1 - tweediePower, 2 - tweediePower]
  return 2 * (actual ** q / (p * q) - (actual * predicted ** p) / p + predicted ** q / q)
}
