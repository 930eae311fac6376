import { randomFrom, type Random } from '../../engine/learn/random.ts'
import type { Settings, Trial } from '../../engine/learn/tune/space.ts'
import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import type { Params } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { decidingFigure } from './deciding-figure.ts'
import { withoutFigure } from './failed-parts.ts'
import { NodeProblem } from './problem.ts'
import type { Judgement, StudiedModel, StudyContext } from './study.ts'
import { paramsOfSettings, type TunedSetting } from './tuned-setting.ts'

/** A trial as it was: its settings, the share of the rows (or rounds) it learned from, and what it scored or why not. */
export interface TunedTrial {
  readonly settings: Settings
  readonly share: number
  readonly score: number | null
  readonly interval: readonly [number, number] | null
  readonly problem: Text | null
  readonly seconds: number
}

export interface TuneSettings {
  readonly method: 'tpe' | 'random' | 'halving' | 'grid'
  /** What halving begins with little of. */
  readonly resource: 'rows' | 'rounds'
  readonly trials: number
  readonly minutes: number | null
  readonly energy: number | null
  readonly by: string
  readonly folds: number
  readonly foldMethod: string
  readonly seeds: boolean
  readonly seed: number
}

/** What a search looks for, and in what. */
export interface TunedWay {
  readonly space: readonly TunedSetting[]
  /** What shares are of: the rows, or the param of the learner that counts its rounds. */
  readonly sharesOf: string
  readonly model: StudiedModel
}

/** Of so many trials at first, more than half must give a score: a search that mostly fails is ended. */
const firstTrials = 10

/** The best settings are tried under so many other seeds. */
const otherSeeds = 2

/** One search: what was tried so far. */
export class Search {
  readonly trials: TunedTrial[] = []
  readonly evaluations: (Evaluation | null)[] = []
  readonly random: Random
  readonly space: readonly TunedSetting[]
  /** The figure that decides, the same for all trials: known once one was judged. */
  figure: Figure | undefined
  private readonly settings: TuneSettings
  private readonly way: TunedWay
  private readonly ctx: StudyContext

  constructor(settings: TuneSettings, way: TunedWay, ctx: StudyContext) {
    this.settings = settings
    this.space = way.space
    this.way = way
    this.ctx = ctx
    this.random = randomFrom(settings.seed)
  }

  /**
   * Judges settings on a share of the training rows, or of the rounds; gives their places. One that fails is a trial with its reason. Throws
   * NodeProblem `tune-failing` when more than half of the first ten have failed.
   */
  async judge(all: readonly Settings[], share: number): Promise<readonly number[]> {
    const started = this.ctx.seconds()
    const first = this.trials.length
    const judged = await this.judgeOnly(all, share, { first, seed: this.settings.seed })
    const seconds = (this.ctx.seconds() - started) / all.length
    judged.forEach((judgement, at) => {
      const evaluation = 'metrics' in judgement ? (judgement.metrics.evaluations[0] ?? null) : null
      const figure = evaluation && this.figureIn(evaluation)
      this.evaluations.push(evaluation)
      const score = figure?.value ?? null
      const label = this.figure?.label ?? { en: 'The figure', fr: 'Le chiffre' }
      this.trials.push({
        settings: all[at] as Settings,
        share,
        score,
        interval: figure?.interval ?? null,
        problem: 'problem' in judgement ? judgement.problem.text : score === null ? withoutFigure(label) : null,
        seconds,
      })
      if (score !== null) this.ctx.metric('score', this.trials.length, score)
    })
    this.endIfFailing()
    const done = this.trials.length
    this.ctx.progress((0.9 * done) / Math.max(done, this.settings.trials + 1), {
      en: `${done} of ${this.settings.trials + 1} trials`,
      fr: `${done} essais sur ${this.settings.trials + 1}`,
    })
    return judged.map((_, at) => first + at)
  }

  /** Throws NodeProblem `figure-missing` where the first one judged lacks the figure that was asked for. */
  private figureIn(evaluation: Evaluation): Figure | undefined {
    this.figure ??= decidingFigure(evaluation, this.settings.by)
    const { id } = this.figure
    return evaluation.figures.find((figure) => figure.id === id)
  }

