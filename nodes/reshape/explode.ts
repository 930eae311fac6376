import { z } from 'zod'
import { extend, filter, freeName } from '../../engine/relation/build.ts'
import { explode as exploded } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import { isList, type DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { lists } from '../kit/type-groups.ts'

const accepts: readonly DataType[] = ['text', ...lists]

const table = {
  columns: [
    { name: 'film', type: 'text' },
    { name: 'actors', type: 'text' },
  ],
  rows: [
    ['Alien', 'Weaver, Hurt'],
    ['Her', 'Phoenix,,'],
    ['Pi', null],
  ],
} as const

export const explode = defineNode({
  id: 'reshape.explode',
  version: 1,
  icon: 'list-tree',
  title: { en: 'Cells to rows', fr: 'Cellules en lignes' },
  summary: { en: 'Makes a row of each value in a cell.', fr: 'Fait une ligne de chaque valeur d’une cellule.' },
  help: {
    en: `A text is cut at each separator, a list has its elements already. Every part becomes a row; the other columns are repeated beside it. Spaces around the parts go, and so do empty parts, unless you keep them.

A row whose cell is missing or holds nothing stays with a missing value, or goes if you say so. The position column counts the parts of a cell from 1; empty parts that go are counted too.`,
    fr: `Un texte se coupe à chaque séparateur, une liste a déjà ses éléments. Chaque partie devient une ligne ; les autres colonnes se répètent à côté. Les espaces autour des parties s’en vont, les parties vides aussi, sauf si vous les gardez.

Une ligne dont la cellule manque ou ne contient rien reste avec une valeur manquante, ou s’en va si vous le dites. La colonne de position compte les parties d’une cellule à partir de 1 ; les parties vides écartées comptent aussi.`,
  },
  keywords: {
    en: ['explode', 'split to rows', 'unnest', 'multi-valued cells', 'separator', 'fold'],
    fr: ['éclater', 'séparer en lignes', 'désimbriquer', 'cellules à valeurs multiples', 'séparateur'],
  },
  ...tablePorts,
  params: z.object({
    column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts }),
    separator: field.text({ label: { en: 'Separator', fr: 'Séparateur' }, default: ',' }),
    position: field.text({
      label: { en: 'Column for the position', fr: 'Colonne de position' },
      placeholder: { en: 'none', fr: 'aucune' },
      optional: true,
    }),
    trim: field.flag({ label: { en: 'Take spaces away', fr: 'Ôter les espaces' }, default: true }),
    empties: field.flag({ label: { en: 'Keep empty parts', fr: 'Garder les parties vides' }, default: false }),
    keepRows: field.flag({ label: { en: 'Keep rows without a value', fr: 'Garder les lignes sans valeur' }, default: true }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const column = chooseColumn(input, params.column, { param: 'column', accepts })
    const value = columnExpr(column.name)
    const free = new Set(input.columns.map((item) => item.name))
    const wanted = params.position.trim()
    const position = wanted === '' ? {} : { position: freeName(wanted, free) }
    const options = { column: column.name, keepEmpty: params.keepRows, ...position }
    if (isList(column.type)) return exploded(input, options)
    const cut = call('split', value, literal('text', params.separator))
    if (params.empties) {
      const rows = exploded(extend(input, [{ name: column.name, expr: cut }]), options)
      return params.trim ? extend(rows, [{ name: column.name, expr: call('strip', value) }]) : rows
    }
    // A cell of empty parts only is a cell without a value.
    const bare = call('strip', call('substitute', value, literal('text', params.separator), literal('text', '')))
    const held = params.separator === '' ? value : call('if', call('equal', bare, literal('text', '')), literal('text', null), value)
    const filledIn = extend(input, [{ name: column.name, expr: call('split', held, literal('text', params.separator)) }])
    const rows = exploded(filledIn, options)
    const trimmed = params.trim ? extend(rows, [{ name: column.name, expr: call('strip', value) }]) : rows
    return filter(trimmed, call('or', call('is-null', value), call('not-equal', call('strip', value), literal('text', ''))))
  },
  explain(params) {
    const name = quoted(params.column || '…')
    const sign = quoted(params.separator)
    return { en: `a row for each value of ${name.en}, cut at ${sign.en}`, fr: `une ligne par valeur de ${name.fr}, coupée à ${sign.fr}` }
  },
  examples: [
    {
      title: { en: 'One row for each actor', fr: 'Une ligne par acteur' },
      params: { column: 'actors', position: 'place' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'place', type: 'int' }],
          rows: [
            ['Alien', 'Weaver', 1],
            ['Alien', 'Hurt', 2],
            ['Her', 'Phoenix', 1],
            ['Pi', null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Empty parts stay, rows without a value go', fr: 'Les parties vides restent, les lignes sans valeur partent' },
      params: { column: 'actors', trim: false, empties: true, keepRows: false },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['Alien', 'Weaver'],
            ['Alien', ' Hurt'],
            ['Her', 'Phoenix'],
            ['Her', ''],
            ['Her', ''],
          ],
        },
      },
    },
  ],
})
