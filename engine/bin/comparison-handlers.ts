import { expandComponents } from '../graph/expand-components.ts'
import { applyChanges, listChanges, type TwoDocuments } from '../graph/document-changes.ts'
import { diffDocuments } from '../graph/diff-documents.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Document } from '../protocol/document.ts'
import type { comparisonMethods, Judged } from '../protocol/experiment-comparison.ts'
import type { Problem } from '../protocol/problem.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { Text } from '../protocol/text.ts'
import { mark } from '../relation/build.ts'
import { attributeGain } from '../run/compare/attribute-gain.ts'
import { comparisonCsv } from '../run/compare/comparison-csv.ts'
import { comparisonPage, type PrintedComparison, type PrintedRun } from '../run/compare/comparison-page.ts'
import { wordedDiff } from '../run/compare/param-words.ts'
import { pairVerdict, worseFigures } from '../run/compare/pair-verdict.ts'
import { replayedFigure } from '../run/compare/replayed-figure.ts'
import type { ScoredPair } from '../run/compare/score-pair.ts'
import { profileRelation } from '../run/profile-relation.ts'
import type { KeptRun } from '../store/experiment-row.ts'
import { notThere } from './answers.ts'
import type { Engine } from './create-engine.ts'

/** The same rows give the same intervals. */
const seed = 1

/** The use cases behind the methods that hold two runs against each other. */
export function comparisonHandlers(engine: Engine): Pick<Handlers, keyof typeof comparisonMethods> {
  const { runs, runIndex, store, models, workers, workspace, pipelines, catalogue, db } = engine

  const keptRun = async (id: string): Promise<KeptRun> => {
    const kept = await runs.kept(id)
    if (!kept) throw runMissing(id)
    return kept
  }
  const nameOf = async (id: string): Promise<Text> => {
    const row = await runIndex.row(id)
    return row && row.name !== ''
      ? { en: row.name, fr: row.name }
      : { en: `Run ${row?.number ?? id}`, fr: `L’exécution ${row?.number ?? id}` }
  }
  const judgedAt = async ({ runId, evaluation: at }: Judged) => {
    const kept = await keptRun(runId)
    const found = kept.record?.evaluations[at]
    if (!kept.record || !found) throw new ProblemError(noEvaluation(runId), 422)
    const trained = kept.record.models.find(({ id }) => id === found.model)
    return { kept, found, trained }
  }
  const modelAt = async (judged: Judged) => {
    const { found, trained, kept } = await judgedAt(judged)
    const model = found.model === null ? null : await models.read(found.model)
    if (!model) throw new ProblemError(noModel(found.evaluation.model), 422)
    return { model, found, kept, seconds: trained?.seconds ?? model.trained.seconds }
  }
  const documents = async (a: string, b: string): Promise<TwoDocuments> => {
    const [one, other] = await Promise.all([keptRun(a), keptRun(b)])
    const plain = ({ manifest }: KeptRun): Document => expandComponents(manifest.document).document
    const [first, second] = [plain(one), plain(other)]
    const diff = diffDocuments(first, second, ({ type, params }) => {
      const read = catalogue.get(type)?.params.safeParse(params)
      return read?.success ? (read.data as typeof params) : params
    })
    return { a: first, b: second, diff }
  }

  const comparePredictions: Handlers['comparePredictions'] = async ({ a, b }, signal) => {
    const [first, second] = [await modelAt(a), await modelAt(b)]
    const same =
      first.found.judgedOn?.fingerprint === second.found.judgedOn?.fingerprint && first.found.judgedOn?.port === second.found.judgedOn?.port
    if (first.model.task !== second.model.task || first.model.target.name !== second.model.target.name)
      throw new ProblemError(otherTarget(), 422)
    const tableOf = async (at: typeof first.found.judgedOn) => {
      const table = at && (await store.table(at.fingerprint, at.port))
      return table
        ? { rows: mark(table, at.node, at.port, `${at.fingerprint}.${at.port}`), path: store.tablePath(at.fingerprint, at.port) }
        : null
    }
    const [ofB, ofA] = [await tableOf(second.found.judgedOn), await tableOf(first.found.judgedOn)]
    const judged = ofB ?? ofA
    if (!judged) throw new ProblemError(rowsGone(), 422)
    const judgedOn = same ? 'both' : ofB ? 'b' : 'a'
    const task = {
      kind: 'score-pair',
      models: [first.model, second.model],
      ...judged,
      seed,
      tempFolder: workspace.spill,
      memoryLimitBytes: Math.floor(engine.memoryLimitBytes * 0.2),
      threads: 1,
      backends: await engine.backends.order(),
      backendPlaces: engine.backendPlaces,
    } as const
    const pair = (await workers.run(task, signal)).result as ScoredPair
    const baselines = new Map(second.found.evaluation.figures.map(({ id, baseline }) => [id, baseline ?? null]))
    const names = [await nameOf(a.runId), await nameOf(b.runId)] as const
    const seconds = [first.seconds, second.seconds] as const
    return {
      ...pair,
      judgedOn,
      figures: pair.figures.map((figure) => ({ ...figure, baseline: baselines.get(figure.id) ?? null })),
      verdict: pairVerdict({ ...pair, judgedOn, names, seconds }),
      worse: worseFigures(pair.figures, names[1]),
    }
  }

  return {
    async compareDocuments({ a, b }) {
      const { diff } = await documents(a, b)
      return { diff: wordedDiff(diff, catalogue), changes: listChanges(diff) }
    },
    comparePredictions,
    async compareRows({ a, b, which }, signal) {
      const placeOf = async (judged: Judged) => {
        const { found, trained } = await judgedAt(judged)
        return which === 'judged' ? found.judgedOn : (trained?.trainedOn ?? null)
      }
      const [one, other] = [await placeOf(a), await placeOf(b)]
      if (one && other && one.fingerprint === other.fingerprint && one.port === other.port) return { same: true, profiles: null }
      const [before, after] = await Promise.all([one, other].map(async (at) => (at ? store.table(at.fingerprint, at.port) : null)))
      if (!before || !after) return { same: false, profiles: null }
      return { same: false, profiles: [await profileRelation(before, { db, signal }), await profileRelation(after, { db, signal })] }
    },
    async attributeGain({ a, b, figure, key }, signal) {
      const [first, second] = [await judgedAt(a), await judgedAt(b)]
      const two = await documents(a.runId, b.runId)
      const valueOf = replayedFigure({
        engine,
        folderOf: (document) => pipelines.folderOf((document === two.b ? second : first).kept.manifest.pipeline),
        place: (document) => {
          const from = document === two.b ? second : first
          return { evaluation: from.found.node, learner: from.trained?.node ?? null }
        },
        figure,
        signal,
      })
      const result = await attributeGain({
        ...two,
        changes: listChanges(two.diff),
        figure,
        valueOf,
        now: () => performance.now(),
        onRun: (done, of) =>
          engine.emit({
            type: 'profile.progress',
            key,
            share: Math.min(1, done / of),
            text: { en: `run ${done} of ${of}`, fr: `exécution ${done} sur ${of}` },
          }),
      })
      if ('none' in result) throw new ProblemError(notReplayed(result.none), 422)
      return result
    },
    async printCompared({ a, b, language }, signal) {
      const [one, other] = [a.evaluation, b.evaluation]
      const report =
        one === null || other === null
          ? null
          : await comparePredictions({ a: { ...a, evaluation: one }, b: { ...b, evaluation: other } }, signal)
      const { diff } = await documents(a.runId, b.runId)
      const printed = async (id: string): Promise<PrintedRun> => {
        const { record } = await keptRun(id)
        const row = await runIndex.row(id)
        if (!row) throw runMissing(id)
        return { name: await nameOf(id), row, record }
      }
      const runsOf = [await printed(a.runId), await printed(b.runId)] as const
      const titleOf: PrintedComparison['titleOf'] = ({ titles, types }, side) => {
        const own = titles[side]
        const type = types[side] ?? ''
        return own === null ? (catalogue.get(type)?.title ?? { en: type, fr: type }) : { en: own, fr: own }
      }
      return {
        html: comparisonPage({ runs: runsOf, report, diff: wordedDiff(diff, catalogue), titleOf }, language),
        json: JSON.stringify({ runs: runsOf.map(({ row, record }) => ({ ...row, record })), report, diff }, null, 1),
        csv: report ? comparisonCsv(report) : '',
      }
    },
    async keepChanges({ a, b, changes, name }) {
      const two = await documents(a, b)
      const { path, revision } = await pipelines.create(name)
      const kept = withPlainIds(applyChanges(two, new Set(changes)))
      try {
        await pipelines.save(path, { ...kept, name }, revision)
      } catch (error) {
        await pipelines.remove(path)
        throw error
      }
      engine.emit({ type: 'workspace.changed', what: 'pipelines' })
      return { path }
    },
  }
}

