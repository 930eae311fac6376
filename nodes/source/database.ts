import { z } from 'zod'
import { limit } from '../../engine/relation/build.ts'
import type { DatabaseNamed } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { readTableName } from '../kit/table-name.ts'

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

Decimals become numbers with 15 safe digits; arrays are lists, other nested values JSON texts; times with a zone are in UTC. There is no option to read only what is newer than the last time: a pipeline gives the same table for the same data. Filter by the column instead; the filter goes to the server.

The drivers are extensions of DuckDB. They are looked for beside Millrace and in the folder of the account, and fetched only when you ask.`,
    fr: `Rien n’est copié à l’avance : les colonnes que lisent les étapes suivantes, et les filtres placés juste après ce nœud, vont au serveur, qui n’envoie que ces lignes. Nombres, dates et textes à égaler se filtrent là-bas ; l’ordre des textes et le reste se calculent ici, car les serveurs comparent les textes à leur façon (en MySQL, a = A). Les valeurs manquantes le sont ici aussi.

Les serveurs s’atteignent par une connexion de l’espace de travail. Son mot de passe est chiffré, hors des pipelines, et n’est plus jamais montré. Elle n’est ouverte qu’en lecture ; un compte limité à la lecture reste préférable.

Une étape est recalculée quand les données ont changé. PostgreSQL le dit en dix secondes et MariaDB aussitôt ; pour les vues et les requêtes, toute écriture dans la base compte. Ce qu’un serveur ne dit pas (tables étrangères, chiffres de MySQL, fonctions du temps) se relit par le bouton près de la connexion. Avant un entraînement, les lignes sont lues une fois et conservées.

Les décimaux deviennent des nombres à 15 chiffres sûrs ; les tableaux sont des listes, les autres valeurs imbriquées du texte JSON ; les heures avec fuseau sont en UTC. Aucune option ne lit seulement ce qui est plus récent que la dernière fois : un pipeline donne le même tableau pour les mêmes données. Filtrez plutôt sur la colonne ; le filtre va au serveur.

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
    ],
    fr: ['sql', 'postgres', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'connexion', 'serveur', 'requête', 'table', 'importer', 'bdd'],
  },
  inputs: {},
  outputs: tablePorts.outputs,
  params,
  database: named,
  async read(settings, ctx) {
    const described = await ctx.database(named(settings))
    return settings.rows === null ? described : { ...described, relation: limit(described.relation, settings.rows) }
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

function named({ source, connection, path, read, table, query }: Params): DatabaseNamed {
  return { at: source === 'file' ? { file: path } : { connection }, read: read === 'query' ? { query } : { table } }
}
