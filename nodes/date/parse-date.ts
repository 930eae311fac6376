import { z } from 'zod'
import { extend, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { onErrorField, rejectPorts, settleErrors } from '../kit/on-error.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { noDatesFound, noFormatFound, orderUnclear } from './date-problems.ts'
import { shapeFamilies, type DateOrder } from './date-shape.ts'
import { formatOf, orderEvidence, orderFrom, orderIsOpen, type DateFormat } from './find-format.ts'
import { learnShapes } from './learn-formats.ts'
import { dateByFormat } from './read-date.ts'
import { parseDateExamples } from './parse-date-examples.ts'

const readable: readonly DataType[] = ['text', 'int']

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    help: {
      en: 'Of a rule, those that look like dates are taken.',
      fr: 'D’une règle, celles qui ressemblent à des dates sont prises.',
    },
    accepts: readable,
    default: { by: 'types', types: ['text'], except: [] },
  }),
  how: field.choice({
    label: { en: 'How dates are written', fr: 'Écriture des dates' },
    choices: [
      { value: 'found', label: { en: 'Find it out', fr: 'À reconnaître' } },
      { value: 'formats', label: { en: 'In formats that I type', fr: 'Selon des formats saisis' } },
      { value: 'counted', label: { en: 'As a number that counts from a day', fr: 'Comme un nombre depuis un jour' } },
    ],
    default: 'found',
  }),
  order: field.choice({
    label: { en: 'Where digits leave it open', fr: 'Là où les chiffres ne tranchent pas' },
    choices: [
      { value: 'ask', label: { en: 'ask me', fr: 'demander' } },
      { value: 'day-first', label: { en: 'the day is first', fr: 'le jour d’abord' } },
      { value: 'month-first', label: { en: 'the month is first', fr: 'le mois d’abord' } },
      { value: 'year-first', label: { en: 'the year is first', fr: 'l’année d’abord' } },
    ],
    default: 'ask',
    when: { param: 'how', in: ['found'] },
  }),
  formats: field.text({
    label: { en: 'Formats', fr: 'Formats acceptés' },
    help: {
      en: 'Several with semicolons between them; the first that fits is taken. Minutes are mm, months MM.',
      fr: 'Plusieurs, séparés par des points-virgules ; le premier qui convient est pris. Les minutes sont mm, les mois MM.',
    },
    placeholder: { en: 'MM/DD/YYYY; YYYY-MM-DD hh:mm', fr: 'DD/MM/YYYY ; YYYY-MM-DD hh:mm' },
    when: { param: 'how', in: ['formats'] },
  }),
  unit: field.choice({
    label: { en: 'The number counts', fr: 'Le nombre compte' },
    choices: [
      { value: 'seconds', label: { en: 'seconds since 1970', fr: 'les secondes depuis 1970' } },
      { value: 'milliseconds', label: { en: 'milliseconds since 1970', fr: 'les millisecondes depuis 1970' } },
      { value: 'microseconds', label: { en: 'microseconds since 1970', fr: 'les microsecondes depuis 1970' } },
      { value: 'days', label: { en: 'days since 1970', fr: 'les jours depuis 1970' } },
      { value: 'excel', label: { en: 'days as Excel does', fr: 'les jours comme Excel' } },
    ],
    default: 'seconds',
    when: { param: 'how', in: ['counted'] },
  }),
  to: field.choice({
    label: { en: 'Give', fr: 'Donner' },
    choices: [
      { value: 'found', label: { en: 'a time too where there is one', fr: 'l’heure aussi là où il y en a une' } },
      { value: 'date', label: { en: 'dates', fr: 'des dates' } },
      { value: 'timestamp', label: { en: 'dates with time', fr: 'des dates avec heure' } },
    ],
    default: 'found',
  }),
  onError: onErrorField(),
  ...resultPlaceFields({ ending: ' date' }),
  several: field.flag({
    label: { en: 'Read every format that the column has', fr: 'Lire tous les formats de la colonne' },
    help: {
      en: 'Otherwise the one that most rows have; the others cannot be read.',
      fr: 'Sinon celui de la plupart des lignes ; les autres sont illisibles.',
    },
    default: false,
    when: { param: 'how', in: ['found'] },
    group: 'advanced',
  }),
  offsets: field.choice({
    label: { en: 'Offsets such as +02:00', fr: 'Décalages comme +02:00' },
    choices: [
      { value: 'utc', label: { en: 'are brought to UTC', fr: 'sont ramenés à UTC' } },
      { value: 'clock', label: { en: 'are dropped, the clock stays', fr: 'sont retirés, l’heure reste' } },
    ],
    default: 'utc',
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** What was found in each column, and how many values spoke for it. */
interface State {
  readonly columns: readonly {
    readonly name: string
    readonly to: 'date' | 'timestamp'
    readonly formats: readonly DateFormat[]
    readonly values: number
    readonly fitting: number
    readonly ambiguous: number
  }[]
}

export const parseDate = defineNode<typeof params, State>({
  id: 'date.parse-date',
  version: 1,
  icon: 'calendar',
  title: { en: 'Read dates', fr: 'Lire des dates' },
  summary: {
    en: 'Turns texts and numbers into dates by one format per column, found in the data.',
    fr: 'Transforme textes et nombres en dates, par un format par colonne, trouvé dans les données.',
  },
  help: {
    en: `The format of each column is found from all its values, never cell by cell: 31/01/2024 in one row says that the day comes first in every row. Where no value decides between day and month, you are asked, with the number of rows in question. Month names of six languages, half days (am, pm), T between date and time, Z and offsets are read, and so are YYYYMMDD and counts of seconds, milliseconds or microseconds since 1970 with 10, 13 or 16 digits.

A value that does not fit the format becomes missing, takes its row out or stops the run, as you choose; “Rejected rows” always lists these rows with the reason. Missing and blank values stay missing and are no failure. The output “Formats” says for each column how it is read, how many values fit, and how many could also be another day in another order.

What was found is kept and applied to later rows without asking again. Two-digit years from 00 to 68 are 2000 to 2068, the others 1969 to 1999. Offsets are brought to UTC; times without one are taken as written.`,
    fr: `Le format de chaque colonne est trouvé sur toutes ses valeurs, jamais cellule par cellule : un 31/01/2024 dit que le jour vient d’abord dans toutes les lignes. Là où aucune valeur ne tranche entre jour et mois, la question vous est posée, avec le nombre de lignes concernées. Les noms de mois de six langues, les demi-journées (am, pm), le T entre date et heure, Z et les décalages sont lus, de même que AAAAMMJJ et les comptes de secondes, millisecondes ou microsecondes depuis 1970 à 10, 13 ou 16 chiffres.

Une valeur qui ne répond pas au format devient manquante, écarte sa ligne ou arrête l’exécution, à votre choix ; « Lignes rejetées » contient toujours ces lignes avec la raison. Les valeurs manquantes et vides restent manquantes et ne sont pas des échecs. La sortie « Formats » dit pour chaque colonne comment elle est lue, combien de valeurs conviennent et combien donneraient un autre jour dans un autre ordre.

Ce qui a été trouvé est gardé et appliqué aux lignes suivantes sans nouvelle question. Les années à deux chiffres de 00 à 68 vont de 2000 à 2068, les autres de 1969 à 1999. Les décalages sont ramenés à UTC ; les heures sans décalage sont prises telles quelles.`,
  },
  keywords: {
    en: ['parse date', 'to date', 'timestamp', 'epoch', 'day month', 'time zone', 'strptime', 'convert'],
    fr: ['convertir en date', 'horodatage', 'époque', 'jour mois', 'fuseau', 'format de date', 'analyser'],
  },
  inputs: tablePorts.inputs,
  outputs: { ...rejectPorts, formats: { kind: 'table', label: { en: 'Formats', fr: 'Formats trouvés' } } },
  params,
  // A format is no knowledge about the rows that a model must not see; dates are read before a split, and after it.
  learns: () => false,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: readable })
    const found = await Promise.all(columns.map((column) => learn(settings, input, column, ctx)))
    const known = found.filter((item) => item !== undefined)
    if (known.length === 0) throw new NodeProblem(noDatesFound)
    return { columns: known }
  },
  apply(state, settings, input) {
    const attempts = state.columns.map(({ name, to, formats }) => {
      const column = chooseColumn(input, name, { param: 'columns', accepts: readable, replace: null })
      const value = column.type === 'int' ? call('int-to-text', columnExpr(name)) : columnExpr(name)
      const readings = formats.map((format) => dateByFormat(value, format, to, settings.offsets === 'clock'))
      const [only = literal(to, null)] = readings
      const expr = asProblem({ param: 'formats' }, () => {
        const read: Expr = readings.length > 1 ? call('coalesce', ...readings) : only
        extend(input, [{ name, expr: read }])
        return read
      })
      const there = call('not', call('is-blank', value))
      return { source: name, expr, type: to, failed: call('and', there, call('is-null', expr)), shown: value, reason: 'is no such date' }
    })
    return {
      ...settleErrors(input, attempts, settings.onError, (rows, results) => placeResults(rows, results, settings)),
      formats: report(state),
    }
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    if (settings.how === 'formats') {
      const formats = settings.formats.trim() || '…'
      return { en: `read ${what.en} as ${formats}`, fr: `lire ${what.fr} selon ${formats}` }
    }
    return { en: `read dates in ${what.en}`, fr: `lire les dates dans ${what.fr}` }
  },
  examples: parseDateExamples,
})

