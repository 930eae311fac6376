// Nodes that work on the texts of columns, row by row.

import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text', 'int'] }),
  act: field.choice({
    label: { en: 'Do', fr: 'Faire' },
    choices: [
      { value: 'left', label: { en: 'fill up at the start', fr: 'compléter au début' } },
      { value: 'right', label: { en: 'fill up at the end', fr: 'compléter à la fin' } },
      { value: 'centre', label: { en: 'fill up at both ends', fr: 'compléter des deux côtés' } },
      { value: 'truncate', label: { en: 'cut to a length', fr: 'couper à une longueur' } },
      { value: 'affix', label: { en: 'put texts before and behind', fr: 'ajouter un texte avant et après' } },
    ],
    default: 'left',
  }),
  width: field.number({
    label: { en: 'Length', fr: 'Longueur' },
    default: 5,
    min: 1,
    max: 10000,
    integer: true,
    when: { param: 'act', in: ['left', 'right', 'centre', 'truncate'] },
  }),
  fill: field.text({ label: { en: 'With', fr: 'Avec' }, default: '0', when: { param: 'act', in: ['left', 'right', 'centre'] } }),
  mark: field.text({
    label: { en: 'Sign where text was cut', fr: 'Signe là où le texte est coupé' },
    help: { en: 'It counts in the length.', fr: 'Il compte dans la longueur.' },
    placeholder: { en: '…', fr: '(…)' },
    optional: true,
    when: { param: 'act', in: ['truncate'] },
  }),
  prefix: field.text({ label: { en: 'Before', fr: 'Avant' }, optional: true, when: { param: 'act', in: ['affix'] } }),
  suffix: field.text({ label: { en: 'Behind', fr: 'Après' }, optional: true, when: { param: 'act', in: ['affix'] } }),
  ...resultPlaceFields({ ending: ' filled' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'postcode', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['1000', 7],
    ['75011', 123],
    [null, null],
  ],
} as const

export const padText = defineNode({
  id: 'text.pad-text',
  version: 1,
  icon: 'text-cursor-input',
  title: { en: 'Pad or cut text', fr: 'Compléter ou couper le texte' },
  summary: {
    en: 'Fills texts up to a length, cuts them, or puts a prefix and a suffix.',
    fr: 'Complète les textes à une longueur, les coupe, ou ajoute un préfixe et un suffixe.',
  },
  help: {
    en: `Codes that lost their zeros (1000 instead of 01000) are filled up at the start. Whole numbers become text. A sign such as - or + stays in front of the zeros. A text that is longer than the length stays as it is unless you cut. The length counts characters.

Missing values stay missing; an empty text is filled up like any other.`,
    fr: `Les codes qui ont perdu leurs zéros (1000 au lieu de 01000) se complètent au début. Les nombres entiers deviennent du texte. Un signe - ou + reste devant les zéros. Un texte plus long que la longueur reste tel quel, sauf si vous coupez. La longueur se compte en caractères.

Les valeurs manquantes restent manquantes ; un texte vide est complété comme un autre.`,
  },
  keywords: {
    en: ['pad', 'zero fill', 'zfill', 'centre', 'prefix', 'suffix', 'truncate', 'leading zeros', 'fixed width'],
    fr: ['zéros de tête', 'remplir', 'centrer', 'préfixe', 'suffixe', 'tronquer', 'largeur fixe'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text', 'int'] })
    if (settings.fill === '' && settings.act !== 'truncate' && settings.act !== 'affix') throw new NodeProblem(noFill)
    return placeResults(
      input,
      columns.map(({ name, type }) => ({
        source: name,
        expr: padded(convert(columnExpr(name), type, 'text') ?? columnExpr(name), settings),
      })),
      settings,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const { width } = settings
    if (settings.act === 'truncate') return { en: `cut ${what.en} to ${width} characters`, fr: `couper à ${width} caractères : ${what.fr}` }
    if (settings.act === 'affix') {
      const both = `${settings.prefix}…${settings.suffix}`
      return { en: `${what.en} as ${both}`, fr: `${what.fr} sous la forme ${both}` }
    }
    const fill = quoted(settings.fill)
    return { en: `fill ${what.en} up to ${width} with ${fill.en}`, fr: `compléter à ${width} avec ${fill.fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Postcodes with their zero', fr: 'Des codes postaux avec leur zéro' },
      params: { columns: { by: 'names', names: ['postcode'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['01000', 7],
            ['75011', 123],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Invoice numbers in a new column', fr: 'Des numéros de facture dans une nouvelle colonne' },
      params: { columns: { by: 'names', names: ['n'] }, act: 'affix', prefix: 'INV-', place: 'add', ending: ' code' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'n code', type: 'text' }],
          rows: [
            ['1000', 7, 'INV-7'],
            ['75011', 123, 'INV-123'],
            [null, null, null],
          ],
        },
      },
    },
  ],
})

const noFill = {
  code: 'nothing-chosen',
  param: 'fill',
  text: { en: 'There is nothing to fill up with.', fr: 'Il n’y a rien pour compléter.' },
  action: { en: 'Type a character, such as 0.', fr: 'Saisissez un caractère, par exemple 0.' },
}

const int = (value: number) => literal('int', value)
const text = (value: string) => literal('text', value)

function padded(value: Expr, settings: Params): Expr {
  const [width, fill] = [int(settings.width), text(settings.fill)]
  switch (settings.act) {
    case 'left':
      return settings.fill === '0' ? zeroFilled(value, settings.width) : call('pad-left', value, width, fill)
    case 'right':
      return call('pad-right', value, width, fill)
    case 'centre': {
      const missing = call('greatest', call('subtract-int', width, call('length', value)), int(0))
      const half = call('add-int', call('length', value), call('integer-divide', missing, int(2)))
      return call('pad-right', call('pad-left', value, half, fill), width, fill)
    }
    case 'truncate': {
      const room = Math.max(0, settings.width - [...settings.mark].length)
      const mark = [...settings.mark].slice(0, settings.width).join('')
      const cut = call('concatenate', call('left', value, int(room)), text(mark))
      return call('if', call('greater', call('length', value), width), cut, value)
    }
    case 'affix':
      return call('concatenate', call('concatenate', text(settings.prefix), value), text(settings.suffix))
  }
}

/** Zeros go behind a sign, as Python’s zfill and every accountant have it. */
function zeroFilled(value: Expr, width: number): Expr {
  const signed = call('regex-match', value, text('^[+-]'))
  const rest = call('pad-left', call('mid', value, int(2), int(1_000_000)), int(width - 1), text('0'))
  return call('if', signed, call('concatenate', call('left', value, int(1)), rest), call('pad-left', value, int(width), text('0')))
}
