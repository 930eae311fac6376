import { halvingRungs, proposeSettings, type Rung } from '../../engine/learn/tune/propose.ts'
import { anySettings, type Settings, type Trial, type TunedNumber } from '../../engine/learn/tune/space.ts'
import { randomFrom, type Random } from '../../engine/learn/random.ts'
import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import { decidingFigure } from './deciding-figure.ts'
import { NodeProblem } from './problem.ts'
import type { Judgement, StudyContext } from './study.ts'

/** A trial as it was: its settings, the share of the rows it learned from, and what it scored or why not. */
export interface TunedTrial {
  readonly settings: Settings
  readonly share: number
  readonly score: number | null
  readonly interval: readonly [number, number] | null
  readonly problem: string | null
  readonly seconds: number
}

/** What the search hands on to the worker. */
export interface TunedStudy {
  readonly trials: readonly TunedTrial[]
  /** Places in `trials`: the settings as they stood, and the best on all rows. */
  readonly asItStood: number
  readonly best: number
  readonly space: readonly TunedNumber[]
  readonly figure: Pick<Figure, 'id' | 'label' | 'format' | 'better'>
  readonly evaluation: Evaluation
  /** Scores of the best settings under other seeds, its own first; empty when nobody looked. */
  readonly seeds: readonly number[]
  /** Why no more was tried. */
  readonly ended: 'trials' | 'time' | 'energy'
}

export interface TuneSettings {
  readonly method: 'tpe' | 'random' | 'halving'
  readonly trials: number
  readonly minutes: number | null
  readonly energy: number | null
  readonly by: string
  readonly folds: number
  readonly foldMethod: string
  readonly seeds: boolean
  readonly seed: number
}

/** So many trials are judged side by side before the next ones are chosen. */
const atOnce = 4
const otherSeeds = 2

/** Looks for the settings of the first model that score best in cross-validation. Throws NodeProblem `tune-failed` when no trial ends. */
export async function searchSettings(settings: TuneSettings, space: readonly TunedNumber[], ctx: StudyContext): Promise<TunedStudy> {
  const search = new Search(settings, space, ctx)
  const current = Object.fromEntries(space.map(({ name, from }) => [name, Number(ctx.models[0]?.params[name] ?? from)]))
  await search.judge([current], 1)
  const ended = settings.method === 'halving' ? await halve(search, settings) : await propose(search, settings)
  const best = search.bestOf(1)
  if (best < 0) throw failed(search.trials)
  const seeds = settings.seeds ? await search.underOtherSeeds(best) : []
  const evaluation = search.evaluations[best]
  if (!evaluation) throw failed(search.trials)
  return { trials: search.trials, asItStood: 0, best, space, figure: decidingFigure(evaluation, settings.by), evaluation, seeds, ended }
}

/** One search: what was tried so far. */
class Search {
  readonly trials: TunedTrial[] = []
  readonly evaluations: (Evaluation | null)[] = []
  readonly random: Random
  private readonly settings: TuneSettings
  readonly space: readonly TunedNumber[]
  private readonly ctx: StudyContext

  constructor(settings: TuneSettings, space: readonly TunedNumber[], ctx: StudyContext) {
    this.settings = settings
    this.space = space
    this.ctx = ctx
    this.random = randomFrom(settings.seed)
  }

  /** Judges settings on a share of the training rows; gives their places. */
  async judge(all: readonly Settings[], share: number): Promise<readonly number[]> {
    const started = this.ctx.seconds()
    const first = this.trials.length
    const judged = await this.judgeOnly(all, share, { first, seed: this.settings.seed })
    const seconds = (this.ctx.seconds() - started) / all.length
    judged.forEach((judgement, at) => {
      const evaluation = 'metrics' in judgement ? (judgement.metrics.evaluations[0] ?? null) : null
      const figure = evaluation && decidingFigure(evaluation, this.settings.by)
      this.evaluations.push(evaluation)
      const score = figure?.value ?? null
      this.trials.push({
        settings: all[at] as Settings,
        share,
        score,
        interval: figure?.interval ?? null,
        problem: 'problem' in judgement ? judgement.problem.text.en : null,
        seconds,
      })
      if (score !== null) this.ctx.metric('score', this.trials.length, score)
    })
    const done = this.trials.length
    this.ctx.progress((0.9 * done) / Math.max(done, this.settings.trials + 1), {
      en: `${done} of ${this.settings.trials + 1} trials`,
      fr: `${done} essais sur ${this.settings.trials + 1}`,
    })
    return judged.map((_, at) => first + at)
  }

