import { z } from 'zod'
import { setRoles as withRoles } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { DataType, Role } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns, type ColumnsRule } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const moments: readonly DataType[] = ['date', 'timestamp', 'int', 'float']
const numbers: readonly DataType[] = ['int', 'float']

const table = {
  columns: [
    { name: 'customer', type: 'int' },
    { name: 'sex', type: 'text' },
    { name: 'income', type: 'float', role: 'target' },
    { name: 'repaid', type: 'bool' },
  ],
  rows: [
    [1, 'f', 2100.5, true],
    [2, null, null, null],
  ],
} as const

const params = z.object({
  target: field.column({
    label: { en: 'Target', fr: 'Cible' },
    help: { en: 'What a model shall predict.', fr: 'Ce qu’un modèle doit prédire.' },
    optional: true,
  }),
  id: field.columns({
    label: { en: 'Identifiers', fr: 'Identifiants' },
    help: { en: 'Names of a row; never a feature.', fr: 'Ce qui nomme une ligne ; jamais une variable.' },
  }),
  sensitive: field.columns({
    label: { en: 'Sensitive', fr: 'Sensibles' },
    help: {
      en: 'Sex, origin, age and the like: for fairness reports, a feature only if you say so.',
      fr: 'Sexe, origine, âge et autres : pour les rapports d’équité, une variable seulement si vous le dites.',
    },
  }),
  ignore: field.columns({
    label: { en: 'Ignored', fr: 'Ignorées' },
    help: { en: 'Stay in the table, never become features.', fr: 'Restent dans le tableau, ne deviennent jamais des variables.' },
  }),
  time: field.column({ label: { en: 'Time', fr: 'Temps' }, accepts: moments, optional: true, group: 'advanced' }),
  weight: field.column({
    label: { en: 'Weight', fr: 'Poids' },
    help: { en: 'How much a row counts.', fr: 'Combien compte une ligne.' },
    accepts: numbers,
    optional: true,
    group: 'advanced',
  }),
  group: field.columns({
    label: { en: 'Groups', fr: 'Groupes' },
    help: { en: 'Rows that belong together, such as one household.', fr: 'Des lignes qui vont ensemble, comme un foyer.' },
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

const words = {
  target: { en: 'target', fr: 'cible' },
  id: { en: 'identifier', fr: 'identifiant' },
  sensitive: { en: 'sensitive', fr: 'sensible' },
  ignore: { en: 'ignored', fr: 'ignoré' },
  time: { en: 'time', fr: 'temps' },
  weight: { en: 'weight', fr: 'poids' },
  group: { en: 'group', fr: 'groupe' },
} as const satisfies Record<Role, unknown>

const single = ['target', 'time', 'weight'] as const
const several = ['id', 'sensitive', 'ignore', 'group'] as const

export const setRoles = defineNode({
  id: 'clean.set-roles',
  version: 1,
  icon: 'tags',
  title: { en: 'Set roles', fr: 'Donner des rôles' },
  summary: {
    en: 'Says what columns are for: target, identifier, sensitive and so on.',
    fr: 'Dit à quoi servent les colonnes : cible, identifiant, sensible, etc.',
  },
  help: {
    en: `Roles travel with the columns through the pipeline. Training nodes take the target from them and leave identifiers and ignored columns out; fairness reports take the sensitive columns.

A table has at most one target, one time and one weight: naming another column moves the role. Roles that you do not set here stay as they were. Values never change.`,
    fr: `Les rôles suivent les colonnes dans tout le pipeline. Les nœuds d’entraînement y prennent la cible et laissent de côté identifiants et colonnes ignorées ; les rapports d’équité y prennent les colonnes sensibles.

Un tableau a au plus une cible, un temps et un poids : nommer une autre colonne déplace le rôle. Les rôles que vous ne donnez pas ici restent tels quels. Les valeurs ne changent jamais.`,
  },
  keywords: {
    en: ['target', 'label', 'identifier', 'sensitive', 'weight'],
    fr: ['cible', 'étiquette', 'identifiant', 'sensible', 'poids'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const roles = new Map<string, Role | undefined>()
    for (const { name, role, param } of assignments(settings, input)) {
      const before = roles.get(name)
      if (before !== undefined) throw twoRoles(name, param, settings)
      roles.set(name, role)
    }
    if (roles.size === 0) throw new NodeProblem(nothingChosen)
    const moved = new Set(single.filter((role) => settings[role] !== ''))
    for (const { name, role } of input.columns)
      if (!roles.has(name) && single.some((unique) => unique === role && moved.has(unique))) roles.set(name, undefined)
    return withRoles(input, roles)
  },
  explain(settings) {
    const parts = [
      ...single.flatMap((role) => (settings[role] === '' ? [] : [{ role, what: quoted(settings[role]) }])),
      ...several.flatMap((role) => (isEmpty(settings[role]) ? [] : [{ role, what: columnsPhrase(settings[role]) }])),
    ].map(({ role, what }) => ({ en: `${words[role].en} ${what.en}`, fr: `${words[role].fr} ${what.fr}` }))
    return parts.length === 0 ? { en: 'no role yet', fr: 'aucun rôle encore' } : listed(parts)
  },
  examples: [
    {
      title: { en: 'The target moves', fr: 'La cible change' },
      params: { target: 'repaid', id: { by: 'names', names: ['customer'] }, sensitive: { by: 'names', names: ['sex'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'customer', type: 'int', role: 'id' },
            { name: 'sex', type: 'text', role: 'sensitive' },
            { name: 'income', type: 'float' },
            { name: 'repaid', type: 'bool', role: 'target' },
          ],
          rows: table.rows,
        },
      },
    },
    {
      title: { en: 'Ignore by a rule', fr: 'Ignorer par une règle' },
      params: { ignore: { by: 'types', types: ['text'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'customer', type: 'int' },
            { name: 'sex', type: 'text', role: 'ignore' },
            { name: 'income', type: 'float', role: 'target' },
            { name: 'repaid', type: 'bool' },
          ],
          rows: table.rows,
        },
      },
    },
  ],
})

const isEmpty = (rule: ColumnsRule) => rule.by === 'names' && rule.names.length === 0

const nothingChosen = {
  code: 'nothing-chosen',
  param: 'target',
  text: { en: 'No role is given.', fr: 'Aucun rôle n’est donné.' },
  action: { en: 'Choose a column for one of the roles.', fr: 'Choisissez une colonne pour l’un des rôles.' },
}

function assignments(settings: Params, input: Relation): { name: string; role: Role; param: keyof Params }[] {
  const accepts = { target: undefined, time: moments, weight: numbers }
  return [
    ...single.flatMap((role) => {
      if (settings[role] === '') return []
      const accepted = accepts[role]
      return [
        { name: chooseColumn(input, settings[role], { param: role, ...(accepted && { accepts: accepted }) }).name, role, param: role },
      ]
    }),
    ...several.flatMap((role) =>
      chooseColumns(input, settings[role], { param: role, optional: true }).map(({ name }) => ({ name, role, param: role })),
    ),
  ]
}

function twoRoles(name: string, param: keyof Params, settings: Params): NodeProblem {
  const shown = quoted(name)
  const rule = settings[param]
  const without = typeof rule === 'string' ? '' : withoutColumns(rule, [name])
  return new NodeProblem({
    code: 'two-roles',
    param,
    column: name,
    text: { en: `${shown.en} has two roles here.`, fr: `${shown.fr} a deux rôles ici.` },
    action: { en: 'A column has one role: take one away.', fr: 'Une colonne a un seul rôle : retirez-en un.' },
    fixes: [
      {
        label: { en: `Not ${words[param].en}`, fr: `Pas le rôle « ${words[param].fr} »` },
        params: { [param]: without },
      },
    ],
  })
}
