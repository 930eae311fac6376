import { z } from 'zod'
import { extend, project, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { wrongType } from '../kit/choose-column.ts'
import type { AddedColumn, RunContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { protectExamples } from './protect-examples.ts'
import { band, masked, noisy, pseudonyms, shortened, shuffled, textsOf, treatmentItem, type Treatment } from './treatment.ts'

const params = z.object({
  treatments: field.list({ label: { en: 'Treatments', fr: 'Traitements' }, item: treatmentItem }),
  seed: field.seed(),
})

interface Planned {
  readonly treatment: Treatment
  readonly column: Column
}

export const protectPersonal = defineNode({
  id: 'quality.protect-personal',
  version: 1,
  icon: 'venetian-mask',
  title: { en: 'Protect personal data', fr: 'Protéger les données personnelles' },
  summary: {
    en: 'Masks, hashes, pseudonymises, shuffles, coarsens or blurs columns, or takes them out.',
    fr: 'Masque, hache, pseudonymise, mélange, agrège ou brouille des colonnes, ou les retire.',
  },
  help: {
    en: `Each treatment takes some columns. A mask leaves the last signs to see. A keyed hash (HMAC-SHA256) gives equal values equal hashes in every table and run, and nobody can find the value by hashing guesses without the key; the key is made at its first use, lies in your account and is in no pipeline. A pseudonym is short and the same for equal values of this table, also in several columns of one treatment; another table has other ones.

Coarser: numbers become bands such as “20 – 30”, dates a year or a month, texts their first signs. Shuffling keeps all values of a column and breaks their tie to the row. Noise is normal, with the deviation that you give; whole numbers stay whole.

Missing values stay missing, which tells who gave no answer. What is left may still point to a person when it is rare: a treated table is not anonymous by that alone.`,
    fr: `Chaque traitement prend des colonnes. Un masque laisse voir les derniers signes. Une empreinte à clé (HMAC-SHA256) donne aux valeurs égales la même empreinte dans chaque table et chaque exécution, et personne ne retrouve la valeur par essais sans la clé ; la clé est créée à son premier usage, reste dans votre compte et n’est dans aucun pipeline. Un pseudonyme est court et le même pour les valeurs égales de cette table, aussi entre plusieurs colonnes d’un même traitement ; une autre table en a d’autres.

Plus grossier : les nombres deviennent des tranches comme « 20 – 30 », les dates une année ou un mois, les textes leurs premiers signes. Mélanger garde toutes les valeurs d’une colonne et rompt leur lien à la ligne. Le bruit est normal, de l’écart type donné ; les entiers restent entiers.

Les valeurs manquantes restent manquantes, ce qui dit qui n’a pas répondu. Ce qui reste peut encore désigner une personne si c’est rare : une table traitée n’est pas anonyme pour autant.`,
  },
  keywords: {
    en: ['pii', 'gdpr', 'anonymise', 'pseudonymise', 'mask', 'redact', 'hmac', 'salted hash', 'tokenise', 'generalise', 'shuffle', 'noise'],
    fr: ['rgpd', 'anonymiser', 'pseudonymiser', 'masquer', 'caviarder', 'hmac', 'hachage salé', 'généraliser', 'mélanger', 'bruit'],
  },
  ...tablePorts,
  params,
  check(settings, inputs) {
    plan(settings.treatments, inputs.one('table'))
    return []
  },
  columns: (settings, inputs) => ({ table: outputColumns(inputs.one('table'), plan(settings.treatments, inputs.one('table'))) }),
  async run(settings, inputs, ctx) {
    const input = inputs.one('table')
    const planned = plan(settings.treatments, input)
    const free = freeNames(input)
    const added: (AddedColumn & { readonly of: Column })[] = []
    for (const treatment of settings.treatments) {
      if (treatment.act === 'drop') continue
      const columns = planned.filter((one) => one.treatment === treatment).map(({ column }) => column)
      for (const made of await treat(input, columns, { treatment, seed: settings.seed, ctx }))
        added.push({ ...made, name: free('treated') })
    }
    const names = new Map(added.map(({ of, name }) => [of.name, name]))
    const written = await ctx.write(input, added)
    const dropped = new Set(planned.flatMap(({ treatment, column }) => (treatment.act === 'drop' ? [column.name] : [])))
    const back = extend(
      written.relation,
      added.map(({ of, name }) => ({
        name: of.name,
        expr: asType(columnExpr(name), of.type, planned.find(({ column }) => column === of)?.treatment.act),
      })),
    )
    const kept = input.columns.flatMap(({ name }) => (dropped.has(name) ? [] : [name]))
    return { table: { kind: 'table', relation: names.size === 0 && dropped.size === 0 ? written.relation : select(back, kept) } }
  },
  explain({ treatments }) {
    const [first] = treatments
    if (!first) return { en: 'nothing is protected yet', fr: 'rien n’est encore protégé' }
    const what = columnsPhrase(first.columns)
    const more = treatments.length - 1
    const act = words[first.act]
    return {
      en: `${act.en} ${what.en}${more > 0 ? ` and ${more} more` : ''}`,
      fr: `${act.fr} ${what.fr}${more > 0 ? ` et ${more} autres` : ''}`,
    }
  },
  examples: protectExamples,
})

const words = {
  mask: { en: 'mask', fr: 'masquer' },
  hash: { en: 'hash', fr: 'hacher' },
  pseudonym: { en: 'pseudonyms for', fr: 'pseudonymes pour' },
  generalise: { en: 'coarser', fr: 'plus grossier :' },
  shuffle: { en: 'shuffle', fr: 'mélanger' },
  noise: { en: 'noise on', fr: 'bruit sur' },
  drop: { en: 'take out', fr: 'retirer' },
} as const

const numbers: readonly DataType[] = ['int', 'float']
const keyName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/

/** Which column gets which treatment. Throws NodeProblem for columns that are not there, taken twice, or that the act cannot treat. */
function plan(treatments: readonly Treatment[], input: Relation): Planned[] {
  if (treatments.length === 0)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'treatments',
      text: { en: 'There is no treatment yet.', fr: 'Il n’y a pas encore de traitement.' },
      action: { en: 'Add one, with the columns that it takes.', fr: 'Ajoutez-en un, avec ses colonnes.' },
    })
  const taken = new Set<string>()
  return treatments.flatMap((treatment, i) => {
    if (treatment.act === 'hash' && !keyName.test(treatment.key))
      throw new NodeProblem({
        code: 'value-unreadable',
        param: 'treatments',
        text: { en: `“${treatment.key}” cannot be the name of a key.`, fr: `« ${treatment.key} » ne peut pas nommer une clé.` },
        action: { en: 'Use letters without accents, digits, - and _.', fr: 'Prenez des lettres sans accent, des chiffres, - et _.' },
      })
    return columnsOf(input, treatments, i).map((column) => {
      if (taken.has(column.name)) throw twice(column.name)
      taken.add(column.name)
      if (treatment.act === 'noise' && !numbers.includes(column.type)) throw wrongType([column], numbers, { param: 'treatments' })
      return { treatment, column }
    })
  })
}

