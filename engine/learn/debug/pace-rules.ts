import { countText, numberText } from '../number-text.ts'
import { setNumber, type Rule } from './rule.ts'
import { stepsLabel } from './loss-rules.ts'
import type { PacePoint } from './training-record.ts'

interface Stretch {
  readonly step: number
  readonly seconds: number
}

/** How long each step took, from the second one that was noted on. */
function stretches(pace: readonly PacePoint[]): readonly Stretch[] {
  return pace.flatMap(({ step, seconds }, at) => {
    const before = pace[at - 1]
    return before && step > before.step ? [{ step, seconds: (seconds - before.seconds) / (step - before.step) }] : []
  })
}

/** Half an hour without a step. */
export const stalled: Rule = {
  id: 'stalled',
  title: { en: 'Stalled training', fr: 'Entraînement bloqué' },
  limit: { text: { en: 'seconds without a step', fr: 'secondes sans un pas' }, usual: 1800 },
  judge({ pace }, limit, knobs) {
    const longest = stretches(pace).toSorted((a, b) => b.seconds - a.seconds)[0]
    if (!longest || longest.seconds <= limit) return null
    const minutes = countText(longest.seconds / 60)
    return {
      severity: 'warning',
      text: {
        en: `Step ${countText(longest.step)} took ${minutes} minutes.`,
        fr: `Le pas ${countText(longest.step)} a pris ${minutes} minutes.`,
      },
      action: {
        en: 'Learn from fewer rows, or stop earlier.',
        fr: 'Apprenez de moins de lignes, ou arrêtez plus tôt.',
      },
      edits: setNumber(knobs, 'steps', (steps) => Math.max(1, Math.round(steps / 2)), stepsLabel),
    }
  },
}

const fewest = 20
/** What lies below it is the noise of a busy machine. */
const shortest = 1

/** A step that took far longer than the others. */
export const stepOutlier: Rule = {
  id: 'step-outlier',
  title: { en: 'Odd step duration', fr: 'Durée de pas inhabituelle' },
  limit: { text: { en: 'standard deviations above the other steps', fr: 'écarts-types au-dessus des autres pas' }, usual: 5 },
  judge({ pace }, limit) {
    const all = stretches(pace)
    const longest = all.toSorted((a, b) => b.seconds - a.seconds)[0]
    if (all.length < fewest || !longest || longest.seconds < shortest) return null
    const others = all.filter((one) => one !== longest).map(({ seconds }) => seconds)
    const mean = others.reduce((sum, value) => sum + value, 0) / others.length
    const deviation = Math.sqrt(others.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (others.length - 1))
    if (longest.seconds <= mean + limit * deviation) return null
    const [long, usual] = [numberText(longest.seconds, 1), numberText(mean, 2)]
    return {
      severity: 'notice',
      text: {
        en: `Step ${countText(longest.step)} took ${long.en} s, the others ${usual.en} s.`,
        fr: `Le pas ${countText(longest.step)} a pris ${long.fr} s, les autres ${usual.fr} s.`,
      },
      action: {
        en: 'Something else was busy on this machine, or memory was short.',
        fr: 'Autre chose occupait cette machine, ou la mémoire manquait.',
      },
      edits: [],
    }
  },
}
