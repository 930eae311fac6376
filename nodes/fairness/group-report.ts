import { z } from 'zod'
import { groupReport as report } from '../../engine/fairness/group-report.ts'
import { crossedGroups, type Groups } from '../../engine/fairness/groups.ts'
import { numberGroups } from '../../engine/fairness/number-groups.ts'
import type { GroupReport } from '../../engine/protocol/artifact.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { scalarTypes, type Column } from '../../engine/relation/types.ts'
import { countText } from '../../engine/learn/number-text.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { ColumnsRule } from '../kit/columns-rule.ts'
import type { ColumnData } from '../kit/context.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { judgedRows } from '../kit/judged-rows.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { sideModel } from '../kit/model-examples.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { outcomeColumn, reportOutcomes, twoValued } from '../kit/report-outcomes.ts'
import { thresholdField } from '../kit/threshold-field.ts'

const params = z.object({
  groups: field.columns({
    label: { en: 'Groups', fr: 'Groupes' },
    help: {
      en: 'Columns whose values are the groups. Empty: the sensitive columns.',
      fr: 'Colonnes dont les valeurs forment les groupes. Vide : les colonnes sensibles.',
    },
    accepts: scalarTypes,
  }),
  crossed: field.flag({
    label: { en: 'Also the first two together', fr: 'Aussi les deux premières ensemble' },
    help: {
      en: 'Women under 30 may fare worse than women and than people under 30.',
      fr: 'Les femmes de moins de 30 ans peuvent être moins bien traitées que les femmes et que les moins de 30 ans.',
    },
    default: true,
  }),
  favourable: field.choice({
    label: { en: 'To get the outcome is', fr: 'Obtenir cette issue est' },
    choices: [
      { value: 'good', label: { en: 'good for a person', fr: 'bon pour la personne' } },
      { value: 'bad', label: { en: 'bad for a person', fr: 'mauvais pour la personne' } },
    ],
    default: 'good',
  }),
  threshold: thresholdField,
  bands: field.number({
    label: { en: 'Bands of a number', fr: 'Tranches d’un nombre' },
    help: {
      en: 'A number with many values, such as age, is cut into so many bands of about as many rows each.',
      fr: 'Un nombre aux valeurs nombreuses, comme l’âge, est découpé en autant de tranches d’à peu près autant de lignes.',
    },
    default: 4,
    min: 2,
    max: 12,
    integer: true,
    group: 'advanced',
  }),
  actual: field.column({
    label: { en: 'What really happened', fr: 'Ce qui est arrivé' },
    help: { en: 'Without a model: a column of two values.', fr: 'Sans modèle : une colonne à deux valeurs.' },
    accepts: twoValued,
    optional: true,
    group: 'advanced',
  }),
  decision: field.column({
    label: { en: 'What was decided', fr: 'Ce qui a été décidé' },
    help: { en: 'Without a model: a column of two values.', fr: 'Sans modèle : une colonne à deux valeurs.' },
    accepts: twoValued,
    optional: true,
    group: 'advanced',
  }),
  smallest: field.number({
    label: { en: 'Fewest rows of a group that is judged', fr: 'Lignes minimales d’un groupe jugé' },
    default: 30,
    min: 1,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** Who gets the outcome, how often that is right, and how groups differ. */
export const groupReport = defineNode({
  id: 'fairness.group-report',
  version: 1,
  icon: 'users',
  title: { en: 'Group report', fr: 'Rapport par groupe' },
  summary: { en: 'Compares how a model treats groups of people.', fr: 'Compare la façon dont un modèle traite des groupes de personnes.' },
  help: {
    en: 'For every group: how many rows, how many get the outcome, how many of those who should get it do, and how many who should not do too, each with its 95 % interval. Then the largest gap of each measure, with the pair of groups that shows it, in plain words. Groups of fewer rows than you choose are shown but not judged. Rows of no known group are shown as “?”.\n\nA gap is not yet an injustice, and no gap is not yet justice: the report says what is the case, you judge what it means. Without a model, name a column of decisions and one of what really happened.',
    fr: 'Pour chaque groupe : le nombre de lignes, combien obtiennent l’issue, combien de ceux qui devraient l’obtenir l’obtiennent, et combien de ceux qui ne devraient pas, chacun avec son intervalle à 95 %. Puis le plus grand écart de chaque mesure, avec les deux groupes qui le montrent, en mots simples. Les groupes plus petits que la limite sont montrés mais pas jugés. Les lignes sans groupe connu apparaissent sous « ? ».\n\nUn écart n’est pas encore une injustice, et son absence n’est pas encore la justice : le rapport dit ce qui est, vous jugez ce que cela signifie. Sans modèle, nommez une colonne de décisions et une de ce qui est arrivé.',
  },
  keywords: {
    en: ['fairness', 'bias', 'disparate impact', 'equalised odds', 'four fifths'],
    fr: ['équité', 'biais', 'impact disproportionné', 'égalité des chances', 'quatre cinquièmes'],
  },
  inputs: {
    table: { kind: 'table', label: { en: 'Test rows', fr: 'Lignes de test' } },
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' }, optional: true },
  },
  outputs: { report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } } },
  params,
  check: (settings, inputs) => [...(settings.decision === '' ? judgedRows(inputs) : []), ...columnProblems(settings, inputs)],
  explain: ({ groups }) => {
    const names = columnsPhrase(groups)
    return groups.by === 'names' && groups.names.length === 0
      ? { en: 'by the sensitive columns', fr: 'selon les colonnes sensibles' }
      : { en: `by ${names.en}`, fr: `selon ${names.fr}` }
  },
  async run(settings, inputs, ctx) {
    const columns = groupColumns(inputs.one('table'), settings.groups)
    const outcome = await reportOutcomes(settings, { inputs, columns, ctx })
    const single = columns.map((column) => ({ by: [column.name], groups: groupsOf(column, outcome.own, settings.bands) }))
    const [first, second] = single
    const crossed = first && second && settings.crossed ? crossedGroups(first.groups, second.groups) : undefined
    if (crossed && crossed.names.length > mostGroups)
      ctx.log(`${columns[0]?.name} and ${columns[1]?.name} make ${crossed.names.length} groups together: too many to compare`)
    const all =
      first && second && crossed && crossed.names.length <= mostGroups
        ? [...single, { by: [...first.by, ...second.by], groups: crossed }]
        : single
    const groups = all.map(({ by, groups: of }): GroupReport =>
      report({
        model: outcome.model,
        by,
        outcome: outcome.name,
        favourable: settings.favourable === 'good',
        threshold: outcome.threshold,
        actual: outcome.actual,
        predicted: outcome.predicted,
        ...(outcome.score && { score: outcome.score }),
        groups: of,
        smallest: settings.smallest,
      }),
    )
    return { report: { kind: 'report', groups, views: [] } }
  },
  examples: [
    {
      title: { en: 'Decisions without a model', fr: 'Des décisions sans modèle' },
      params: { groups: { by: 'names', names: ['town'] }, actual: 'repaid', decision: 'approved', smallest: 2 },
      inputs: {
        table: {
          columns: [
            { name: 'town', type: 'text' },
            { name: 'repaid', type: 'bool' },
            { name: 'approved', type: 'int' },
          ],
          rows: [
            ['A', true, 1],
            ['A', true, 1],
            ['A', false, 0],
            ['B', true, 0],
            ['B', true, 1],
            ['B', false, 0],
          ],
        },
      },
      expectArtifact: { report: { kind: 'report', groups: [{ by: ['town'], rows: 6 }] } },
    },
    {
      title: { en: 'A model’s decisions', fr: 'Les décisions d’un modèle' },
      params: { groups: { by: 'names', names: ['colour'] }, smallest: 1 },
      inputs: { table: twoMoons, model: sideModel },
      expectArtifact: { report: { kind: 'report', groups: [{ by: ['colour'], rows: 8 }] } },
    },
  ],
})

/** The columns whose values are the groups. Throws NodeProblem `groups-missing`, `column-missing`, `wrong-type`. */
function groupColumns(relation: Relation, rule: ColumnsRule): readonly Column[] {
  if (rule.by !== 'names' || rule.names.length > 0) return chooseColumns(relation, rule, { param: 'groups', accepts: scalarTypes })
  const sensitive = relation.columns.filter((column) => column.role === 'sensitive')
  if (sensitive.length > 0) return sensitive
  throw new NodeProblem({
    code: 'groups-missing',
    param: 'groups',
    text: {
      en: 'No column of groups is chosen, and none has the role sensitive.',
      fr: 'Aucune colonne de groupes n’est choisie, et aucune n’a le rôle « sensible ».',
    },
    action: { en: 'Choose one, such as sex or age.', fr: 'Choisissez-en une, comme le sexe ou l’âge.' },
  })
}

function columnProblems(settings: Params, inputs: Relations): readonly NodeProblemData[] {
  const relation = inputs.one('table')
  try {
    const groups = groupColumns(relation, settings.groups)
    if (settings.actual !== '') outcomeColumn(relation, { settings, param: 'actual', groups })
    if (settings.decision !== '') outcomeColumn(relation, { settings, param: 'decision', groups })
    return []
  } catch (error) {
    if (error instanceof NodeProblem) return [error.data]
    throw error
  }
}

/** More groups than these are names of people, not groups of them. */
const mostGroups = 100

function groupsOf(column: Column, data: ColumnData, bands: number): Groups {
  const numbers = data.numbers.get(column.name)
  if (numbers) {
    const { codes, names } = numberGroups(numbers, column.type, bands)
    // Alone in a sentence, 25–34 says nothing.
    return { codes, names: names.map((name) => `${column.name} ${name}`) }
  }
  const category = data.categories.get(column.name)
  if (!category) throw new Error(`the groups of ${column.name} were not loaded`)
  const { codes, levels } = category
  if (levels.length <= mostGroups) return { codes, names: levels }
  const shown = quoted(column.name)
  throw new NodeProblem({
    code: 'too-many-groups',
    param: 'groups',
    column: column.name,
    text: {
      en: `${shown.en} has ${countText(levels.length)} different values; a report compares at most ${mostGroups} groups.`,
      fr: `${shown.fr} a ${countText(levels.length)} valeurs différentes ; un rapport compare au plus ${mostGroups} groupes.`,
    },
    action: {
      en: 'Choose another column, or put values together first.',
      fr: 'Choisissez une autre colonne, ou regroupez d’abord les valeurs.',
    },
  })
}
