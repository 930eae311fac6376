import { z } from 'zod'
import { countText } from '../../engine/learn/number-text.ts'
import { pruneStage } from '../../engine/learn/recipe.ts'
import type { Model } from '../../engine/learn/model.ts'
import { scoreName, watchRequests, type WatchedRow } from '../../engine/monitor/watch-requests.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { FeatureDrift, MonitorReport } from '../../engine/protocol/workspace.ts'
import { freeName, limit, project, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
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
  { name: 'at', type: 'timestamp' },
  { name: 'ms', type: 'float' },
  { name: 'status', type: 'int' },
]

const served = { node: 'deploy.endpoint', port: 'endpoint', params: { name: 'endpoint-of-sides' }, inputs: { model: sideModel } }

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
  explain: ({ most }) => ({ en: `the newest ${countText(most)} rows`, fr: `les ${countText(most)} lignes les plus récentes` }),
  async run({ most }, inputs, ctx) {
    const { endpoint, model } = inputs.artifact('endpoint', 'endpoint')
    const log = await ctx.requests(endpoint.name)
    const newest = log && (await newestRows(log, most, (relation) => ctx.count(relation)))
    const watch = watchRequests(model, ctx.seed)
    const seen: WatchedRow[] = []
    let since: string | null = null
    for (const [at, , status, by, input, output] of newest ? await ctx.rows(newest) : []) {
      const row: WatchedRow = {
        input: JSON.parse(String(input)) as WatchedRow['input'],
        output: output === null ? {} : (JSON.parse(String(output)) as WatchedRow['output']),
      }
      seen.push(row)
      // What another model answered before says nothing of this one.
      if (status !== 200 || by !== model.id) continue
      since ??= String(at)
      watch.add(row)
    }
    const report = watch.report({ endpoint: endpoint.name, since })
    const base = newest
      ? project(
          newest,
          fixed.map(({ name }) => ({ name, expr: readFixed(name) })),
        )
      : values(fixed, [])
    return {
      report: { kind: 'report', monitor: report, views: viewsOf(report) },
      table: await ctx.write(base, askedAndAnswered(model, seen)),
    }
  },
  examples: [
    {
      title: { en: 'Before the first request', fr: 'Avant la première requête' },
      params: {},
      inputs: { endpoint: served },
      expect: {
        table: {
          columns: [
            ...fixed,
            { name: 'x', type: 'float' },
            { name: 'y', type: 'float' },
            { name: 'colour', type: 'text' },
            { name: 'answer', type: 'text' },
            { name: 'score', type: 'float' },
          ],
          rows: [],
        },
      },
      expectArtifact: { report: { kind: 'report', views: [{ view: 'text', lead: true }] } },
    },
    {
      title: { en: 'Fewer rows', fr: 'Moins de lignes' },
      params: { most: 500 },
      inputs: { endpoint: served },
      expectArtifact: { report: { kind: 'report', views: [{ view: 'text', lead: true }] } },
    },
  ],
})

/** Rows may be added while this runs: those counted first are meant. */
async function newestRows(log: Relation, most: number, count: (relation: Relation) => Promise<number>): Promise<Relation> {
  const total = await count(log)
  return limit(log, Math.min(most, total), Math.max(0, total - most))
}

function readFixed(name: string) {
  return name === 'at' ? call('text-to-timestamp', columnExpr(name)) : columnExpr(name)
}

/** The columns that were asked, typed as the model takes them, then its answer and, of two classes, the score of the positive one. */
function askedAndAnswered(model: Model, rows: readonly WatchedRow[]): AddedColumn[] {
  const [rawest] = model.recipe.stages
  const names = model.features.map((feature) => feature.name)
  const asked = rawest ? pruneStage(rawest, names).columns : []
  const taken = new Set(fixed.map((column) => column.name))
  const fresh = (wanted: string) => {
    const found = freeName(wanted, taken)
    taken.add(found)
    return found
  }
  const outputs = rows.map((row) => row.output)
  const answer: AddedColumn =
    model.task === 'regression'
      ? { name: 'answer', type: 'float', values: outputs.map(({ prediction }) => numberIn(prediction)) }
      : { name: 'answer', type: 'text', values: outputs.map(({ prediction }) => textIn(prediction)) }
  const { positive } = model
  const score: AddedColumn[] =
    positive === undefined
      ? []
      : [{ name: 'score', type: 'float', values: outputs.map(({ probabilities }) => numberIn(cellIn(probabilities, positive))) }]
  return [...asked.map((column) => askedColumn(column, rows)), answer, ...score].map((column) => ({ ...column, name: fresh(column.name) }))
}

function askedColumn({ name, type }: Column, rows: readonly WatchedRow[]): AddedColumn {
  const cells = rows.map(({ input }) => cellIn(input, name) ?? null)
  if (type === 'int' || type === 'float') return { name, type, values: cells.map((cell) => numberIn(readValue(cell, type))) }
  if (type === 'bool') return { name, type, values: cells.map((cell) => numberIn(readValue(cell, type))) }
  return { name, type: 'text', values: cells.map(textIn) }
}

function cellIn(record: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record) || !Object.hasOwn(record, name)) return undefined
  return (record as Readonly<Record<string, JsonValue>>)[name]
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : null
}

function textIn(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function viewsOf(report: MonitorReport): View[] {
  const score = report.predictions && { ...report.predictions, feature: scoreName }
  const all = score ? [...report.features, score] : report.features
  const lead: View = { view: 'text', text: report.verdict, lead: true }
  if (all.length === 0) return [lead]
  return [lead, ...all.filter(({ verdict }) => verdict === 'drift' || verdict === 'watch').map(findingOf), distances(all)]
}

function findingOf({ feature, text }: FeatureDrift): View {
  return { view: 'text', title: titleOf(feature), text }
}

function titleOf(feature: string) {
  return feature === scoreName ? { en: 'Score of the model', fr: 'Score du modèle' } : { en: feature, fr: feature }
}

function distances(all: readonly FeatureDrift[]): View {
  return {
    view: 'table',
    title: { en: 'Distance from training by column', fr: 'Distance à l’apprentissage par colonne' },
    columns: [
      { key: 'feature', label: { en: 'Column', fr: 'Colonne' }, format: 'text' },
      { key: 'value', label: { en: 'Distance', fr: 'Distance' }, format: 'number' },
      { key: 'limit', label: { en: 'Limit', fr: 'Limite' }, format: 'number' },
      { key: 'missingThen', label: { en: 'Missing in training', fr: 'Manquants à l’apprentissage' }, format: 'percent' },
      { key: 'missingNow', label: { en: 'Missing now', fr: 'Manquants maintenant' }, format: 'percent' },
    ],
    rows: all.map(({ feature, value, limit: line, missing }) => ({
      feature,
      value,
      limit: line,
      missingThen: missing.reference,
      missingNow: missing.current,
    })),
  }
}
