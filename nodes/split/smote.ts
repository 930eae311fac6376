import { z } from 'zod'
import { randomFrom } from '../../engine/learn/random.ts'
import { extend, select, setPart, setRoles, union } from '../../engine/relation/build.ts'
import { literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { AddedColumn, ColumnData, RunContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { smoteExamples } from './smote-examples.ts'
import { spreadsOf, syntheticRows } from './synthetic-rows.ts'

const classTypes: readonly DataType[] = ['bool', 'int', 'text']
const accepts: readonly DataType[] = ['int', 'float', 'bool', 'text']

const params = z.object({
  column: field.column({
    label: { en: 'Class column', fr: 'Colonne de classe' },
    help: { en: 'The target when nothing is chosen.', fr: 'La cible si rien n’est choisi.' },
    accepts: classTypes,
    optional: true,
  }),
  columns: field.columns({
    label: { en: 'Make new values of', fr: 'Créer des valeurs pour' },
    help: { en: 'Other columns are missing in new rows.', fr: 'Les autres colonnes manquent dans les nouvelles lignes.' },
    accepts,
    withheld: keptAsTheyAre,
    apart: 'column',
    default: { by: 'types', types: ['int', 'float', 'bool', 'text'], except: [] },
  }),
  share: field.slider({
    label: { en: 'Bring each class to', fr: 'Porter chaque classe à' },
    help: { en: '1 is as many rows as the largest class has.', fr: '1 : autant de lignes que la plus grande classe.' },
    default: 1,
    min: 0.05,
    max: 1,
    step: 0.05,
  }),
  neighbours: field.number({ label: { en: 'Neighbours', fr: 'Voisins' }, default: 5, min: 1, max: 100, integer: true }),
  mark: field.text({
    label: { en: 'Column that marks new rows', fr: 'Colonne qui marque les nouvelles lignes' },
    placeholder: { en: 'none', fr: 'aucune' },
    optional: true,
  }),
  seed: field.seed(),
})

export const smote = defineNode({
  id: 'split.smote',
  version: 1,
  icon: 'blend',
  title: { en: 'Make rows of rare classes', fr: 'Créer des lignes de classes rares' },
  summary: {
    en: 'Adds new rows between existing ones of the same class, until all classes are frequent enough (SMOTE).',
    fr: 'Ajoute de nouvelles lignes entre des lignes de même classe, jusqu’à ce que toutes les classes soient assez fréquentes (SMOTE).',
  },
  help: {
    en: `A new row lies at a random place between a row of the class and one of its nearest neighbours of the same class. Numbers are compared in standard deviations, and whole numbers stay whole; texts and yes/no values differ by one deviation and take the most frequent value among the neighbours (SMOTE-NC). A class of one row gets copies of it. The new rows stand at the end; all others stay as they are.

It takes training rows only: new rows among the test rows would judge the model by what it made itself. A number that one of the two rows lacks is taken from the other; it is missing where both lack it. Rows whose class is missing stay and make nothing. Neighbours are sought among 5,000 rows of a class at most.`,
    fr: `Une nouvelle ligne se place au hasard entre une ligne de la classe et l’un de ses plus proches voisins de même classe. Les nombres se comparent en écarts types, et les entiers restent entiers ; textes et oui/non diffèrent d’un écart et prennent la valeur la plus fréquente des voisins (SMOTE-NC). Une classe d’une seule ligne en reçoit des copies. Les nouvelles lignes sont à la fin ; toutes les autres restent telles quelles.

Seules des lignes d’apprentissage sont acceptées : de nouvelles lignes parmi celles de test jugeraient le modèle sur ce qu’il a créé. Un nombre qui manque à l’une des deux lignes vient de l’autre ; il manque si les deux ne l’ont pas. Les lignes sans classe restent et ne créent rien. Les voisins se cherchent parmi 5 000 lignes d’une classe au plus.`,
  },
  keywords: {
    en: ['SMOTE', 'SMOTE-NC', 'oversampling', 'synthetic rows', 'imbalanced', 'balance classes', 'minority'],
    fr: ['SMOTE', 'suréchantillonnage', 'lignes synthétiques', 'déséquilibre', 'équilibrer', 'minorité'],
  },
  ...tablePorts,
  params,
  learnsFrom: ['table'],
  columns: (settings, inputs) => ({ table: outputOf(settings, inputs.one('table')).columns }),
  async run(settings, inputs, ctx) {
    const input = inputs.one('table')
    const { target, chosen, mark } = chosenOf(settings, input)
    const texts = chosen.filter((column) => column.type === 'text' || column.type === 'bool')
    const data = await ctx.load(
      select(input, [target.name, ...chosen.map(({ name }) => name)]),
      [target, ...chosen],
      [target.name, ...texts.map(({ name }) => name)],
    )
    const made = await newRows(data, { target, chosen }, settings, ctx)
    const marked = (relation: Relation, isNew: boolean) =>
      mark === undefined ? relation : extend(relation, [{ name: mark, expr: literal('bool', isNew) }])
    if (made === null) return { table: await ctx.write(marked(input, false)) }
    const all = union([marked(input, false), marked(made, true)])
    const ordered = select(
      all,
      outputOf(settings, input).columns.map(({ name }) => name),
    )
    const roles = setRoles(ordered, new Map(input.columns.map((column) => [column.name, column.role])))
    return { table: await ctx.write(input.part === undefined ? roles : setPart(roles, input.part)) }
  },
  explain(settings) {
    const of = settings.column === '' ? { en: 'the target', fr: 'la cible' } : quoted(settings.column)
    const percent = Math.round(settings.share * 100)
    return {
      en: `new rows, until each class of ${of.en} has ${percent}\u202f% of the largest`,
      fr: `de nouvelles lignes, jusqu’à ${percent} % de la plus grande classe de ${of.fr}`,
    }
  },
  examples: smoteExamples,
})

type Params = z.output<typeof params>

function chosenOf(settings: Params, input: Relation) {
  const role = input.columns.find((column) => column.role === 'target')?.name ?? ''
  const target = chooseColumn(input, settings.column || role, { param: 'column', accepts: classTypes })
  const found = chooseColumns(input, settings.columns, { param: 'columns', accepts, withheld: keptAsTheyAre })
  const chosen = found.filter((column) => column.name !== target.name)
  if (chosen.length === 0)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'columns',
      text: { en: 'There is no column to make values of.', fr: 'Il n’y a aucune colonne dont créer des valeurs.' },
      action: { en: 'Choose at least one column besides the class.', fr: 'Choisissez au moins une colonne en plus de la classe.' },
    })
  const mark = settings.mark.trim() === '' ? undefined : freeNames(input)(settings.mark.trim())
  return { target, chosen, mark }
}

