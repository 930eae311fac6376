import { z } from 'zod'
import { extend, filter, project, sample } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, Value } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { caimEdges } from './caim-edges.ts'
import { entropyEdges } from './entropy-edges.ts'

const numbers: readonly DataType[] = ['int', 'float']

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: numbers, withheld: keptAsTheyAre }),
  method: field.choice({
    label: { en: 'Bins', fr: 'Classes' },
    choices: [
      { value: 'width', label: { en: 'of equal width', fr: 'de même largeur' } },
      { value: 'frequency', label: { en: 'with equally many rows', fr: 'de même effectif' } },
      { value: 'edges', label: { en: 'with edges of my own', fr: 'aux bornes choisies' } },
      {
        value: 'entropy',
        label: { en: 'where classes part (entropy, MDL)', fr: 'là où les classes se séparent (entropie, MDL)' },
        help: {
          en: 'As many bins as the classes of a column call for.',
          fr: 'Autant de tranches que les classes d’une colonne en demandent.',
        },
      },
      {
        value: 'caim',
        label: { en: 'where classes part (CAIM)', fr: 'là où les classes se séparent (CAIM)' },
        help: { en: 'At least about as many bins as classes.', fr: 'Au moins à peu près autant de tranches que de classes.' },
      },
    ],
    default: 'width',
  }),
  count: field.number({
    label: { en: 'Number of bins', fr: 'Nombre de classes' },
    default: 5,
    min: 2,
    max: 100,
    integer: true,
    when: { param: 'method', in: ['width', 'frequency'] },
  }),
  edges: field.text({
    label: { en: 'Edges', fr: 'Bornes' },
    help: { en: 'Numbers with semicolons or spaces between them.', fr: 'Des nombres séparés par des points-virgules ou des espaces.' },
    placeholder: { en: '18; 30; 65', fr: '18 ; 30 ; 65' },
    when: { param: 'method', in: ['edges'] },
  }),
  classes: field.column({
    label: { en: 'Classes of', fr: 'Classes de' },
    help: { en: 'The target when nothing is chosen.', fr: 'La cible si rien n’est choisi.' },
    accepts: ['text', 'bool', 'int'],
    optional: true,
    when: { param: 'method', in: ['entropy', 'caim'] },
  }),
  as: field.choice({
    label: { en: 'Write', fr: 'Écrire' },
    choices: [
      { value: 'range', label: { en: 'the range, as text', fr: 'l’intervalle, en texte' } },
      { value: 'number', label: { en: 'the number of the bin', fr: 'le numéro de la classe' } },
      { value: 'label', label: { en: 'names of my own', fr: 'des noms choisis' } },
    ],
    default: 'range',
  }),
  labels: field.text({
    label: { en: 'Names, from the lowest bin up', fr: 'Noms, de la classe la plus basse à la plus haute' },
    help: {
      en: 'With semicolons between them. A bin without a name shows its range.',
      fr: 'Séparés par des points-virgules. Une classe sans nom montre son intervalle.',
    },
    placeholder: { en: 'young; adult; senior', fr: 'jeune ; adulte ; senior' },
    when: { param: 'as', in: ['label'] },
  }),
  keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: false, group: 'advanced' }),
})

type Params = z.output<typeof params>

/** The edges between the bins of each column, rising. Empty when the edges were typed in. */
interface State {
  readonly columns: readonly { readonly name: string; readonly edges: readonly number[] }[]
}

const table = {
  columns: [
    { name: 'age', type: 'int' },
    { name: 'city', type: 'text' },
  ],
  rows: [
    [17, 'Paris'],
    [18, null],
    [64, 'Lyon'],
    [null, 'Nice'],
    [97, 'Paris'],
  ],
} as const

