import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { asProblem } from '../kit/as-problem.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { textSigns } from '../kit/text-signs.ts'

const tests = [
  { value: 'contains', label: { en: 'contains', fr: 'contient' } },
  { value: 'starts', label: { en: 'starts with', fr: 'commence par' } },
  { value: 'ends', label: { en: 'ends with', fr: 'finit par' } },
  { value: 'pattern', label: { en: 'matches the pattern', fr: 'répond au motif' } },
  { value: 'length', label: { en: 'has a length', fr: 'a une longueur' } },
  { value: 'blank', label: { en: 'is blank', fr: 'est vide' } },
  { value: 'digits', label: { en: 'is all digits', fr: 'n’a que des chiffres' } },
  { value: 'letters', label: { en: 'is all letters', fr: 'n’a que des lettres' } },
  { value: 'alphanumeric', label: { en: 'is all letters and digits', fr: 'n’a que lettres et chiffres' } },
  { value: 'spaces', label: { en: 'is all spaces', fr: 'n’a que des espaces' } },
  { value: 'lower', label: { en: 'is lower case', fr: 'est en minuscules' } },
  { value: 'upper', label: { en: 'is upper case', fr: 'est en majuscules' } },
  { value: 'title', label: { en: 'has capital initials', fr: 'a des initiales majuscules' } },
  { value: 'number', label: { en: 'is a number', fr: 'est un nombre' } },
  { value: 'whole', label: { en: 'is a whole number', fr: 'est un nombre entier' } },
] as const

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text'] }),
  test: field.choice({ label: { en: 'The text', fr: 'Le texte' }, choices: tests, default: 'contains' }),
  value: field.text({
    label: { en: 'Text or pattern', fr: 'Texte ou motif' },
    when: { param: 'test', in: ['contains', 'starts', 'ends', 'pattern'] },
  }),
  ignoreCase: field.flag({
    label: { en: 'Capital or not is the same', fr: 'Majuscule ou non, c’est égal' },
    default: false,
    when: { param: 'test', in: ['contains', 'starts', 'ends'] },
  }),
  shortest: field.number({
    label: { en: 'At least', fr: 'Au moins' },
    default: 1,
    min: 0,
    integer: true,
    when: { param: 'test', in: ['length'] },
  }),
  longest: field.optionalNumber({
    label: { en: 'At most', fr: 'Au plus' },
    min: 0,
    integer: true,
    when: { param: 'test', in: ['length'] },
  }),
  name: field.text({
    label: { en: 'Ending of the new names', fr: 'Fin des nouveaux noms' },
    placeholder: { en: 'ok', fr: 'correct' },
    optional: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

const table = {
  columns: [{ name: 'code', type: 'text' }],
  rows: [['AB12'], ['ab-12'], [''], [null]],
} as const

export const testText = defineNode({
  id: 'text.test-text',
  version: 1,
  icon: 'circle-check',
  title: { en: 'Test text', fr: 'Tester le texte' },
  summary: {
    en: 'Says of each text whether it passes a test, as yes or no.',
    fr: 'Dit de chaque texte s’il passe un test, par oui ou non.',
  },
  help: {
    en: `Each column gets one of yes and no beside it. Letters are those of all living alphabets, digits are 0 to 9, numbers may have a point and an exponent and spaces around them. Lower and upper case need one letter that has a case. A pattern need only be found somewhere; put it between ^ and $ for the whole text.

A missing text is neither: the answer is missing, except for “is blank”, where it is yes.`,
    fr: `Chaque colonne en reçoit une de oui ou non à côté d’elle. Les lettres sont celles de tous les alphabets vivants, les chiffres vont de 0 à 9, les nombres peuvent avoir un point, un exposant et des espaces autour. Minuscules et majuscules demandent au moins une lettre qui en distingue. Un motif n’a qu’à se trouver quelque part ; mettez-le entre ^ et $ pour le texte entier.

Un texte manquant n’est ni l’un ni l’autre : la réponse manque, sauf pour « est vide », où c’est oui.`,
  },
  keywords: {
    en: ['is numeric', 'isdigit', 'isalpha', 'starts with', 'ends with', 'regex match', 'length', 'flag', 'validate'],
    fr: ['numérique', 'chiffres', 'lettres', 'commence par', 'finit par', 'longueur', 'indicateur', 'valider'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    if (needsValue.has(settings.test) && settings.value === '') throw new NodeProblem(noValue)
    const free = freeNames(input)
    return asProblem({ param: 'value' }, () => {
      const derived = columns.map(({ name }) => ({
        source: name,
        columns: [{ name: free(`${name} ${settings.name.trim() || settings.test}`), expr: tested(columnExpr(name), settings) }],
      }))
      extend(
        input,
        derived.flatMap((item) => item.columns),
      )
      return addDerived(input, derived, true)
    })
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const word = tests.find((item) => item.value === settings.test)?.label ?? { en: '', fr: '' }
    const value = needsValue.has(settings.test) ? quoted(settings.value || '…') : { en: '', fr: '' }
    return { en: `whether ${what.en} ${word.en} ${value.en}`.trim(), fr: `si ${what.fr} ${word.fr} ${value.fr}`.trim() }
  },
  examples: [
    {
      title: { en: 'Letters and digits only', fr: 'Lettres et chiffres seulement' },
      params: { columns: { by: 'names', names: ['code'] }, test: 'alphanumeric' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'code alphanumeric', type: 'bool' }],
          rows: [
            ['AB12', true],
            ['ab-12', false],
            ['', false],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Blank or missing', fr: 'Vide ou manquant' },
      params: { columns: { by: 'names', names: ['code'] }, test: 'blank', name: 'absent' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'code absent', type: 'bool' }],
          rows: [
            ['AB12', false],
            ['ab-12', false],
            ['', true],
            [null, true],
          ],
        },
      },
    },
  ],
})