  private judgeOnly(all: readonly Settings[], share: number, named: { first: number; seed: number }): Promise<readonly Judgement[]> {
    const node = this.ctx.models[0]?.node ?? ''
    const { folds, foldMethod } = this.settings
    const variants = all.map((params, at) => {
      const number = named.first + at + 1
      return {
        model: 0,
        id: `${named.seed}-${number}`,
        name: { en: `trial ${number}`, fr: `essai ${number}` },
        params: { [node]: params },
        ...(named.seed !== this.settings.seed && { seed: named.seed }),
      }
    })
    return this.ctx.judge(variants, { type: 'evaluate.cross-validate', params: { folds, method: foldMethod, share, seed: named.seed } })
  }

  async underOtherSeeds(best: number): Promise<readonly number[]> {
    const { settings, score } = this.trials[best] as TunedTrial
    const found: number[] = [score ?? Number.NaN]
    for (let k = 1; k <= otherSeeds; k++) {
      const [judgement] = await this.judgeOnly([settings], 1, { first: best, seed: this.settings.seed + 1000 * k })
      const evaluation = judgement && 'metrics' in judgement ? judgement.metrics.evaluations[0] : undefined
      const value = evaluation && decidingFigure(evaluation, this.settings.by).value
      if (value !== undefined && value !== null) found.push(value)
    }
    return found
  }

  /** Smaller is better; null for what failed. */
  lossAt(at: number): number | null {
    const [trial, evaluation] = [this.trials[at], this.evaluations[at]]
    if (!trial || trial.score === null || !evaluation) return null
    return decidingFigure(evaluation, this.settings.by).better === 'lower' ? trial.score : -trial.score
  }

  /** The place of the best trial on this share of the rows; -1 when none ended. */
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

async function propose(search: Search, { method, trials }: TuneSettings): Promise<TunedStudy['ended']> {
  while (search.trials.length <= trials) {
    const spent = search.spent()
    if (spent) return spent
    const count = Math.min(atOnce, trials + 1 - search.trials.length)
    const known = search.known()
    const next = () => (method === 'tpe' ? proposeSettings(search.space, known, search.random) : anySettings(search.space, search.random))
    await search.judge(Array.from({ length: count }, next), 1)
  }
  return 'trials'
}

async function halve(search: Search, { trials }: TuneSettings): Promise<TunedStudy['ended']> {
  const rungs = halvingRungs(trials)
  let settings: readonly Settings[] = Array.from({ length: rungs[0]?.trials ?? 1 }, () => anySettings(search.space, search.random))
  for (const [round, { share }] of rungs.entries()) {
    const places: number[] = []
    for (let at = 0; at < settings.length; at += atOnce) {
      const spent = search.spent()
      if (spent) return spent
      places.push(...(await search.judge(settings.slice(at, at + atOnce), share)))
    }
    const ranked = places.toSorted((a, b) => (search.lossAt(a) ?? Infinity) - (search.lossAt(b) ?? Infinity))
    const goOn = (rungs[round + 1] as Rung | undefined)?.trials ?? 0
    settings = ranked.slice(0, goOn).map((at) => search.trials[at]?.settings ?? {})
  }
  return 'trials'
}

function failed(trials: readonly TunedTrial[]): NodeProblem {
  const reason = trials.find(({ problem }) => problem !== null)?.problem ?? ''
  return new NodeProblem({
    code: 'tune-failed',
    port: 'models',
    text: { en: `None of ${trials.length} trials ended. ${reason}`, fr: `Aucun des ${trials.length} essais n’a abouti. ${reason}` },
    action: { en: 'Run the learner by itself first.', fr: 'Exécutez d’abord l’apprentissage seul.' },
  })
}