export const bin = defineNode<typeof params, State>({
  id: 'feature.bin',
  version: 1,
  icon: 'chart-column',
  title: { en: 'Put into bins', fr: 'Mettre en classes' },
  summary: { en: 'Turns numbers into ranges such as 18 – 30.', fr: 'Transforme des nombres en intervalles comme 18 – 30.' },
  help: {
    en: `A bin reaches from its lower edge up to, but not including, its upper edge; the first and the last bin are open. So every number has a bin, later ones beyond the known range too. Missing values and NaN stay missing.

Edges of equal width cut the known range into equal parts; edges of equal frequency put about as many rows into each bin, and fewer bins are made where many rows have one value. Both are learnt once from the rows that reach this node, and kept. So place it behind the split, on the training rows. Edges of your own need nothing to be learnt.

Where classes part, a range is halved as long as the halves hold purer classes than the cut costs to describe (Fayyad and Irani); a column that says nothing about the classes gets one bin. CAIM takes the edge that lets each bin belong most to one class, again and again, while that helps and until there are as many bins as classes (Kurgan and Cios). Rows without a class are not used, and beyond 50,000 rows so many are drawn.

Without “keep”, the bin stands in the place of the number. A rule leaves out the target, weights and identifiers.`,
    fr: `Une classe va de sa borne inférieure à sa borne supérieure, celle-ci exclue ; la première et la dernière sont ouvertes. Tout nombre a donc une classe, même au-delà de l’étendue connue. Les valeurs manquantes et NaN restent manquantes.

Des classes de même largeur coupent l’étendue connue en parts égales ; des classes de même effectif reçoivent à peu près autant de lignes, et il y en a moins là où beaucoup de lignes ont la même valeur. Les deux s’apprennent une fois sur les lignes qui arrivent ici, puis sont gardées. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Des bornes choisies ne demandent aucun apprentissage.

Là où les classes se séparent, un intervalle est coupé tant que ses moitiés ont des classes plus pures que la coupe ne coûte à décrire (Fayyad et Irani) ; une colonne qui ne dit rien des classes a une seule tranche. CAIM prend la borne qui donne le plus chaque tranche à une seule classe, encore et encore, tant que cela aide et jusqu’à autant de tranches que de classes (Kurgan et Cios). Les lignes sans classe ne servent pas, et au-delà de 50 000 lignes, autant sont tirées.

Sans « garder », la classe prend la place du nombre. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['discretise', 'bucket', 'range', 'quantile', 'cut', 'entropy', 'mdl', 'caim', 'supervised'],
    fr: ['discrétiser', 'tranche', 'intervalle', 'quantile', 'découper', 'entropie', 'mdl', 'caim', 'supervisé'],
  },
  ...tablePorts,
  params,
  learns: ({ method }) => method !== 'edges',
  async fit(settings, input, ctx) {
    if (settings.method === 'edges') return { columns: [] }
    const columns = chosen(settings, input)
    if (isParting(settings)) return { columns: await partingEdges(columns, settings, { input, ctx }) }
    const asked = columns.map((column) => measuresFor(finiteValues(column), settings))
    const row = await learnRow(ctx, input, asked.flat())
    const width = asked[0]?.length ?? 0
    return {
      columns: columns.map((column, index) => {
        const known = row.slice(index * width, (index + 1) * width)
        return { name: column.name, edges: edgesFrom(known, settings) }
      }),
    }
  },
  apply(state, settings, input) {
    const own = settings.method === 'edges' ? ownEdges(settings.edges) : []
    const binned = settings.method === 'edges' ? chosen(settings, input).map(({ name }) => ({ name, edges: own })) : state.columns
    const free = freeNames(input)
    const items = binned.map(({ name, edges }) => {
      const column = chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null })
      return { name, expr: binOf(column, edges, settings) }
    })
    if (!settings.keep) return extend(input, items)
    return addDerived(
      input,
      items.map(({ name, expr }) => ({ source: name, columns: [{ name: free(`${name} bin`), expr }] })),
      true,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    if (settings.method === 'edges') {
      const edges = settings.edges.trim() || '…'
      return { en: `${what.en} at ${edges}`, fr: `${what.fr} aux bornes ${edges}` }
    }
    if (isParting(settings)) {
      const by = settings.classes === '' ? { en: 'the target', fr: 'la cible' } : quoted(settings.classes)
      return { en: `${what.en} where ${by.en} parts`, fr: `${what.fr} là où ${by.fr} se sépare` }
    }
    const [en, fr] = settings.method === 'width' ? ['of equal width', 'de même largeur'] : ['of equal frequency', 'de même effectif']
    return { en: `${what.en} into ${settings.count} bins ${en}`, fr: `${what.fr} en ${settings.count} classes ${fr}` }
  },
  examples: [
    {
      title: { en: 'Ages at legal edges', fr: 'Des âges à des bornes légales' },
      params: { columns: { by: 'names', names: ['age'] }, method: 'edges', edges: '18; 65', keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'age bin', type: 'text' }],
          rows: [
            [17, 'Paris', '< 18'],
            [18, null, '18 – 65'],
            [64, 'Lyon', '18 – 65'],
            [null, 'Nice', null],
            [97, 'Paris', '≥ 65'],
          ],
        },
      },
    },
    {
      title: { en: 'Four bins of equal width, by number', fr: 'Quatre classes de même largeur, numérotées' },
      params: { columns: { by: 'names', names: ['age'] }, count: 4, as: 'number' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'age', type: 'int' },
            { name: 'city', type: 'text' },
          ],
          rows: [
            [1, 'Paris'],
            [1, null],
            [3, 'Lyon'],
            [null, 'Nice'],
            [4, 'Paris'],
          ],
        },
      },
    },
  ],
})

const isParting = ({ method }: Params) => method === 'entropy' || method === 'caim'

function chosen(settings: Params, input: Parameters<typeof chooseColumns>[0]): readonly Column[] {
  return chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
}

/** Rows that are looked at for classes. All of a smaller table; else so many of them, drawn. */
const mostRows = 50_000

/** The edges that part the classes, column by column. */
async function partingEdges(
  columns: readonly Column[],
  settings: Params,
  { input, ctx }: { readonly input: Relation; readonly ctx: FitContext },
): Promise<State['columns']> {
  const target = settings.classes || (input.columns.find((column) => column.role === 'target')?.name ?? '')
  const classes = chooseColumn(input, target, { param: 'classes', accepts: ['text', 'bool', 'int'] })
  const asked = project(input, [
    { name: 'class', expr: columnExpr(classes.name) },
    ...columns.map((column, index) => ({ name: `x${index}`, expr: finiteValues(column) })),
  ])
  const rows = await ctx.rows(sample(filter(asked, call('is-not-null', columnExpr('class'))), { seed: 1, from: 0, to: 1, exact: mostRows }))
  const codes = new Map<string, number>()
  for (const [value] of rows) codes.set(String(value), codes.get(String(value)) ?? codes.size)
  return columns.flatMap(({ name }, index) => {
    if (name === classes.name) return []
    const known = rows.filter((row) => row[index + 1] !== null)
    const values = Float64Array.from(known, (row) => Number(row[index + 1]))
    return {
      name,
      edges: (settings.method === 'caim' ? caimEdges : entropyEdges)(
        values,
        Int32Array.from(known, ([value]) => codes.get(String(value)) ?? 0),
      ),
    }
  })
}

function measuresFor(values: Expr, settings: Params): readonly Omit<Measure, 'name'>[] {
  if (settings.method === 'width')
    return [
      { fn: 'minimum', args: [values] },
      { fn: 'maximum', args: [values] },
    ]
  return Array.from({ length: settings.count - 1 }, (_, index) => ({
    fn: 'quantile',
    args: [values, literal('float', (index + 1) / settings.count)],
  }))
}

/** Inner edges, rising and different. None when nothing is known or all values are one. */
function edgesFrom(known: readonly Value[], settings: Params): number[] {
  if (known.some((value) => value === null)) return []
  const found = known.map(Number)
  if (settings.method === 'frequency') return [...new Set(found)]
  const [least = 0, most = 0] = found
  const width = (most - least) / settings.count
  const edges = Array.from({ length: settings.count - 1 }, (_, index) => least + width * (index + 1))
  return most > least ? [...new Set(edges)] : []
}

function ownEdges(typed: string): readonly number[] {
  const parts = typed.split(/[;\s]+/).map((part) => part.replace(/,$/, '').replace(',', '.'))
  const edges = parts.filter((part) => part !== '').map(Number)
  const bad = parts.find((part) => part !== '' && !Number.isFinite(Number(part)))
  if (bad !== undefined) {
    const shown = quoted(bad)
    throw new NodeProblem({
      code: 'bad-value',
      param: 'edges',
      text: { en: `${shown.en} is no number.`, fr: `${shown.fr} n’est pas un nombre.` },
      action: { en: 'Type numbers with semicolons between them.', fr: 'Saisissez des nombres séparés par des points-virgules.' },
    })
  }
  if (edges.length === 0)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'edges',
      text: { en: 'There are no edges.', fr: 'Il n’y a pas de bornes.' },
      action: { en: 'Type at least one number.', fr: 'Saisissez au moins un nombre.' },
    })
  return [...new Set(edges)].toSorted((a, b) => a - b)
}

function binOf(column: Column, edges: readonly number[], { as, labels }: Params): Expr {
  const value = column.type === 'float' ? call('nan-to-null', columnExpr(column.name)) : columnExpr(column.name)
  const own = as === 'label' ? labels.split(';').map((label) => label.trim()) : []
  const names = rangeNames(edges).map((range, index) => own[index] || range)
  const result = (index: number) => (as === 'number' ? literal('int', index + 1) : literal('text', names[index] ?? ''))
  const cases = edges.flatMap((edge, index) => [call('less', value, literal('float', edge)), result(index)])
  return call('ifs', ...cases, call('is-not-null', value), result(edges.length))
}

/** `< 18`, `18 – 65`, `≥ 65`, with as few digits as keep the ranges apart. */
function rangeNames(edges: readonly number[]): readonly string[] {
  if (edges.length === 0) return ['−∞ – ∞']
  for (let digits = 4; ; digits++) {
    const shown = edges.map((edge) => String(digits > 17 ? edge : Number(edge.toPrecision(digits))))
    if (digits <= 17 && new Set(shown).size < edges.length) continue
    const between = shown.slice(1).map((edge, index) => `${shown[index]} – ${edge}`)
    return [`< ${shown[0]}`, ...between, `≥ ${shown.at(-1)}`]
  }
}
