import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { escapePattern } from '../kit/escape-pattern.ts'
import { field } from '../kit/fields.ts'
import { onErrorField, rejectPorts, settleErrors, type Attempt } from '../kit/on-error.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { extractExamples } from './extract-examples.ts'
import { grams } from './grams.ts'

const params = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: ['text'] }),
  how: field.choice({
    label: { en: 'Take', fr: 'Extraire' },
    choices: [
      { value: 'pattern', label: { en: 'what a pattern finds', fr: 'ce qu’un motif trouve' } },
      { value: 'between', label: { en: 'what stands between two texts', fr: 'ce qui est entre deux textes' } },
      { value: 'position', label: { en: 'characters at a place', fr: 'des caractères à un endroit' } },
      { value: 'numbers', label: { en: 'numbers', fr: 'des nombres' } },
      { value: 'letter-grams', label: { en: 'runs of letters (n-grams)', fr: 'des suites de lettres (n-grammes)' } },
      { value: 'word-grams', label: { en: 'runs of words (n-grams)', fr: 'des suites de mots (n-grammes)' } },
    ],
    default: 'numbers',
  }),
  pattern: field.text({
    label: { en: 'Pattern', fr: 'Motif' },
    help: { en: 'Each group in ( ) gives a column.', fr: 'Chaque groupe entre ( ) donne une colonne.' },
    placeholder: { en: '([A-Z]+)-([0-9]+)', fr: '([A-Z]+) ([0-9]+)' },
    when: { param: 'how', in: ['pattern'] },
  }),
  before: field.text({
    label: { en: 'Behind this text', fr: 'Après ce texte' },
    help: { en: 'Empty: from the start.', fr: 'Vide : depuis le début.' },
    optional: true,
    when: { param: 'how', in: ['between'] },
  }),
  after: field.text({
    label: { en: 'Up to this text', fr: 'Jusqu’à ce texte' },
    help: { en: 'Empty: to the end.', fr: 'Vide : jusqu’à la fin.' },
    optional: true,
    when: { param: 'how', in: ['between'] },
  }),
  from: field.number({
    label: { en: 'From character', fr: 'À partir du caractère' },
    help: { en: 'Negative: counted from the end.', fr: 'Négatif : compté depuis la fin.' },
    default: 1,
    integer: true,
    when: { param: 'how', in: ['position'] },
  }),
  count: field.number({
    label: { en: 'How many characters', fr: 'Nombre de caractères' },
    default: 1,
    min: 1,
    integer: true,
    when: { param: 'how', in: ['position'] },
  }),
  which: field.choice({
    label: { en: 'If there are several', fr: 'S’il y en a plusieurs' },
    choices: [
      { value: 'first', label: { en: 'the first', fr: 'le premier' } },
      { value: 'last', label: { en: 'the last', fr: 'le dernier' } },
      { value: 'all', label: { en: 'all, as a list', fr: 'tous, en liste' } },
      { value: 'each', label: { en: 'each in its column', fr: 'chacun dans sa colonne' } },
    ],
    default: 'first',
    when: { param: 'how', in: ['pattern', 'between', 'numbers'] },
  }),
  most: field.number({
    label: { en: 'Number of columns', fr: 'Nombre de colonnes' },
    default: 3,
    min: 1,
    max: 50,
    integer: true,
    when: { param: 'which', in: ['each'] },
  }),
  size: field.number({
    label: { en: 'Length of a run', fr: 'Longueur d’une suite' },
    default: 2,
    min: 1,
    max: 5,
    integer: true,
    when: { param: 'how', in: ['letter-grams', 'word-grams'] },
  }),
  decimalComma: field.flag({
    label: { en: 'Decimal comma', fr: 'Virgule décimale' },
    default: false,
    when: { param: 'how', in: ['numbers'] },
  }),
  minus: field.flag({
    label: { en: 'A minus sign belongs to its number', fr: 'Le signe moins appartient au nombre' },
    default: true,
    when: { param: 'how', in: ['numbers'] },
  }),
  names: field.text({
    label: { en: 'Names of the new columns', fr: 'Noms des nouvelles colonnes' },
    help: { en: 'With semicolons between them.', fr: 'Séparés par des points-virgules.' },
    placeholder: { en: 'letters; digits', fr: 'lettres ; chiffres' },
    optional: true,
  }),
  onError: onErrorField(),
  place: field.flag({
    label: { en: 'Also say where it was found', fr: 'Dire aussi où cela a été trouvé' },
    help: { en: 'The number of the first character.', fr: 'Le numéro du premier caractère.' },
    default: false,
    when: { param: 'how', in: ['pattern', 'between', 'numbers'] },
    group: 'advanced',
  }),
  keep: field.flag({ label: { en: 'Keep the original column', fr: 'Garder la colonne d’origine' }, default: true, group: 'advanced' }),
})