  private endIfFailing(): void {
    const first = this.trials.slice(0, firstTrials)
    const failed = first.flatMap(({ problem }, at) => (problem ? [{ problem, at }] : []))
    const [one] = failed
    if (!one || first.length < firstTrials || failed.length <= firstTrials / 2) return
    const counts = {
      en: `${failed.length} of the first ${firstTrials} trials failed`,
      fr: `${failed.length} des ${firstTrials} premiers essais ont échoué`,
    }
    throw new NodeProblem({
      code: 'tune-failing',
      param: 'ranges',
      text: {
        en: `${counts.en}, so the search ended. Trial ${one.at + 1}: ${one.problem.en}`,
        fr: `${counts.fr} : la recherche s’est arrêtée. Essai ${one.at + 1} : ${one.problem.fr}`,
      },
      action: {
        en: 'Narrow the ranges to settings that can be learned, or run the learner by itself first.',
        fr: 'Resserrez les intervalles sur des réglages qui peuvent s’apprendre, ou exécutez d’abord l’apprentissage seul.',
      },
    })
  }

  private judgeOnly(all: readonly Settings[], share: number, named: { first: number; seed: number }): Promise<readonly Judgement[]> {
    const { folds, foldMethod } = this.settings
    const variants = all.map((settings, at) => {
      const number = named.first + at + 1
      return {
        model: 0,
        id: `${named.seed}-${number}`,
        name: { en: `trial ${number}`, fr: `essai ${number}` },
        params: this.paramsFor(settings, share),
        ...(named.seed !== this.settings.seed && { seed: named.seed }),
      }
    })
    const rows = this.way.sharesOf === 'rows' ? share : 1
    return this.ctx.judge(variants, {
      type: 'evaluate.cross-validate',
      params: { folds, method: foldMethod, share: rows, seed: named.seed },
    })
  }

  private paramsFor(settings: Settings, share: number): Readonly<Record<string, Params>> {
    const { space, sharesOf, model } = this.way
    const params = paramsOfSettings(space, settings)
    if (sharesOf === 'rows' || share === 1) return params
    const all = Number(params[model.node]?.[sharesOf] ?? model.params[sharesOf])
    return { ...params, [model.node]: { ...params[model.node], [sharesOf]: Math.max(1, Math.ceil(all * share)) } }
  }

  async underOtherSeeds(best: number): Promise<readonly number[]> {
    const { settings, score } = this.trials[best] as TunedTrial
    const found: number[] = [score ?? Number.NaN]
    for (let k = 1; k <= otherSeeds; k++) {
      const [judgement] = await this.judgeOnly([settings], 1, { first: best, seed: this.settings.seed + 1000 * k })
      const evaluation = judgement && 'metrics' in judgement ? judgement.metrics.evaluations[0] : undefined
      const value = evaluation && this.figureIn(evaluation)?.value
      if (value !== undefined && value !== null) found.push(value)
    }
    return found
  }

  /** Smaller is better; null for what failed. */
  lossAt(at: number): number | null {
    const score = this.trials[at]?.score ?? null
    if (score === null) return null
    return this.figure?.better === 'lower' ? score : -score
  }

  /** The place of the best trial on this share of the rows or rounds; -1 when none ended. */
  bestOf(share: number): number {
    let best = -1
    for (const [at, trial] of this.trials.entries()) {
      const loss = this.lossAt(at)
      if (trial.share === share && loss !== null && (best < 0 || loss < (this.lossAt(best) as number))) best = at
    }
    return best
  }

  known(): readonly Trial[] {
    return this.trials.map(({ settings }, at) => ({ settings, loss: this.lossAt(at) }))
  }

  /** What there is no more of. */
  spent(): 'time' | 'energy' | null {
    const { minutes, energy } = this.settings
    if (minutes !== null && this.ctx.seconds() >= minutes * 60) return 'time'
    return energy !== null && this.ctx.wattHours() >= energy ? 'energy' : null
  }
}
