import type { Relation } from '../../engine/relation/relation.ts'
import type { Role } from '../../engine/relation/types.ts'
import { field } from './fields.ts'
import { targetColumn } from './learner-columns.ts'
import { taskOf } from './learner-task.ts'
import type { NumberedRows, StudyContext, StudyVariant } from './study.ts'

/** How rows fall into folds. */
export const foldFields = {
  folds: field.number({
    label: { en: 'Folds', fr: 'Plis' },
    help: {
      en: 'The rows are put into so many parts; each is judged by models that learned from the others.',
      fr: 'Les lignes sont réparties en autant de parties ; chacune est jugée par des modèles qui ont appris des autres.',
    },
    default: 5,
    min: 2,
    max: 20,
    integer: true,
  }),
  method: field.choice({
    label: { en: 'Put rows into folds', fr: 'Répartir les lignes en plis' },
    choices: [
      {
        value: 'auto',
        label: { en: 'as the roles say', fr: 'selon les rôles' },
        help: {
          en: 'By whole groups where a column has the role group; else within the classes of the target; numbers at random.',
          fr: 'Par groupes entiers si une colonne a le rôle « groupe » ; sinon dans chaque classe de la cible ; les nombres au hasard.',
        },
      },
      { value: 'random', label: { en: 'at random', fr: 'au hasard' } },
      { value: 'class', label: { en: 'at random within each class', fr: 'au hasard dans chaque classe' } },
      { value: 'group', label: { en: 'by whole groups', fr: 'par groupes entiers' } },
      {
        value: 'time',
        label: { en: 'by time', fr: 'par le temps' },
        help: {
          en: 'Each fold is judged by models that learned from earlier rows only; the earliest rows are not judged.',
          fr: 'Chaque pli est jugé par des modèles qui n’ont appris que de lignes antérieures ; les plus anciennes ne sont pas jugées.',
        },
      },
    ],
    default: 'auto',
  }),
  column: field.text({
    label: { en: 'Column of classes, groups or times', fr: 'Colonne des classes, des groupes ou du temps' },
    help: { en: 'Empty: the one whose role says so.', fr: 'Vide : celle dont le rôle le dit.' },
    optional: true,
    when: { param: 'method', in: ['class', 'group', 'time'] },
  }),
  share: field.slider({
    label: { en: 'Of the training rows use', fr: 'Des lignes d’apprentissage, utiliser' },
    help: {
      en: 'A share of the rows of the other folds, drawn by the seed. 1: all.',
      fr: 'Une part des lignes des autres plis, tirée selon la graine. 1 : toutes.',
    },
    default: 1,
    min: 0.05,
    max: 1,
    step: 0.05,
  }),
  seed: field.seed(),
}

export interface FoldSettings {
  readonly folds: number
  readonly method: 'auto' | 'random' | 'class' | 'group' | 'time'
  readonly column: string
  readonly share: number
  readonly seed: number
}

/** The parts that are judged, and how rows came into them. */
export interface StudyFolds {
  readonly method: Exclude<FoldSettings['method'], 'auto'>
  readonly judged: readonly number[]
}

/** How the rows of a study fall into folds: what is asked for, or what their roles and the target of its first model say. */
export async function studyFolds({ folds, method, column }: FoldSettings, ctx: StudyContext): Promise<StudyFolds & { column: string }> {
  const table = await ctx.table()
  const has = (role: Role) => table.columns.find((other) => other.role === role)?.name
  const found = method === 'auto' ? (has('group') === undefined ? await byTarget(table, ctx) : 'group') : method
  const named = column.trim() !== '' && method !== 'auto' ? column.trim() : found === 'class' ? targetName(table, ctx) : ''
  // By time the earliest part is only learned from.
  const count = found === 'time' ? folds + 1 : folds
  const judged = Array.from({ length: count }, (_, index) => index + 1).slice(found === 'time' ? 1 : 0)
  return { method: found, judged, column: named }
}

/** Numbers the rows of a study, once a repeat. */
export function numberFolds(
  { method, judged, column }: StudyFolds & { column: string },
  { repeat, seed }: { readonly repeat: number; readonly seed: number },
  ctx: StudyContext,
): Promise<NumberedRows> {
  return ctx.number(`rows-${repeat}`, {
    count: Math.max(...judged),
    method,
    ...(method === 'class' && { column }),
    ...(method === 'group' && { group: column }),
    ...(method === 'time' && { time: column }),
    seed: seed + repeat - 1,
    name: 'fold',
  })
}

/** Every model without every fold. */
export function foldVariants(
  rows: NumberedRows,
  { method, judged }: StudyFolds,
  { repeat, settings, ctx }: { readonly repeat: number; readonly settings: FoldSettings; readonly ctx: StudyContext },
): readonly StudyVariant[] {
  const { share, seed } = settings
  return judged.flatMap((number, index) =>
    ctx.models.map(({ title }, model): StudyVariant => {
      const fold = index + 1
      return {
        model,
        id: `${repeat}-${fold}-${model + 1}`,
        name: { en: `“${title.en}” without fold ${fold}`, fr: `« ${title.fr} » sans le pli ${fold}` },
        rows: { of: rows, is: method === 'time' ? 'less' : 'not-equal', number, ...(share < 1 && { share: { of: share, seed } }) },
      }
    }),
  )
}

async function byTarget(table: Relation, ctx: StudyContext): Promise<'class' | 'random'> {
  const name = targetName(table, ctx)
  const type = table.columns.find((column) => column.name === name)?.type
  if (type === undefined || type === 'float' || type === 'timestamp') return 'random'
  const { params } = ctx.models[0] ?? {}
  const asked = params?.['task'] === 'regression' || params?.['task'] === 'classification' ? params['task'] : 'auto'
  return (await taskOf(asked, table, name, ctx)) === 'classification' ? 'class' : 'random'
}

/** The target of the first model, where the rows that are parted have it already; else empty. */
export function targetName(table: Relation, ctx: StudyContext): string {
  const asked = ctx.models[0]?.params['target']
  const named = typeof asked === 'string' ? asked : ''
  if (named !== '') return table.columns.some(({ name }) => name === named) ? named : ''
  return table.columns.some(({ role }) => role === 'target') ? targetColumn(table, '').name : ''
}
