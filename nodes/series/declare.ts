import { z } from 'zod'
import { aggregate, extend, filter, limit, project, select, setRoles, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, Role } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { asTheyAre, groupsInOrder, numbered } from '../kit/first-appearance.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { steppable } from '../kit/time-step.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'
import { declareExamples } from './declare-examples.ts'
import { findStep, stepCell, stepWords, unitChoices, type SeriesStep } from './find-step.ts'
import { momentNumber, onStep, stepsBetween } from './step-tests.ts'

const params = z.object({
  time: field.column({ label: { en: 'Time', fr: 'Temps' }, accepts: steppable, optional: true }),
  series: field.columns({
    label: { en: 'One series for each', fr: 'Une série pour chaque' },
    help: {
      en: 'A shop, a sensor; nothing when all rows are one series.',
      fr: 'Un magasin, un capteur ; rien si toutes les lignes forment une série.',
    },
    accepts: scalars,
  }),
  target: field.column({ label: { en: 'Target', fr: 'Cible' }, optional: true }),
  frequency: field.choice({
    label: { en: 'Frequency', fr: 'Fréquence' },
    choices: [
      { value: 'found', label: { en: 'find it out', fr: 'à reconnaître' } },
      { value: 'given', label: { en: 'a step that I give', fr: 'un pas que je donne' } },
    ],
    default: 'found',
  }),
  count: field.number({
    label: { en: 'A step of', fr: 'Un pas de' },
    default: 1,
    min: 1,
    max: 100_000,
    integer: true,
    when: { param: 'frequency', in: ['given'] },
  }),
  unit: field.choice({
    label: { en: 'Unit of the step', fr: 'Unité du pas' },
    choices: unitChoices,
    default: 'day',
    when: { param: 'frequency', in: ['given'] },
  }),
  misfits: field.choice({
    label: { en: 'Rows that do not fit', fr: 'Lignes qui ne conviennent pas' },
    choices: [
      { value: 'keep', label: { en: 'stay, and are listed', fr: 'restent, et sont listées' } },
      { value: 'leave-out', label: { en: 'go to the second output', fr: 'vont à la seconde sortie' } },
    ],
    default: 'keep',
  }),
})

type Params = z.output<typeof params>

/** The step that was found or given. */
interface State {
  readonly step: SeriesStep
}

