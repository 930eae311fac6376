import type { Document } from '../../../engine/protocol/document.ts'
import type { Inspection, NodeInspection } from '../../../engine/protocol/inspection.ts'
import type { RunEntry } from '../../../engine/protocol/workspace.ts'
import { fakeCatalogue } from '../fake-catalogue.ts'
import type { FakeAnswers } from '../fake-client.ts'
import { fakeEvaluation, fakeGroups } from '../fake-reports.ts'
import { fakePreview } from '../fake-table.ts'
import { wideColumns, wideStatistics } from './big-table.ts'
import { everyField, everyParam } from './every-field.ts'
import { inventedChart } from './invented-chart.ts'
import { ageReport, duels, logistic, regression, someViews } from './invented-reports.ts'
import { loanColumns } from './loan-columns.ts'

export const panesPath = 'panes.millrace'

const node = (type: string, title: string, params: Document['nodes'][string]['params'] = {}) => ({ type, version: 1, title, params })

export const panesDocument: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Panes',
  seed: 20261,
  parameters: {},
  nodes: {
    clean: node('clean.every-field', 'Clean', everyParam),
    big: node('source.sample', 'Ten million rows'),
    wide: node('source.sample', 'Ten thousand columns'),
    evaluate: node('evaluate.evaluate', 'Evaluate'),
    fair: node('fairness.groups', 'Group report'),
    boost: node('train.boosting', 'Gradient boosting'),
  },
  wires: [],
  notes: {},
  frames: {},
  layout: {},
}

function inspected(id: string, more: Partial<NodeInspection> = {}): NodeInspection {
  return {
    sentence: { en: 'lower case, median within each region, cap at 99.5 %', fr: 'minuscules, médiane par région, plafond à 99,5 %' },
    configured: true,
    fingerprint: `f-${id}`,
    fresh: true,
    inputs: {},
    outputs: { table: { columns: loanColumns } },
    ...more,
  }
}

export const panesInspection: Inspection = {
  problems: [
    {
      code: 'decimal-comma',
      severity: 'warning',
      place: { node: 'clean', column: 'income_yr', row: 3 },
      text: { en: 'income_yr is read as text.', fr: 'income_yr est lu comme du texte.' },
      action: {
        en: '312 values use a decimal comma, first in row 4: “38 400,50”.',
        fr: '312 valeurs ont une virgule décimale, la première ligne 4 : « 38 400,50 ».',
      },
      fixes: [
        {
          label: { en: 'Read as decimal comma', fr: 'Lire la virgule décimale' },
          commands: [{ type: 'set-params', id: 'clean', params: { trim: false }, remove: [] }],
        },
      ],
    },
    {
      code: 'column-missing',
      severity: 'error',
      place: { node: 'clean', param: 'columns', column: 'purpos' },
      text: { en: 'There is no column “purpos” in this table.', fr: 'Ce tableau n’a pas de colonne « purpos ».' },
      action: { en: 'Choose a column of the table.', fr: 'Choisissez une colonne du tableau.' },
      fixes: [
        {
          label: { en: 'Use “purpose”', fr: 'Utiliser « purpose »' },
          commands: [
            {
              type: 'set-params',
              id: 'clean',
              params: { columns: { by: 'names', names: ['income_yr', 'employment', 'region', 'purpose'] } },
              remove: [],
            },
          ],
        },
      ],
    },
    {
      code: 'port-taken',
      severity: 'error',
      place: { node: 'fair' },
      text: { en: 'No column says who belongs to which group.', fr: 'Aucune colonne n’indique qui appartient à quel groupe.' },
      action: { en: 'Give a column the role “sensitive”.', fr: 'Donnez le rôle « sensible » à une colonne.' },
    },
  ],
  nodes: {
    clean: inspected('clean', {
      inputs: { table: { columns: [...loanColumns.filter(({ name }) => name !== 'dti'), { name: 'late_fee', type: 'float' }] } },
      result: { rows: { table: 46_118 }, seconds: 0.9 },
    }),
    big: inspected('big', { outputs: { table: { columns: wideColumns(12) } } }),
    wide: inspected('wide', { outputs: { table: { columns: wideColumns(10_000) } } }),
    evaluate: inspected('evaluate', { outputs: {} }),
    fair: inspected('fair', { outputs: {} }),
    boost: inspected('boost', { outputs: {} }),
  },
}

export const bigRows = 10_000_000

function previewOf(id: string) {
  const columns = id === 'big' ? wideColumns(12) : wideColumns(10_000)
  const rows = id === 'big' ? bigRows : 50_000
  return {
    columns,
    rows: Array.from({ length: id === 'big' ? 200 : 12 }, (_, row) =>
      columns.map(({ type }, c) => (type === 'text' ? 'north' : type === 'int' ? row : ((row * 37 + c * 11) % 1000) / 10)),
    ),
    count: { rows, exact: true },
    statistics: wideStatistics(columns, 1000),
    sampled: 1000,
    artifact: { fingerprint: `f-${id}`, port: 'table' },
  }
}

const minutes = (ago: number) => new Date(Date.now() - ago * 60_000).toISOString()

