import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { rejectPorts } from '../kit/on-error.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { postcodeKind, postcodes, semanticKinds } from '../kit/semantic-kinds.ts'
import { judgeValues, policyField } from './judge-values.ts'
import { observeKinds } from './observe-kinds.ts'

const postcode = { value: 'postcode', label: { en: 'postcode', fr: 'code postal' } }
const own = [
  { value: 'pattern', label: { en: 'text of a pattern', fr: 'texte suivant un motif' } },
  { value: 'list', label: { en: 'value of a list', fr: 'valeur d’une liste' } },
]
const kinds = [...semanticKinds.map(({ id, label }) => ({ value: id, label })), postcode, ...own]

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text'] }),
  kind: field.choice({ label: { en: 'Should hold', fr: 'Devraient contenir' }, choices: kinds, default: 'email' }),
  country: field.choice({
    label: { en: 'Country', fr: 'Pays' },
    choices: Object.keys(postcodes).map((code) => ({ value: code, label: { en: code, fr: code } })),
    default: 'FR',
    when: { param: 'kind', in: ['postcode'] },
  }),
  pattern: field.text({
    label: { en: 'Pattern of the whole text', fr: 'Motif du texte entier' },
    placeholder: { en: '[A-Z]{2}[0-9]{4}', fr: '[A-Z]{2}[0-9]{4}' },
    optional: true,
    when: { param: 'kind', in: ['pattern'] },
  }),
  list: field.text({
    label: { en: 'Values, one a line', fr: 'Valeurs, une par ligne' },
    multiline: true,
    optional: true,
    when: { param: 'kind', in: ['list'] },
  }),
  policy: policyField,
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'mail', type: 'text' },
    { name: 'paid with', type: 'text' },
  ],
  rows: [
    ['ann@example.org', '4111 1111 1111 1111'],
    ['ann at example.org', '4111 1111 1111 1112'],
    [' bob@example.co.uk ', null],
    [null, ''],
  ],
} as const

