import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { hashKeyName } from '../../engine/relation/functions/hash-key-name.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseItemColumns } from '../kit/choose-item-columns.ts'
import { chooseColumn, wrongType } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { protectExamples } from './protect-examples.ts'
import { pseudonymised, shuffled } from './treat-columns.ts'
import { band, hashed, masked, normalOf, shortened, textOf } from './treat-values.ts'
import { treatmentItem, type Treatment } from './treatment.ts'

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

Coarser: numbers become bands such as “20 – 30”, dates a year or a month, texts their first signs. Shuffling keeps all values of a column and breaks their tie to the row. Noise is normal, with the deviation that you give; whole numbers stay whole. It is drawn from the value with the key, so that it can be repeated but not taken off; name a column that tells rows apart, or equal values get equal noise.

Masks, hashes, coarser values and noise need only their own row: a model that learns from them is served as it is, and the endpoint takes the values as they were. Pseudonyms and shuffling need all rows: an endpoint then takes every column as it comes out of this node.

Missing values stay missing, which tells who gave no answer. What is left may still point to a person when it is rare: a treated table is not anonymous by that alone.`,
    fr: `Chaque traitement prend des colonnes. Un masque laisse voir les derniers signes. Une empreinte à clé (HMAC-SHA256) donne aux valeurs égales la même empreinte dans chaque table et chaque exécution, et personne ne retrouve la valeur par essais sans la clé ; la clé est créée à son premier usage, reste dans votre compte et n’est dans aucun pipeline. Un pseudonyme est court et le même pour les valeurs égales de cette table, aussi entre plusieurs colonnes d’un même traitement ; une autre table en a d’autres.

Plus grossier : les nombres deviennent des tranches comme « 20 – 30 », les dates une année ou un mois, les textes leurs premiers signes. Mélanger garde toutes les valeurs d’une colonne et rompt leur lien à la ligne. Le bruit est normal, de l’écart type donné ; les entiers restent entiers. Il est tiré de la valeur avec la clé : on peut le reproduire, mais pas l’ôter ; nommez une colonne qui distingue les lignes, sinon des valeurs égales reçoivent le même bruit.

Masques, empreintes, valeurs plus grossières et bruit ne demandent que leur propre ligne : un modèle qui en apprend se déploie tel quel, et le point d’accès reçoit les valeurs d’origine. Pseudonymes et mélange demandent toutes les lignes : un point d’accès reçoit alors chaque colonne telle qu’elle sort de ce nœud.

Les valeurs manquantes restent manquantes, ce qui dit qui n’a pas répondu. Ce qui reste peut encore désigner une personne si c’est rare : une table traitée n’est pas anonyme pour autant.`,
  },
  keywords: {
    en: ['pii', 'gdpr', 'anonymise', 'pseudonymise', 'mask', 'redact', 'hmac', 'salted hash', 'tokenise', 'generalise', 'shuffle', 'noise'],
    fr: ['rgpd', 'anonymiser', 'pseudonymiser', 'masquer', 'caviarder', 'hmac', 'hachage salé', 'généraliser', 'mélanger', 'bruit'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const planned = plan(settings.treatments, input)
    const dropped = new Set(planned.flatMap(({ treatment, column }) => (treatment.act === 'drop' ? [column.name] : [])))
    // What needs all rows comes first, so that what needs only one row is computed behind an endpoint.
    const whole = settings.treatments.reduce((table, treatment, i) => {
      const columns = planned.filter((one) => one.treatment === treatment).map(({ column }) => column)
      if (treatment.act === 'pseudonym') return pseudonymised(table, columns, { prefix: treatment.prefix, seed: settings.seed })
      if (treatment.act === 'shuffle') return columns.reduce((rows, column, j) => shuffled(rows, column, settings.seed + i + j), table)
      return table
    }, input)
    const free = freeNames(whole)
    const noisy = planned.filter(({ treatment }) => treatment.act === 'noise').map((one) => ({ ...one, drawn: free('drawn') }))
    const drawn = extend(
      whole,
      noisy.map(({ column, treatment, drawn: name }) => ({ name, expr: drawOf(column, treatment, { input, seed: settings.seed }) })),
    )
    const treated = extend(drawn, [
      ...planned.flatMap(({ column, treatment }) => {
        const expr = inPlace(column, treatment)
        return expr ? [{ name: column.name, expr }] : []
      }),
      ...noisy.map(({ column, treatment, drawn: name }) => ({
        name: column.name,
        expr: withNoise(column, treatment.amount, columnExpr(name)),
      })),
    ])
    return select(
      treated,
      input.columns.flatMap(({ name }) => (dropped.has(name) ? [] : [name])),
    )
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
    if ((treatment.act === 'hash' || treatment.act === 'noise') && !hashKeyName.test(treatment.key))
      throw new NodeProblem({
        code: 'value-unreadable',
        param: 'treatments',
        text: { en: `“${treatment.key}” cannot be the name of a key.`, fr: `« ${treatment.key} » ne peut pas nommer une clé.` },
        action: { en: 'Use letters without accents, digits, - and _.', fr: 'Prenez des lettres sans accent, des chiffres, - et _.' },
      })
    const place = { items: treatments, place: i, key: 'columns' } as const
    return chooseItemColumns(input, place, { param: 'treatments', accepts: scalars }).map((column) => {
      if (taken.has(column.name)) throw twice(column.name)
      taken.add(column.name)
      if (treatment.act === 'noise' && !numbers.includes(column.type)) throw wrongType([column], numbers, { param: 'treatments' })
      return { treatment, column }
    })
  })
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

/** What becomes of a value that needs no other row; undefined for what is done otherwise. */
function inPlace(column: Column, treatment: Treatment): Expr | undefined {
  const value = columnExpr(column.name)
  const text = textOf(value, column)
  switch (treatment.act) {
    case 'mask':
      return masked(text, treatment.keep)
    case 'hash':
      return hashed(text, treatment.key)
    case 'generalise':
      if (column.type === 'int') return band(call('int-to-float', value), treatment.width)
      if (column.type === 'float') return band(value, treatment.width)
      if (column.type === 'date' || column.type === 'timestamp')
        return call('left', text, literal('int', treatment.unit === 'year' ? 4 : 7))
      return shortened(text, treatment.signs)
    case 'pseudonym':
    case 'shuffle':
    case 'noise':
    case 'drop':
      return undefined
  }
}

/** What the noise of a value is drawn from: nobody can take it off again without the key. */
function drawOf(column: Column, { apart, key }: Treatment, { input, seed }: { input: Relation; seed: number }): Expr {
  const value = textOf(columnExpr(column.name), column)
  const told = apart === '' ? undefined : chooseColumn(input, apart, { param: 'treatments', accepts: scalars, replace: null })
  const row = told ? call('coalesce', textOf(columnExpr(told.name), told), literal('text', '')) : literal('text', '')
  return hashed(call('concat', literal('text', `${seed}|${column.name}|`), value, literal('text', '|'), row), key)
}

/** Whole numbers stay whole. */
function withNoise(column: Column, amount: number, draw: Expr): Expr {
  const noise = call('multiply', normalOf(draw), literal('float', amount))
  const value = columnExpr(column.name)
  if (column.type === 'float') return call('add', value, noise)
  return call('float-to-int', call('round', call('add', call('int-to-float', value), noise), literal('int', 0)))
}
