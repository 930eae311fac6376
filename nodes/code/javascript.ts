import { z } from 'zod'
import { scalarTypes } from '../../engine/relation/types.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quotedNames, typeWord } from '../kit/phrases.ts'
import { rejectPorts } from '../kit/on-error.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { outputColumns, rejectedShape, runScript } from './run-script.ts'

/** A preview gives up after this time, whatever a run may take. */
const previewSeconds = 3

/** A problem of the script as one of the param that holds it. */
function atCode(error: unknown): unknown {
  return error instanceof NodeProblem && error.data.code.startsWith('code-') && error.data.param === undefined
    ? new NodeProblem({ ...error.data, param: 'code' })
    : error
}

const slowPreview = (allowed: number): NodeProblemData => ({
  code: 'preview-slow',
  param: 'code',
  text: {
    en: `The first rows took longer than ${previewSeconds} s: there is no preview.`,
    fr: `Les premières lignes ont pris plus de ${previewSeconds} s : il n’y a pas d’aperçu.`,
  },
  action: { en: `A run allows ${allowed} s for 1,000 rows.`, fr: `Une exécution accorde ${allowed} s pour 1 000 lignes.` },
})

const baskets = {
  columns: [
    { name: 'items', type: 'text' },
    { name: 'price', type: 'float' },
  ],
  rows: [
    ['tea; bread', 6.5],
    ['milk', 2],
    [null, 1],
  ],
} as const