/** Nodes that stood inside components stand by themselves: their ids lose the way to them. */
function withPlainIds(document: Document): Document {
  const plain = (id: string) => id.replaceAll('/', '-')
  const renamed = <T>(entries: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(entries).map(([id, value]) => [plain(id), value]))
  const { components: _components, ...rest } = document
  return {
    ...rest,
    nodes: renamed(document.nodes),
    layout: renamed(document.layout),
    wires: document.wires.map(({ from, to }) => ({ from: plain(from), to: plain(to) })),
  }
}

function problem(code: string, text: Text, action?: Text): Problem {
  return { code, severity: 'error', place: {}, text, ...(action && { action }) }
}

const noEvaluation = (id: string) =>
  problem(
    'evaluation-missing',
    { en: `The run “${id}” has no such evaluation.`, fr: `L’exécution « ${id} » n’a pas cette évaluation.` },
    { en: 'Run it again with a node that evaluates.', fr: 'Relancez-la avec un nœud qui évalue.' },
  )

const noModel = (name: string) =>
  problem('model-missing', {
    en: `The model “${name}” is not in the workspace: it cannot answer again.`,
    fr: `Le modèle « ${name} » n’est pas dans l’espace de travail : il ne peut plus répondre.`,
  })

const otherTarget = () =>
  problem('models-mixed', {
    en: 'The two models predict different things.',
    fr: 'Les deux modèles ne prédisent pas la même chose.',
  })

const rowsGone = () =>
  problem(
    'rows-gone',
    {
      en: 'The rows that the models were judged on are not on disk any more.',
      fr: 'Les lignes sur lesquelles les modèles ont été évalués ne sont plus sur le disque.',
    },
    { en: 'Run one of the two again.', fr: 'Relancez l’une des deux.' },
  )

const notReplayed = (text: Text) =>
  problem('not-replayed', {
    en: `The runs cannot be made again. ${text.en}`,
    fr: `Les exécutions ne se refont pas. ${text.fr}`,
  })

const runMissing = (id: string) =>
  new ProblemError(notThere('run-missing', { en: `There is no run “${id}”.`, fr: `Il n’y a pas d’exécution « ${id} ».` }), 404)
