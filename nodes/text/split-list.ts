import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text', 'list<text>'] }),
  separator: field.text({
    label: { en: 'Separator', fr: 'Séparateur' },
    help: { en: 'Texts become lists, lists become texts.', fr: 'Les textes deviennent des listes, les listes des textes.' },
    default: ',',
  }),
  most: field.optionalNumber({
    label: { en: 'Split at most this often', fr: 'Scinder au plus tant de fois' },
    help: { en: 'What is left is the last item.', fr: 'Le reste est le dernier élément.' },
    min: 1,
    max: 1000,
    integer: true,
  }),
  trim: field.flag({ label: { en: 'Remove spaces around the items', fr: 'Supprimer les espaces autour des éléments' }, default: true }),
  distinct: field.flag({ label: { en: 'Each item once', fr: 'Chaque élément une seule fois' }, default: false }),
  sorted: field.flag({ label: { en: 'Sort the items', fr: 'Trier les éléments' }, default: false }),
  ...resultPlaceFields({ ending: ' list' }),
})

type Params = z.output<typeof params>

const table = { columns: [{ name: 'tags', type: 'text' }], rows: [['b , a,b'], ['  '], [null]] } as const

export const splitList = defineNode({
  id: 'text.split-list',
  version: 1,
  icon: 'list',
  title: { en: 'Text to list and back', fr: 'Texte en liste et retour' },
  summary: {
    en: 'Splits texts into lists at a separator, or joins lists into texts.',
    fr: 'Scinde des textes en listes à un séparateur, ou joint des listes en textes.',
  },
  help: {
    en: `A text such as “red, blue” becomes the list of red and blue; a list of texts becomes a text. Items can be freed of spaces, made unique and sorted by their characters.

A missing text gives a missing list, a blank one too. A missing item of a list is left out when the list becomes a text; an empty list gives an empty text.`,
    fr: `Un texte comme « rouge, bleu » devient la liste de rouge et bleu ; une liste de textes devient un texte. Les éléments peuvent perdre leurs espaces, leurs doublons et être triés selon leurs caractères.

Un texte manquant donne une liste manquante, un texte vide aussi. Un élément manquant est laissé de côté quand la liste devient un texte ; une liste vide donne un texte vide.`,
  },
  keywords: {
    en: ['array', 'explode', 'tokenise', 'separator', 'join list', 'multi-valued cell'],
    fr: ['tableau', 'éclater', 'séparateur', 'joindre une liste', 'cellule à valeurs multiples'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text', 'list<text>'] })
    if (settings.separator === '' && columns.some((column) => column.type === 'text')) throw new NodeProblem(noSeparator)
    return placeResults(
      input,
      columns.map((column) => ({ source: column.name, expr: turned(column, settings) })),
      settings,
    )
  },
  explain(settings) {
    const [what, at] = [columnsPhrase(settings.columns), quoted(settings.separator)]
    return { en: `${what.en} between text and list at ${at.en}`, fr: `${what.fr} entre texte et liste à ${at.fr}` }
  },
  examples: [
    {
      title: { en: 'Tags, each once, in order', fr: 'Des étiquettes, chacune une fois, dans l’ordre' },
      params: { columns: { by: 'names', names: ['tags'] }, distinct: true, sorted: true },
      inputs: { table },
      expect: { table: { columns: [{ name: 'tags', type: 'list<text>' }], rows: [[['a', 'b']], [null], [null]] } },
    },
    {
      title: { en: 'A list as a text', fr: 'Une liste en texte' },
      params: { columns: { by: 'names', names: ['colours'] }, separator: ' / ', place: 'add', ending: ' text' },
      inputs: { table: { columns: [{ name: 'colours', type: 'list<text>' }], rows: [[['red', null, 'blue']], [[]], [null]] } },
      expect: {
        table: {
          columns: [
            { name: 'colours', type: 'list<text>' },
            { name: 'colours text', type: 'text' },
          ],
          rows: [
            [['red', null, 'blue'], 'red / blue'],
            [[], ''],
            [null, null],
          ],
        },
      },
    },
  ],
})

const noSeparator = {
  code: 'nothing-chosen',
  param: 'separator',
  text: { en: 'There is no separator to split at.', fr: 'Il n’y a pas de séparateur où scinder.' },
  action: { en: 'Type one, such as a comma.', fr: 'Saisissez-en un, par exemple une virgule.' },
}

const text = (value: string) => literal('text', value)

function turned({ name, type }: Column, settings: Params): Expr {
  const value = columnExpr(name)
  if (type === 'list<text>') return call('list-join', inOrder(value, settings), text(settings.separator))
  return inOrder(split(call('blank-to-null', value), settings), settings)
}

function inOrder(list: Expr, { distinct, sorted }: Params): Expr {
  const unique = distinct ? call('list-distinct', list) : list
  return sorted ? call('list-sort', unique) : unique
}

// Items that are not to be split stand behind a sign that texts do not hold.
const mark = '\u001f'

function split(value: Expr, { separator, most, trim }: Params): Expr {
  const bare = trim ? call('strip', value) : value
  const all = call('split', bare, text(separator))
  const int = (count: number) => literal('int', count)
  const some =
    most === null
      ? call('list-join', all, text(mark))
      : call(
          'if',
          call('greater', call('list-length', all), int(most + 1)),
          call(
            'join-text',
            text(mark),
            call('list-join', call('list-slice', all, int(1), int(most)), text(mark)),
            call('list-join', call('list-slice', all, int(most + 1), int(1_000_000)), text(separator)),
          ),
          call('list-join', all, text(mark)),
        )
  const joined = call('if', call('is-null', value), literal('text', null), some)
  const clean = trim ? call('regex-replace', joined, text(`[ \\t\\n\\r\u00a0]*${mark}[ \\t\\n\\r\u00a0]*`), text(mark)) : joined
  return call('split', clean, text(mark))
}
