import { z } from 'zod'
import { values } from '../../engine/relation/build.ts'
import { scalarTypes, type Column, type LiteralValue, type ScalarType } from '../../engine/relation/types.ts'
import { nearestName } from '../../engine/relation/formula/nearest-name.ts'
import { defineNode } from '../kit/define-node.ts'
import { readDelimitedText } from '../kit/delimited-text.ts'
import { field } from '../kit/fields.ts'
import { quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'

const mostRows = 5000

const params = z.object({
  table: field.text({
    label: { en: 'Table', fr: 'Tableau' },
    help: {
      en: 'Names in the first line, then one row a line; tabs, semicolons or commas between the cells. Rows copied from a spreadsheet can be pasted.',
      fr: 'Les noms sur la première ligne, puis une ligne par rangée ; tabulations, points-virgules ou virgules entre les cellules. On peut coller depuis un tableur.',
    },
    placeholder: { en: 'product; price\napple; 2.5', fr: 'produit ; prix\npomme ; 2.5' },
    multiline: true,
  }),
  types: field.list({
    label: { en: 'Types of columns', fr: 'Types de colonnes' },
    help: { en: 'Others are found out from the values.', fr: 'Les autres se reconnaissent aux valeurs.' },
    item: z.object({
      column: field.text({ label: { en: 'Column', fr: 'Colonne' } }),
      type: field.choice({
        label: { en: 'Its type', fr: 'Son type' },
        choices: scalarTypes.map((value) => ({ value, label: typeWord(value) })),
        default: 'text',
      }),
    }),
  }),
})

type Params = z.output<typeof params>

export const typedTable = defineNode({
  id: 'source.typed-table',
  version: 1,
  icon: 'table-2',
  title: { en: 'Typed-in table', fr: 'Tableau saisi' },
  summary: { en: 'Holds a small table typed or pasted here.', fr: 'Contient un petit tableau saisi ou collé ici.' },
  help: {
    en: `For short lists that belong to the pipeline: exchange rates, classes of products, names to be replaced. The table is saved in the pipeline file.

The first line holds the names. Empty cells are missing. A cell in double quotes may hold a delimiter or a line end. Types are found out: yes/no, whole and decimal numbers (with a point), dates as 2024-01-31; numbers with leading zeros stay text. Say the type of a column where the guess is wrong.

Up to 5 000 rows; longer tables belong in a file.`,
    fr: `Pour de courtes listes propres au pipeline : taux de change, classes de produits, noms à remplacer. Le tableau est enregistré dans le fichier du pipeline.

La première ligne porte les noms. Les cellules vides sont manquantes. Une cellule entre guillemets droits peut contenir un séparateur ou une fin de ligne. Les types se reconnaissent : oui/non, entiers et décimaux (avec un point), dates comme 2024-01-31 ; les nombres commençant par zéro restent du texte. Dites le type d’une colonne là où l’estimation est fausse.

Jusqu’à 5 000 lignes ; un tableau plus long va dans un fichier.`,
  },
  keywords: { en: ['manual', 'paste', 'constant', 'list', 'lookup'], fr: ['saisie', 'coller', 'constante', 'liste', 'correspondance'] },
  inputs: {},
  outputs: tablePorts.outputs,
  params,
  compile(settings) {
    const [names = [], ...rows] = readDelimitedText(settings.table)
    requireNames(names)
    if (rows.length > mostRows) throw new NodeProblem(tooLong(rows.length))
    const chosen = chosenTypes(settings, names)
    const columns = names.map((name, index): Column => ({
      name,
      type: chosen.get(name) ?? guessType(rows.map((row) => row[index] ?? '')),
    }))
    return values(
      columns,
      rows.map((row, number) => {
        const beyond = row.findIndex((cell, index) => index >= columns.length && cell !== '')
        if (beyond >= 0) throw tooManyCells(number + 1, row.length, columns.length)
        return columns.map((column, index) => readCell(row[index] ?? '', column, number + 1))
      }),
    )
  },
  explain(settings) {
    const [names = [], ...rows] = readDelimitedText(settings.table)
    if (names.length === 0) return { en: 'nothing typed in yet', fr: 'rien de saisi encore' }
    const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`
    return {
      en: `${many(rows.length, 'row', 'rows')}, ${many(names.length, 'column', 'columns')} typed in`,
      fr: `${many(rows.length, 'ligne', 'lignes')}, ${many(names.length, 'colonne', 'colonnes')} saisies`,
    }
  },
  examples: [
    {
      title: { en: 'Types are found out', fr: 'Les types se reconnaissent' },
      params: { table: 'code; price; since; sold\n007; 2.5; 2024-01-31; yes\n012;; ; no' },
      expect: {
        table: {
          columns: [
            { name: 'code', type: 'text' },
            { name: 'price', type: 'float' },
            { name: 'since', type: 'date' },
            { name: 'sold', type: 'bool' },
          ],
          rows: [
            ['007', 2.5, '2024-01-31', true],
            ['012', null, null, false],
          ],
        },
      },
    },
    {
      title: { en: 'A type of my own, a quoted cell', fr: 'Un type choisi, une cellule entre guillemets' },
      params: { table: 'year,note\n2024,"late, but ""fine"""\n,', types: [{ column: 'year', type: 'text' }] },
      expect: {
        table: {
          columns: [
            { name: 'year', type: 'text' },
            { name: 'note', type: 'text' },
          ],
          rows: [['2024', 'late, but "fine"']],
        },
      },
    },
  ],
})

function requireNames(names: readonly string[]): void {
  if (names.length === 0)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'table',
      text: { en: 'Nothing is typed in.', fr: 'Rien n’est saisi.' },
      action: { en: 'Type or paste a table.', fr: 'Saisissez ou collez un tableau.' },
    })
  const at = names.findIndex((name, index) => name === '' || names.indexOf(name) !== index)
  if (at < 0) return
  const shown = quoted(names[at] ?? '')
  throw new NodeProblem({
    code: names[at] === '' ? 'name-empty' : 'name-taken',
    param: 'table',
    text:
      names[at] === ''
        ? { en: `Column ${at + 1} has no name.`, fr: `La colonne ${at + 1} n’a pas de nom.` }
        : { en: `Two columns are called ${shown.en}.`, fr: `Deux colonnes s’appellent ${shown.fr}.` },
    action: { en: 'Put different names into the first line.', fr: 'Mettez des noms différents sur la première ligne.' },
  })
}

function tooLong(rows: number) {
  return {
    code: 'too-many-rows',
    param: 'table',
    text: {
      en: `The table has ${rows} rows; ${mostRows} are allowed.`,
      fr: `Le tableau compte ${rows} lignes ; ${mostRows} sont permises.`,
    },
    action: { en: 'Put it into a file and read that.', fr: 'Mettez-le dans un fichier et lisez celui-ci.' },
  }
}

function chosenTypes(settings: Params, names: readonly string[]): ReadonlyMap<string, ScalarType> {
  const wanted = settings.types.filter((item) => item.column !== '')
  const unknown = wanted.find((item) => !names.includes(item.column))
  if (unknown) {
    const shown = quoted(unknown.column)
    const near = nearestName(unknown.column, names)
    const mended = (column: string) => settings.types.map((item) => (item === unknown ? { ...item, column } : item))
    throw new NodeProblem({
      code: 'column-missing',
      param: 'types',
      column: unknown.column,
      text: { en: `There is no column ${shown.en} in this table.`, fr: `Ce tableau n’a pas de colonne ${shown.fr}.` },
      ...(near !== undefined && {
        fixes: [{ label: { en: `Use ${quoted(near).en}`, fr: `Utiliser ${quoted(near).fr}` }, params: { types: mended(near) } }],
      }),
    })
  }
  return new Map(wanted.map((item) => [item.column, item.type]))
}

/** The narrowest type that all known cells can be read as. Words, not 0 and 1, make a yes/no; leading zeros make a text. */
function guessType(cells: readonly string[]): ScalarType {
  const known = cells.filter((cell) => cell !== '')
  const fits = (type: ScalarType) => known.every((cell) => readLiteral(cell, type) !== undefined)
  if (known.length === 0 || known.some((cell) => /^[+-]?0\d/.test(cell) && !cell.includes('-', 1))) return 'text'
  if (known.every((cell) => /\p{L}/u.test(cell)) && fits('bool')) return 'bool'
  return (['int', 'float', 'date', 'timestamp'] as const).find(fits) ?? 'text'
}

function readCell(cell: string, column: Column, row: number): LiteralValue {
  if (cell === '') return null
  const value = readLiteral(cell, column.type)
  if (value !== undefined) return value
  const [shown, type] = [quoted(cell), typeWord(column.type)]
  throw new NodeProblem({
    code: 'bad-value',
    param: 'table',
    column: column.name,
    row,
    text: {
      en: `Row ${row}: ${shown.en} cannot be read as ${type.en}.`,
      fr: `Ligne ${row} : ${shown.fr} ne se lit pas comme ${type.fr}.`,
    },
    action: { en: 'Mend the cell, or choose another type.', fr: 'Corrigez la cellule, ou choisissez un autre type.' },
  })
}

function tooManyCells(row: number, cells: number, columns: number): NodeProblem {
  return new NodeProblem({
    code: 'row-too-long',
    param: 'table',
    row,
    text: {
      en: `Row ${row} has ${cells} cells; there are ${columns} names.`,
      fr: `La ligne ${row} a ${cells} cellules ; il y a ${columns} noms.`,
    },
    action: {
      en: 'Put cells with a delimiter inside into double quotes.',
      fr: 'Mettez entre guillemets les cellules contenant un séparateur.',
    },
  })
}