async function learn(settings: Params, input: Relation, column: Column, ctx: FitContext): Promise<State['columns'][number] | undefined> {
  const given = settings.how === 'found' ? undefined : givenFormats(settings)
  const { values: count, shapes } = given ? { values: 0, shapes: [] } : await learnShapes(ctx, input, column)
  if (given) return { name: column.name, to: typeFor(settings, given), formats: given, values: 0, fitting: 0, ambiguous: 0 }
  const families = shapeFamilies(shapes)
  const wanted = settings.several ? families : families.slice(0, 1)
  const fitting = wanted.reduce((total, family) => total + family.rows, 0)
  if (fitting * 2 < count || count === 0) {
    if (settings.columns.by !== 'names') return undefined
    throw noFormatFound(column.name, settings.columns)
  }
  const formats: DateFormat[] = []
  let ambiguous = 0
  for (const family of wanted) {
    const evidence = orderEvidence(family)
    const open = orderIsOpen(family)
    const order: DateOrder | undefined = !open ? 'day-first' : settings.order === 'ask' ? orderFrom(family, evidence) : settings.order
    if (!order) throw orderUnclear(column.name, evidence, family.yearDigits === 2)
    if (open) ambiguous += evidence.either
    formats.push(formatOf(family, order))
  }
  return { name: column.name, to: typeFor(settings, formats), formats, values: count, fitting, ambiguous }
}