export const declare = defineNode<typeof params, State>({
  id: 'series.declare',
  version: 1,
  icon: 'calendar-clock',
  title: { en: 'Declare a series', fr: 'Déclarer une série' },
  summary: {
    en: 'Says what is the time and the series, finds the frequency and lists what does not fit.',
    fr: 'Dit quel est le temps et la série, reconnaît la fréquence et liste ce qui ne convient pas.',
  },
  help: {
    en: `The columns get the roles time and group, which lags, rolling windows and the other nodes of series read; the target gets its role too. The frequency is found from the distances between moments that follow each other in a series: seconds to weeks, working days, months, quarters, years. Months of different length are one step; a series of the 31st ends shorter months on their last day.

“Misfits” lists rows without a time, rows off the step and rows whose time comes again in the same series, with the reason; they stay in the table or leave it. A series keeps the beginning that most of its rows have. “Series” has a row for each series: rows, first and last moment, the step, the moments that are missing between them, and the misfits. “Fill gaps” adds the missing rows.`,
    fr: `Les colonnes reçoivent les rôles de temps et de groupe, que lisent les décalages, les fenêtres glissantes et les autres nœuds de séries ; la cible reçoit aussi son rôle. La fréquence se reconnaît aux distances entre moments qui se suivent dans une série : des secondes aux semaines, jours ouvrés, mois, trimestres, années. Des mois de longueurs différentes font un même pas ; une série du 31 finit les mois plus courts le dernier jour.

« Écarts » liste les lignes sans date, les lignes hors du pas et celles dont la date revient dans la même série, avec la raison ; elles restent dans le tableau ou le quittent. Une série garde le départ de la plupart de ses lignes. « Séries » a une ligne par série : lignes, premier et dernier moment, le pas, les moments qui manquent entre eux, et les écarts. « Combler les trous » ajoute les lignes manquantes.`,
  },
  keywords: {
    en: ['time series', 'frequency', 'regular', 'time column', 'series id', 'irregular', 'duplicates in time', 'forecast'],
    fr: ['série temporelle', 'fréquence', 'régulier', 'colonne de temps', 'identifiant de série', 'doublons', 'prévision'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    ...tablePorts.outputs,
    misfits: { kind: 'table', label: { en: 'Misfits', fr: 'Écarts' } },
    series: { kind: 'table', label: { en: 'Series', fr: 'Séries' } },
  },
  params,
  // A step says how the rows are written, not what they hold.
  learns: () => false,
  async fit(settings, input, ctx) {
    const time = timeOf(settings, input)
    if (settings.frequency === 'given') return { step: given(settings, time) }
    const groups = seriesOf(settings, input)
    const keys = asTheyAre([...groups, time.name])
    const moments = aggregate(filter(input, call('is-not-null', columnExpr(time.name))), keys, [])
    const at = columnExpr(time.name)
    const before = extend(moments, [
      { name: freeNames(moments)('before'), expr: windowOver('lag', [at, literal('int', 1)], groups, [{ expr: at }]) },
    ])
    const previous: Column = { name: before.columns.at(-1)?.name ?? '', type: time.type }
    const day = time.type === 'timestamp' ? call('timestamp-to-date', at) : at
    const weekend: Expr = time.type === 'int' ? literal('bool', false) : call('greater', call('iso-weekday', day), literal('int', 5))
    const measured = project(before, [
      { name: 'size', expr: call('subtract-int', momentNumber(time), momentNumber(previous)) },
      { name: 'weekend', expr: weekend },
    ])
    const counted = aggregate(
      measured,
      [{ name: 'size', expr: columnExpr('size') }],
      [
        { name: 'times', fn: 'count-rows', args: [columnExpr('weekend')] },
        { name: 'weekends', fn: 'count-if', args: [columnExpr('weekend')] },
      ],
    )
    const rows = await ctx.rows(limit(sort(counted, [{ expr: columnExpr('times'), descending: true }, { expr: columnExpr('size') }]), 1000))
    const weekends = rows.reduce((sum, row) => sum + Number(row[2] ?? 0), 0)
    const distances = rows.flatMap(([size, times]) => (size === null ? [] : [{ size: Number(size), times: Number(times ?? 0) }]))
    const step = findStep(distances, { numbers: time.type === 'int', weekends })
    if (step === null) throw new NodeProblem(noStep(time))
    return { step }
  },
  apply({ step }, settings, input) {
    const time = timeOf(settings, input, step.unit === 'number' ? ['int'] : ['date', 'timestamp'])
    const groups = seriesOf(settings, input)
    const { rows, place } = numbered(input)
    const free = freeNames(rows)
    const stepped = onStep(rows, time, step, { groups, free })
    const [again, reason] = [free('again'), free('reason')]
    const order = [{ expr: columnExpr(place) }]
    const turned = extend(stepped.rows, [
      { name: again, expr: windowOver('row-number', [literal('int', 1)], [...groups, time.name], order) },
    ])
    const text = (value: string) => literal('text', value)
    const told = call(
      'ifs',
      call('is-null', columnExpr(time.name)),
      text('no time'),
      call('not', columnExpr(stepped.fits)),
      text('off the step'),
      call('greater', columnExpr(again), literal('int', 1)),
      text('time comes again'),
    )
    const marked = extend(turned, [{ name: reason, expr: told }])
    const names = input.columns.map((column) => column.name)
    const odd = call('is-not-null', columnExpr(reason))
    const kept = settings.misfits === 'keep' ? input : select(filter(marked, call('not', odd)), names)
    return {
      table: setRoles(kept, rolesOf(settings, input, { time, groups })),
      misfits: select(filter(marked, odd), [...names, reason]),
      series: reported(marked, { place, time, groups, reason, step }),
    }
  },
  explain(settings) {
    const name = quoted(settings.time || '…')
    if (settings.frequency === 'found') return { en: `a series along ${name.en}`, fr: `une série selon ${name.fr}` }
    const step = stepWords(settings)
    return { en: `a series along ${name.en}, every ${step.en}`, fr: `une série selon ${name.fr}, tous les ${step.fr}` }
  },
  examples: declareExamples,
})

function timeOf(settings: Params, input: Relation, accepts = steppable): Column {
  const wanted = settings.time || input.columns.find((column) => column.role === 'time')?.name || ''
  return chooseColumn(input, wanted, { param: 'time', accepts })
}

function seriesOf(settings: Params, input: Relation): readonly string[] {
  return chooseColumns(input, settings.series, { param: 'series', accepts: scalars, optional: true }).map((column) => column.name)
}

function given({ count, unit }: Params, time: Column): SeriesStep {
  if (time.type === 'int') return { count, unit: 'number' }
  if (time.type === 'timestamp' || !['second', 'minute', 'hour'].includes(unit)) return { count, unit }
  const shown = quoted(time.name)
  throw new NodeProblem({
    code: 'step-too-fine',
    param: 'unit',
    column: time.name,
    text: {
      en: `${shown.en} holds days; there are no shorter steps.`,
      fr: `${shown.fr} contient des jours ; il n’y a pas de pas plus court.`,
    },
    action: { en: 'Choose days or more.', fr: 'Choisissez des jours ou davantage.' },
    fixes: [{ label: { en: 'Use days', fr: 'Prendre des jours' }, params: { unit: 'day' } }],
  })
}

function noStep(time: Column) {
  const shown = quoted(time.name)
  return {
    code: 'nothing-to-learn',
    param: 'time',
    column: time.name,
    text: { en: `${shown.en} has no two moments in any series.`, fr: `${shown.fr} n’a pas deux moments dans une même série.` },
    action: { en: 'Give the step yourself.', fr: 'Donnez le pas vous-même.' },
    fixes: [{ label: { en: 'Give a step', fr: 'Donner un pas' }, params: { frequency: 'given' } }],
  }
}

function rolesOf(settings: Params, input: Relation, { time, groups }: { readonly time: Column; readonly groups: readonly string[] }) {
  const roles = new Map<string, Role | undefined>()
  const single = (name: string, role: Role) => {
    for (const column of input.columns) if (column.role === role) roles.set(column.name, undefined)
    roles.set(name, role)
  }
  single(time.name, 'time')
  if (settings.target !== '') single(chooseColumn(input, settings.target, { param: 'target' }).name, 'target')
  const plain = new Map(input.columns.map((column) => [column.name, column.role]))
  // An identifier or a sensitive column stays what it is.
  for (const name of groups) if (plain.get(name) === undefined) roles.set(name, 'group')
  return roles
}

interface Marked {
  readonly place: string
  readonly time: Column
  readonly groups: readonly string[]
  readonly reason: string
  readonly step: SeriesStep
}

/** A row for each series: its extent, what is missing in it and what does not fit. */
function reported(marked: Relation, { place, time, groups, reason, step }: Marked): Relation {
  const free = freeNames({ op: 'values', columns: marked.columns.filter((column) => groups.includes(column.name)), rows: [] })
  const [rows, first, last, misfits] = ['rows', 'first', 'last', 'misfits'].map(free)
  const [stepName, missing] = [free('step'), free('missing')]
  const fitting = call('ifs', call('is-null', columnExpr(reason)), columnExpr(time.name))
  const name = (given: string | undefined) => given ?? ''
  const measures = [
    { name: name(rows), fn: 'count-rows', args: [columnExpr(place)] },
    { name: name(first), fn: 'minimum', args: [fitting] },
    { name: name(last), fn: 'maximum', args: [fitting] },
    { name: name(misfits), fn: 'count', args: [columnExpr(reason)] },
  ]
  const held = call('subtract-int', columnExpr(name(rows)), columnExpr(name(misfits)))
  const gaps = call('subtract-int', stepsBetween(name(first), name(last), time, step), held)
  return groupsInOrder(marked, place, groups, {
    measures,
    results: [
      ...asTheyAre([name(rows), name(first), name(last)]),
      { name: stepName, expr: literal('text', stepCell(step)) },
      { name: missing, expr: call('coalesce', gaps, literal('int', 0)) },
      ...asTheyAre([name(misfits)]),
    ],
  })
}