export const checkKind = defineNode({
  id: 'quality.check-kind',
  version: 1,
  icon: 'badge-check',
  title: { en: 'Check kinds of values', fr: 'Vérifier la nature des valeurs' },
  summary: {
    en: 'Finds values that are no e-mail address, IBAN, card number, postcode or country, and marks them or takes them out.',
    fr: 'Trouve les valeurs qui ne sont pas une adresse e-mail, un IBAN, un numéro de carte, un code postal ou un pays, et les marque ou les écarte.',
  },
  help: {
    en: `A text column often holds one kind of thing, and a few values that only look like it. Card numbers, IBANs, article and book numbers and the numbers of ten states are checked by their check digits, not only by their shape; IP addresses may be of both versions; countries are told by code of two or three letters, by number, or by name in English and French; months and days by their names in seven languages. “Before you run” says which kinds the values of the first chosen column are.

White space around a value is overlooked. Missing and blank values stay as they are and break nothing. “Rejected rows” always lists the rows with a value that is none, as they were, with the reason; only “takes its row out” removes them from the table.

The shape of an address does not say that somebody reads it. Telephone numbers are told by their writing, with a country's prefix or as in France, Germany and North America.`,
    fr: `Une colonne de texte contient souvent une même sorte de choses, et quelques valeurs qui n’en ont que l’air. Les numéros de carte, IBAN, numéros d’article et de livre et les numéros de dix États sont vérifiés par leur clé, pas seulement par leur forme ; les adresses IP des deux versions sont admises ; les pays se reconnaissent à leur code de deux ou trois lettres, à leur numéro, ou à leur nom anglais ou français ; les mois et les jours à leur nom en sept langues. « Avant d’exécuter » dit de quelles natures sont les valeurs de la première colonne choisie.

Les espaces autour d’une valeur sont ignorées. Les valeurs manquantes et vides restent telles quelles et n’enfreignent rien. « Lignes rejetées » contient toujours, telles quelles et avec la raison, les lignes dont une valeur n’en est pas ; seul « écarte sa ligne » les retire de la table.

La forme d’une adresse ne dit pas que quelqu’un la lit. Les numéros de téléphone se reconnaissent à leur écriture, avec un indicatif de pays ou comme en France, en Allemagne et en Amérique du Nord.`,
  },
  keywords: {
    en: [
      'semantic type',
      'data type',
      'validate',
      'e-mail',
      'phone',
      'luhn',
      'meaning',
      'data role',
      'uuid',
      'mac address',
      'coordinates',
      'isbn',
      'ean',
      'vat',
      'bic',
      'currency',
      'language',
      'colour',
      'boolean',
      'iso 3166',
    ],
    fr: [
      'type sémantique',
      'valider',
      'e-mail',
      'téléphone',
      'luhn',
      'rôle des données',
      'uuid',
      'adresse mac',
      'coordonnées',
      'isbn',
      'ean',
      'tva',
      'bic',
      'monnaie',
      'langue',
      'couleur',
      'booléen',
      'iso 3166',
    ],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  observe(settings, inputs) {
    const input = inputs.one('table')
    const [column] = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    return column ? observeKinds(input, column, settings.kind) : { questions: {}, tell: () => ({ findings: [] }) }
  },
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    return asProblem({ param: 'pattern' }, () =>
      judgeValues(input, settings.policy, columns, (name) => ({
        fits: isKind(settings, call('strip', columnExpr(name))),
        reason: `is no ${labelOf(settings).en}`,
      })),
    )
  },
  explain(settings) {
    const [what, kind] = [columnsPhrase(settings.columns), labelOf(settings)]
    return { en: `check ${what.en}: ${kind.en}`, fr: `vérifier ${what.fr} : ${kind.fr}` }
  },
  examples: [
    {
      title: { en: 'Mark what is no address', fr: 'Marquer ce qui n’est pas une adresse' },
      params: { columns: { by: 'names', names: ['mail'] }, kind: 'email' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'mail valid', type: 'bool' }],
          rows: [
            [...table.rows[0], true],
            [...table.rows[1], false],
            [...table.rows[2], true],
            [...table.rows[3], true],
          ],
        },
      },
    },
    {
      title: { en: 'Cards whose check digit is wrong', fr: 'Des cartes dont la clé est fausse' },
      params: { columns: { by: 'names', names: ['paid with'] }, kind: 'card', policy: 'reject' },
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: [table.rows[0], table.rows[2], table.rows[3]] },
        rejected: {
          columns: [...table.columns, { name: 'reason', type: 'text' }],
          rows: [[...table.rows[1], 'paid with: “4111 1111 1111 1112” is no payment card number']],
        },
      },
    },
  ],
})

function labelOf({ kind }: Params) {
  return kinds.find(({ value }) => value === kind)?.label ?? postcode.label
}

function isKind(settings: Params, value: Expr): Expr {
  if (settings.kind === 'postcode') return postcodeKind(settings.country).is(value)
  if (settings.kind === 'pattern') {
    if (settings.pattern === '') throw nothingSaid('pattern')
    return call('regex-full-match', value, literal('text', settings.pattern))
  }
  if (settings.kind === 'list') {
    const allowed = settings.list.split('\n').flatMap((line) => (line.trim() === '' ? [] : [literal('text', line.trim())]))
    if (allowed.length === 0) throw nothingSaid('list')
    return call('in', value, ...allowed)
  }
  const found = semanticKinds.find(({ id }) => id === settings.kind)
  if (!found) throw new Error(`no kind ${settings.kind}`)
  return found.is(value)
}

function nothingSaid(param: 'pattern' | 'list'): NodeProblem {
  return new NodeProblem({
    code: 'nothing-chosen',
    param,
    text:
      param === 'pattern'
        ? { en: 'There is no pattern yet.', fr: 'Il n’y a pas encore de motif.' }
        : { en: 'There is no value yet.', fr: 'Il n’y a pas encore de valeur.' },
    action: { en: 'Type what is allowed.', fr: 'Saisissez ce qui est admis.' },
  })
}