export const javascript = defineNode({
  id: 'code.javascript',
  version: 1,
  icon: 'braces',
  title: { en: 'JavaScript', fr: 'Code JavaScript' },
  summary: {
    en: 'Computes columns or rows with a function of your own.',
    fr: 'Calcule des colonnes ou des lignes par une fonction de votre main.',
  },
  help: {
    en: `The code is the body of a function. For each row it gets row, an object with the columns, and index, the number of the row from 0. It returns an object with the new values; an array of objects makes several rows, null leaves the row out. A single value counts when one column is declared. For each batch it gets rows, an array of up to 1,000, and returns an array of objects.

Whole numbers beyond 2^53 are BigInt; days and times are texts such as 2024-02-29, and a Date may be returned for them. Missing values are null. Columns are declared with their types, or taken from the first 1,000 rows, before a run from those of the preview.

A row that fails stops the run, keeps missing values, or goes to the second output with the reason and the line of the code.

The code runs in a process of its own that cannot read files, start programs or load modules, and has no network, no clock, no timers and nothing made from texts such as eval. Random numbers follow the pipeline's seed. The process is ended when a batch takes longer than allowed or when memory is over.

While you write, the first 1,000 rows go through the code in such a process: what comes out is shown before a run, and an error at its line. It takes 3 seconds at most.`,
    fr: `Le code est le corps d’une fonction. Pour chaque ligne, elle reçoit row, un objet avec les colonnes, et index, le numéro de la ligne à partir de 0. Elle renvoie un objet avec les nouvelles valeurs ; un tableau d’objets donne plusieurs lignes, null écarte la ligne. Une valeur seule suffit quand une seule colonne est déclarée. Pour chaque lot, elle reçoit rows, un tableau d’au plus 1 000 lignes, et renvoie un tableau d’objets.

Les entiers au-delà de 2^53 sont des BigInt ; les jours et les heures sont des textes comme 2024-02-29, et l’on peut renvoyer une Date. Les valeurs manquantes sont null. Les colonnes sont déclarées avec leur type, ou tirées des 1 000 premières lignes, avant une exécution de celles de l’aperçu.

Une ligne en échec arrête l’exécution, garde des valeurs manquantes, ou va à la seconde sortie avec la raison et la ligne du code.

Le code tourne dans un processus à lui, qui ne peut ni lire de fichier, ni lancer de programme, ni charger de module, et n’a ni réseau, ni horloge, ni minuterie, ni rien qui soit fait d’un texte comme eval. Les nombres aléatoires suivent la graine du pipeline. Le processus est arrêté quand un lot dure plus que permis ou que la mémoire est épuisée.

Pendant que vous écrivez, les 1 000 premières lignes passent par le code dans un tel processus : ce qui en sort se voit avant toute exécution, et une erreur à sa ligne. Cela prend 3 secondes au plus.`,
  },
  keywords: {
    en: ['code', 'script', 'function', 'js', 'custom', 'python', 'apply', 'map'],
    fr: ['code', 'script', 'fonction', 'js', 'personnalisé', 'python'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params: z.object({
    each: field.choice({
      label: { en: 'A function of', fr: 'Une fonction de' },
      choices: [
        { value: 'row', label: { en: 'each row', fr: 'chaque ligne' } },
        { value: 'batch', label: { en: 'each batch', fr: 'chaque lot' } },
      ],
      default: 'row',
    }),
    code: field.code({
      label: { en: 'Body of the function', fr: 'Corps de la fonction' },
      help: {
        en: 'row.price or row["unit price"]; return { total: row.price * 2 }',
        fr: 'row.prix ou row["prix unitaire"] ; return { total: row.prix * 2 }',
      },
      language: 'javascript',
      default: 'return {}',
    }),
    columns: field.list({
      label: { en: 'Columns that it gives', fr: 'Colonnes qu’elle donne' },
      help: { en: 'Without any, they are taken from the first rows.', fr: 'Sans aucune, elles sont tirées des premières lignes.' },
      item: z.object({
        name: field.text({ label: { en: 'Name', fr: 'Nom' } }),
        type: field.choice({
          label: { en: 'Type', fr: 'Type ' },
          choices: scalarTypes.map((value) => ({ value, label: typeWord(value) })),
          default: 'text',
        }),
      }),
    }),
    keep: field.flag({
      label: { en: 'Keep the other columns', fr: 'Garder les autres colonnes' },
      default: true,
      when: { param: 'each', in: ['row'] },
    }),
    onError: field.choice({
      label: { en: 'A row that fails', fr: 'Une ligne en échec' },
      choices: [
        { value: 'fail', label: { en: 'stops the run', fr: 'arrête l’exécution' } },
        { value: 'missing', label: { en: 'has missing values', fr: 'a des valeurs manquantes' } },
        { value: 'reject', label: { en: 'goes to the second output', fr: 'va à la seconde sortie' } },
      ],
      default: 'fail',
      when: { param: 'each', in: ['row'] },
    }),
    seconds: field.number({
      label: { en: 'Longest time for 1,000 rows', fr: 'Durée maximale pour 1 000 lignes' },
      default: 10,
      min: 1,
      max: 600,
      unit: 's',
      group: 'advanced',
    }),
    megabytes: field.number({
      label: { en: 'Most memory', fr: 'Mémoire maximale' },
      default: 256,
      min: 32,
      max: 4096,
      integer: true,
      unit: 'MiB',
      group: 'advanced',
    }),
  }),
  check(params) {
    const names = params.columns.map(({ name }) => name)
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (names.some((name) => name === ''))
      return [
        {
          code: 'nothing-chosen',
          param: 'columns',
          text: { en: 'A column has no name.', fr: 'Une colonne n’a pas de nom.' },
        },
      ]
    if (twice !== undefined)
      return [
        {
          code: 'column-twice',
          param: 'columns',
          text: { en: `Column “${twice}” is declared twice.`, fr: `La colonne « ${twice} » est déclarée deux fois.` },
        },
      ]
    return []
  },
  columns(params, inputs): Readonly<Record<string, ReturnType<typeof outputColumns>>> {
    const input = inputs.one('table')
    const rejected = rejectedShape(input).columns
    return params.columns.length === 0 ? { rejected } : { table: outputColumns(params, input, params.columns), rejected }
  },
  async run(params, inputs, ctx) {
    try {
      const { table, rejected } = await runScript(params, inputs.one('table'), ctx)
      return { table: { kind: 'table', relation: table }, rejected: { kind: 'table', relation: rejected } }
    } catch (error) {
      throw atCode(error)
    }
  },
  async preview(params, inputs, ctx) {
    const seconds = Math.min(params.seconds, previewSeconds)
    try {
      return await runScript({ ...params, seconds }, inputs.one('table'), ctx)
    } catch (error) {
      const said = atCode(error)
      // What is no JavaScript never will be; other rows may do better than the first, and a run may take longer.
      if (!(said instanceof NodeProblem) || said.data.code === 'code-refused') throw said
      const slow = said.data.code === 'code-slow' && seconds < params.seconds
      throw new NodeProblem({ ...(slow ? slowPreview(params.seconds) : said.data), severity: 'warning' })
    }
  },
  explain(params) {
    if (params.columns.length === 0)
      return params.each === 'row'
        ? { en: 'a function of each row', fr: 'une fonction de chaque ligne' }
        : { en: 'a function of each batch', fr: 'une fonction de chaque lot' }
    const what = quotedNames(params.columns.map(({ name }) => name))
    return { en: `${what.en} by JavaScript`, fr: `${what.fr} en JavaScript` }
  },
  examples: [
    {
      title: { en: 'Count the items of a basket', fr: 'Compter les articles d’un panier' },
      params: {
        code: 'const list = row["items"]\nreturn { count: list === null ? null : list.split(";").length }',
        columns: [{ name: 'count', type: 'int' }],
      },
      inputs: { table: baskets },
      expect: {
        table: {
          columns: [...baskets.columns, { name: 'count', type: 'int' }],
          rows: [
            ['tea; bread', 6.5, 2],
            ['milk', 2, 1],
            [null, 1, null],
          ],
        },
      },
    },
    {
      title: { en: 'A row for each item, failures apart', fr: 'Une ligne par article, les échecs à part' },
      params: {
        code: 'return row["items"].split("; ").map((item) => ({ item, first: item[0] }))',
        keep: false,
        onError: 'reject',
      },
      inputs: { table: baskets },
      expect: {
        table: {
          columns: [
            { name: 'item', type: 'text' },
            { name: 'first', type: 'text' },
          ],
          rows: [
            ['tea', 't'],
            ['bread', 'b'],
            ['milk', 'm'],
          ],
        },
        rejected: {
          columns: [...baskets.columns, { name: 'reason', type: 'text' }],
          rows: [[null, 1, "TypeError: Cannot read properties of null (reading 'split') (1)"]],
        },
      },
    },
  ],
})
