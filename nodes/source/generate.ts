import { z } from 'zod'
import { normalQuantile } from '../../engine/learn/statistics/normal.ts'
import { project, scan } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { drawColumn, rankOf, sharesOf, type Drawn } from './generate-columns.ts'
import { customers, generatedColumn, type GeneratedColumn } from './generate-fields.ts'
import { normalOf, withChance } from './row-chance.ts'

const params = z.object({
  rows: field.number({ label: { en: 'Rows', fr: 'Lignes' }, default: 1000, min: 1, max: 100_000_000, integer: true }),
  columns: field.list({ label: { en: 'Columns', fr: 'Colonnes' }, item: generatedColumn, default: customers }),
  target: field.choice({
    label: { en: 'A target', fr: 'Une cible' },
    help: {
      en: 'Made of the columns that are linked with it, and of chance.',
      fr: 'Faite des colonnes qui lui sont liées, et de hasard.',
    },
    choices: [
      { value: 'none', label: { en: 'None', fr: 'Aucune' } },
      { value: 'yes-no', label: { en: 'Yes or no', fr: 'Oui ou non' } },
      { value: 'number', label: { en: 'A number', fr: 'Un nombre' } },
    ],
    default: 'yes-no',
  }),
  targetName: field.text({
    label: { en: 'Its name', fr: 'Son nom' },
    default: 'target',
    when: { param: 'target', in: ['yes-no', 'number'] },
  }),
  share: field.number({
    label: { en: 'Yes in', fr: 'Oui dans' },
    unit: '%',
    default: 30,
    min: 1,
    max: 99,
    when: { param: 'target', in: ['yes-no'] },
  }),
  biasColumn: field.text({
    label: { en: 'Unfair by this column', fr: 'Injuste selon cette colonne' },
    help: {
      en: 'Rows of one category have a lower target, all else equal. Empty for none.',
      fr: 'Les lignes d’une catégorie ont une cible plus basse, toutes choses égales. Vide pour aucune.',
    },
    optional: true,
    when: { param: 'target', in: ['yes-no', 'number'] },
    group: 'advanced',
  }),
  biasValue: field.text({
    label: { en: 'Against', fr: 'Contre' },
    optional: true,
    when: { param: 'target', in: ['yes-no', 'number'] },
    group: 'advanced',
  }),
  bias: field.number({
    label: { en: 'By so many spreads', fr: 'De tant de dispersions' },
    default: 0.5,
    min: 0,
    max: 5,
    when: { param: 'target', in: ['yes-no', 'number'] },
    group: 'advanced',
  }),
  duplicates: field.number({
    label: { en: 'Rows that repeat another', fr: 'Lignes qui en répètent une autre' },
    unit: '%',
    default: 0,
    min: 0,
    max: 50,
    group: 'advanced',
  }),
  driftFrom: field.optionalNumber({
    label: { en: 'Drift begins at row', fr: 'La dérive commence à la ligne' },
    min: 1,
    integer: true,
    group: 'advanced',
  }),
  seed: field.seed(),
})

type Params = z.output<typeof params>

