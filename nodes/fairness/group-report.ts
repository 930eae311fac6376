import { z } from 'zod'
import { groupReport as report } from '../../engine/fairness/group-report.ts'
import { crossedGroups, type Groups } from '../../engine/fairness/groups.ts'
import type { GroupReport } from '../../engine/protocol/artifact.ts'
import type { Column } from '../../engine/relation/types.ts'
import { findColumn } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { applyModel } from '../kit/apply-model.ts'
import { resolveColumns, type ColumnsRule } from '../kit/columns-rule.ts'
import type { ColumnData, RunContext } from '../kit/context.ts'
import { defineNode, type Inputs } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { sideModel } from '../kit/model-examples.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'

const params = z.object({
  groups: field.columns({
    label: { en: 'Groups', fr: 'Groupes' },
    help: {
      en: 'Columns whose values are the groups. Empty: the sensitive columns.',
      fr: 'Colonnes dont les valeurs forment les groupes. Vide : les colonnes sensibles.',
    },
  }),
  crossed: field.flag({ label: { en: 'Also the first two together', fr: 'Aussi les deux premières ensemble' }, default: true }),
  favourable: field.choice({
    label: { en: 'To get the outcome is', fr: 'Obtenir cette issue est' },
    choices: [
      { value: 'good', label: { en: 'good for a person', fr: 'bon pour la personne' } },
      { value: 'bad', label: { en: 'bad for a person', fr: 'mauvais pour la personne' } },
    ],
    default: 'good',
  }),
  threshold: field.optionalNumber({
    label: { en: 'Threshold', fr: 'Seuil' },
    help: {
      en: 'The outcome is given from this probability on. Empty: the model’s own.',
      fr: 'L’issue est donnée à partir de cette probabilité. Vide : celui du modèle.',
    },
    min: 0,
    max: 1,
    step: 0.01,
  }),
  actual: field.column({
    label: { en: 'What really happened', fr: 'Ce qui est arrivé' },
    help: { en: 'Without a model: a column of yes/no or 0/1.', fr: 'Sans modèle : une colonne oui/non ou 0/1.' },
    accepts: ['bool', 'int'],
    optional: true,
    group: 'advanced',
  }),
  decision: field.column({
    label: { en: 'What was decided', fr: 'Ce qui a été décidé' },
    help: { en: 'Without a model: a column of yes/no or 0/1.', fr: 'Sans modèle : une colonne oui/non ou 0/1.' },
    accepts: ['bool', 'int'],
    optional: true,
    group: 'advanced',
  }),
  smallest: field.number({
    label: { en: 'Smallest group that is judged', fr: 'Plus petit groupe jugé' },
    default: 30,
    min: 1,
    integer: true,
    unit: 'rows',
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
    en: 'For every group: how many rows, how many get the outcome, how many of those who should get it do, and how many who should not do too, each with its 95 % interval. Then the largest gap of each measure, with the pair of groups that shows it, in plain words. Groups of fewer rows than you choose are shown but not judged.\n\nA gap is not yet an injustice, and no gap is not yet justice: the report says what is the case, you judge what it means. Without a model, name a column of decisions and one of what really happened.',
    fr: 'Pour chaque groupe : le nombre de lignes, combien obtiennent l’issue, combien de ceux qui devraient l’obtenir l’obtiennent, et combien de ceux qui ne devraient pas, chacun avec son intervalle à 95 %. Puis le plus grand écart de chaque mesure, avec les deux groupes qui le montrent, en mots simples. Les groupes plus petits que la limite sont montrés mais pas jugés.\n\nUn écart n’est pas encore une injustice, et son absence n’est pas encore la justice : le rapport dit ce qui est, vous jugez ce que cela signifie. Sans modèle, nommez une colonne de décisions et une de ce qui est arrivé.',
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
  explain: ({ groups }) => {
    const names = columnsPhrase(groups)
    return groups.by === 'names' && groups.names.length === 0
      ? { en: 'by the sensitive columns', fr: 'selon les colonnes sensibles' }
      : { en: `by ${names.en}`, fr: `selon ${names.fr}` }
  },
  async run(settings, inputs, ctx) {
    const relation = inputs.one('table')
    const columns = groupColumns(relation, settings.groups)
    const outcome = await outcomes(settings, { inputs, columns, ctx })
    const single = columns.map((column) => ({ by: [column.name], groups: outcome.groups.get(column.name) as Groups }))
    const [first, second] = single
    const all =
      first && second && settings.crossed
        ? [...single, { by: [...first.by, ...second.by], groups: crossedGroups(first.groups, second.groups) }]
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

function groupColumns(relation: Relation, rule: ColumnsRule): Column[] {
  const asked =
    rule.by === 'names' && rule.names.length === 0
      ? { chosen: relation.columns.filter((column) => column.role === 'sensitive'), missing: [] }
      : resolveColumns(rule, relation.columns)
  const [gone] = asked.missing
  if (gone !== undefined)
    throw new NodeProblem({
      code: 'column-missing',
      param: 'groups',
      column: gone,
      text: { en: `The column “${gone}” is not in the table.`, fr: `La colonne « ${gone} » n’est pas dans la table.` },
      action: { en: 'Choose the groups again.', fr: 'Choisissez à nouveau les groupes.' },
    })
  if (asked.chosen.length > 0) return asked.chosen
  throw new NodeProblem({
    code: 'groups-missing',
    param: 'groups',
    text: {
      en: 'No column of groups is chosen, and none has the role sensitive.',
      fr: 'Aucune colonne de groupes n’est choisie, et aucune n’a le rôle « sensible ».',
    },
    action: { en: 'Choose one, such as sex or age band.', fr: 'Choisissez-en une, comme le sexe ou la tranche d’âge.' },
  })
}

interface Outcomes {
  readonly model: string
  readonly name: string
  readonly threshold: number | null
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly score: Float64Array | null
  readonly groups: ReadonlyMap<string, Groups>
}

async function outcomes(
  settings: Params,
  { inputs, columns, ctx }: { inputs: Inputs; columns: readonly Column[]; ctx: RunContext },
): Promise<Outcomes> {
  const names = columns.map((column) => column.name)
  const [artifact] = inputs.artifacts('model', 'model')
  if (!artifact) return decided(settings, { relation: inputs.one('table'), columns, names }, ctx)
  const { model } = artifact
  const place = model.positive === undefined ? -1 : model.classes.indexOf(model.positive)
  if (place < 0)
    throw new NodeProblem({
      code: 'not-two-classes',
      port: 'model',
      text: { en: 'The report needs a model of two classes.', fr: 'Le rapport attend un modèle à deux classes.' },
      action: { en: 'Train a classifier of a yes/no target.', fr: 'Entraînez un classifieur sur une cible oui/non.' },
    })
  const applied = await applyModel(model, 'table', ctx, { columns, asCategories: names })
  if (!applied.actual)
    throw new NodeProblem({
      code: 'target-gone',
      port: 'table',
      column: model.target.name,
      text: {
        en: `The table has no “${model.target.name}” to compare with.`,
        fr: `La table n’a pas de « ${model.target.name} » à comparer.`,
      },
    })
  const threshold = settings.threshold ?? model.threshold ?? 0.5
  const score = applied.probabilities?.[place] ?? null
  return {
    model: model.name,
    name: `${model.target.name} = ${model.positive}`,
    threshold,
    actual: applied.actual.map((value) => (Number.isNaN(value) ? NaN : Number(value === place))),
    predicted: score ? score.map((value) => Number(value >= threshold)) : applied.predicted.map((value) => Number(value === place)),
    score,
    groups: groupsIn(applied.own, names),
  }
}

async function decided(
  settings: Params,
  table: { relation: Relation; columns: readonly Column[]; names: readonly string[] },
  ctx: RunContext,
): Promise<Outcomes> {
  const actual = needColumn(table.relation, settings.actual, 'actual')
  const decision = needColumn(table.relation, settings.decision, 'decision')
  const asked = [...new Map([...table.columns, actual, decision].map((column) => [column.name, column])).values()]
  const data = await ctx.load(table.relation, asked, table.names)
  return {
    model: decision.name,
    name: decision.name,
    threshold: null,
    actual: data.numbers.get(actual.name) as Float64Array,
    predicted: data.numbers.get(decision.name) as Float64Array,
    score: null,
    groups: groupsIn(data, table.names),
  }
}

function groupsIn(data: ColumnData, names: readonly string[]): Map<string, Groups> {
  return new Map(
    names.map((name) => {
      const category = data.categories.get(name)
      if (!category) throw new Error(`the groups of ${name} were not loaded`)
      return [name, { codes: category.codes, names: category.levels }]
    }),
  )
}

function needColumn(relation: Relation, name: string, param: 'actual' | 'decision'): Column {
  const column = name === '' ? undefined : findColumn(relation, name)
  if (column && (column.type === 'bool' || column.type === 'int')) return column
  throw new NodeProblem({
    code: name === '' ? 'model-missing' : 'column-unfit',
    param,
    ...(name !== '' && { column: name }),
    text:
      name === ''
        ? {
            en: 'Connect a model, or name the column of decisions and the one of what really happened.',
            fr: 'Reliez un modèle, ou nommez la colonne des décisions et celle de ce qui est arrivé.',
          }
        : { en: `“${name}” is no column of yes/no or 0/1.`, fr: `« ${name} » n’est pas une colonne oui/non ou 0/1.` },
  })
}
