import { z } from 'zod'
import { select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { parseJsonPath, writeJsonPath, type JsonSteps } from '../../engine/relation/json/json-path.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { ScalarType } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { onErrorField, rejectPorts, settleErrors } from '../kit/on-error.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { flattenJsonExamples } from './flatten-json-examples.ts'
import { itemRows, learnJson, type JsonLeaf } from './learn-json.ts'

const types = [
  { value: 'text', label: { en: 'text', fr: 'texte' } },
  { value: 'int', label: { en: 'whole number', fr: 'nombre entier' } },
  { value: 'float', label: { en: 'decimal number', fr: 'nombre décimal' } },
  { value: 'bool', label: { en: 'yes or no', fr: 'oui ou non' } },
  { value: 'date', label: { en: 'date', fr: 'date' } },
  { value: 'timestamp', label: { en: 'date and time', fr: 'date et heure' } },
  { value: 'list', label: { en: 'list of texts', fr: 'liste de textes' } },
] as const

const params = z.object({
  column: field.column({ label: { en: 'Column with JSON', fr: 'Colonne de JSON' }, accepts: ['text'] }),
  items: field.text({
    label: { en: 'A row for each item of', fr: 'Une ligne par élément de' },
    help: {
      en: 'The path of an array, such as order.lines; $ when the whole text is an array.',
      fr: 'Le chemin d’un tableau, comme commande.lignes ; $ si tout le texte est un tableau.',
    },
    placeholder: { en: 'no array: rows stay as they are', fr: 'aucun tableau : les lignes restent' },
    optional: true,
  }),
  keys: field.list({
    label: { en: 'Only these parts', fr: 'Seulement ces parties' },
    help: { en: 'Found in the rows when nothing is listed.', fr: 'Trouvées dans les lignes si rien n’est listé.' },
    item: z.object({
      path: field.text({ label: { en: 'Path', fr: 'Chemin' }, placeholder: { en: 'address.city', fr: 'adresse.ville' } }),
      type: field.choice({ label: { en: 'Type', fr: 'Type' }, choices: types, default: 'text' }),
      name: field.text({ label: { en: 'Name', fr: 'Nom' }, placeholder: { en: 'the path', fr: 'le chemin' }, optional: true }),
    }),
  }),
  depth: field.number({
    label: { en: 'Open objects to the depth', fr: 'Ouvrir les objets jusqu’au niveau' },
    help: { en: 'What lies deeper stays JSON in a text.', fr: 'Ce qui est plus profond reste du JSON dans un texte.' },
    default: 5,
    min: 1,
    max: 20,
    integer: true,
  }),
  arrays: field.choice({
    label: { en: 'Arrays', fr: 'Tableaux' },
    choices: [
      { value: 'text', label: { en: 'stay JSON in a text', fr: 'restent du JSON dans un texte' } },
      { value: 'list', label: { en: 'become lists of texts', fr: 'deviennent des listes de textes' } },
    ],
    default: 'text',
  }),
  prefix: field.text({ label: { en: 'Before the new names', fr: 'Devant les nouveaux noms' }, optional: true }),
  keep: field.flag({ label: { en: 'Keep the original column', fr: 'Garder la colonne d’origine' }, default: false }),
  onError: onErrorField(),
  most: field.number({
    label: { en: 'At most this many columns', fr: 'Au plus tant de colonnes' },
    default: 200,
    min: 1,
    max: 2000,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** The parts of the documents, and of the items of their arrays, that became columns. */
interface State {
  readonly document: readonly JsonLeaf[]
  readonly item: readonly JsonLeaf[]
}

export const flattenJson = defineNode<typeof params, State>({
  id: 'reshape.flatten-json',
  version: 1,
  icon: 'braces',
  title: { en: 'JSON to columns', fr: 'JSON en colonnes' },
  summary: { en: 'Makes columns of the parts of JSON texts.', fr: 'Fait des colonnes avec les parties de textes JSON.' },
  help: {
    en: `Each part of the objects becomes a column called by its path, such as address.city. The parts and their types are learnt once from the rows and kept, so that later rows get the same columns; list the parts yourself and nothing has to be learnt. An int beside a decimal number becomes a decimal number; a part that is a number here and an object there stays JSON in a text. An array stays JSON, becomes a list, or gives a row for each of its items; an order without items keeps one row.

A missing text, a part that is not there and a JSON null give a missing value, and so does a value that is not of the type you chose. A text that is no JSON gives missing values, goes to the second output with the reason, or stops the run.`,
    fr: `Chaque partie des objets devient une colonne nommée par son chemin, comme adresse.ville. Les parties et leurs types sont appris une fois sur les lignes et gardés, si bien que les lignes suivantes reçoivent les mêmes colonnes ; listez vous-même les parties et rien ne doit s’apprendre. Un entier à côté d’un décimal devient un décimal ; une partie qui est ici un nombre et là un objet reste du JSON dans un texte. Un tableau reste du JSON, devient une liste, ou donne une ligne par élément ; une commande sans élément garde une ligne.

Un texte manquant, une partie absente et un null JSON donnent une valeur manquante, de même qu’une valeur qui n’est pas du type choisi. Un texte qui n’est pas du JSON donne des valeurs manquantes, va à la seconde sortie avec la raison, ou arrête l’exécution.`,
  },
  keywords: {
    en: ['flatten', 'object', 'unnest', 'struct', 'dictionary', 'parse JSON', 'expand record', 'keys', 'nested'],
    fr: ['aplatir', 'objet', 'désimbriquer', 'dictionnaire', 'lire du JSON', 'développer', 'clés', 'imbriqué'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  learns: (settings) => settings.keys.length === 0,
  async fit(settings, input, ctx) {
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const [document, array] = [columnExpr(column.name), arrayOf(settings)]
    if (settings.keys.length > 0) return { document: [], item: [] }
    const parts = array?.length === 0 ? [] : await learnJson(ctx, { input, document }, settings)
    const whole = array === null ? parts : parts.filter((leaf) => writeJsonPath(leaf.steps) !== writeJsonPath(array))
    if (array === null) return { document: whole, item: [] }
    const name = freeNames(input)('item')
    const items = itemRows(input, document, { steps: array, name })
    return { document: whole, item: await learnJson(ctx, { input: items, document: columnExpr(name) }, settings) }
  },
  apply(state, settings, input) {
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const value = columnExpr(column.name)
    const failed = call('and', call('is-not-null', value), call('is-null', call('json-kind', value, literal('text', ''))))
    const shown = call('left', value, literal('int', 60))
    const attempt = { source: column.name, expr: value, type: 'text' as const, failed, shown, reason: 'is no JSON' }
    return settleErrors(input, [attempt], settings.onError, (rows, [result]) =>
      flattened({ rows, column: column.name, document: result?.expr ?? value }, state, settings),
    )
  },
  explain(settings) {
    const name = quoted(settings.column || '…')
    const array = settings.items.trim()
    if (array === '') return { en: `columns of the JSON in ${name.en}`, fr: `les colonnes du JSON de ${name.fr}` }
    const items = quoted(array)
    return { en: `a row for each item of ${items.en} in ${name.en}`, fr: `une ligne par élément de ${items.fr} dans ${name.fr}` }
  },
  examples: flattenJsonExamples,
})

function stepsOf(path: string, param: string): JsonSteps {
  const steps = parseJsonPath(path.trim())
  if (steps !== undefined) return steps
  const shown = quoted(path)
  throw new NodeProblem({
    code: 'bad-path',
    param,
    text: { en: `${shown.en} is no path.`, fr: `${shown.fr} n’est pas un chemin.` },
    action: { en: 'Write it like address.city or lines[0].price.', fr: 'Écrivez-le comme adresse.ville ou lignes[0].prix.' },
  })
}

const arrayOf = ({ items }: Params): JsonSteps | null => (items.trim() === '' ? null : stepsOf(items, 'items'))

interface Documents {
  readonly rows: Relation
  readonly column: string
  readonly document: Expr
}

interface Part {
  readonly name: string
  readonly expr: Expr
}

function flattened({ rows, column, document }: Documents, state: State, settings: Params): Relation {
  const array = arrayOf(settings)
  const free = freeNames(settings.keep ? rows : select(rows, namesBut(rows, column)))
  const item = array === null ? undefined : freeNames(rows)('item of the array')
  const table = array === null || item === undefined ? rows : itemRows(rows, document, { steps: array, name: item })
  // Typed paths are those of the items where there are items.
  const inside = item === undefined ? document : columnExpr(item)
  const parts: readonly Part[] =
    settings.keys.length > 0
      ? settings.keys.map(({ path, type, name }) => ({
          name: name.trim() || path.trim() || column,
          expr: typed(inside, stepsOf(path, 'keys'), type),
        }))
      : [
          ...state.document.map((leaf) => learnt(document, leaf, { column, arrays: settings.arrays })),
          ...state.item.map((leaf) => learnt(inside, leaf, { column, arrays: settings.arrays })),
        ]
  const columns = parts.map(({ name, expr }) => ({ name: free(`${settings.prefix}${name}`), expr }))
  const inPlace = columns.some((made) => made.name === column)
  const done = addDerived(table, [{ source: column, columns }], settings.keep || inPlace)
  return item === undefined ? done : select(done, namesBut(done, item))
}

const namesBut = (relation: Relation, name: string) => relation.columns.map((column) => column.name).filter((other) => other !== name)

function typed(document: Expr, steps: JsonSteps, type: ScalarType | 'list'): Expr {
  const path = literal('text', writeJsonPath(steps))
  if (type === 'list') return call('json-items', document, path)
  const value = call('json-value', document, path)
  return convert(value, 'text', type) ?? value
}

function learnt(document: Expr, { steps, kind }: JsonLeaf, how: { readonly column: string; readonly arrays: Params['arrays'] }): Part {
  const name = steps.length === 0 ? how.column : steps.join('.')
  const path = literal('text', writeJsonPath(steps))
  const value = call('json-value', document, path)
  if (kind === 'array') return { name, expr: how.arrays === 'list' ? call('json-items', document, path) : value }
  if (kind === 'int') return { name, expr: call('text-to-int', value) }
  if (kind === 'float') return { name, expr: call('parse-number', value) }
  return { name, expr: kind === 'bool' ? call('text-to-bool', value) : value }
}
