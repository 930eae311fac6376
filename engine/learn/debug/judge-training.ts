import { countText } from '../number-text.ts'
import { classImbalance, classMostlyWrong, confusion, featureOverweight, treeDepth } from './answer-rules.ts'
import { calibrationDrift } from './calibration-drift.ts'
import { exploding, poorInitialisation, unchanged, updateRatio, vanishing } from './gradient-rules.ts'
import { allZero, deadUnits, saturated, tensorVariance } from './layer-rules.ts'
import { hitBound, lossNotDecreasing, overfit, overtraining, stepsLabel } from './loss-rules.ts'
import { stalled, stepOutlier } from './pace-rules.ts'
import { setNumber, type Finding, type Knobs, type Rule } from './rule.ts'
import type { TrainingRecord } from './training-record.ts'

/** Every rule, the gravest first. */
export const trainingRules: readonly Rule[] = [
  exploding,
  lossNotDecreasing,
  vanishing,
  allZero,
  unchanged,
  deadUnits,
  saturated,
  poorInitialisation,
  updateRatio,
  tensorVariance,
  classMostlyWrong,
  featureOverweight,
  overfit,
  overtraining,
  hitBound,
  calibrationDrift,
  classImbalance,
  confusion,
  treeDepth,
  stalled,
  stepOutlier,
]

/** What a person says of a rule: another limit, or null for silence. */
export type RuleLimits = Readonly<Record<string, number | null>>

export interface TrainingFinding extends Finding {
  /** Id of the rule, or `stopped-by-hand`, which is none. */
  readonly rule: string
}

/** All that the rules find in a training. Pure: the same record, limits and knobs give the same findings. */
export function judgeTraining(record: TrainingRecord, limits: RuleLimits, knobs: Knobs): readonly TrainingFinding[] {
  const found = trainingRules.flatMap((rule) => {
    const limit = limits[rule.id] === undefined ? rule.limit.usual : limits[rule.id]
    const finding = typeof limit === 'number' ? rule.judge(record, limit, knobs) : null
    return finding ? [{ rule: rule.id, ...finding }] : []
  })
  // Of two classes, one that is mostly wrong is taken for the other: it is said once.
  const once = record.classes.length === 2 && found.some(({ rule }) => rule === classMostlyWrong.id)
  const told = once ? found.filter(({ rule }) => rule !== confusion.id) : found
  return record.stopped ? [stoppedByHand(record, knobs), ...told] : told
}

function stoppedByHand({ points }: TrainingRecord, knobs: Knobs): TrainingFinding {
  const reached = points.reduce((most, { step }) => Math.max(most, step), 0)
  return {
    rule: 'stopped-by-hand',
    severity: 'notice',
    text: {
      en: `It was stopped by hand at step ${countText(reached)} and kept the best until then.`,
      fr: `Il a été arrêté à la main au pas ${countText(reached)} et a gardé le meilleur jusque-là.`,
    },
    action: {
      en: 'Let the settings say so, or run it again from here to train to the end.',
      fr: 'Faites-le dire aux réglages, ou relancez-le à partir d’ici pour aller au bout.',
    },
    edits: setNumber(knobs, 'steps', () => Math.max(1, reached), stepsLabel),
  }
}
