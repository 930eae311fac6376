import { isOperator } from './operators.ts'
import type { Reader } from './reader.ts'
import type { Span } from './problem.ts'
import type { Token } from './tokens.ts'

/** A value is missing after the token just read. */
export function valueMissing({ before, peek, typed, report }: Reader): void {
  const last = before()
  const after = peek()
  if (last === undefined && after.kind === 'end') {
    report('empty', after, 'The formula is empty.', 'La formule est vide.')
  } else if (last !== undefined && (last.kind === 'word' || (last.kind === 'symbol' && isOperator(last.value)))) {
    report('value-missing', last, `A value is missing after ${typed(last)}.`, `Il manque une valeur après ${typed(last)}.`)
  } else if (after.kind === 'end') {
    report('value-missing', last ?? after, 'A value is missing at the end.', 'Il manque une valeur à la fin.')
  } else {
    report('value-missing', after, `A value is missing before ${typed(after)}.`, `Il manque une valeur avant ${typed(after)}.`)
  }
}

export function parenthesisMissing({ report }: Reader, opening: Token): void {
  report('parenthesis-missing', opening, 'This parenthesis is never closed: add ).', 'Cette parenthèse n’est jamais fermée : ajoutez ).')
}

export function parenthesisExtra({ peek, report }: Reader): void {
  report('parenthesis-extra', peek(), 'There is no ( for this ).', 'Il n’y a pas de ( pour cette ).')
}

/** Two values stand side by side. */
export function operatorMissing({ before, peek, typed, report }: Reader): void {
  const token = peek()
  const last = before()
  if (last?.kind === 'word' && token.kind === 'word') {
    const span = { from: last.from, to: token.to }
    const name = `[${typed(span)}]`
    report('brackets-missing', span, `Write columns in brackets: ${name}.`, `Écrivez les colonnes entre crochets : ${name}.`)
  }
  report(
    'operator-missing',
    token,
    `An operator or a separator is missing before ${typed(token)}.`,
    `Il manque un opérateur ou un séparateur avant ${typed(token)}.`,
  )
}

/** A comma or semicolon outside a list: often a decimal comma. */
export function separatorExtra({ before, peek, report }: Reader): void {
  const [last, sign, after] = [before(), peek(), peek(1)]
  if (last?.kind === 'number' && after.kind === 'number' && last.to === sign.from && after.from === sign.to) {
    const right = `${last.value}.${after.value}`
    report('decimal-comma', { from: last.from, to: after.to }, `Write ${right}, with a point.`, `Écrivez ${right}, avec un point.`)
  }
  report(
    'separator-extra',
    sign,
    'Only a function or IN takes a list of values.',
    'Seule une fonction ou DANS accepte une liste de valeurs.',
  )
}

export function chainedComparison({ report }: Reader, sign: Span): void {
  report(
    'chained-comparison',
    sign,
    'Compare two values at a time and join the comparisons with AND.',
    'Comparez deux valeurs à la fois et reliez les comparaisons par ET.',
  )
}

export function tooDeep({ report }: Reader, span: Span, levels: number): void {
  report(
    'too-deep',
    span,
    `The formula is nested more than ${levels} levels deep. Split it over several columns.`,
    `La formule est imbriquée sur plus de ${levels} niveaux. Répartissez-la sur plusieurs colonnes.`,
  )
}

const wordTexts = {
  in: { en: 'Write the list in parentheses: IN (1, 2).', fr: 'Écrivez la liste entre parenthèses : DANS (1 ; 2).' },
  between: { en: 'BETWEEN needs two ends: BETWEEN 1 AND 5.', fr: 'ENTRE veut deux bornes : ENTRE 1 ET 5.' },
  is: { en: 'Write IS NULL or IS NOT NULL.', fr: 'Écrivez EST NULL ou EST NON NULL.' },
} as const

/** IN, BETWEEN or IS is not followed by what belongs to it. */
export function wordMissing({ report }: Reader, token: Token, word: keyof typeof wordTexts): void {
  report('word-missing', token, wordTexts[word].en, wordTexts[word].fr)
}
