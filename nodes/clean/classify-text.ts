import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { comparedText, overlookedFields } from '../kit/compared-text.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { unifyResults } from '../kit/typed-values.ts'
import { nameMissing } from '../kit/name-missing.ts'

const params = z.object({
  column: field.column({ label: { en: 'Text', fr: 'Texte' }, accepts: ['text'] }),
  rules: field.keyValue({
    label: { en: 'Rules, the first that fits counts', fr: 'Règles, la première remplie compte' },
    columns: [
      { key: 'key', label: { en: 'Text holds', fr: 'Le texte contient' } },
      { key: 'value', label: { en: 'Class', fr: 'Classe' } },
    ],
  }),
  how: field.choice({
    label: { en: 'Compare', fr: 'Comparer' },
    choices: [
      { value: 'contains', label: { en: 'anywhere in the text', fr: 'partout dans le texte' } },
      { value: 'starts-with', label: { en: 'at the start', fr: 'au début' } },
      { value: 'ends-with', label: { en: 'at the end', fr: 'à la fin' } },
      { value: 'regex-match', label: { en: 'as a pattern', fr: 'comme un motif' } },
    ],
    default: 'contains',
  }),
  otherwise: field.text({
    label: { en: 'All other texts', fr: 'Tous les autres textes' },
    help: { en: 'Missing when this is empty.', fr: 'Manquant si rien n’est saisi.' },
    optional: true,
  }),
  name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'class' }),
  ...overlookedFields,
  ignoreCase: field.flag({ label: { en: 'Capitals do not matter', fr: 'Majuscules indifférentes' }, default: true }),
})

const table = {
  columns: [{ name: 'label', type: 'text', role: 'sensitive' }],
  rows: [['CARREFOUR CITY 12'], ['Uber *trip'], ['Cash'], [null]],
} as const

export const classifyText = defineNode({
  id: 'clean.classify-text',
  version: 1,
  icon: 'tags',
  title: { en: 'Classes from text', fr: 'Classes d’après un texte' },
  summary: {
    en: 'Sorts rows into classes by what a text holds.',
    fr: 'Range les lignes dans des classes selon ce qu’un texte contient.',
  },
  help: {
    en: `“CARREFOUR CITY 12” is groceries, “Uber *trip” is travel: each rule is a piece of text and the class it stands for. Rules are tried from top to bottom. Pieces are searched anywhere, at one end, or as regular expressions; $ and ^ mean the ends there.

Texts that no rule fits get the class for all others, or are missing. Missing texts stay missing. Classes that all are numbers make a column of numbers.`,
    fr: `« CARREFOUR CITY 12 » est une course, « Uber *trip » un déplacement : chaque règle est un morceau de texte et la classe qu’il signifie. Les règles sont essayées de haut en bas. Les morceaux se cherchent partout, à un bout, ou comme expressions régulières ; $ et ^ y désignent les bouts.

Les textes qu’aucune règle ne prend ont la classe des autres, ou sont manquants. Les textes manquants le restent. Des classes toutes numériques font une colonne de nombres.`,
  },
  keywords: {
    en: ['create class', 'substring', 'keyword', 'categorise', 'tag', 'regex', 'rules'],
    fr: ['créer une classe', 'sous-chaîne', 'mot-clé', 'catégoriser', 'étiqueter', 'regex', 'règles'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const name = settings.name.trim()
    if (name === '') throw new NodeProblem(nameMissing)
    const rules = settings.rules.filter(({ key, value }) => key !== '' || value !== '')
    if (rules.length === 0) throw new NodeProblem(noRule)
    if (rules.some(({ key }) => key === '')) throw new NodeProblem(emptyRule)
    const { exprs } = unifyResults([...rules.map(({ value }) => ({ typed: value })), { typed: settings.otherwise }, { typed: '' }], 'rules')
    const value = columnExpr(column.name)
    // Capitals of a pattern are its own matter: \D and \d must not become one.
    const compared = comparedText(value, settings.how === 'regex-match' ? { ...settings, ignoreCase: false } : settings)
    const cases = rules.flatMap(({ key }, index) => [fits(compared, key, settings), exprs[index] ?? literal('text', null)])
    const [other, none] = exprs.slice(-2)
    if (!other || !none) throw new Error('two results remain')
    const expr = call('ifs', call('is-null', value), none, ...cases, literal('bool', true), other)
    return asProblem({ param: 'rules' }, () => passRolesOn(extend(input, [{ name, expr }]), input, new Map([[name, column.name]])))
  },
  explain({ column, rules, name }) {
    const [from, to] = [quoted(column || '…'), quoted(name.trim() || '…')]
    const [en, fr] = rules.length === 1 ? ['rule', 'règle'] : ['rules', 'règles']
    return { en: `${to.en} from ${from.en} by ${rules.length} ${en}`, fr: `${to.fr} d’après ${from.fr} par ${rules.length} ${fr}` }
  },
  examples: [
    {
      title: { en: 'What the money went for', fr: 'À quoi l’argent a servi' },
      params: {
        column: 'label',
        rules: [
          { key: 'carrefour', value: 'groceries' },
          { key: 'uber', value: 'travel' },
        ],
        otherwise: 'other',
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'class', type: 'text', role: 'sensitive' }],
          rows: [
            ['CARREFOUR CITY 12', 'groceries'],
            ['Uber *trip', 'travel'],
            ['Cash', 'other'],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'By patterns, with numbers as classes', fr: 'Par des motifs, avec des nombres pour classes' },
      params: {
        column: 'label',
        how: 'regex-match',
        name: 'kind',
        rules: [
          { key: '[0-9]+$', value: '1' },
          { key: '^Ub', value: '2' },
        ],
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'kind', type: 'int', role: 'sensitive' }],
          rows: [
            ['CARREFOUR CITY 12', 1],
            ['Uber *trip', 2],
            ['Cash', null],
            [null, null],
          ],
        },
      },
    },
  ],
})

function fits(text: Expr, piece: string, settings: z.output<typeof params>): Expr {
  if (settings.how === 'regex-match')
    return call('regex-match', text, literal('text', settings.ignoreCase && !piece.startsWith('(?i)') ? `(?i)${piece}` : piece))
  return call(settings.how, text, comparedText(literal('text', piece), settings))
}

const noRule = {
  code: 'nothing-chosen',
  param: 'rules',
  text: { en: 'There is no rule.', fr: 'Il n’y a pas de règle.' },
  action: { en: 'Add a piece of text and its class.', fr: 'Ajoutez un morceau de texte et sa classe.' },
}

const emptyRule = {
  code: 'value-missing',
  param: 'rules',
  text: { en: 'A rule has no text to look for.', fr: 'Une règle n’a pas de texte à chercher.' },
  action: { en: 'Type a piece of text, or remove the rule.', fr: 'Saisissez un morceau de texte, ou retirez la règle.' },
}