type Params = z.output<typeof params>

export const extract = defineNode({
  id: 'text.extract',
  version: 1,
  icon: 'scan-search',
  title: { en: 'Extract from text', fr: 'Extraire du texte' },
  summary: {
    en: 'Takes numbers, parts between signs or what a pattern finds out of a text, into new columns.',
    fr: 'Tire d’un texte des nombres, des parties entre signes ou ce qu’un motif trouve, dans de nouvelles colonnes.',
  },
  help: {
    en: `Numbers become decimal numbers: 1,234.5 or, with the decimal comma, 1.234,5. A pattern is a regular expression; with groups in brackets, each gives a column; a group that takes no part in a match is missing there. All finds of a text can be kept as a list, or each in a column of its own.

Runs of letters or words (n-grams) are lists: every run of the chosen length, first those that begin at the first letter or word, then those that begin at the second, and so on.

A missing text gives missing results. A text in which nothing is found gives a missing result too, or takes its row out or stops the run, as you choose; “Rejected rows” always lists these rows.`,
    fr: `Les nombres deviennent des nombres décimaux : 1,234.5 ou, avec la virgule décimale, 1.234,5. Un motif est une expression régulière ; avec des groupes entre parenthèses, chacun donne une colonne ; un groupe qui ne prend pas part à la correspondance y manque. Tout ce qui est trouvé dans un texte peut être gardé en liste, ou chacun dans sa colonne.

Les suites de lettres ou de mots (n-grammes) sont des listes : toutes les suites de la longueur choisie, d’abord celles qui partent de la première lettre ou du premier mot, puis de la deuxième ou du deuxième, etc.

Un texte manquant donne des résultats manquants. Un texte où rien n’est trouvé donne aussi un résultat manquant, écarte sa ligne ou arrête l’exécution, à votre choix ; « Lignes rejetées » contient toujours ces lignes.`,
  },
  keywords: {
    en: ['regex', 'regular expression', 'substring', 'capture group', 'find all', 'n-gram', 'digits', 'year', 'mid', 'left', 'right'],
    fr: [
      'regex',
      'expression régulière',
      'sous-chaîne',
      'groupe',
      'tout trouver',
      'n-gramme',
      'chiffres',
      'année',
      'stxt',
      'gauche',
      'droite',
    ],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const { name } = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const value = columnExpr(name)
    return asProblem({ param: 'pattern', column: name }, () => {
      const results = resultsOf(value, settings)
      extend(
        input,
        results.map(({ expr }, index) => ({ name: `r${index}`, expr })),
      )
      const given = settings.names.split(';').map((item) => item.trim())
      const free = freeNames(input)
      const names = results.map(({ ending }, index) => free(given[index] || `${name} ${ending}`))
      const [first] = results
      const fails = first && fallible.has(settings.how) && first.type !== undefined
      const failed = call('and', call('is-not-null', value), call('is-null', first?.match ?? first?.expr ?? value))
      const attempts = fails
        ? [{ source: name, expr: first.expr, type: first.type, failed, shown: value, reason: 'holds nothing to take' }]
        : []
      return settleErrors(input, attempts as readonly Attempt[], settings.onError, (rows, treated): Relation => {
        const exprs = results.map(({ expr }, index) => (index === 0 ? (treated[0]?.expr ?? expr) : expr))
        return addDerived(
          rows,
          [{ source: name, columns: names.map((as, index) => ({ name: as, expr: exprs[index] ?? value })) }],
          settings.keep,
        )
      })
    })
  },
  explain(settings) {
    const what = quoted(settings.column || '…')
    const words = {
      pattern: { en: settings.pattern || '…', fr: settings.pattern || '…' },
      between: { en: `${settings.before}…${settings.after}`, fr: `${settings.before}…${settings.after}` },
      position: { en: `${settings.count} characters at ${settings.from}`, fr: `${settings.count} caractères au ${settings.from}` },
      numbers: { en: 'numbers', fr: 'les nombres' },
      'letter-grams': { en: `runs of ${settings.size} letters`, fr: `les suites de ${settings.size} lettres` },
      'word-grams': { en: `runs of ${settings.size} words`, fr: `les suites de ${settings.size} mots` },
    }[settings.how]
    return { en: `take ${words.en} out of ${what.en}`, fr: `extraire ${words.fr} de ${what.fr}` }
  },
  examples: extractExamples,
})

const fallible: ReadonlySet<Params['how']> = new Set(['pattern', 'between', 'numbers'])

interface Taken {
  readonly ending: string
  readonly expr: Expr
  /** The text it is made of: missing where nothing is found at all. */
  readonly match?: Expr
  /** Given where the result can fail to be there. */
  readonly type?: DataType
}

const int = (value: number) => literal('int', value)
const text = (value: string) => literal('text', value)

