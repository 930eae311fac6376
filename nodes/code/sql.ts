import { z } from 'zod'
import type { Relation } from '../../engine/relation/relation.ts'
import type { QueryTable } from '../kit/context.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { NodeProblem } from '../kit/problem.ts'

const ports = ['input1', 'input2', 'input3', 'input4'] as const

const orders = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'price', type: 'float' },
    { name: 'pieces', type: 'int' },
  ],
  rows: [
    ['Lyon', 2.5, 4],
    ['Paris', 10, 1],
    ['Lyon', 1.5, null],
    [null, 3, 2],
  ],
} as const

export const sql = defineNode({
  id: 'code.sql',
  version: 1,
  icon: 'database',
  title: { en: 'SQL query', fr: 'Requête SQL' },
  summary: { en: 'Computes a table with a SELECT over its inputs.', fr: 'Calcule un tableau par un SELECT sur ses entrées.' },
  help: {
    en: `The connected tables are called input1, input2, input3 and input4, and also by the id of the node they come from. Names of columns with spaces or capitals that matter stand in double quotes. Two names that differ by case only get a number: a, A_2.

The dialect is DuckDB's. The statement is read before anything runs: columns and types are known at once, and an error is shown at its place. It becomes part of the one query that the pipeline makes, so that nothing is copied.

One SELECT, with WITH and everything else that reads: it sees the inputs and nothing besides. Files, networks, settings and tables of the system are out of reach, and so are functions that give another result each time, such as random and now.

Rows without an ORDER BY come in the order of the input where one table is read row by row, and else sorted by all columns, so that each run gives the same. Rows that are equal in the keys of an ORDER BY are put in order by the other columns.

Missing values are NULL. Aggregates leave them out, and a comparison with NULL is neither true nor false: IS NULL asks for them.`,
    fr: `Les tableaux reliés s’appellent input1, input2, input3 et input4, et aussi par l’identifiant du nœud d’où ils viennent. Les noms de colonnes avec des espaces s’écrivent entre guillemets droits doubles. Deux noms qui ne diffèrent que par la casse reçoivent un numéro : a, A_2.

Le dialecte est celui de DuckDB. L’instruction est lue avant toute exécution : colonnes et types sont connus aussitôt, et une erreur est montrée à sa place. Elle devient une partie de l’unique requête du pipeline, si bien que rien n’est copié.

Un seul SELECT, avec WITH et tout ce qui lit : il voit les entrées et rien d’autre. Les fichiers, le réseau, les réglages et les tables du système sont hors d’atteinte, tout comme les fonctions qui donnent à chaque fois un autre résultat, telles que random et now.

Sans ORDER BY, les lignes suivent l’ordre de l’entrée quand un seul tableau est lu ligne par ligne ; sinon elles sont triées selon toutes les colonnes, pour que chaque exécution donne la même chose. Les lignes égales selon un ORDER BY sont départagées par les autres colonnes.

Les valeurs manquantes sont NULL. Les agrégats les laissent de côté, et une comparaison avec NULL n’est ni vraie ni fausse : IS NULL les trouve.`,
  },
  keywords: {
    en: ['code', 'query', 'select', 'duckdb', 'sqlite', 'custom', 'script', 'snippet'],
    fr: ['code', 'requête', 'select', 'duckdb', 'personnalisé', 'script'],
  },
  inputs: {
    input1: { kind: 'table', label: { en: 'Table 1: input1', fr: 'Tableau 1 : input1' } },
    input2: { kind: 'table', label: { en: 'Table 2: input2', fr: 'Tableau 2 : input2' }, optional: true },
    input3: { kind: 'table', label: { en: 'Table 3: input3', fr: 'Tableau 3 : input3' }, optional: true },
    input4: { kind: 'table', label: { en: 'Table 4: input4', fr: 'Tableau 4 : input4' }, optional: true },
  },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  params: z.object({
    sql: field.code({
      label: { en: 'Query', fr: 'Requête' },
      help: {
        en: 'One SELECT over input1 to input4. Ctrl+Enter applies it.',
        fr: 'Un SELECT sur input1 à input4. Ctrl+Entrée l’applique.',
      },
      language: 'sql',
      default: 'SELECT *\nFROM input1',
    }),
  }),
  async bind(params, inputs, ctx) {
    inputs.one('input1')
    try {
      return await ctx.query(params.sql, tablesOf(inputs))
    } catch (error) {
      if (error instanceof NodeProblem) throw new NodeProblem({ ...error.data, param: 'sql' })
      throw error
    }
  },
  explain(params) {
    const line = params.sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim()
    const short = line.length > 60 ? `${line.slice(0, 59)}…` : line
    return short === '' ? { en: 'no SQL yet', fr: 'pas encore de SQL' } : { en: `SQL: ${short}`, fr: `SQL : ${short}` }
  },
  examples: [
    {
      title: { en: 'Sales of each shop', fr: 'Ventes de chaque magasin' },
      params: {
        sql: 'SELECT "shop", sum("price" * "pieces") AS sales, count(*) AS orders\nFROM input1\nGROUP BY "shop"\nORDER BY sales DESC',
      },
      inputs: { input1: orders },
      expect: {
        table: {
          columns: [
            { name: 'shop', type: 'text' },
            { name: 'sales', type: 'float' },
            { name: 'orders', type: 'int' },
          ],
          rows: [
            ['Lyon', 10, 2],
            ['Paris', 10, 1],
            [null, 6, 1],
          ],
        },
      },
    },
    {
      title: { en: 'Two tables', fr: 'Deux tableaux' },
      params: {
        sql: 'SELECT b."country", count(*) AS orders\nFROM input1 a\nLEFT JOIN input2 b ON a."shop" = b."shop"\nGROUP BY b."country"',
      },
      inputs: {
        input1: orders,
        input2: {
          columns: [
            { name: 'shop', type: 'text' },
            { name: 'country', type: 'text' },
          ],
          rows: [
            ['Lyon', 'France'],
            ['Oslo', 'Norway'],
          ],
        },
      },
      expect: {
        table: {
          columns: [
            { name: 'country', type: 'text' },
            { name: 'orders', type: 'int' },
          ],
          rows: [
            ['France', 2],
            [null, 2],
          ],
        },
      },
    },
  ],
})

/** The inputs with their names: the port's, and the id of the node that a wire comes from when no input has it yet. */
function tablesOf(inputs: Relations): readonly QueryTable[] {
  const taken = new Set<string>(ports)
  return ports.flatMap((port) => {
    const relation = inputs.optional(port)
    if (!relation) return []
    const id = nodeOf(relation)
    const own = id === undefined || taken.has(id.toLowerCase()) ? [] : [id]
    own.forEach((name) => taken.add(name.toLowerCase()))
    return [{ names: [port, ...own], relation }]
  })
}

function nodeOf(relation: Relation): string | undefined {
  return relation.op === 'mark' ? relation.node : undefined
}
