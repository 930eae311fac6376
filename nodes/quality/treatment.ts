import { z } from 'zod'
import { randomFrom, shuffledIndices } from '../../engine/learn/random.ts'
import type { ColumnData } from '../kit/context.ts'
import { field } from '../kit/fields.ts'
import { scalars } from '../kit/type-groups.ts'

const acts = [
  { value: 'mask', label: { en: 'mask, but for the last signs', fr: 'masquer, sauf les derniers signes' } },
  { value: 'hash', label: { en: 'replace by a keyed hash', fr: 'remplacer par une empreinte à clé' } },
  { value: 'pseudonym', label: { en: 'replace by a pseudonym', fr: 'remplacer par un pseudonyme' } },
  { value: 'generalise', label: { en: 'make coarser', fr: 'rendre plus grossier' } },
  { value: 'shuffle', label: { en: 'shuffle among the rows', fr: 'mélanger entre les lignes' } },
  { value: 'noise', label: { en: 'add noise', fr: 'ajouter du bruit' } },
  { value: 'drop', label: { en: 'take out', fr: 'retirer' } },
] as const

const when = (...values: readonly string[]) => ({ param: 'act', in: values })

/** What is done to some columns. */
export const treatmentItem = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars }),
  act: field.choice({ label: { en: 'Act', fr: 'Action' }, choices: acts, default: 'mask' }),
  keep: field.number({
    label: { en: 'Signs left to see', fr: 'Signes laissés visibles' },
    default: 4,
    min: 0,
    max: 20,
    integer: true,
    when: when('mask'),
  }),
  key: field.text({
    label: { en: 'Name of the key', fr: 'Nom de la clé' },
    help: {
      en: 'The key itself lies in your account, never in the pipeline. Equal names give equal hashes, here and in other tables.',
      fr: 'La clé elle-même est dans votre compte, jamais dans le pipeline. Même nom, mêmes empreintes, ici et dans d’autres tables.',
    },
    default: 'personal-data',
    when: when('hash'),
  }),
  prefix: field.text({
    label: { en: 'Pseudonyms begin with', fr: 'Les pseudonymes commencent par' },
    default: 'P',
    when: when('pseudonym'),
  }),
  width: field.number({
    label: { en: 'Bands of numbers are so wide', fr: 'Largeur des tranches de nombres' },
    default: 10,
    min: 0.000001,
    when: when('generalise'),
  }),
  unit: field.choice({
    label: { en: 'Dates become', fr: 'Les dates deviennent' },
    choices: [
      { value: 'year', label: { en: 'a year', fr: 'une année' } },
      { value: 'month', label: { en: 'a month', fr: 'un mois' } },
    ],
    default: 'year',
    when: when('generalise'),
  }),
  signs: field.number({
    label: { en: 'Texts keep their first signs', fr: 'Les textes gardent leurs premiers signes' },
    help: { en: 'Such as the two of a postcode that name a region.', fr: 'Comme les deux d’un code postal qui nomment un département.' },
    default: 2,
    min: 0,
    max: 20,
    integer: true,
    when: when('generalise'),
  }),
  amount: field.number({
    label: { en: 'Standard deviation of the noise', fr: 'Écart type du bruit' },
    default: 1,
    min: 0,
    when: when('noise'),
  }),
})

export type Treatment = z.output<typeof treatmentItem>

/** Letters and digits become stars but for the last ones; a value that is no longer than what may be seen is masked whole. */
export function masked(value: string, keep: number): string {
  const signs = [...value]
  const told = signs.filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length
  let left = told > keep ? told - keep : told
  return signs.map((sign) => (/[\p{L}\p{N}]/u.test(sign) && left-- > 0 ? '*' : sign)).join('')
}

/** The first signs of a text, the rest as stars. */
export function shortened(value: string, signs: number): string {
  const all = [...value]
  return all.slice(0, signs).join('') + '*'.repeat(Math.max(0, all.length - signs))
}

/** The band that holds a number: “20 – 30” holds 20 and not 30. */
export function band(value: number, width: number): string {
  if (!Number.isFinite(value)) return String(value)
  // Bounds are multiples of the width as a person would write them, without the last bits of 0.30000000000000004.
  const at = (place: number) => String(Number((place * width).toPrecision(12)))
  const place = Math.floor(Number((value / width).toPrecision(12)))
  return `${at(place)} – ${at(place + 1)}`
}

/** A pseudonym for each text, numbered in an order that the seed draws; equal texts have equal ones. */
export function pseudonyms(texts: readonly string[], prefix: string, seed: number): ReadonlyMap<string, string> {
  const different = [...new Set(texts)].toSorted()
  const places = shuffledIndices(different.length, randomFrom(seed))
  const digits = String(different.length).length
  return new Map(different.map((text, i) => [text, `${prefix}${String((places[i] ?? 0) + 1).padStart(digits, '0')}`]))
}

/** The values of a column in another order; rows without one keep none. */
export function shuffled<T>(values: readonly T[], isMissing: (value: T) => boolean, seed: number): T[] {
  const places = values.flatMap((value, i) => (isMissing(value) ? [] : [i]))
  const order = shuffledIndices(places.length, randomFrom(seed))
  const result = [...values]
  places.forEach((place, i) => {
    const from = places[order[i] ?? 0]
    if (from !== undefined) result[place] = values[from] as T
  })
  return result
}

/** Numbers with normal noise of a standard deviation; whole ones stay whole. Missing stays missing. */
export function noisy(values: Float64Array, { amount, whole, seed }: { amount: number; whole: boolean; seed: number }): Float64Array {
  const random = randomFrom(seed)
  return values.map((value) => {
    const moved = value + amount * random.normal()
    return Number.isNaN(value) ? NaN : whole ? Math.round(moved) : moved
  })
}

/** The texts of a column row by row; null where there is none. */
export function textsOf(data: ColumnData, name: string): (string | null)[] {
  const column = data.categories.get(name)
  return column ? Array.from(column.codes, (code) => column.levels[code] ?? null) : []
}
