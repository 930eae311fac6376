import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, Role } from '../../engine/relation/types.ts'
import { wrongType } from './choose-column.ts'
import { resolveColumns, withoutColumns, type ColumnsRule } from './columns-rule.ts'
import { nearestName } from '../../engine/relation/formula/nearest-name.ts'
import { quoted, quotedNames } from './phrases.ts'
import { NodeProblem, type NodeFix } from './problem.ts'

export interface ColumnsChoice {
  readonly param: string
  readonly port?: string
  readonly accepts?: readonly DataType[]
  /** Choosing nothing is allowed. */
  readonly optional?: boolean
  /** Rules leave out columns of these roles; naming such a column still takes it. */
  readonly withheld?: readonly Role[]
}

/** The columns that a rule means. Throws a NodeProblem for names that are not there, types that do not fit, a bad pattern or an empty choice. */
export function chooseColumns(relation: Relation, rule: ColumnsRule, choice: ColumnsChoice): readonly Column[] {
  const apart = new Set<Role | undefined>(rule.by === 'names' ? [] : choice.withheld)
  const offered = relation.columns.filter((column) => !apart.has(column.role))
  const { chosen, missing, badPattern } = resolveColumns(rule, offered, choice.accepts)
  const place = { param: choice.param, ...(choice.port !== undefined && { port: choice.port }) }
  if (badPattern !== undefined)
    throw new NodeProblem({
      code: 'bad-pattern',
      ...place,
      text: { en: `The pattern ${badPattern} is not complete.`, fr: `Le motif ${badPattern} n’est pas complet.` },
      action: { en: 'Check brackets and signs such as * and +.', fr: 'Vérifiez les parenthèses et les signes comme * et +.' },
    })
  if (missing.length > 0) throw columnsMissing(relation, rule, missing, choice)
  const { accepts } = choice
  const unfit = accepts ? chosen.filter((column) => !accepts.includes(column.type)) : []
  if (accepts && unfit.length > 0) {
    const bad = new Set(unfit.map((column) => column.name))
    throw wrongType(unfit, accepts, choice, leaveOut(rule, bad, choice.param))
  }
  if (chosen.length === 0 && !choice.optional)
    throw new NodeProblem({
      code: 'nothing-chosen',
      ...place,
      text:
        rule.by === 'names'
          ? { en: 'No column is chosen.', fr: 'Aucune colonne n’est choisie.' }
          : { en: 'No column of the table fits the rule.', fr: 'Aucune colonne du tableau ne répond à la règle.' },
      action: { en: 'Choose at least one column.', fr: 'Choisissez au moins une colonne.' },
    })
  return chosen
}

function columnsMissing(relation: Relation, rule: ColumnsRule, missing: readonly string[], choice: ColumnsChoice): NodeProblem {
  const names = relation.columns.map((column) => column.name)
  const [first = ''] = missing
  const shown = quotedNames(missing)
  const closest = missing.length === 1 ? nearestName(first, names) : undefined
  const fixes = [
    ...(closest === undefined ? [] : [replaceName(rule, first, closest, choice.param)]),
    ...leaveOut(rule, new Set(missing), choice.param),
  ]
  return new NodeProblem({
    code: 'column-missing',
    param: choice.param,
    ...(choice.port !== undefined && { port: choice.port }),
    column: first,
    text:
      missing.length === 1
        ? { en: `There is no column ${shown.en} in this table.`, fr: `Ce tableau n’a pas de colonne ${shown.fr}.` }
        : {
            en: `${missing.length} chosen columns are not in this table: ${shown.en}.`,
            fr: `${missing.length} colonnes choisies manquent dans ce tableau : ${shown.fr}.`,
          },
    action: { en: 'Choose columns of the table.', fr: 'Choisissez des colonnes du tableau.' },
    ...(fixes.length > 0 && { fixes }),
  })
}

function replaceName(rule: ColumnsRule, from: string, to: string, param: string): NodeFix {
  const shown = quoted(to)
  const names = rule.by === 'names' ? rule.names.map((name) => (name === from ? to : name)) : []
  return { label: { en: `Use ${shown.en}`, fr: `Utiliser ${shown.fr}` }, params: { [param]: { by: 'names', names } } }
}

function leaveOut(rule: ColumnsRule, names: ReadonlySet<string>, param: string): NodeFix[] {
  if (rule.by !== 'names') return []
  const kept = withoutColumns(rule, [...names])
  if (kept.by === 'names' && kept.names.length === 0) return []
  const shown = quotedNames([...names])
  return [{ label: { en: `Leave out ${shown.en}`, fr: `Laisser ${shown.fr} de côté` }, params: { [param]: kept } }]
}
