import { z } from 'zod'
import { freeName, join, select, sort } from '../../engine/relation/build.ts'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import type { JoinRelation } from '../../engine/relation/relation.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { bothOutputs } from '../kit/join-output.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'
import { suffixField } from '../kit/join-fields.ts'

const names = { columns: [{ name: 'name', type: 'text' }], rows: [['Ana'], ['Ben'], [null]] } as const
const scores = {
  columns: [
    { name: 'score', type: 'int' },
    { name: 'name', type: 'text' },
  ],
  rows: [
    [7, 'A.'],
    [9, null],
  ],
} as const

export const appendColumns = defineNode({
  id: 'combine.append-columns',
  version: 1,
  icon: 'columns-2',
  title: { en: 'Append columns', fr: 'Accoler des colonnes' },
  summary: { en: 'Puts two tables side by side, row by row.', fr: 'Met deux tableaux côte à côte, ligne par ligne.' },
  help: {
    en: `The first row of one table stands beside the first row of the other, and so on; nothing is compared. Use “Join” when rows belong together by a key.

When one table is longer, its last rows stay with missing values beside them, or go, as you choose. Columns of the right table whose name is taken get the ending.`,
    fr: `La première ligne d’un tableau se place à côté de la première ligne de l’autre, et ainsi de suite ; rien n’est comparé. Prenez « Joindre » quand les lignes vont ensemble par une clé.

Quand un tableau est plus long, ses dernières lignes restent avec des valeurs manquantes à côté, ou partent, selon votre choix. Les colonnes de droite dont le nom est pris reçoivent la terminaison.`,
  },
  keywords: { en: ['side by side', 'zip', 'bind columns', 'add columns', 'paste'], fr: ['côte à côte', 'coller', 'ajouter des colonnes'] },
  inputs: {
    left: { kind: 'table', label: { en: 'Left', fr: 'Gauche' } },
    right: { kind: 'table', label: { en: 'Right', fr: 'Droite' } },
  },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  params: z.object({
    length: field.choice({
      label: { en: 'When one table is longer', fr: 'Quand un tableau est plus long' },
      choices: [
        { value: 'longest', label: { en: 'keep all its rows', fr: 'garder toutes ses lignes' } },
        { value: 'shortest', label: { en: 'stop with the shorter one', fr: 's’arrêter avec le plus court' } },
        { value: 'left', label: { en: 'keep as many rows as the left one has', fr: 'garder autant de lignes qu’à gauche' } },
      ],
      default: 'longest',
    }),
    suffix: suffixField,
  }),
  compile(params, inputs) {
    const [left, right] = [inputs.one('left'), inputs.one('right')]
    const output = bothOutputs(
      left,
      right.columns.map((column) => column.name),
      params.suffix,
    )
    const taken = output.map((item) => item.name)
    const [one, two] = [numbered(left, taken), numbered(right, taken)]
    const place = freeName('row', new Set(taken))
    const numberedOutput: JoinRelation['output'] = [...output, { name: place, from: 'either', column: one.place, other: two.place }]
    const how = ({ longest: 'full', shortest: 'inner', left: 'left' } as const)[params.length]
    const joined = join(one.rows, two.rows, {
      how,
      on: [{ left: columnExpr(one.place), right: columnExpr(two.place) }],
      output: numberedOutput,
    })
    return keepSingleRoles(select(sort(joined, [{ expr: columnExpr(place) }]), taken))
  },
  explain(params) {
    if (params.length === 'shortest')
      return { en: 'rows side by side, as many as the shorter has', fr: 'lignes côte à côte, autant que le plus court' }
    return params.length === 'left'
      ? { en: 'rows side by side, as many as on the left', fr: 'lignes côte à côte, autant qu’à gauche' }
      : { en: 'rows side by side, all of both', fr: 'lignes côte à côte, toutes celles des deux' }
  },
  examples: [
    {
      title: { en: 'All rows of the longer table', fr: 'Toutes les lignes du plus long' },
      params: {},
      inputs: { left: names, right: scores },
      expect: {
        table: {
          columns: [names.columns[0], { name: 'score', type: 'int' }, { name: 'name (right)', type: 'text' }],
          rows: [
            ['Ana', 7, 'A.'],
            ['Ben', 9, null],
            [null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'As many rows as the shorter table', fr: 'Autant de lignes que le plus court' },
      params: { length: 'shortest' },
      inputs: { left: names, right: scores },
      expect: {
        table: {
          columns: [names.columns[0], { name: 'score', type: 'int' }, { name: 'name (right)', type: 'text' }],
          rows: [
            ['Ana', 7, 'A.'],
            ['Ben', 9, null],
          ],
        },
      },
    },
  ],
})
