import { countText, shareText } from '../number-text.ts'
import { curveOf, lowest, type Rule } from './rule.ts'
import type { CurvePoint } from './training-record.ts'

/** Points that one figure is the mean of: single ones jump. */
const each = 3
const fewest = 5

function meanOf(points: readonly CurvePoint[]): CurvePoint | undefined {
  const last = points.at(-1)
  return last && { ...last, value: points.reduce((sum, { value }) => sum + value, 0) / points.length }
}

/** On rows kept apart, probabilities move away from what happens while the loss still falls: order is gained, sureness is not earned. */
export const calibrationDrift: Rule = {
  id: 'calibration-drift',
  title: { en: 'Calibration drift', fr: 'Dérive de la calibration' },
  limit: { text: { en: 'largest rise of the calibration error', fr: 'plus grande hausse de l’erreur de calibration' }, usual: 0.05 },
  judge(record, limit) {
    const loss = curveOf(record, 'validation loss')
    const kept = lowest(loss)
    const errors = curveOf(record, 'validation calibration error').filter(({ step }) => kept && step <= kept.step)
    if (!kept || errors.length < fewest) return null
    const means = errors.flatMap((_, at) => (at + 1 < each ? [] : (meanOf(errors.slice(at + 1 - each, at + 1)) ?? [])))
    const [best, now] = [lowest(means), means.at(-1)]
    const before = loss.findLast(({ step }) => best && step <= best.step)
    if (!best || !now || !before || now.value - best.value <= limit || kept.value >= before.value) return null
    const [from, to] = [shareText(best.value), shareText(now.value)]
    const [early, late] = [countText(best.step), countText(now.step)]
    return {
      severity: 'warning',
      text: {
        en: `On rows kept apart its probabilities were ${from.en} off at step ${early} and are ${to.en} off at step ${late}, while the loss fell.`,
        fr: `Sur les lignes mises de côté, ses probabilités s’écartaient de ${from.fr} au pas ${early} et s’écartent de ${to.fr} au pas ${late}, alors que la perte baissait.`,
      },
      action: {
        en: 'It ranks better than it knows how sure it may be: calibrate it by rows that it does not learn from.',
        fr: 'Il classe mieux qu’il n’estime sa certitude : calibrez-le sur des lignes dont il n’apprend pas.',
      },
      edits: [{ label: { en: 'Calibrate its probabilities', fr: 'Calibrer ses probabilités' }, add: 'calibration' }],
    }
  },
}
