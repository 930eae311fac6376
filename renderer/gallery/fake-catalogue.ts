import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Text } from '../../engine/protocol/text.ts'

type Port = CatalogueEntry['inputs'][string]['kind']

interface Sketch {
  readonly id: string
  readonly family: CatalogueEntry['family']
  readonly icon: string
  readonly en: string
  readonly fr: string
  readonly inputs?: readonly Port[]
  readonly outputs?: readonly Port[]
  readonly params?: Record<string, object>
  readonly defaults?: CatalogueEntry['defaults']
}

const sketches: readonly Sketch[] = [
  {
    id: 'source.file',
    family: 'data',
    icon: 'file',
    en: 'File',
    fr: 'Fichier',
    outputs: ['table'],
    params: {
      path: {
        type: 'string',
        'x-field': { kind: 'file', label: { en: 'File', fr: 'Fichier' }, extensions: ['csv', 'parquet', 'json', 'xlsx'] },
      },
    },
    defaults: { path: '' },
  },
  { id: 'source.sample', family: 'data', icon: 'dices', en: 'Sample data', fr: 'Données d’exemple', outputs: ['table'] },
  { id: 'source.typed', family: 'data', icon: 'table', en: 'Typed-in table', fr: 'Table saisie', outputs: ['table'] },
  { id: 'clean.text', family: 'prepare', icon: 'eraser', en: 'Clean', fr: 'Nettoyer', inputs: ['table'], outputs: ['table'] },
  {
    id: 'clean.filter',
    family: 'prepare',
    icon: 'funnel',
    en: 'Keep rows',
    fr: 'Garder des lignes',
    inputs: ['table'],
    outputs: ['table'],
  },
  { id: 'combine.join', family: 'prepare', icon: 'combine', en: 'Join', fr: 'Joindre', inputs: ['table', 'table'], outputs: ['table'] },
  { id: 'split.train-test', family: 'prepare', icon: 'split', en: 'Split', fr: 'Séparer', inputs: ['table'], outputs: ['table', 'table'] },
  {
    id: 'feature.one-hot',
    family: 'features',
    icon: 'columns-3',
    en: 'One-hot',
    fr: 'Indicatrices',
    inputs: ['table'],
    outputs: ['table'],
  },
  {
    id: 'feature.scale',
    family: 'features',
    icon: 'chart-column',
    en: 'Scale',
    fr: 'Mettre à l’échelle',
    inputs: ['table'],
    outputs: ['table'],
  },
  { id: 'clean.formula', family: 'features', icon: 'square-function', en: 'Formula', fr: 'Formule', inputs: ['table'], outputs: ['table'] },
  {
    id: 'train.boosting',
    family: 'model',
    icon: 'waypoints',
    en: 'Gradient boosting',
    fr: 'Boosting de gradient',
    inputs: ['table'],
    outputs: ['model'],
  },
  {
    id: 'train.logistic',
    family: 'model',
    icon: 'spline',
    en: 'Logistic regression',
    fr: 'Régression logistique',
    inputs: ['table'],
    outputs: ['model'],
  },
  {
    id: 'evaluate.evaluate',
    family: 'evaluate',
    icon: 'gauge',
    en: 'Evaluate',
    fr: 'Évaluer',
    inputs: ['table', 'model', 'model'],
    outputs: ['metrics'],
  },
  {
    id: 'evaluate.compare',
    family: 'evaluate',
    icon: 'git-compare-arrows',
    en: 'Compare models',
    fr: 'Comparer des modèles',
    inputs: ['metrics'],
    outputs: ['model'],
  },
  {
    id: 'fairness.groups',
    family: 'evaluate',
    icon: 'scale',
    en: 'Group report',
    fr: 'Rapport par groupe',
    inputs: ['model'],
    outputs: ['model'],
  },
  {
    id: 'deploy.endpoint',
    family: 'deploy',
    icon: 'plug',
    en: 'Endpoint',
    fr: 'Point de service',
    inputs: ['model'],
    outputs: ['endpoint'],
  },
  { id: 'deploy.monitor', family: 'deploy', icon: 'activity', en: 'Monitor', fr: 'Surveillance', inputs: ['endpoint'] },
]

const names: Record<Port, Text> = {
  table: { en: 'Table', fr: 'Table' },
  model: { en: 'Model', fr: 'Modèle' },
  transform: { en: 'Transform', fr: 'Transformation' },
  metrics: { en: 'Figures', fr: 'Mesures' },
  report: { en: 'Report', fr: 'Rapport' },
  endpoint: { en: 'Endpoint', fr: 'Point de service' },
  dataset: { en: 'Data set', fr: 'Jeu de données' },
}

function ports(kinds: readonly Port[]): Record<string, { kind: Port; label: Text }> {
  return Object.fromEntries(kinds.map((kind, i) => [i === 0 ? kind : `${kind}${i + 1}`, { kind, label: names[kind] }]))
}

/** A small catalogue with nodes of all families. */
export const fakeCatalogue: readonly CatalogueEntry[] = sketches.map((sketch) => ({
  id: sketch.id,
  version: 1,
  category: sketch.id.slice(0, sketch.id.indexOf('.')),
  family: sketch.family,
  icon: sketch.icon,
  title: { en: sketch.en, fr: sketch.fr },
  summary: { en: `${sketch.en}.`, fr: `${sketch.fr}.` },
  help: { en: '', fr: '' },
  keywords: { en: [], fr: [] },
  inputs: ports(sketch.inputs ?? []),
  outputs: ports(sketch.outputs ?? []),
  params: { type: 'object', properties: sketch.params ?? {} } as CatalogueEntry['params'],
  defaults: sketch.defaults ?? {},
  examples: [],
}))