/** The columns of one treatment; what mends its rule is said for the whole list. */
function columnsOf(input: Relation, treatments: readonly Treatment[], place: number): readonly Column[] {
  const treatment = treatments[place]
  if (!treatment) return []
  try {
    return chooseColumns(input, treatment.columns, { param: 'treatments', accepts: scalars })
  } catch (error) {
    if (!(error instanceof NodeProblem)) throw error
    const fixes = error.data.fixes?.map((fix) =>
      'params' in fix
        ? {
            ...fix,
            params: { treatments: treatments.with(place, { ...treatment, columns: fix.params['treatments'] as Treatment['columns'] }) },
          }
        : fix,
    )
    throw new NodeProblem({ ...error.data, ...(fixes && { fixes }) })
  }
}

function twice(name: string): NodeProblem {
  const shown = quoted(name)
  return new NodeProblem({
    code: 'column-twice',
    param: 'treatments',
    column: name,
    text: { en: `${shown.en} has two treatments.`, fr: `${shown.fr} a deux traitements.` },
    action: { en: 'Leave it to one of them.', fr: 'Laissez-la à l’un des deux.' },
  })
}

/** Shuffled columns and noisy ones keep their type, whatever else is treated becomes a text. */
const keepsType = (act: Treatment['act'] | undefined) => act === 'shuffle' || act === 'noise'

