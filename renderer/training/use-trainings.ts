import { useMemo } from 'react'
import type { Training } from '../../engine/protocol/training-methods.ts'
import type { CurvePoint, StepRun } from '../runs/run.ts'
import { useRuns } from '../runs/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { keptPoints } from './training-figures.ts'

/** A training as it is shown. What is not known yet of the one that runs is null. */
export interface ShownTraining {
  readonly key: string
  /** When it ended; null while it runs. */
  readonly at: string | null
  readonly rows: number | null
  readonly seconds: number | null
  readonly memoryBytes: number | null
  readonly device: string | null
  readonly stopped: boolean
  /** The settings of its node; null where they are not known. */
  readonly params: Training['params']
  readonly points: readonly CurvePoint[]
}

export interface TrainingPlace {
  readonly path: string
  readonly node: string
  /** Of the result that is looked at; null when there is none. */
  readonly fingerprint: string | null
}

function shownTraining(training: Training): ShownTraining {
  const { fingerprint: key, at, rows, seconds, memoryBytes, device, stopped, params } = training
  return { key, at, rows, seconds, memoryBytes, device, stopped, params, points: keptPoints(training) }
}

/** The key of the training that runs. */
export const liveKey = 'live'

/** The trainings of a node: the one that runs, then those that are kept, the latest first. */
export function useTrainings({ path, node, fingerprint }: TrainingPlace, step: StepRun | undefined): readonly ShownTraining[] {
  const version = useRuns((state) => state.versions.runs)
  const state = step?.state ?? ''
  const { data } = useAnswer('listTrainings', { pipeline: path, node, ...(fingerprint && { fingerprint }) }, `${version} ${state}`)
  const kept = useMemo(() => (data?.trainings ?? []).map(shownTraining), [data])
  const ended = step === undefined || step.state === 'done' || step.state === 'reused'
  if (ended || step.points.length === 0) return kept
  const { points, memoryBytes, device = null } = step
  return [{ key: liveKey, at: null, rows: null, seconds: null, memoryBytes, device, stopped: false, params: null, points }, ...kept]
}