function outputOf(settings: Params, input: Relation): Relation {
  const { mark } = chosenOf(settings, input)
  return mark === undefined ? input : extend(input, [{ name: mark, expr: literal('bool', false) }])
}

/** The new rows of all classes, those of the first class first; null when every class is large enough. */
async function newRows(
  data: ColumnData,
  { target, chosen }: { readonly target: Column; readonly chosen: readonly Column[] },
  settings: Params,
  ctx: RunContext,
): Promise<Relation | null> {
  const classes = data.categories.get(target.name)
  const members = (classes?.levels ?? []).map((): number[] => [])
  for (const [row, code] of (classes?.codes ?? new Int32Array()).entries()) members[code]?.push(row)
  const wanted = Math.round(settings.share * Math.max(0, ...members.map((rows) => rows.length)))
  const numbers = chosen.filter((column) => data.numbers.has(column.name))
  const texts = chosen.filter((column) => data.categories.has(column.name))
  const spreads = spreadsOf(numbers.map(({ name }) => data.numbers.get(name) ?? new Float64Array()))
  const collector = ctx.collect()
  for (const [place, rows] of members.entries()) {
    if (rows.length === 0 || rows.length >= wanted) continue
    const random = randomFrom(settings.seed + place)
    const own = {
      count: rows.length,
      numbers: numbers.map(({ name }) => Float64Array.from(rows, (row) => data.numbers.get(name)?.[row] ?? Number.NaN)),
      codes: texts.map(({ name }) => Int32Array.from(rows, (row) => data.categories.get(name)?.codes[row] ?? -1)),
    }
    const made = await syntheticRows(own, { count: wanted - rows.length, k: settings.neighbours, spreads }, random, ctx.yieldNow)
    const level = classes?.levels[place] ?? null
    const cells: readonly AddedColumn[] = [
      added(
        target,
        Array.from({ length: wanted - rows.length }, () => level),
      ),
      ...numbers.map((column, at): AddedColumn => {
        const values = made.numbers[at] ?? new Float64Array()
        return {
          name: column.name,
          type: column.type === 'int' ? 'int' : 'float',
          values: column.type === 'int' ? values.map(Math.round) : Array.from(values, known),
        }
      }),
      ...texts.map((column, at) =>
        added(
          column,
          Array.from(made.codes[at] ?? [], (code) => data.categories.get(column.name)?.levels[code] ?? null),
        ),
      ),
    ]
    await collector.add(cells)
    ctx.progress((place + 1) / members.length)
  }
  return collector.relation()
}

const known = (value: number) => (Number.isNaN(value) ? null : value)

/** Texts of values as a column of their type. */
function added({ name, type }: Column, texts: readonly (string | null)[]): AddedColumn {
  if (type === 'text') return { name, type, values: texts }
  const number = (text: string | null) => (text === null ? Number.NaN : type === 'bool' ? Number(text === 'true') : Number(text))
  return { name, type: type === 'bool' ? 'bool' : 'int', values: Float64Array.from(texts, number) }
}