function outputColumns(input: Relation, planned: readonly Planned[]): Column[] {
  const acts = new Map(planned.map(({ treatment, column }) => [column.name, treatment.act]))
  return input.columns.flatMap((column) => {
    const act = acts.get(column.name)
    return act === 'drop' ? [] : act === undefined || keepsType(act) ? [column] : [{ ...column, type: 'text' as const }]
  })
}

/** Values that travelled as text or as numbers, as what they were. */
function asType(value: ReturnType<typeof columnExpr>, type: DataType, act: Treatment['act'] | undefined) {
  if (!keepsType(act)) return value
  if (type === 'date') return call('text-to-date', value)
  if (type === 'timestamp') return call('text-to-timestamp', value)
  return type === 'bool' ? call('text-to-bool', value) : value
}

interface Treating {
  readonly treatment: Treatment
  readonly seed: number
  readonly ctx: RunContext
}

async function treat(
  input: Relation,
  columns: readonly Column[],
  { treatment, seed, ctx }: Treating,
): Promise<(AddedColumn & { of: Column })[]> {
  const { act } = treatment
  const asNumbers = (column: Column) => numbers.includes(column.type) && (act === 'noise' || act === 'shuffle' || act === 'generalise')
  const data = await ctx.load(
    project(
      input,
      columns.map(({ name }) => ({ name, expr: columnExpr(name) })),
    ),
    columns,
    columns.filter((column) => !asNumbers(column)).map(({ name }) => name),
  )
  const ofTexts = async (made: (texts: readonly string[]) => Promise<ReadonlyMap<string, string>> | ReadonlyMap<string, string>) => {
    const map = await made(columns.flatMap(({ name }) => data.categories.get(name)?.levels ?? []))
    return columns.map((of) => ({
      of,
      name: of.name,
      type: 'text' as const,
      values: textsOf(data, of.name).map((text) => (text === null ? null : (map.get(text) ?? null))),
    }))
  }
  const each = (change: (text: string) => string) => ofTexts((texts) => new Map(texts.map((text) => [text, change(text)])))
  switch (act) {
    case 'mask':
      return each((text) => masked(text, treatment.keep))
    case 'hash':
      return ofTexts(async (texts) => {
        const different = [...new Set(texts)]
        const hashes = await ctx.keyedHash(treatment.key, different)
        return new Map(different.map((text, i) => [text, hashes[i] ?? '']))
      })
    case 'pseudonym':
      return ofTexts((texts) => pseudonyms(texts, treatment.prefix, seed))
    case 'generalise':
      return columns.map((of): AddedColumn & { of: Column } => {
        const given = data.numbers.get(of.name)
        if (given)
          return {
            of,
            name: of.name,
            type: 'text',
            values: Array.from(given, (value) => (Number.isNaN(value) ? null : band(value, treatment.width))),
          }
        const dated = of.type === 'date' || of.type === 'timestamp'
        const coarse = (text: string) => (dated ? text.slice(0, treatment.unit === 'year' ? 4 : 7) : shortened(text, treatment.signs))
        return { of, name: of.name, type: 'text', values: textsOf(data, of.name).map((text) => (text === null ? null : coarse(text))) }
      })
    case 'shuffle':
      return columns.map((of, i): AddedColumn & { of: Column } => {
        const given = data.numbers.get(of.name)
        const type = of.type === 'int' ? 'int' : 'float'
        if (given) return { of, name: of.name, type, values: Float64Array.from(shuffled(Array.from(given), Number.isNaN, seed + i)) }
        return { of, name: of.name, type: 'text', values: shuffled(textsOf(data, of.name), (text) => text === null, seed + i) }
      })
    case 'noise':
      return columns.map((of, i) => ({
        of,
        name: of.name,
        type: of.type === 'int' ? ('int' as const) : ('float' as const),
        values: noisy(data.numbers.get(of.name) ?? new Float64Array(), {
          amount: treatment.amount,
          whole: of.type === 'int',
          seed: seed + i,
        }),
      }))
    case 'drop':
      return []
  }
}