/** Invented tables of any size, with faults to learn from. */
export const generate = defineNode({
  id: 'source.generate',
  version: 1,
  icon: 'dices',
  title: { en: 'Generate data', fr: 'Générer des données' },
  summary: {
    en: 'Invents a table: distributions, links with a target, and faults to learn from.',
    fr: 'Invente un tableau : distributions, liens avec une cible, et défauts pour apprendre.',
  },
  help: {
    en: `Each column is drawn from its own distribution: bell-shaped, log-normal, uniform, whole numbers, categories with shares, dates, texts by a pattern, names of people, the number of the row. A row depends on its number and the seed alone: the same settings give the same table, and more rows continue it. Up to 100 million rows, computed by the database while they are read, never all in memory.

The target is made of the columns that are linked with it: a link of 0.5 is a correlation of 0.5 with the score behind the target, positive where high values raise it; categories count in the order in which they are written. Whatever the links leave over is chance; links whose squares add up to more than one are scaled down. A yes-or-no target is yes in about the share of rows that you name.

Faults for teaching: missing values by chance or more often where another column is high, outliers eight to twelve spreads away, repeated rows, a drift of columns from some row on, and a target that is unfair to one category. Drift and outliers do not change the target; missing values and repetitions come last.`,
    fr: `Chaque colonne suit sa distribution : en cloche, log-normale, uniforme, nombres entiers, catégories avec leurs parts, dates, textes selon un motif, noms de personnes, numéro de la ligne. Une ligne ne dépend que de son numéro et de la graine : les mêmes réglages donnent le même tableau, et plus de lignes le prolongent. Jusqu’à 100 millions de lignes, calculées par la base pendant la lecture, jamais toutes en mémoire.

La cible est faite des colonnes qui lui sont liées : un lien de 0,5 est une corrélation de 0,5 avec le score derrière la cible, positive si les valeurs hautes l’élèvent ; les catégories comptent dans l’ordre où elles sont écrites. Ce que les liens laissent est du hasard ; des liens dont les carrés dépassent un sont réduits. Une cible oui ou non vaut oui dans à peu près la part de lignes demandée.

Défauts pour apprendre : valeurs manquantes au hasard ou plus souvent là où une autre colonne est haute, valeurs aberrantes à huit ou douze dispersions, lignes répétées, dérive de colonnes à partir d’une ligne, cible injuste envers une catégorie. Dérive et valeurs aberrantes ne changent pas la cible ; valeurs manquantes et répétitions viennent en dernier.`,
  },
  keywords: {
    en: ['synthetic', 'random', 'simulate', 'fake data', 'test data', 'distribution', 'generator', 'teaching', 'drift', 'bias', 'missing'],
    fr: [
      'synthétique',
      'aléatoire',
      'simuler',
      'fausses données',
      'jeu d’essai',
      'distribution',
      'générateur',
      'enseignement',
      'dérive',
      'biais',
    ],
  },
  inputs: {},
  outputs: tablePorts.outputs,
  params,
  compile(settings) {
    const names = namesOf(settings)
    const numbers = scan({ format: 'range', rows: settings.rows, paths: [], physical: [{ name: 'range', duckdb: 'BIGINT' }] }, [
      { name: 'place', type: 'int' },
    ])
    const repeated = withChance(numbers, 'place', { count: 2, seed: settings.seed, name: 'again' })
    const numbered = project(repeated, [
      { name: 'place', expr: column('place') },
      { name: 'row', expr: sourceRow(settings) },
    ])
    let used = 0
    const next = () => column(`chance ${used++}`)
    const late = settings.driftFrom === null ? null : call('greater-or-equal', column('row'), literal('int', settings.driftFrom))
    const drawn = settings.columns.map((spec) => ({ spec, ...drawColumn(spec, { next, row: column('row'), late }) }))
    const cells = drawn.map(({ spec, value }, index): NamedExpr => ({ name: names[index] ?? spec.name, expr: value }))
    const target = targetOf(settings, drawn, next)
    const gaps = drawn.map((item) => gapOf(item, drawn, next))
    const chances = withChance(numbered, 'row', { count: used, seed: settings.seed + 1, name: 'chance' })
    return project(chances, [
      ...cells.map(({ name, expr }, index) => ({
        name,
        expr: gaps[index] ? call('if', gaps[index], missingOf(drawn[index]?.spec), expr) : expr,
      })),
      ...(target ? [{ name: settings.targetName.trim(), expr: target }] : []),
    ])
  },
  explain({ rows, columns, target }) {
    const count = columns.length + (target === 'none' ? 0 : 1)
    return {
      en: `${rows.toLocaleString('en')} rows, ${count} columns`,
      fr: `${rows.toLocaleString('fr')} lignes, ${count} colonnes`,
    }
  },
  examples: [
    {
      title: { en: 'Three rows of numbers and categories', fr: 'Trois lignes de nombres et de catégories' },
      params: {
        rows: 3,
        target: 'none',
        columns: [
          { name: 'id', kind: 'id' },
          { name: 'size', kind: 'normal', middle: 170, spread: 10, decimals: 1 },
          { name: 'side', kind: 'category', values: 'left 50; right 50' },
          { name: 'code', kind: 'pattern', pattern: '??-###' },
        ],
      },
      expect: {
        table: {
          columns: [
            { name: 'id', type: 'int' },
            { name: 'size', type: 'float' },
            { name: 'side', type: 'text' },
            { name: 'code', type: 'text' },
          ],
          rows: [
            [1, 187.6, 'right', 'DP-220'],
            [2, 175.6, 'right', 'RM-931'],
            [3, 176.8, 'right', 'MY-004'],
          ],
        },
      },
    },
    {
      title: { en: 'All missing, on purpose', fr: 'Tout manquant, à dessein' },
      params: {
        rows: 2,
        target: 'number',
        targetName: 'y',
        columns: [{ name: 'x', kind: 'whole', low: 1, high: 6, missing: 100, link: 1 }],
      },
      expect: {
        table: {
          columns: [
            { name: 'x', type: 'int' },
            { name: 'y', type: 'float' },
          ],
          rows: [
            [null, -1.089],
            [null, 0.139],
          ],
        },
      },
    },
  ],
})

type DrawnColumn = Drawn & { readonly spec: GeneratedColumn }

