import { gridSettings } from '../../engine/learn/tune/grid.ts'
import { halvingRungs, proposeSettings, type Rung } from '../../engine/learn/tune/propose.ts'
import { anySettings, isChoice, settingsBy, type Settings, type SettingValue } from '../../engine/learn/tune/space.ts'
import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import { NodeProblem } from './problem.ts'
import type { StudiedModel, StudyContext } from './study.ts'
import { Search, type TunedTrial, type TuneSettings } from './tune-trials.ts'
import type { TunedSetting } from './tuned-setting.ts'

/** What the search hands on to the worker. */
export interface TunedStudy {
  readonly trials: readonly TunedTrial[]
  /** Places in `trials`: the settings as they stood, and the best on all rows. */
  readonly asItStood: number
  readonly best: number
  readonly space: readonly TunedSetting[]
  /** What the shares of the trials are of. */
  readonly sharesOf: string
  readonly figure: Pick<Figure, 'id' | 'label' | 'format' | 'better'>
  readonly evaluation: Evaluation
  /** Scores of the best settings under other seeds, its own first; empty when nobody looked. */
  readonly seeds: readonly number[]
  /** Why no more was tried. */
  readonly ended: 'trials' | 'time' | 'energy'
}

/** So many trials are judged side by side before the next ones are chosen. */
const atOnce = 4

/** Params of learners that count what a training repeats: fewer are a cheaper look at the same settings. */
const roundParams = ['trees', 'rounds', 'epochs']

/**
 * Looks for the settings of the first model that score best in cross-validation. Throws NodeProblem `tune-failed` when no trial ends,
 * `tune-failing` when most of the first ones failed, `tune-no-rounds` when the learner has no rounds to halve.
 */
export async function searchSettings(settings: TuneSettings, space: readonly TunedSetting[], ctx: StudyContext): Promise<TunedStudy> {
  const [model] = ctx.models
  if (!model) throw new Error('there is no model to tune')
  const sharesOf = settings.method === 'halving' && settings.resource === 'rounds' ? roundsOf(model) : 'rows'
  const search = new Search(settings, { space, sharesOf, model }, ctx)
  const byName = new Map(space.map((tuned) => [tuned.name, tuned]))
  const current = settingsBy(space, ({ name }) => currentOf(byName.get(name) as TunedSetting, model))
  await search.judge([current], 1)
  const ended = settings.method === 'halving' ? await halve(search, settings) : await propose(search, settings)
  const best = search.bestOf(1)
  if (best < 0) throw failed(search.trials)
  const seeds = settings.seeds ? await search.underOtherSeeds(best) : []
  const evaluation = search.evaluations[best]
  const { figure } = search
  if (!evaluation || !figure) throw failed(search.trials)
  return { trials: search.trials, asItStood: 0, best, space, sharesOf, figure, evaluation, seeds, ended }
}

/** The value as it stands; where that is none, the first one that is looked for. */
function currentOf(tuned: TunedSetting, model: StudiedModel): SettingValue {
  const params = [model, ...model.before].find(({ node }) => node === tuned.node)?.params ?? {}
  const value = params[tuned.param]
  if (typeof value === 'number' || (isChoice(tuned) && (typeof value === 'string' || typeof value === 'boolean'))) return value
  return isChoice(tuned) ? (tuned.values[0] as SettingValue) : tuned.from
}

function roundsOf({ params, title }: StudiedModel): string {
  const found = roundParams.find((name) => typeof params[name] === 'number')
  if (found !== undefined) return found
  throw new NodeProblem({
    code: 'tune-no-rounds',
    param: 'resource',
    text: { en: `“${title.en}” counts no trees, rounds or epochs.`, fr: `« ${title.fr} » ne compte ni arbres, ni tours, ni époques.` },
    fixes: [{ label: { en: 'Begin with few rows', fr: 'Commencer avec peu de lignes' }, params: { resource: 'rows' } }],
  })
}

async function propose(search: Search, { method, trials }: TuneSettings): Promise<TunedStudy['ended']> {
  const stood = keyOf(search.trials[0]?.settings ?? {})
  const grid = method === 'grid' ? gridSettings(search.space).filter((settings) => keyOf(settings) !== stood) : null
  const all = grid ? grid.length + 1 : trials + 1
  while (search.trials.length < all) {
    const spent = search.spent()
    if (spent) return spent
    const [done, count] = [search.trials.length, Math.min(atOnce, all - search.trials.length)]
    await search.judge(grid ? grid.slice(done - 1, done - 1 + count) : fresh(search, method, count), 1)
  }
  return 'trials'
}

const keyOf = (settings: Settings) => JSON.stringify(settings)
/** So often another draw is made in place of settings that were tried already: small spaces are soon used up. */
const redraws = 20

function fresh(search: Search, method: TuneSettings['method'], count: number): readonly Settings[] {
  const known = search.known()
  const seen = new Set(known.map(({ settings }) => keyOf(settings)))
  const any = () => anySettings(search.space, search.random)
  const draw = () => (method === 'tpe' ? proposeSettings(search.space, known, search.random) : any())
  return Array.from({ length: count }, () => {
    let settings = draw()
    for (let k = 0; k < redraws && seen.has(keyOf(settings)); k++) settings = k < redraws / 2 ? draw() : any()
    seen.add(keyOf(settings))
    return settings
  })
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
    const ranked = places
      .flatMap((at) => {
        const loss = search.lossAt(at)
        return loss === null ? [] : [{ at, loss }]
      })
      .toSorted((a, b) => a.loss - b.loss)
    const goOn = (rungs[round + 1] as Rung | undefined)?.trials ?? 0
    settings = ranked.slice(0, goOn).map(({ at }) => search.trials[at]?.settings ?? {})
  }
  return 'trials'
}

function failed(trials: readonly TunedTrial[]): NodeProblem {
  const reason = trials.find(({ problem }) => problem !== null)?.problem ?? { en: '', fr: '' }
  return new NodeProblem({
    code: 'tune-failed',
    port: 'models',
    text: { en: `None of ${trials.length} trials ended. ${reason.en}`, fr: `Aucun des ${trials.length} essais n’a abouti. ${reason.fr}` },
    action: { en: 'Run the learner by itself first.', fr: 'Exécutez d’abord l’apprentissage seul.' },
  })
}
