import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, Role } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { convert } from '../kit/convert.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { drawn } from '../kit/summary-takes.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'
import { rowKey } from './row-key.ts'

/** How rows fall into parts. */
export type SplitMethod = 'random' | 'class' | 'group' | 'equal' | 'time'

export const classes: readonly DataType[] = ['bool', 'int', 'text', 'date']
export const moments: readonly DataType[] = ['date', 'timestamp', 'int', 'float']

export const equalChoice = {
  value: 'equal',
  label: { en: 'equal rows together', fr: 'les lignes égales ensemble' },
  help: {
    en: 'Rows that are equal, or differ only in capitals, spaces and far digits, are never parted.',
    fr: 'Des lignes égales, ou qui ne diffèrent que par des majuscules, des espaces ou de lointaines décimales, ne sont jamais séparées.',
  },
} as const

/** The params of a node that parts rows: the method, the column that each method reads, the seed. */
export const drawFields = {
  method: field.choice({
    label: { en: 'Put rows into parts', fr: 'Répartir les lignes' },
    choices: [
      { value: 'random', label: { en: 'at random', fr: 'au hasard' } },
      { value: 'class', label: { en: 'at random within each class', fr: 'au hasard dans chaque classe' } },
      { value: 'group', label: { en: 'by whole groups', fr: 'par groupes entiers' } },
      equalChoice,
      { value: 'time', label: { en: 'by time, the earliest first', fr: 'par le temps, les plus anciennes d’abord' } },
    ],
    default: 'random',
  }),
  column: field.column({
    label: { en: 'Class column', fr: 'Colonne de classe' },
    help: { en: 'The target when nothing is chosen.', fr: 'La cible si rien n’est choisi.' },
    accepts: classes,
    optional: true,
    when: { param: 'method', in: ['class'] },
  }),
  group: field.column({
    label: { en: 'Group column', fr: 'Colonne de groupe' },
    help: { en: 'A person, a shop: its rows are never parted.', fr: 'Une personne, un magasin : ses lignes ne sont jamais séparées.' },
    accepts: scalars,
    optional: true,
    when: { param: 'method', in: ['group'] },
  }),
  time: field.column({
    label: { en: 'Time column', fr: 'Colonne de temps' },
    accepts: moments,
    optional: true,
    when: { param: 'method', in: ['time'] },
  }),
  tolerance: field.number({
    label: { en: 'Shares may be missed by (points)', fr: 'Écart permis aux parts (points)' },
    help: {
      en: 'Whole groups that miss them by more are told before a run.',
      fr: 'Des groupes entiers qui s’en écartent plus sont signalés avant l’exécution.',
    },
    default: 5,
    min: 0,
    max: 100,
    when: { param: 'method', in: ['group', 'equal'] },
  }),
  seed: field.seed({ when: { param: 'method', in: ['random', 'class', 'group', 'equal'] } }),
}

export interface Draw {
  readonly method: SplitMethod
  readonly column: string
  readonly group: string
  readonly time: string
  readonly seed: number
}

const ofRole = (input: Relation, role: Role) => input.columns.find((column) => column.role === role)?.name ?? ''

/** The column that the method reads: the chosen one, or the one whose role says so. Throws NodeProblem. */
export function columnOfDraw(input: Relation, { method, column, group, time }: Draw): Column | undefined {
  if (method === 'class') return chooseColumn(input, column || ofRole(input, 'target'), { param: 'column', accepts: classes })
  if (method === 'group') return chooseColumn(input, group || ofRole(input, 'group'), { param: 'group', accepts: scalars })
  return method === 'time' ? chooseColumn(input, time || ofRole(input, 'time'), { param: 'time', accepts: moments }) : undefined
}

/**
 * The rows with a column that says where each lies in the draw: the share of the rows that come no later, above 0 to 1. Within a class where
 * classes are kept; rows of one group, and of one moment, lie at one place. A row without a group is a group of its own.
 */
export function placedInDraw(input: Relation, draw: Draw): { readonly rows: Relation; readonly place: string } {
  const column = columnOfDraw(input, draw)
  const { rows, place: number } = numbered(input)
  const free = freeNames(rows)
  const [key, place] = [free('draw'), free('place in draw')]
  const chance = drawn(columnExpr(number), draw.seed)
  const text = draw.method === 'equal' ? rowKey(input) : column && convert(columnExpr(column.name), column.type, 'text')
  const ofGroup = call('md5', call('concat', literal('text', `${draw.seed}:group:`), call('coalesce', text ?? chance, chance)))
  const keyed =
    draw.method === 'time'
      ? rows
      : extend(rows, [{ name: key, expr: draw.method === 'group' || draw.method === 'equal' ? ofGroup : chance }])
  const along = columnExpr(draw.method === 'time' && column ? column.name : key)
  const within = draw.method === 'class' && column ? [column.name] : []
  return { rows: extend(keyed, [{ name: place, expr: windowOver('cumulative-distribution', [along], within) }]), place }
}

/** How rows fall into parts, in words. */
export function drawPhrase({ method, column, group, time }: Draw): { readonly en: string; readonly fr: string } {
  switch (method) {
    case 'random':
      return { en: 'at random', fr: 'au hasard' }
    case 'class':
      return column === ''
        ? { en: 'within each class', fr: 'dans chaque classe' }
        : { en: `within each ${column}`, fr: `dans chaque ${column}` }
    case 'group':
      return group === '' ? { en: 'by whole groups', fr: 'par groupes entiers' } : { en: `by whole ${group}`, fr: `par ${group} entiers` }
    case 'equal':
      return { en: 'equal rows together', fr: 'lignes égales ensemble' }
    case 'time':
      return time === '' ? { en: 'by time', fr: 'par le temps' } : { en: `by ${time}`, fr: `selon ${time}` }
  }
}
