import type { ExpressionText } from '../expression-error.ts'

/** Why a pattern is refused: what a person is told. The three engines differ in each of these, or one of them lacks it. */
export const refusals = {
  'look-around': {
    en: 'Groups that start with (? are refused, except (?: and a leading (?i).',
    fr: 'Les groupes qui commencent par (? sont refusés, sauf (?: et un (?i) au début.',
  },
  'word-boundary': {
    en: '\\b is refused: the engines do not agree on what a word is. Name the characters instead.',
    fr: '\\b est refusé : les moteurs ne s’accordent pas sur ce qu’est un mot. Nommez plutôt les caractères.',
  },
  'back-reference': { en: 'References to earlier groups are refused.', fr: 'Les renvois à un groupe précédent sont refusés.' },
  'unicode-class': {
    en: '\\p is refused: the engines do not know the same letters. Name the ranges instead.',
    fr: '\\p est refusé : les moteurs ne connaissent pas les mêmes lettres. Nommez plutôt les plages.',
  },
  escape: { en: 'This escape is not known.', fr: 'Cette séquence d’échappement n’est pas connue.' },
  'class-escape': {
    en: 'This escape is not known between square brackets.',
    fr: 'Cette séquence d’échappement n’est pas connue entre crochets.',
  },
  'class-open': { en: 'The square bracket is not closed.', fr: 'Le crochet n’est pas fermé.' },
  'class-empty': { en: 'There is nothing between the square brackets.', fr: 'Il n’y a rien entre les crochets.' },
  'class-nested': {
    en: 'Write \\[ for an opening bracket between square brackets.',
    fr: 'Écrivez \\[ pour un crochet ouvrant entre crochets.',
  },
  'class-range': { en: 'The range between square brackets runs backwards.', fr: 'La plage entre crochets est à l’envers.' },
  'class-mixed': {
    en: 'With (?i), a range must stay within a-z or within A-Z.',
    fr: 'Avec (?i), une plage doit rester dans a-z ou dans A-Z.',
  },
  'group-open': { en: 'The parenthesis is not closed.', fr: 'La parenthèse n’est pas fermée.' },
  stray: { en: 'This sign stands alone. Write a backslash before it.', fr: 'Ce signe est isolé. Placez une barre oblique inverse devant.' },
  brace: { en: 'Write a count as {3}, {3,} or {3,5}.', fr: 'Écrivez un nombre de fois comme {3}, {3,} ou {3,5}.' },
  'repeat-large': {
    en: 'More than 1000 repetitions are refused, nested ones multiplied.',
    fr: 'Plus de 1000 répétitions sont refusées, celles qui s’emboîtent étant multipliées.',
  },
  'repeat-order': { en: 'The smaller count comes first.', fr: 'Le plus petit nombre vient en premier.' },
  'repeat-anchor': { en: '^ and $ cannot be repeated.', fr: '^ et $ ne peuvent pas être répétés.' },
  'anchor-place': { en: '^ stands at the start and $ at the end.', fr: '^ se place au début et $ à la fin.' },
  'repeat-capture': {
    en: 'A numbered group cannot be repeated. Write (?: instead of (.',
    fr: 'Un groupe numéroté ne peut pas être répété. Écrivez (?: au lieu de (.',
  },
  'repeat-empty': {
    en: 'Something that can be empty cannot be repeated or made optional.',
    fr: 'Ce qui peut être vide ne peut être ni répété ni rendu facultatif.',
  },
  possessive: { en: '*+, ++ and ?+ are refused.', fr: '*+, ++ et ?+ sont refusés.' },
  'repeat-twice': { en: 'A repetition cannot be repeated again.', fr: 'Une répétition ne peut pas être répétée à son tour.' },
  'matches-empty': {
    en: 'The pattern can match nothing at all, which is not allowed here.',
    fr: 'Le motif peut ne correspondre à rien, ce qui n’est pas permis ici.',
  },
} as const satisfies Readonly<Record<string, ExpressionText>>

export type RefusalCode = keyof typeof refusals