const needsValue: ReadonlySet<string> = new Set(['contains', 'starts', 'ends', 'pattern'])

const noValue = {
  code: 'nothing-chosen',
  param: 'value',
  text: { en: 'There is nothing to look for.', fr: 'Il n’y a rien à chercher.' },
  action: { en: 'Type a text or a pattern.', fr: 'Saisissez un texte ou un motif.' },
}

const functions = { contains: 'contains', starts: 'starts-with', ends: 'ends-with' } as const
const inside = (pattern: string) => pattern.slice(1, -1)
const classes = {
  digits: '[0-9]+',
  letters: `${textSigns.letters}+`,
  alphanumeric: `[0-9${inside(textSigns.letters)}]+`,
  spaces: '[ \\t\\n\\r\\f\u00a0]+',
} as const

function tested(value: Expr, settings: Params): Expr {
  const { test } = settings
  const fold = (expr: Expr) => (settings.ignoreCase ? call('lower', expr) : expr)
  const full = (pattern: string) => call('regex-full-match', value, literal('text', pattern))
  switch (test) {
    case 'contains':
    case 'starts':
    case 'ends':
      return call(functions[test], fold(value), fold(literal('text', settings.value)))
    case 'pattern':
      return call('regex-match', value, literal('text', settings.value))
    case 'length': {
      const length = call('length', value)
      const least = call('greater-or-equal', length, literal('int', settings.shortest))
      return settings.longest === null ? least : call('and', least, call('less-or-equal', length, literal('int', settings.longest)))
    }
    case 'blank':
      return call('is-blank', value)
    case 'number':
      return call('if', call('is-null', value), literal('bool', null), call('is-not-null', call('parse-number', value)))
    case 'whole':
      return full('\\s*[+-]?[0-9]+\\s*')
    case 'title':
      return call('and', call('equal', value, call('proper', value)), cased(value))
    case 'lower':
    case 'upper':
      return call('and', call('equal', value, call(test, value)), cased(value))
    default:
      return full(classes[test])
  }
}

const cased = (value: Expr) => call('not-equal', call('lower', value), call('upper', value))