function resultsOf(value: Expr, settings: Params): readonly Taken[] {
  switch (settings.how) {
    case 'position':
      return [{ ending: 'part', expr: atPlace(value, settings.from, settings.count) }]
    case 'letter-grams':
    case 'word-grams':
      return [
        { ending: `${settings.size}-grams`, expr: grams(value, settings.how === 'letter-grams' ? 'letters' : 'words', settings.size) },
      ]
    default:
      return found(value, settings)
  }
}

function atPlace(value: Expr, from: number, count: number): Expr {
  if (from === 0)
    throw new NodeProblem({
      code: 'bad-value',
      param: 'from',
      text: {
        en: 'Characters are counted from 1, or from -1 at the end.',
        fr: 'Les caractères se comptent à partir de 1, ou de -1 à la fin.',
      },
    })
  const part = from > 0 ? call('mid', value, int(from), int(count)) : call('left', call('right', value, int(-from)), int(count))
  return call('null-if', part, text(''))
}

function found(value: Expr, settings: Params): readonly Taken[] {
  const { pattern, groups } = patternOf(settings)
  const all = call('regex-extract-all', value, text(pattern))
  const several = groups.length > 1
  const one = (match: Expr, ending: string, direct: boolean): Taken[] =>
    groups.map((group, index) => {
      const read = direct
        ? call('regex-extract', value, text(pattern), int(group))
        : group === 0
          ? match
          : call('regex-extract', match, text(pattern), int(group))
      // A group that takes no part in the match, or of no letters, has found nothing.
      const known = settings.how === 'numbers' ? numberOf(read, settings) : call('null-if', read, text(''))
      return {
        ending: several ? `${ending} ${index + 1}`.trim() : ending || 'part',
        expr: known,
        match: read,
        type: settings.how === 'numbers' ? 'float' : 'text',
      }
    })
  const taken: readonly Taken[] =
    settings.which === 'all'
      ? [{ ending: 'parts', expr: all }]
      : settings.which === 'each'
        ? Array.from({ length: settings.most }, (_, index) =>
            one(call('list-element', all, int(index + 1)), String(index + 1), false),
          ).flat()
        : settings.which === 'last'
          ? one(call('list-element', all, int(-1)), several ? '' : 'part', false)
          : one(value, several ? '' : 'part', true)
  if (!settings.place) return taken
  const first = settings.which === 'last' ? call('list-element', all, int(-1)) : call('regex-extract', value, text(pattern), int(0))
  const at = settings.which === 'last' ? lastPlace(value, first) : call('find', first, value)
  return [...taken, { ending: 'place', expr: at }]
}

/** Where the last occurrence begins: what is before it holds all the others. */
function lastPlace(value: Expr, match: Expr): Expr {
  const behind = call('find', call('reverse-text', match), call('reverse-text', value))
  return call('add-int', call('subtract-int', call('subtract-int', call('length', value), behind), call('length', match)), int(2))
}

function patternOf(settings: Params): { pattern: string; groups: readonly number[] } {
  if (settings.how === 'between') {
    if (settings.before === '' && settings.after === '') throw new NodeProblem(nothingGiven('before'))
    const [from, to] = [escapePattern(settings.before) || '^', escapePattern(settings.after) || '$']
    return { pattern: `${from}((?:.|\\n)*?)${to}`, groups: [1] }
  }
  if (settings.how === 'numbers') {
    const [decimal, group] = settings.decimalComma ? [',', '[.]'] : ['[.]', ',']
    const sign = settings.minus ? '-?' : ''
    return { pattern: `${sign}[0-9]{1,3}(?:${group}[0-9]{3})+(?:${decimal}[0-9]+)?|${sign}[0-9]+(?:${decimal}[0-9]+)?`, groups: [0] }
  }
  if (settings.pattern === '') throw new NodeProblem(nothingGiven('pattern'))
  const count = groupCount(settings.pattern)
  return { pattern: settings.pattern, groups: count === 0 ? [0] : Array.from({ length: count }, (_, index) => index + 1) }
}

/** How many groups a pattern captures: opening brackets outside classes that are not (?: and not escaped. */
function groupCount(pattern: string): number {
  const bare = pattern.replaceAll(/\\./gs, '').replaceAll(/\[[^\]]*\]/g, '')
  return [...bare.matchAll(/\((?!\?)/g)].length
}

function numberOf(read: Expr, { decimalComma }: Params): Expr {
  return convert(read, 'text', 'float', { decimalComma }) ?? read
}

const nothingGiven = (param: 'pattern' | 'before') => ({
  code: 'nothing-chosen',
  param,
  text: { en: 'Nothing says what to take.', fr: 'Rien ne dit quoi extraire.' },
  action: { en: 'Type a pattern, or the text before or behind the part.', fr: 'Saisissez un motif, ou le texte avant ou après la partie.' },
})
