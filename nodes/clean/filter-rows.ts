import { z } from 'zod'
import { extend, filter } from '../../engine/relation/build.ts'
import { columnsOf } from '../../engine/relation/expression-tree.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { ScalarType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { conditionTest } from '../kit/condition-test.ts'
import { conditionsPhrase } from '../kit/conditions-phrase.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { nameMissing } from '../kit/name-missing.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readFormula } from '../kit/read-formula.ts'
import { scalars } from '../kit/type-groups.ts'

const table = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
    { name: 'city', type: 'text' },
  ],
  rows: [
    ['Ana', 31, 'Lyon'],
    ['Ben', 17, 'Paris'],
    ['Chloé', null, 'Paris'],
    ['Dov', 64, null],
  ],
} as const

export const filterRows = defineNode({
  id: 'clean.filter-rows',
  version: 1,
  icon: 'funnel',
  title: { en: 'Filter rows', fr: 'Filtrer les lignes' },
  summary: { en: 'Keeps the rows that meet conditions.', fr: 'Garde les lignes qui répondent à des conditions.' },
  help: {
    en: `Conditions compare one column each. They are joined by “all” or “any”, and groups of them can be nested. A formula that is true or false can be given as well; then both must hold.

A missing value meets no condition but “is missing”: “city is not Paris” does not keep rows without a city. The second output holds every row that is not kept, so nothing is lost.

“Keep” and “leave out” exchange the two outputs. “Mark” keeps all rows and adds a yes/no column; “empty” makes cells of these rows missing. The second output then holds the rows that do not meet the conditions.`,
    fr: `Chaque condition compare une colonne. Elles se joignent par « toutes » ou « une au moins », et des groupes s’emboîtent. On peut aussi donner une formule vraie ou fausse ; les deux doivent alors être remplies.

Une valeur manquante ne remplit aucune condition, sauf « manque » : « ville n’est pas Paris » ne garde pas les lignes sans ville. La seconde sortie contient toutes les lignes non gardées : rien n’est perdu.

« Garder » et « écarter » échangent les deux sorties. « Marquer » garde toutes les lignes et ajoute une colonne oui/non ; « vider » rend manquantes des cellules de ces lignes. La seconde sortie contient alors les lignes qui ne répondent pas.`,
  },
  keywords: {
    en: ['where', 'condition', 'subset', 'query', 'exclude', 'flag', 'clear cells'],
    fr: ['où', 'condition', 'extrait', 'requête', 'exclure', 'marquer', 'vider des cellules'],
  },
  inputs: tablePorts.inputs,
  outputs: { ...tablePorts.outputs, rest: { kind: 'table', label: { en: 'Other rows', fr: 'Autres lignes' } } },
  params: z.object({
    act: field.choice({
      label: { en: 'What to do', fr: 'Action' },
      choices: [
        { value: 'keep', label: { en: 'Keep rows where', fr: 'Garder les lignes où' } },
        { value: 'leave-out', label: { en: 'Leave out rows where', fr: 'Écarter les lignes où' } },
        { value: 'mark', label: { en: 'Keep all, mark rows where', fr: 'Tout garder, marquer les lignes où' } },
        { value: 'clear', label: { en: 'Keep all, empty cells where', fr: 'Tout garder, vider des cellules où' } },
      ],
      default: 'keep',
    }),
    name: field.text({
      label: { en: 'Column of the marks', fr: 'Colonne des marques' },
      default: 'met',
      when: { param: 'act', in: ['mark'] },
    }),
    cleared: field.columns({
      label: { en: 'Columns to empty', fr: 'Colonnes à vider' },
      accepts: scalars,
      default: { by: 'names', names: [] },
      when: { param: 'act', in: ['clear'] },
    }),
    conditions: field.conditions({ label: { en: 'Conditions', fr: 'Conditions à remplir' } }),
    formula: field.formula({
      label: { en: 'And by formula', fr: 'Et par formule' },
      help: { en: 'A test such as [price] > 2 * [cost].', fr: 'Un test comme [prix] > 2 * [coût].' },
      allow: 'row',
      group: 'advanced',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const byConditions = conditionTest(params.conditions, input, 'conditions')
    const byFormula =
      params.formula.trim() === ''
        ? undefined
        : readFormula(params.formula, { columns: input.columns, expect: 'bool', param: 'formula' }).expr
    const test = byConditions && byFormula ? call('and', byConditions, byFormula) : (byConditions ?? byFormula)
    if (!test) throw new NodeProblem(nothingChosen)
    const met = filter(input, test)
    const others = filter(input, call('not', call('is-true', test)))
    switch (params.act) {
      case 'keep':
        return { table: met, rest: others }
      case 'leave-out':
        return { table: others, rest: met }
      case 'mark':
        return { table: marked(input, test, params.name.trim()), rest: others }
      case 'clear': {
        const columns = chooseColumns(input, params.cleared, { param: 'cleared', accepts: scalars })
        const cells = columns.map(({ name, type }) => ({
          name,
          expr: call('if', test, literal(type as ScalarType, null), columnExpr(name)),
        }))
        return { table: extend(input, cells), rest: others }
      }
    }
  },
  explain(params) {
    const conditions = conditionsPhrase(params.conditions)
    const formula = params.formula.trim()
    const parts = [...(conditions ? [conditions] : []), ...(formula === '' ? [] : [{ en: formula, fr: formula }])]
    if (parts.length === 0) return { en: 'no condition yet', fr: 'aucune condition encore' }
    const [en, fr] = {
      keep: ['keep rows where', 'garder les lignes où'],
      'leave-out': ['leave out rows where', 'écarter les lignes où'],
      mark: ['mark rows where', 'marquer les lignes où'],
      clear: [`empty ${columnsPhrase(params.cleared).en} where`, `vider ${columnsPhrase(params.cleared).fr} où`],
    }[params.act]
    return { en: `${en} ${parts.map((part) => part.en).join(' and ')}`, fr: `${fr} ${parts.map((part) => part.fr).join(' et ')}` }
  },
  examples: [
    {
      title: { en: 'Adults who live in Lyon or nowhere known', fr: 'Les adultes de Lyon ou d’une ville inconnue' },
      params: {
        conditions: {
          all: [
            { column: 'age', is: 'greater-or-equal', value: 18 },
            {
              any: [
                { column: 'city', is: 'equal', value: 'Lyon' },
                { column: 'city', is: 'is-missing' },
              ],
            },
          ],
        },
      },
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: [table.rows[0], table.rows[3]] },
        rest: { columns: table.columns, rows: [table.rows[1], table.rows[2]] },
      },
    },
    {
      title: {
        en: 'Ages above 60 are emptied; the other rows stand apart',
        fr: 'Les âges au-dessus de 60 sont vidés ; les autres lignes sont à part',
      },
      params: {
        act: 'clear',
        cleared: { by: 'names', names: ['age'] },
        conditions: { all: [{ column: 'age', is: 'greater', value: 60 }] },
      },
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: [...table.rows.slice(0, 3), ['Dov', null, null]] },
        rest: { columns: table.columns, rows: table.rows.slice(0, 3) },
      },
    },
    {
      title: { en: 'A missing age meets no condition', fr: 'Un âge manquant ne remplit aucune condition' },
      params: { act: 'leave-out', formula: '[age] < 18 OR LEN([name]) > 3' },
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: [table.rows[0], table.rows[3]] },
        rest: { columns: table.columns, rows: [table.rows[1], table.rows[2]] },
      },
    },
  ],
})

/** All rows, with a yes/no column; made of a sensitive column it is sensitive too. */
function marked(input: Relation, test: Expr, name: string): Relation {
  if (name === '') throw new NodeProblem(nameMissing)
  const own = freeNames(input)(name)
  const read = columnsOf(test)
  const sensitive = input.columns.find((column) => column.role === 'sensitive' && read.has(column.name))
  const rows = extend(input, [{ name: own, expr: call('is-true', test) }])
  return sensitive ? passRolesOn(rows, input, new Map([[own, sensitive.name]])) : rows
}

const nothingChosen = {
  code: 'nothing-chosen',
  param: 'conditions',
  text: { en: 'There is no condition.', fr: 'Il n’y a pas de condition.' },
  action: { en: 'Add a condition or a formula.', fr: 'Ajoutez une condition ou une formule.' },
}
