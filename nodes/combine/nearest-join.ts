import { z } from 'zod'
import { filter, join, type JoinOptions } from '../../engine/relation/build.ts'
import { call } from '../../engine/relation/expression.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { overlookedFields } from '../kit/compared-text.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { joinKeysField, keyPair, readJoinKeys } from '../kit/join-keys.ts'
import { bothOutputs } from '../kit/join-output.ts'
import { observePartners } from '../kit/observe-partners.ts'
import { quoted } from '../kit/phrases.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'
import { suffixField, unmatchedField } from '../kit/join-fields.ts'

const ordered: readonly DataType[] = ['int', 'float', 'date', 'timestamp']

const orders = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'day', type: 'date' },
  ],
  rows: [
    ['a', '2024-01-10'],
    ['a', '2024-01-02'],
    ['b', '2024-01-09'],
    ['a', null],
  ],
} as const
const prices = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'since', type: 'date' },
    { name: 'price', type: 'float' },
  ],
  rows: [
    ['a', '2024-01-03', 1],
    ['a', '2024-01-08', 2],
    ['b', '2024-01-01', 5],
    ['b', null, 9],
  ],
} as const

const params = z.object({
  leftTime: field.column({ label: { en: 'Time on the left', fr: 'Moment à gauche' }, from: 'left', accepts: ordered }),
  rightTime: field.column({ label: { en: 'Time on the right', fr: 'Moment à droite' }, from: 'right', accepts: ordered }),
  direction: field.choice({
    label: { en: 'Take', fr: 'Prendre' },
    choices: [
      { value: 'before', label: { en: 'the latest that is not after', fr: 'le dernier qui n’est pas après' } },
      { value: 'after', label: { en: 'the earliest that is not before', fr: 'le premier qui n’est pas avant' } },
    ],
    default: 'before',
  }),
  within: field.optionalNumber({ label: { en: 'Largest distance', fr: 'Distance maximale' }, min: 0 }),
  keys: joinKeysField,
  columns: field.columns({ label: { en: 'Bring', fr: 'Apporter' }, from: 'right', default: { by: 'all', except: [] } }),
  unmatched: unmatchedField({ en: 'Rows without a partner', fr: 'Lignes sans correspondance' }),
  ...overlookedFields,
  suffix: suffixField,
})

