import { z } from 'zod'
import { aggregate, filter, limit, project, values } from '../../engine/relation/build.ts'
import { call, column, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { conditionTest } from '../kit/condition-test.ts'
import type { DatabaseNamed } from '../kit/context.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { readTableName } from '../kit/table-name.ts'

/** Types that new rows can be known by. The order of texts is each server's own. */
const growing: readonly DataType[] = ['int', 'float', 'date', 'timestamp']

const params = z.object({
  source: field.choice({
    label: { en: 'Database', fr: 'Base de données' },
    choices: [
      { value: 'server', label: { en: 'A server', fr: 'Un serveur' } },
      { value: 'file', label: { en: 'A SQLite file', fr: 'Un fichier SQLite' } },
    ],
    default: 'server',
  }),
  connection: field.connection({
    label: { en: 'Connection', fr: 'Connexion' },
    help: {
      en: 'Kept in the workspace under this name; the pipeline holds no address and no password.',
      fr: 'Conservée dans l’espace de travail sous ce nom ; le pipeline ne contient ni adresse ni mot de passe.',
    },
    when: { param: 'source', in: ['server'] },
  }),
  path: field.file({
    label: { en: 'File', fr: 'Fichier' },
    extensions: ['sqlite', 'sqlite3', 'db', 'db3', 'gpkg'],
    when: { param: 'source', in: ['file'] },
  }),
  read: field.choice({
    label: { en: 'Read', fr: 'Lire' },
    choices: [
      { value: 'table', label: { en: 'A table', fr: 'Une table' } },
      { value: 'query', label: { en: 'A query', fr: 'Une requête' } },
    ],
    default: 'table',
  }),
  table: field.databaseTable({
    label: { en: 'Table or view', fr: 'Table ou vue' },
    help: { en: 'A table or a view, with its schema: sales.orders.', fr: 'Une table ou une vue, avec son schéma : ventes.commandes.' },
    database: { connection: 'connection', file: 'path', chosenBy: 'source' },
    when: { param: 'read', in: ['table'] },
  }),
  query: field.code({
    label: { en: 'Query', fr: 'Requête' },
    help: { en: 'One SELECT in the SQL of the database. It may only read.', fr: 'Un SELECT dans le SQL de la base. Il ne peut que lire.' },
    language: 'sql',
    when: { param: 'read', in: ['query'] },
  }),
  newColumn: field.column({
    label: { en: 'Only rows beyond a value of', fr: 'Seulement au-delà d’une valeur de' },
    help: {
      en: 'A number, a date or a time that grows with new rows. The second output says how far it was read.',
      fr: 'Un nombre, une date ou une heure qui croît avec les nouvelles lignes. La seconde sortie dit jusqu’où la lecture est allée.',
    },
    accepts: growing,
    optional: true,
    group: 'advanced',
  }),
  newFrom: field.text({
    label: { en: 'That value', fr: 'Cette valeur' },
    help: {
      en: 'Empty for all rows. Bound to a parameter, each run can be given its own.',
      fr: 'Vide pour toutes les lignes. Liée à un paramètre, chaque exécution peut recevoir la sienne.',
    },
    placeholder: { en: '2024-01-31', fr: '2024-01-31' },
    optional: true,
    when: { param: 'newColumn', ends: [''], not: true },
    group: 'advanced',
  }),
  newEqual: field.flag({
    label: { en: 'Rows of this very value too', fr: 'Aussi les lignes de cette valeur même' },
    default: false,
    when: { param: 'newColumn', ends: [''], not: true },
    group: 'advanced',
  }),
  rows: field.optionalNumber({
    label: { en: 'At most so many rows', fr: 'Au plus autant de lignes' },
    help: {
      en: 'Empty for all. Which rows come is up to the database, unless a query orders them.',
      fr: 'Vide pour toutes. La base choisit les lignes, sauf si une requête les ordonne.',
    },
    min: 1,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** Rows of PostgreSQL, MariaDB, MySQL and SQLite. */
export const database = defineNode({
  id: 'source.database',
  version: 1,
  icon: 'database',
  title: { en: 'Database', fr: 'Base de données' },
  summary: {
    en: 'Reads a table or a query of PostgreSQL, MariaDB, MySQL or SQLite.',
    fr: 'Lit une table ou une requête de PostgreSQL, MariaDB, MySQL ou SQLite.',
  },
  help: {
    en: `Nothing is copied beforehand: the columns that later steps read, and filters right behind this node, go to the server, which sends only those rows. Numbers, dates and texts that must be equal are filtered there; the order of texts and everything else is worked out here, since servers compare texts in ways of their own (in MySQL, a = A). Missing values are missing here too.

Servers are reached over a connection of the workspace. Its password is stored encrypted, apart from pipelines, and is never shown again. It is opened for reading only; still, an account that may only read is the better one.

A step is computed anew when the data changed. PostgreSQL says so within ten seconds and MariaDB at once; for views and queries, any write to the database counts. What a server does not tell (foreign tables, MySQL’s own figures, functions of time) is read anew by the button beside the connection. Before a training the rows are fetched once and kept.

Decimals become numbers with 15 safe digits; arrays are lists, other nested values JSON texts; times with a zone are in UTC. To read only what is new, name a column that grows and the value to go on from: the server sends the rows beyond it. The second output holds the highest value that was read; give it to the next run, by a parameter. Nothing is remembered in between, so that the same settings give the same rows of the same data.

The drivers are extensions of DuckDB. They are looked for beside Millrace and in the folder of the account, and fetched only when you ask.`,
    fr: `Rien n’est copié à l’avance : les colonnes que lisent les étapes suivantes, et les filtres placés juste après ce nœud, vont au serveur, qui n’envoie que ces lignes. Nombres, dates et textes à égaler se filtrent là-bas ; l’ordre des textes et le reste se calculent ici, car les serveurs comparent les textes à leur façon (en MySQL, a = A). Les valeurs manquantes le sont ici aussi.

Les serveurs s’atteignent par une connexion de l’espace de travail. Son mot de passe est chiffré, hors des pipelines, et n’est plus jamais montré. Elle n’est ouverte qu’en lecture ; un compte limité à la lecture reste préférable.

Une étape est recalculée quand les données ont changé. PostgreSQL le dit en dix secondes et MariaDB aussitôt ; pour les vues et les requêtes, toute écriture dans la base compte. Ce qu’un serveur ne dit pas (tables étrangères, chiffres de MySQL, fonctions du temps) se relit par le bouton près de la connexion. Avant un entraînement, les lignes sont lues une fois et conservées.

Les décimaux deviennent des nombres à 15 chiffres sûrs ; les tableaux sont des listes, les autres valeurs imbriquées du texte JSON ; les heures avec fuseau sont en UTC. Pour ne lire que le nouveau, nommez une colonne qui croît et la valeur à partir de laquelle continuer : le serveur envoie les lignes au-delà. La seconde sortie contient la plus haute valeur lue ; donnez-la à l’exécution suivante, par un paramètre. Rien n’est retenu entre-temps : les mêmes réglages donnent les mêmes lignes des mêmes données.

Les pilotes sont des extensions de DuckDB. Ils sont cherchés à côté de Millrace et dans le dossier du compte, et téléchargés seulement si vous le demandez.`,
  },
  keywords: {
    en: [
      'sql',
      'postgres',
      'postgresql',
      'mysql',
      'mariadb',
      'sqlite',
      'connection',
      'server',
      'query',
      'table',
      'push down',
      'import',
      'db',
      'incremental',
      'new rows',
    ],
    fr: [
      'sql',
      'postgres',
      'postgresql',
      'mysql',
      'mariadb',
      'sqlite',
      'connexion',
      'serveur',
      'requête',
      'table',
      'importer',
      'bdd',
      'incrémental',
      'nouvelles lignes',
    ],
  },
  inputs: {},
  outputs: { ...tablePorts.outputs, reached: { kind: 'table', label: { en: 'Read up to', fr: 'Lu jusqu’à' } } },
  params,
  database: named,
  async read(settings, ctx) {
    const described = await ctx.database(named(settings))
    const wanted = newRows(described.relation, settings)
    const relation = settings.rows === null ? wanted : limit(wanted, settings.rows)
    return { ...described, relation, others: { reached: reached(relation, settings) } }
  },
  explain(settings) {
    if (settings.read === 'query') {
      const first = settings.query.trim().split(/\s+/).slice(0, 6).join(' ')
      return first === ''
        ? { en: 'no query yet', fr: 'aucune requête encore' }
        : { en: `query ${quoted(first).en}`, fr: `requête ${quoted(first).fr}` }
    }
    const name = readTableName(settings.table)?.table
    if (name === undefined) return { en: 'no table yet', fr: 'aucune table encore' }
    return { en: `read ${quoted(name).en}`, fr: `lire ${quoted(name).fr}` }
  },
  examples: [
    {
      title: { en: 'A table of a SQLite file', fr: 'Une table d’un fichier SQLite' },
      needs: 'driver',
      params: { source: 'file', path: 'shop.sqlite', table: 'products' },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'product_code', type: 'text' },
            { name: 'name', type: 'text' },
            { name: 'category', type: 'text' },
            { name: 'list_price', type: 'float' },
            { name: 'introduced', type: 'date' },
          ],
          rows: [['P-101', 'Kettle, steel', 'Kitchen', 20.7, '2021-07-31']],
        },
      },
    },
    {
      title: { en: 'Only what was introduced after a day', fr: 'Seulement ce qui est paru après un jour' },
      needs: 'driver',
      params: { source: 'file', path: 'shop.sqlite', table: 'products', newColumn: 'introduced', newFrom: '2024-03-20' },
      expect: {
        reached: {
          columns: [
            { name: 'column', type: 'text' },
            { name: 'highest', type: 'text' },
            { name: 'rows', type: 'int' },
          ],
          rows: [['introduced', '2024-04-07', 2]],
        },
      },
    },
    {
      title: { en: 'A query; a missing value stays missing', fr: 'Une requête ; une valeur manquante le reste' },
      needs: 'driver',
      params: {
        source: 'file',
        path: 'shop.sqlite',
        read: 'query',
        query: "SELECT category, count(*) AS n, nullif(category, 'Kitchen') AS other\nFROM products\nGROUP BY category\nORDER BY category",
      },
      expect: {
        table: {
          columns: [
            { name: 'category', type: 'text' },
            { name: 'n', type: 'int' },
            { name: 'other', type: 'text' },
          ],
          rows: [
            [null, 3, null],
            ['Bath', 23, 'Bath'],
            ['Garden', 30, 'Garden'],
            ['Kitchen', 39, null],
            ['Office', 30, 'Office'],
          ],
        },
      },
    },
  ],
})

/** The rows beyond the value to go on from. */
function newRows(relation: Relation, { newColumn, newFrom, newEqual }: Params): Relation {
  if (newColumn === '') return relation
  chooseColumn(relation, newColumn, { param: 'newColumn', accepts: growing })
  if (newFrom.trim() === '') return relation
  const is = newEqual ? 'greater-or-equal' : 'greater'
  const test = conditionTest({ column: newColumn, is, value: newFrom.trim() }, relation, 'newFrom')
  return test ? filter(relation, test) : relation
}

/** How far the column was read: its highest value, or where there was no row the one that was gone on from. */
function reached(relation: Relation, { newColumn, newFrom }: Params): Relation {
  const columns: Column[] = [
    { name: 'column', type: 'text' },
    { name: 'highest', type: 'text' },
    { name: 'rows', type: 'int' },
  ]
  const type = relation.columns.find(({ name }) => name === newColumn)?.type
  if (type === undefined) return values(columns, [])
  const all = aggregate(
    relation,
    [],
    [
      { name: 'highest', fn: 'maximum', args: [column(newColumn)] },
      { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] },
    ],
  )
  const highest = convert(column('highest'), type, 'text') ?? column('highest')
  const before = newFrom.trim() === '' ? highest : call('coalesce', highest, literal('text', newFrom.trim()))
  return project(all, [
    { name: 'column', expr: literal('text', newColumn) },
    { name: 'highest', expr: before },
    { name: 'rows', expr: column('rows') },
  ])
}

function named({ source, connection, path, read, table, query }: Params): DatabaseNamed {
  return { at: source === 'file' ? { file: path } : { connection }, read: read === 'query' ? { query } : { table } }
}