const runs: RunEntry[] = [
  {
    id: 'run-42',
    pipeline: panesPath,
    startedAt: minutes(4),
    seconds: 18.4,
    outcome: 'done',
    executed: 8,
    reused: 6,
    figures: [{ node: 'evaluate', title: 'Evaluate', label: { en: 'AUC', fr: 'AUC' }, value: 0.836 }],
  },
  { id: 'run-41', pipeline: panesPath, startedAt: minutes(52), seconds: 3.1, outcome: 'failed', executed: 3, reused: 5, figures: [] },
  {
    id: 'run-40',
    pipeline: panesPath,
    startedAt: minutes(1600),
    seconds: 41.9,
    outcome: 'done',
    executed: 14,
    reused: 0,
    figures: [{ node: 'evaluate', title: 'Evaluate', label: { en: 'AUC', fr: 'AUC' }, value: 0.781 }],
  },
]

/** Answers for the panes of the gallery, beside those of the invented engine. */
export const paneAnswers: FakeAnswers = {
  catalogue: () => ({ nodes: [...fakeCatalogue, everyField], columnSteps: [] }),
  openPipeline: ({ path }) => ({ path, document: panesDocument, revision: 'r1', readOnly: false, problems: [], draft: null }),
  inspect: () => panesInspection,
  preview: ({ node: id }) =>
    id === 'big' || id === 'wide' ? previewOf(id) : { ...fakePreview, artifact: { fingerprint: 'f-clean', port: 'table' } },
  chart: ({ spec }) => inventedChart({ kind: spec.kind, x: spec.x ?? null }),
  readStatistics: ({ fingerprint }) => ({
    statistics:
      fingerprint === 'f-big'
        ? wideStatistics(wideColumns(12), bigRows)
        : fingerprint === 'f-wide'
          ? wideStatistics(wideColumns(10_000), 50_000)
          : [...fakePreview.statistics],
  }),
  readArtifact: ({ fingerprint }) => {
    switch (fingerprint) {
      case 'f-big':
        return { kind: 'table', columns: wideColumns(12), rows: bigRows }
      case 'f-wide':
        return { kind: 'table', columns: wideColumns(10_000), rows: 50_000 }
      case 'f-clean':
        return { kind: 'table', columns: [...fakePreview.columns], rows: 46_118 }
      case 'f-fair':
        return { kind: 'report', groups: [ageReport, fakeGroups], views: [] }
      case 'f-boost':
        return { kind: 'model', id: 'm1', name: 'Gradient boosting', task: 'classification', target: 'default', views: someViews }
      case 'f-regression':
        return { kind: 'metrics', evaluations: [regression], duels: [] }
      case 'f-single':
        return { kind: 'metrics', evaluations: [fakeEvaluation], duels: [] }
      default:
        return { kind: 'metrics', evaluations: [fakeEvaluation, logistic], duels }
    }
  },
  listModels: () => ({
    models: [
      {
        id: 'm1',
        name: 'Gradient boosting',
        learner: 'Gradient boosting',
        task: 'classification',
        target: 'default',
        createdAt: minutes(4),
        rows: 36_894,
        run: 'run-42',
      },
    ],
  }),
  listRuns: () => ({ runs }),
  readRun: ({ runId }) => ({
    run: runs.find(({ id }) => id === runId) ?? (runs[0] as RunEntry),
    steps: [
      { node: 'clean', title: 'Clean', fingerprint: 'f-clean', state: 'reused', seconds: null, memoryBytes: null, rows: { table: 46_118 } },
      { node: 'boost', title: 'Gradient boosting', fingerprint: 'f-boost', state: 'executed', seconds: 14.2, memoryBytes: 412e6 },
      { node: 'evaluate', title: 'Evaluate', fingerprint: 'f-evaluate', state: 'executed', seconds: 0.8, memoryBytes: 96e6 },
    ],
    log: [
      '14:31:02 run-42 started, 14 steps',
      '14:31:02 Clean: reused f-clean',
      '14:31:03 Gradient boosting: 36 894 rows, 23 columns',
      '14:31:17 Gradient boosting: done in 14.2 s',
      '14:31:20 run-42 done in 18.4 s',
    ],
  }),
  checkFormula: ({ text, caret = text.length }) => ({
    type: text.includes('[la') ? null : 'bool',
    problems: text.includes('[la')
      ? [
          {
            code: 'column-unclosed',
            from: text.indexOf('[la'),
            to: text.length,
            text: { en: 'This column name is not closed: add ].', fr: 'Ce nom de colonne n’est pas fermé : ajoutez ].' },
          },
        ]
      : [],
    completions: {
      from: Math.max(0, caret - 3),
      to: caret,
      items: [
        { label: 'last_payment_at', insert: '[last_payment_at]', kind: 'column', detail: 'date', fits: true },
        {
          label: 'LAST',
          insert: 'LAST(',
          kind: 'function',
          detail: 'LAST(column)',
          fits: true,
          info: { en: 'The last value of the group.', fr: 'La dernière valeur du groupe.' },
        },
        { label: 'LAG', insert: 'LAG(', kind: 'function', detail: 'LAG(column, rows)', fits: true },
      ],
    },
    signature: text.includes('DATEDIFF(') ? { text: 'DATEDIFF(from, to, unit)', argument: 1 } : null,
    pretty: text,
    sample: text.includes('[la') ? [] : [true, true, false, null, true],
  }),
}
