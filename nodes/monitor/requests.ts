import { z } from 'zod'
import { scoreName, watchRequests, type WatchedRow } from '../../engine/monitor/watch-requests.ts'
import type { MonitorReport } from '../../engine/protocol/workspace.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import { limit, select, values } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { AddedColumn } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { sideModel } from '../kit/model-examples.ts'

const params = z.object({
  most: field.number({
    label: { en: 'Newest rows to look at', fr: 'Lignes récentes à regarder' },
    default: 20_000,
    min: 100,
    max: 50_000,
    integer: true,
  }),
})

const fixed: readonly Column[] = [
  { name: 'at', type: 'text' },
  { name: 'ms', type: 'float' },
  { name: 'status', type: 'int' },
]

/** What an endpoint was asked and answered, and how that differs from training. */
export const requests = defineNode({
  id: 'monitor.requests',
  version: 1,
  icon: 'activity',
  title: { en: 'Monitor', fr: 'Surveillance' },
  summary: {
    en: 'Shows an endpoint’s requests and how they drift from the training rows.',
    fr: 'Montre les requêtes d’un point d’accès et leur dérive par rapport aux lignes d’apprentissage.',
  },
  help: {
    en: 'Every column of the requests is compared with the training rows. The limit is not a rule of thumb: it is what chance alone would exceed once in 90 windows over all columns together, for as many rows as there are. A column drifts only when it is beyond chance and by an amount that matters. The table holds each request with its answer, to filter, group and join like any other.',
    fr: 'Chaque colonne des requêtes est comparée aux lignes d’apprentissage. La limite n’est pas une règle empirique : c’est ce que le hasard seul dépasserait une fois sur 90 fenêtres, toutes colonnes confondues, pour le nombre de lignes présent. Une colonne dérive seulement si elle dépasse le hasard et d’une quantité qui compte. Le tableau contient chaque requête avec sa réponse, à filtrer, regrouper et joindre comme tout autre.',
  },
  keywords: { en: ['drift', 'requests', 'log', 'production', 'psi'], fr: ['dérive', 'requêtes', 'journal', 'production', 'psi'] },
  inputs: { endpoint: { kind: 'endpoint', label: { en: 'Endpoint', fr: 'Point d’accès' } } },
  outputs: {
    report: { kind: 'report', label: { en: 'Drift', fr: 'Dérive' } },
    table: { kind: 'table', label: { en: 'Requests', fr: 'Requêtes' } },
  },
  params,
  watches: 'requests',
  explain: ({ most }) => ({ en: `the newest ${most} requests`, fr: `les ${most} dernières requêtes` }),
  async run({ most }, inputs, ctx) {
    const { endpoint, model } = inputs.artifact('endpoint', 'endpoint')
    const asked = model.recipe.stages[0]?.columns.filter((column) => model.features.length > 0 && column.name !== model.target.name) ?? []
    const log = await ctx.requests(endpoint.name)
    const newest = log ? await newestRows(log, most, (relation) => ctx.count(relation)) : null
    const watch = watchRequests(model, ctx.seed)
    const inside: WatchedRow[] = []
    let since: string | null = null
    for (const [at, , status, input, output] of newest ? await ctx.rows(newest) : []) {
      const row: WatchedRow = {
        input: JSON.parse(String(input)) as WatchedRow['input'],
        output: output === null ? {} : (JSON.parse(String(output)) as WatchedRow['output']),
      }
      inside.push(row)
      if (status !== 200) continue
      since ??= String(at)
      watch.add(row)
    }
    const report = watch.report({ endpoint: endpoint.name, since })
    const base: Relation = newest
      ? select(
          newest,
          fixed.map((column) => column.name),
        )
      : values(fixed, [])
    return {
      report: { kind: 'report', views: viewsOf(report) },
      table: await ctx.write(base, [...asked.map((column) => answersOf(column.name, inside)), predictionOf(inside)]),
    }
  },
  examples: [
    {
      title: { en: 'Before the first request', fr: 'Avant la première requête' },
      params: {},
      inputs: { endpoint: { node: 'deploy.endpoint', port: 'endpoint', params: { name: 'side' }, inputs: { model: sideModel } } },
      expectArtifact: { report: { kind: 'report', views: [{ view: 'text' }] } },
    },
    {
      title: { en: 'Fewer rows', fr: 'Moins de lignes' },
      params: { most: 500 },
      inputs: { endpoint: { node: 'deploy.endpoint', port: 'endpoint', params: { name: 'side' }, inputs: { model: sideModel } } },
      expectArtifact: { report: { kind: 'report' } },
    },
  ],
})

async function newestRows(log: Relation, most: number, count: (relation: Relation) => Promise<number>): Promise<Relation> {
  const total = await count(log)
  return limit(log, most, Math.max(0, total - most))
}

function answersOf(name: string, rows: readonly WatchedRow[]): AddedColumn {
  return { name, type: 'text', values: rows.map((row) => textOf(row.input[name])) }
}

function predictionOf(rows: readonly WatchedRow[]): AddedColumn {
  return { name: 'answer', type: 'text', values: rows.map((row) => textOf(row.output['prediction'])) }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function viewsOf(report: MonitorReport): View[] {
  const all = [...report.features, ...(report.predictions ? [{ ...report.predictions, feature: scoreName }] : [])]
  return [
    { view: 'text', text: report.verdict, lead: true },
    ...(all.length === 0
      ? []
      : [
          {
            view: 'table' as const,
            title: { en: 'Drift by column', fr: 'Dérive par colonne' },
            columns: [
              { key: 'feature', label: { en: 'Column', fr: 'Colonne' }, format: 'text' as const },
              { key: 'verdict', label: { en: 'Verdict', fr: 'Verdict ' }, format: 'text' as const },
              { key: 'value', label: { en: 'Distance', fr: 'Distance ' }, format: 'number' as const },
              { key: 'limit', label: { en: 'Limit', fr: 'Limite' }, format: 'number' as const },
              { key: 'missing', label: { en: 'Missing now', fr: 'Manquants' }, format: 'percent' as const },
            ],
            rows: all.map((item) => ({
              feature: item.feature,
              verdict: item.verdict,
              value: item.value,
              limit: item.limit,
              missing: item.missing.current,
            })),
          },
        ]),
  ]
}