/** Rows at even places may repeat one at an odd place before them, which repeats none itself. */
function sourceRow({ duplicates }: Params): Expr {
  const place = column('place')
  if (duplicates === 0) return place
  const back = call(
    'add-int',
    literal('int', 1),
    call('multiply-int', literal('int', 2), call('float-to-int', call('floor', call('multiply', column('again 1'), literal('float', 10))))),
  )
  const other = call('greatest', literal('int', 1), call('subtract-int', place, back))
  const repeats = call(
    'and',
    call('equal', call('modulo-int', place, literal('int', 2)), literal('int', 0)),
    call('less', column('again 0'), literal('float', (2 * duplicates) / 100)),
  )
  return call('if', repeats, other, place)
}

function targetOf(settings: Params, drawn: readonly DrawnColumn[], next: () => Expr): Expr | null {
  if (settings.target === 'none') return null
  const linked = drawn.flatMap(({ spec, standard }) => (standard && spec.link !== 0 ? [{ link: spec.link, standard }] : []))
  const squares = linked.reduce((sum, { link }) => sum + link * link, 0)
  const scale = squares > 1 ? 1 / Math.sqrt(squares) : 1
  const rest = Math.sqrt(Math.max(0, 1 - Math.min(1, squares)))
  const noise = call('multiply', literal('float', rest), normalOf(next(), next()))
  const score = linked.reduce<Expr>(
    (sum, { link, standard }) => call('add', sum, call('multiply', literal('float', link * scale), standard)),
    noise,
  )
  const fair = unfair(settings, drawn, score)
  if (settings.target === 'number')
    return call(
      'divide',
      call('floor', call('add', call('multiply', fair, literal('float', 1000)), literal('float', 0.5))),
      literal('float', 1000),
    )
  return call('greater', fair, literal('float', normalQuantile(1 - settings.share / 100)))
}

function unfair({ biasColumn, biasValue, bias }: Params, drawn: readonly DrawnColumn[], score: Expr): Expr {
  if (biasColumn.trim() === '') return score
  const found = drawn.find(({ spec }) => spec.name.trim() === biasColumn.trim() && spec.kind === 'category')
  if (!found) throw named('biasColumn', biasColumn)
  if (!sharesOf(found.spec).some(({ value }) => value === biasValue.trim())) throw named('biasValue', biasValue)
  return call(
    'subtract',
    score,
    call('if', call('equal', found.value, literal('text', biasValue.trim())), literal('float', bias), literal('float', 0)),
  )
}

/** True where a cell goes missing; null for columns without gaps. */
function gapOf({ spec }: DrawnColumn, drawn: readonly DrawnColumn[], next: () => Expr): Expr | null {
  if (spec.missing === 0) return null
  const share = literal('float', spec.missing / 100)
  const by = spec.missingWith.trim()
  if (by === '') return call('less', next(), share)
  const driver = drawn.find((item) => item.spec.name.trim() === by)
  const rank = driver ? rankOf(driver.standard) : null
  if (!rank) throw named('columns', by)
  // Twice the share at the top, none at the bottom.
  return call('less', next(), call('multiply', call('multiply', literal('float', 2), share), rank))
}

function missingOf(spec: GeneratedColumn | undefined): Expr {
  switch (spec?.kind) {
    case 'id':
    case 'whole':
      return literal('int', null)
    case 'date':
      return literal('date', null)
    case 'normal':
    case 'skewed':
    case 'uniform':
      return literal('float', null)
    default:
      return literal('text', null)
  }
}

function namesOf({ columns, target, targetName }: Params): readonly string[] {
  const names = columns.map((spec) => spec.name.trim())
  const all = target === 'none' ? names : [...names, targetName.trim()]
  const twin = all.find((name, index) => name === '' || all.indexOf(name) !== index)
  if (all.length > 0 && twin === undefined) return names
  throw new NodeProblem({
    code: all.length === 0 ? 'nothing-chosen' : twin === '' ? 'name-empty' : 'name-taken',
    param: twin !== undefined && twin === targetName.trim() && target !== 'none' ? 'targetName' : 'columns',
    text:
      all.length === 0
        ? { en: 'There is no column yet.', fr: 'Il n’y a pas encore de colonne.' }
        : { en: `The name “${twin}” is empty or there twice.`, fr: `Le nom « ${twin} » est vide ou présent deux fois.` },
    action: { en: 'Name each column once.', fr: 'Nommez chaque colonne une fois.' },
  })
}

function named(param: 'biasColumn' | 'biasValue' | 'columns', name: string): NodeProblem {
  const what = {
    biasColumn: { en: `There is no column of categories “${name}”.`, fr: `Il n’y a pas de colonne de catégories « ${name} ».` },
    biasValue: { en: `That column has no category “${name}”.`, fr: `Cette colonne n’a pas de catégorie « ${name} ».` },
    columns: { en: `No column “${name}” has an order from low to high.`, fr: `Aucune colonne « ${name} » n’a d’ordre de bas en haut.` },
  }
  return new NodeProblem({
    code: 'column-missing',
    param,
    text: what[param],
    action: { en: 'Choose another.', fr: 'Choisissez-en une autre.' },
  })
}
