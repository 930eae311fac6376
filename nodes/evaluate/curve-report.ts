import { nearNumberText, numberText, shareText } from '../../engine/learn/number-text.ts'
import type { Figure, View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { failedViews, type FailedPart } from '../kit/failed-parts.ts'

/** A figure by model and place along the curve. */
export interface CurvePoint {
  readonly model: string
  /** What sentences call the model. */
  readonly title: Text
  readonly at: number
  readonly score: number
  readonly interval: readonly [number, number] | null
}

/** A place along the curve at which a model could not be judged. */
export interface FailedPoint extends Pick<CurvePoint, 'model' | 'title' | 'at'> {
  readonly reason: Text
}

export interface Curve {
  readonly points: readonly CurvePoint[]
  readonly failed: readonly FailedPoint[]
  readonly figure: Pick<Figure, 'id' | 'label' | 'better'>
  readonly along: Text
  /** Places are shares of the rows and lie further and further apart; otherwise they are values of a setting. */
  readonly log: boolean
  readonly over: 'rows' | 'param'
}

/** A sentence on what the curve says, and the curve with its bands. */
export function curveViews(curve: Curve): readonly View[] {
  const { points, figure, along, log, over } = curve
  const isShare = over === 'rows'
  const places = [...new Set(points.map(({ at }) => at))]
  const x = {
    field: 'at',
    type: 'quantitative',
    title: null,
    scale: { type: log ? 'log' : 'linear', nice: false },
    axis: { values: places, ...(isShare && { format: '.0%' }) },
  }
  const y = (field: string) => ({ field, type: 'quantitative', scale: { zero: false }, title: null })
  const values = points.map(({ title, at, score, interval }) => ({
    model: { ...title },
    at,
    score,
    low: interval?.[0] ?? score,
    high: interval?.[1] ?? score,
  }))
  const models = new Set(points.map(({ model }) => model)).size
  // The same in both layers: they share one legend, which would be as pale as the bands.
  const color = { field: 'model', type: 'nominal', title: null, legend: models < 2 ? null : { symbolOpacity: 1 } }
  return [
    { view: 'text', lead: true, text: withFailures(isShare ? moreRows(curve) : bestPlace(curve), curve) },
    {
      view: 'vega-lite',
      title: { en: `${figure.label.en} by ${along.en}`, fr: `${figure.label.fr} selon ${isShare ? 'la ' : ''}${along.fr}` },
      summary: {
        en: `${figure.label.en} along the ${along.en}, with its interval, for ${models} models`,
        fr: `${figure.label.fr} selon ${isShare ? 'la ' : ''}${along.fr}, avec son intervalle, pour ${models} modèles`,
      },
      spec: {
        usermeta: {
          columns: {
            model: { en: 'Model', fr: 'Modèle' },
            at: { ...along },
            score: { ...figure.label },
            low: { en: '95 % from', fr: '95 % de' },
            high: { en: 'to', fr: 'à' },
          },
        },
        data: { values },
        layer: [
          {
            mark: { type: 'area', opacity: 0.15, line: false },
            encoding: { x, y: y('low'), y2: { field: 'high' }, color },
          },
          { mark: { type: 'line', point: true }, encoding: { x, y: y('score'), color } },
        ],
      },
    },
    ...failedViews({ en: 'Points that failed', fr: 'Les points qui ont échoué' }, failedPoints(curve)),
  ]
}

function withFailures(text: Text, { points, failed }: Curve): Text {
  if (failed.length === 0) return text
  const all = points.length + failed.length
  return failed.length === 1
    ? { en: `${text.en} 1 of ${all} points failed.`, fr: `${text.fr} 1 point sur ${all} a échoué.` }
    : { en: `${text.en} ${failed.length} of ${all} points failed.`, fr: `${text.fr} ${failed.length} points sur ${all} ont échoué.` }
}

const failedPoints = ({ failed, over }: Curve): readonly FailedPart[] =>
  failed.map(({ title, at, reason }) => {
    const place = over === 'rows' ? shareText(at, 0) : { en: String(at), fr: String(at).replace('.', ',') }
    return { name: { en: `${title.en} at ${place.en}`, fr: `${title.fr} à ${place.fr}` }, reason }
  })

const worthOf = ({ better }: Curve['figure'], { score }: CurvePoint) => (better === 'lower' ? -score : score)

function bestOf(points: readonly CurvePoint[], figure: Curve['figure']): CurvePoint {
  return points.reduce((leader, point) => (worthOf(figure, point) > worthOf(figure, leader) ? point : leader))
}

/** Whether the best learner would gain by more rows: what the last rows brought it, against the interval of what it reached. */
function moreRows({ points, figure }: Curve): Text {
  const most = Math.max(...points.map(({ at }) => at))
  const best = bestOf(
    points.filter(({ at }) => at === most),
    figure,
  )
  const score = nearNumberText(best.score)
  // The point of all rows may have failed.
  const part = shareText(most, 0)
  const on = most === 1 ? { en: 'all rows', fr: 'toutes les lignes' } : { en: `${part.en} of the rows`, fr: `${part.fr} des lignes` }
  const start = {
    en: `${best.title.en} reaches ${figure.label.en} ${score.en} on ${on.en}.`,
    fr: `${best.title.fr} atteint ${figure.label.fr} ${score.fr} sur ${on.fr}.`,
  }
  const before = points.filter(({ model, at }) => model === best.model && at < most).at(-1)
  if (!before) return start
  const gain = worthOf(figure, best) - worthOf(figure, before)
  const [low, high] = best.interval ?? [best.score, best.score]
  const [share, gained] = [shareText(before.at, 0), numberText(Math.abs(best.score - before.score), 3)]
  return gain > (high - low) / 2
    ? {
        en: `${start.en} It gained ${gained.en} since ${share.en} of them, more than chance: more rows are likely to help.`,
        fr: `${start.fr} Il a gagné ${gained.fr} depuis ${share.fr} d’entre elles, plus que le hasard : plus de lignes l’aideraient sans doute.`,
      }
    : {
        en: `${start.en} Since ${share.en} of them it moved by ${gained.en}, no more than chance: more rows would hardly help.`,
        fr: `${start.fr} Depuis ${share.fr} d’entre elles, l’écart est de ${gained.fr}, pas plus que le hasard : plus de lignes n’aideraient guère.`,
      }
}

function bestPlace({ points, figure, along }: Curve): Text {
  const best = bestOf(points, figure)
  const [score, at] = [nearNumberText(best.score), String(best.at)]
  return {
    en: `${best.title.en} does best with ${along.en} at ${at}: ${figure.label.en} ${score.en}.`,
    fr: `${best.title.fr} réussit le mieux avec ${along.fr} à ${at.replace('.', ',')} : ${figure.label.fr} ${score.fr}.`,
  }
}