export const nearestJoin = defineNode({
  id: 'combine.nearest-join',
  version: 1,
  icon: 'history',
  title: { en: 'Join the latest before', fr: 'Joindre le dernier avant' },
  summary: {
    en: 'Brings to each row what was known at its time: the nearest row of a second table.',
    fr: 'Apporte à chaque ligne ce qui était connu à son moment : la ligne la plus proche d’un second tableau.',
  },
  help: {
    en: `For each row of the left table, of the right rows with the same keys the one is taken whose time is the latest that is not after it (or the earliest that is not before it). So a row for training never sees the future. Of several with the same time the last one counts. Rows never multiply.

The largest distance is in days for dates, in seconds for dates with times, and a plain difference for numbers; what lies further away is no partner. Rows without a partner get missing values or go; a missing time or key has no partner.`,
    fr: `Pour chaque ligne de gauche, parmi les lignes de droite de mêmes clés, celle dont le moment est le dernier à ne pas lui être postérieur est prise (ou le premier à ne pas lui être antérieur). Une ligne d’apprentissage ne voit donc jamais l’avenir. De plusieurs au même moment, la dernière compte. Les lignes ne se multiplient jamais.

La distance maximale est en jours pour des dates, en secondes pour des dates avec heure, une simple différence pour des nombres ; au-delà, il n’y a pas de correspondance. Les lignes sans correspondance reçoivent des valeurs manquantes ou partent ; un moment ou une clé manquants n’en ont pas.`,
  },
  keywords: {
    en: ['asof', 'as-of', 'point in time', 'time travel', 'nearest', 'latest value', 'feature store'],
    fr: ['asof', 'à la date', 'instantané', 'le plus proche', 'dernière valeur', 'historique'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Left', fr: 'Gauche' } },
    right: { kind: 'table', label: { en: 'Right', fr: 'Droite' } },
  },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  params,
  compile(params, inputs) {
    const { left, right, known, pairs, options } = matching(params, inputs)
    const keys = new Set(pairs.map((pair) => pair.right.column.name))
    const chosen = chooseColumns(right, params.columns, { param: 'columns', port: 'right', optional: true })
    const brought = chosen.filter(({ name }) => params.columns.by === 'names' || !keys.has(name)).map((column) => column.name)
    return keepSingleRoles(
      join(left, known, {
        how: params.unmatched === 'keep' ? 'left' : 'inner',
        ...options,
        output: bothOutputs(left, brought, params.suffix),
      }),
    )
  },
  observe(params, inputs, look) {
    const { left, known, options, time } = matching(params, inputs)
    const partner = time.right.column.name
    return observePartners(
      join(left, known, { how: 'left', ...options, output: [{ name: partner, from: 'right', column: partner }] }),
      look,
    )
  },
  explain(params) {
    const [a, b] = [quoted(params.leftTime || '…'), quoted(params.rightTime || '…')]
    return params.direction === 'before'
      ? { en: `the latest ${b.en} not after ${a.en}`, fr: `le dernier ${b.fr} pas après ${a.fr}` }
      : { en: `the earliest ${b.en} not before ${a.en}`, fr: `le premier ${b.fr} pas avant ${a.fr}` }
  },
  examples: [
    {
      title: { en: 'The price that held on the day', fr: 'Le prix en vigueur ce jour-là' },
      params: { leftTime: 'day', rightTime: 'since', keys: [{ left: 'shop', right: 'shop' }], columns: { by: 'names', names: ['price'] } },
      inputs: { left: orders, right: prices },
      expect: {
        table: {
          columns: [...orders.columns, { name: 'price', type: 'float' }],
          rows: [
            ['a', '2024-01-10', 2],
            ['a', '2024-01-02', null],
            ['b', '2024-01-09', 5],
            ['a', null, null],
          ],
        },
      },
    },
    {
      title: { en: 'The next price within a week; the rest goes', fr: 'Le prix suivant sous une semaine ; le reste part' },
      params: {
        leftTime: 'day',
        rightTime: 'since',
        direction: 'after',
        within: 7,
        keys: [{ left: 'shop', right: 'shop' }],
        unmatched: 'drop',
      },
      inputs: { left: orders, right: prices },
      expect: {
        table: {
          columns: [...orders.columns, { name: 'since', type: 'date' }, { name: 'price', type: 'float' }],
          rows: [['a', '2024-01-02', '2024-01-03', 1]],
        },
      },
    },
  ],
})

/** The keys and times of both tables as a join takes them. Throws NodeProblem. */
function matching(settings: z.output<typeof params>, inputs: Relations) {
  const [left, right] = [inputs.one('left'), inputs.one('right')]
  const leftTime = chooseColumn(left, settings.leftTime, { param: 'leftTime', port: 'left', accepts: ordered })
  const rightTime = chooseColumn(right, settings.rightTime, { param: 'rightTime', port: 'right', accepts: ordered })
  const time = keyPair([leftTime, rightTime], 'rightTime')
  const pairs = readJoinKeys(settings.keys, { left, right }, settings, true)
  const options: Pick<JoinOptions, 'on' | 'nearest'> = {
    on: pairs.map((pair) => ({ left: pair.left.compared, right: pair.right.compared })),
    nearest: {
      left: time.left.value,
      right: time.right.value,
      direction: settings.direction,
      ...(settings.within !== null && { within: settings.within }),
    },
  }
  return { left, right, known: filter(right, call('is-not-null', time.right.value)), pairs, options, time }
}
