import type { NodeDefinition } from '../../../nodes/kit/define-node.ts'
import { personalIn } from '../../../nodes/kit/personal/personal-data.ts'
import type { Model } from '../../learn/model.ts'
import { createScorer } from '../../learn/score-model.ts'
import { splitEnd, type Document, type Params } from '../../protocol/document.ts'
import type { VersionFacts } from '../../protocol/registry-methods.ts'
import type { KeptRun } from '../../store/experiment-row.ts'
import { metaOf, valueWords } from './param-words.ts'

const mostWeighed = 8
/** Params that say what is learned, which the card says elsewhere, or that change no result. */
const saidElsewhere: ReadonlySet<string> = new Set(['target', 'features', 'rules', 'seed'])

type Catalogue = ReadonlyMap<string, NodeDefinition>

/** What is known of a model when it is registered: what it takes and gives, and what the run that made it said of it. */
export function factsOf(model: Model, kept: Pick<KeptRun, 'record' | 'manifest'> | null, catalogue: Catalogue): VersionFacts {
  const { learner, task, trained, classes } = model
  const record = kept?.record ?? null
  const judged = record?.evaluations.find((one) => one.model === model.id)?.evaluation
  const made = record?.models.find((one) => one.id === model.id)?.node
  const plain = ({ name, type }: { name: string; type: string }) => ({ name, type })
  const inputs = createScorer(model).columns.map(plain)
  const total = model.importance.reduce((sum, { value }) => sum + value, 0)
  return {
    learner,
    task,
    target: model.target.name,
    rows: trained.rows,
    seconds: trained.seconds,
    seed: trained.seed,
    signature: {
      inputs,
      output: [
        plain({ name: model.target.name, type: task === 'regression' ? 'float' : model.target.type }),
        ...classes.map((name) => ({ name: `probability of ${name}`, type: 'float' })),
      ],
    },
    figures: judged?.figures ?? [],
    judgedRows: judged?.rows ?? null,
    sources: (record?.sources ?? []).map(({ title, content, columns }) => ({ title, content, columns: columns.length })),
    wattHours: record?.cost.energy.wattHours ?? null,
    golden: model.golden.length,
    settings: made === undefined || !kept ? [] : settingsOf(kept.manifest.document, { made, learner }, catalogue),
    importance: model.importance
      .map(({ name, value }) => ({ name, share: total > 0 ? value / total : 0 }))
      .filter(({ share }) => share > 0)
      .toSorted((a, b) => b.share - a.share)
      .slice(0, mostWeighed),
    gaps: (record?.fairness ?? []).flatMap(({ model: of, by, outcome, gaps }) => (of === model.id ? [{ by, outcome, gaps }] : [])),
    personal: inputs.flatMap(({ name }) => {
      const [first] = personalIn(name, new Map())
      return first ? [{ column: name, what: first.kind.label }] : []
    }),
    millrace: record?.versions.millrace ?? '',
  }
}

/**
 * What the node that learned was told beyond how it comes, with what params and their values are called; first the nodes between it and the model
 * (one that calibrates), in a sentence each.
 */
function settingsOf(
  document: Document,
  of: { readonly made: string; readonly learner: string },
  catalogue: Catalogue,
): VersionFacts['settings'] {
  const settings: VersionFacts['settings'] = []
  const seen = new Set<string>()
  for (let id: string | undefined = of.made; id !== undefined && !seen.has(id);) {
    seen.add(id)
    const node: Document['nodes'][string] | undefined = document.nodes[id]
    const definition = catalogue.get(node?.type ?? '')
    const params = definition?.params.safeParse(node?.params ?? {}).data
    if (!node || !definition || !params) break
    if (node.type === of.learner) return [...settings, ...ownSettings(definition, node.params)]
    settings.push({ label: definition.title, value: definition.explain(params as never) })
    const into: string = `${id}.model`
    const wire = document.wires.find(({ to }) => to === into)
    id = wire && splitEnd(wire.from).node
  }
  return settings
}

function ownSettings(definition: NodeDefinition, params: Params): VersionFacts['settings'] {
  const usual = definition.params.safeParse({}).data as Params | undefined
  return Object.entries(params).flatMap(([param, value]) => {
    const meta = metaOf(definition.params.shape[param])
    if (!meta || saidElsewhere.has(param) || JSON.stringify(value) === JSON.stringify(usual?.[param])) return []
    return [{ label: meta.label, value: valueWords(value, meta) }]
  })
}
