import type { Document } from '../../engine/protocol/document.ts'
import type { Inspection, NodeInspection } from '../../engine/protocol/inspection.ts'

const x = [24, 296, 568, 840]
const y = [40, 132, 276, 368, 512]

const rows: readonly (readonly [id: string, type: string, title: string, sentence: string, column: number, row: number])[] = [
  ['loans', 'source.file', 'Loan applications', 'loan_applications.csv', 0, 0],
  ['scores', 'source.file', 'Bureau scores', 'scores.parquet', 0, 1],
  ['clean', 'clean.text', 'Clean', 'lower case, drop doubles', 1, 0],
  ['join', 'combine.join', 'Join', 'left, on application_id', 2, 0],
  ['split', 'split.train-test', 'Split', '80 / 20, by default', 3, 0],
  ['onehot', 'feature.one-hot', 'One-hot', '3 columns become 21', 0, 2],
  ['scale', 'feature.scale', 'Scale', 'standardise 9 columns', 1, 3],
  ['boost', 'train.boosting', 'Gradient boosting', '400 trees, depth 5', 2, 2],
  ['logistic', 'train.logistic', 'Logistic regression', 'L2, C = 0.5', 2, 3],
  ['evaluate', 'evaluate.evaluate', 'Evaluate', 'on test, threshold 0.24', 3, 2],
  ['compare', 'evaluate.compare', 'Compare models', 'best by expected cost', 0, 4],
  ['fair', 'fairness.groups', 'Group report', 'gender, age, region', 1, 4],
  ['endpoint', 'deploy.endpoint', 'Endpoint', 'POST /loan-default', 2, 4],
  ['monitor', 'deploy.monitor', 'Monitor', 'drift, quality, alerts', 3, 4],
]

const joined: readonly (readonly [from: string, to: string])[] = [
  ['loans.table', 'clean.table'],
  ['clean.table', 'join.table'],
  ['scores.table', 'join.table2'],
  ['join.table', 'split.table'],
  ['split.table', 'onehot.table'],
  ['split.table2', 'evaluate.table'],
  ['onehot.table', 'boost.table'],
  ['onehot.table', 'scale.table'],
  ['scale.table', 'logistic.table'],
  ['boost.model', 'evaluate.model2'],
  ['logistic.model', 'evaluate.model3'],
  ['evaluate.metrics', 'compare.metrics'],
  ['compare.model', 'fair.model'],
  ['fair.model', 'endpoint.model'],
  ['endpoint.endpoint', 'monitor.endpoint'],
]

/** The pipeline of the design: from two files to a watched endpoint. */
export const loanDocument: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Loan default',
  seed: 20261,
  parameters: {},
  nodes: Object.fromEntries(
    rows.map(([id, type, title, sentence]) => [id, { type, version: 1, title, params: type === 'source.file' ? { path: sentence } : {} }]),
  ),
  wires: joined.map(([from, to]) => ({ from, to })),
  notes: { old: { text: 'Applications before 2024 come from the old form: no purpose code.', x: 612, y: 150, width: 232, height: 62 } },
  frames: {
    prepare: { title: '1 Prepare', x: 4, y: 16, width: 1072, height: 212 },
    train: { title: '2 Train and judge', x: 4, y: 252, width: 1072, height: 212 },
    release: { title: '3 Release', x: 4, y: 488, width: 1072, height: 116 },
  },
  layout: Object.fromEntries(rows.map(([id, , , , column, row]) => [id, { x: x[column] ?? 0, y: y[row] ?? 0 }])),
}

const columns = ['application_id', 'submitted_at', 'age', 'region', 'employment', 'income_yr', 'loan_amount', 'term_months', 'credit_score']

function inspected([id, type, , sentence]: (typeof rows)[number]): NodeInspection {
  const table = { columns: columns.map((name) => ({ name, type: name === 'age' ? 'int' : 'text' })) }
  return {
    sentence: { en: sentence, fr: sentence },
    configured: true,
    fingerprint: `f-${id}`,
    fresh: false,
    inputs: type.startsWith('source.') ? {} : { table },
    outputs: { table },
  }
}

export const loanInspection: Inspection = {
  problems: [
    {
      code: 'port-taken',
      severity: 'error',
      place: { node: 'endpoint', param: 'port' },
      text: { en: 'Port 8080 is taken.', fr: 'Le port 8080 est occupé.' },
      action: { en: 'Choose another port.', fr: 'Choisissez un autre port.' },
    },
    {
      code: 'decimal-comma',
      severity: 'warning',
      place: { node: 'clean', column: 'income_yr' },
      text: { en: 'income_yr is read as text.', fr: 'income_yr est lu comme du texte.' },
      action: { en: '312 values use a decimal comma.', fr: '312 valeurs ont une virgule décimale.' },
    },
  ],
  nodes: Object.fromEntries(rows.map((row) => [row[0], inspected(row)])),
}
