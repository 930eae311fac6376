import { z } from 'zod'
import { limit, sample } from '../../engine/relation/build.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const scalars: readonly DataType[] = ['bool', 'int', 'float', 'text', 'date', 'timestamp']
const random = ['share', 'exact'] as const

const table = {
  columns: [
    { name: 'id', type: 'int' },
    { name: 'group', type: 'text' },
  ],
  rows: [
    [1, 'a'],
    [2, 'a'],
    [3, 'a'],
    [4, 'a'],
    [5, null],
    [6, null],
  ],
} as const

export const sampleRows = defineNode({
  id: 'clean.sample-rows',
  version: 1,
  icon: 'dices',
  title: { en: 'Sample rows', fr: 'Échantillonner' },
  summary: { en: 'Takes some of the rows, at random or from the start.', fr: 'Prend une partie des lignes, au hasard ou depuis le début.' },
  help: {
    en: `A share takes about that part of the rows; a number takes exactly so many, or all when there are fewer. The choice depends on the seed and on the place of each row only: the same seed takes the same rows of the same table, on any machine. The rows stay in their order.

“Within” takes the share of each group, so that rare groups keep their part. First rows are quick but rarely typical.`,
    fr: `Une part prend environ cette fraction des lignes ; un nombre en prend exactement autant, ou toutes s’il y en a moins. Le choix ne dépend que de la graine et de la place de chaque ligne : la même graine prend les mêmes lignes du même tableau, sur toute machine. Les lignes restent dans leur ordre.

« Dans chaque » prend la part de chaque groupe, si bien que les groupes rares gardent la leur. Les premières lignes viennent vite mais sont rarement typiques.`,
  },
  keywords: { en: ['random', 'subset', 'head', 'limit', 'stratified'], fr: ['hasard', 'extrait', 'premières', 'limite', 'stratifié'] },
  ...tablePorts,
  params: z.object({
    method: field.choice({
      label: { en: 'Take', fr: 'Prendre' },
      choices: [
        { value: 'share', label: { en: 'a share of the rows', fr: 'une part des lignes' } },
        { value: 'exact', label: { en: 'a number of rows', fr: 'un nombre de lignes' } },
        { value: 'first', label: { en: 'the first rows', fr: 'les premières lignes' } },
      ],
      default: 'share',
    }),
    share: field.slider({
      label: { en: 'Share', fr: 'Part' },
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
      when: { param: 'method', in: ['share'] },
    }),
    rows: field.number({
      label: { en: 'Rows', fr: 'Lignes' },
      default: 1000,
      min: 0,
      integer: true,
      when: { param: 'method', in: ['exact', 'first'] },
    }),
    within: field.columns({
      label: { en: 'Within each', fr: 'Dans chaque' },
      help: { en: 'The same share of each group.', fr: 'La même part de chaque groupe.' },
      accepts: scalars,
      when: { param: 'method', in: random },
    }),
    seed: field.seed({ when: { param: 'method', in: random } }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.method === 'first') return limit(input, params.rows)
    const within = chooseColumns(input, params.within, { param: 'within', accepts: scalars, optional: true })
    return sample(input, {
      seed: params.seed,
      from: 0,
      to: params.method === 'share' ? params.share : 1,
      ...(params.method === 'exact' && { exact: params.rows }),
      ...(within.length > 0 && { within: within.map((column) => column.name) }),
    })
  },
  explain(params) {
    if (params.method === 'first') return { en: `the first ${params.rows} rows`, fr: `les ${params.rows} premières lignes` }
    const percent = Math.round(params.share * 1000) / 10
    const what =
      params.method === 'share'
        ? { en: `${percent}\u202f% of the rows at random`, fr: `${String(percent).replace('.', ',')} % des lignes au hasard` }
        : { en: `${params.rows} rows at random`, fr: `${params.rows} lignes au hasard` }
    if (params.within.by === 'names' && params.within.names.length === 0) return what
    const groups = columnsPhrase(params.within)
    return { en: `${what.en}, of each: ${groups.en}`, fr: `${what.fr}, pour chaque : ${groups.fr}` }
  },
  examples: [
    {
      title: { en: 'The first two rows', fr: 'Les deux premières lignes' },
      params: { method: 'first', rows: 2 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: table.rows.slice(0, 2) } },
    },
    {
      title: { en: 'Half of each group, the missing one too', fr: 'La moitié de chaque groupe, le manquant aussi' },
      params: { share: 0.5, within: { by: 'names', names: ['group'] }, seed: 7 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[1], table.rows[3], table.rows[4]] } },
    },
  ],
})