function typeFor(settings: Params, formats: readonly DateFormat[]): 'date' | 'timestamp' {
  if (settings.to !== 'found') return settings.to
  const timed = (format: DateFormat) =>
    format.epoch === null ? format.times.some((time) => time !== '') : format.epoch !== 'days' && format.epoch !== 'excel'
  return formats.some(timed) ? 'timestamp' : 'date'
}

const noWords = { epoch: null, words: false, halfDays: false, offsets: false }

function givenFormats(settings: Params): readonly DateFormat[] {
  if (settings.how === 'counted') return [{ ...noWords, date: '', epoch: settings.unit, times: [''] }]
  const typed = settings.formats.split(';').flatMap((format) => (format.trim() === '' ? [] : [format.trim()]))
  if (typed.length === 0)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'formats',
      text: { en: 'There is no format yet.', fr: 'Il n’y a pas encore de format.' },
      action: { en: 'Type one, such as MM/DD/YYYY.', fr: 'Saisissez-en un, par exemple DD/MM/YYYY.' },
    })
  return typed.map((format): DateFormat => {
    const at = format.search(/h/)
    return { ...noWords, date: at < 0 ? format : '', times: [at < 0 ? '' : format] }
  })
}

function report(state: State): Relation {
  const told = ({ date, epoch, times }: DateFormat) => (epoch === null ? times.map((time) => `${date}${time}`).join('; ') : epoch)
  return values(
    [
      { name: 'column', type: 'text' },
      { name: 'format', type: 'text' },
      { name: 'type', type: 'text' },
      { name: 'values', type: 'int' },
      { name: 'fitting', type: 'int' },
      { name: 'ambiguous', type: 'int' },
    ],
    state.columns.map((item) => [item.name, item.formats.map(told).join('; '), item.to, item.values, item.fitting, item.ambiguous]),
  )
}
