import type { Text } from '../../engine/protocol/text.ts'
import { withoutColumns, type ColumnsRule } from '../kit/columns-rule.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem, type NodeFix } from '../kit/problem.ts'
import type { DateOrder } from './date-shape.ts'
import type { OrderEvidence } from './find-format.ts'

const orderWords: Record<DateOrder, Text> = {
  'day-first': { en: 'Day first', fr: 'Le jour d’abord' },
  'month-first': { en: 'Month first', fr: 'Le mois d’abord' },
  'year-first': { en: 'Year first', fr: 'L’année d’abord' },
}

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

/** Day and month of a column cannot be told apart: says how many rows speak for what, and asks with a button for each order. */
export function orderUnclear(column: string, evidence: OrderEvidence, shortYears: boolean): NodeProblem {
  const { dayFirst, monthFirst, either } = evidence
  const shown = quoted(column)
  const mixed = dayFirst > 0 && monthFirst > 0
  const orders: readonly DateOrder[] = shortYears ? ['day-first', 'month-first', 'year-first'] : ['day-first', 'month-first']
  return new NodeProblem({
    code: 'date-order-unclear',
    param: 'order',
    column,
    text: mixed
      ? {
          en: `In ${shown.en}, ${many(dayFirst, 'date has', 'dates have')} the day first, ${many(monthFirst, 'has', 'have')} the month first, and ${either} could be either.`,
          fr: `Dans ${shown.fr}, ${many(dayFirst, 'date a', 'dates ont')} le jour d’abord, ${many(monthFirst, 'a', 'ont')} le mois d’abord, et ${either} se ${either === 1 ? 'lit' : 'lisent'} des deux façons.`,
        }
      : {
          en: `${many(either, 'date', 'dates')} of ${shown.en} could have the day or the month first, and no other value decides it.`,
          fr: `${many(either, 'date', 'dates')} de ${shown.fr} ${either === 1 ? 'peut' : 'peuvent'} commencer par le jour ou par le mois, et aucune autre valeur ne tranche.`,
        },
    action: { en: 'Say which it is; it then holds for every row.', fr: 'Dites ce qu’il en est ; cela vaudra pour toutes les lignes.' },
    fixes: orders.map((order): NodeFix => ({ label: orderWords[order], params: { order } })),
  })
}

/** A column that was named holds no dates that could be read. */
export function noFormatFound(column: string, rule: ColumnsRule): NodeProblem {
  const shown = quoted(column)
  const left = withoutColumns(rule, [column])
  const useful = left.by !== 'names' || left.names.length > 0
  return new NodeProblem({
    code: 'no-date-format',
    param: 'columns',
    column,
    text: {
      en: `Most values of ${shown.en} look like no date.`,
      fr: `La plupart des valeurs de ${shown.fr} ne ressemblent à aucune date.`,
    },
    action: {
      en: 'Type the format under “Formats”, or leave the column out.',
      fr: 'Saisissez le format sous « Formats acceptés », ou laissez la colonne de côté.',
    },
    ...(useful && { fixes: [{ label: { en: `Leave out ${shown.en}`, fr: `Laisser ${shown.fr} de côté` }, params: { columns: left } }] }),
  })
}

/** No column that a rule means holds dates. */
export const noDatesFound = {
  code: 'nothing-chosen',
  param: 'columns',
  text: { en: 'No column of the table looks like dates.', fr: 'Aucune colonne du tableau ne ressemble à des dates.' },
  action: { en: 'Choose a column and type its format.', fr: 'Choisissez une colonne et saisissez son format.' },
}
