import type { Text } from '../../engine/protocol/text.ts'
import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { countryCodes, countryNames } from './countries.ts'

/** What a text can be besides words, and how to tell. */
export interface SemanticKind {
  readonly id: string
  readonly label: Text
  /** True of texts that are one; the text has no white space around it. */
  is(text: Expr): Expr
}

const text = (value: string) => literal('text', value)
const int = (value: number) => literal('int', value)
const fits = (value: Expr, pattern: string) => call('regex-full-match', value, text(pattern))
const without = (value: Expr, pattern: string) => call('regex-replace', value, text(pattern), text(''))
const numberOf = (value: Expr) => call('text-to-int', value)
const both = (first: Expr, second: Expr) => call('if', first, second, literal('bool', false))
const sum = (terms: readonly Expr[]) => terms.reduce((total, term) => call('add-int', total, term))
const fold = (value: Expr) => call('lower', call('ascii-fold', call('substitute', value, text('’'), text("'"))))

const pattern = (id: string, label: Text, shape: string): SemanticKind => ({ id, label, is: (value) => fits(value, shape) })

/** Luhn: every second digit from the right is doubled, less 9 above 9; the sum divides by 10. Padded to 19 digits, the parity is fixed. */
function luhn(digits: Expr): Expr {
  const padded = call('pad-left', digits, int(19), text('0'))
  const terms = Array.from({ length: 19 }, (_, i) => {
    const digit = numberOf(call('mid', padded, int(i + 1), int(1)))
    return i % 2 === 0 ? digit : numberOf(call('mid', text('0246813579'), call('add-int', digit, int(1)), int(1)))
  })
  return call('equal', call('modulo-int', sum(terms), int(10)), int(0))
}

/** IBAN (ISO 13616): the first four signs go to the end, letters become 10 to 35, the number leaves 1 when divided by 97. */
function ibanHolds(value: Expr): Expr {
  const turned = call('concat', call('mid', value, int(5), int(40)), call('left', value, int(4)))
  const digits = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].reduce<Expr>(
    (inner, letter, i) => call('substitute', inner, text(letter), text(String(10 + i))),
    turned,
  )
  // Nine digits at first, then seven at a time behind what is left: each fits a whole number.
  const chunk = (i: number) => (i === 0 ? call('left', digits, int(9)) : call('mid', digits, int(10 + 7 * (i - 1)), int(7)))
  const left = Array.from({ length: 8 }, (_, i) => i).reduce<Expr>(
    (rest, i) => call('modulo-int', numberOf(i === 0 ? chunk(0) : call('concat', call('int-to-text', rest), chunk(i))), int(97)),
    int(0),
  )
  return call('equal', left, int(1))
}

/** The weighted sum of the first digits of a text. */
const weighted = (digits: Expr, weights: readonly number[]) =>
  sum(weights.map((weight, i) => call('multiply-int', numberOf(call('mid', digits, int(i + 1), int(1))), int(weight))))

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const part = '[0-9A-Fa-f]{1,4}'

/** Postcodes as they are written, by country. */
export const postcodes: Readonly<Record<string, string>> = {
  AT: '[1-9][0-9]{3}',
  AU: '[0-9]{4}',
  BE: '[1-9][0-9]{3}',
  BR: '[0-9]{5}-?[0-9]{3}',
  CA: '[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]',
  CH: '[1-9][0-9]{3}',
  DE: '[0-9]{5}',
  DK: '[0-9]{4}',
  ES: '(?:0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}',
  FR: '(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}',
  GB: '(?:[A-Za-z]{1,2}[0-9][A-Za-z0-9]?) ?[0-9][A-Za-z]{2}',
  IE: '[A-Za-z][0-9]{2}|[A-Za-z][0-9][0-9Ww] ?[A-Za-z0-9]{4}',
  IN: '[1-9][0-9]{2} ?[0-9]{3}',
  IT: '[0-9]{5}',
  JP: '[0-9]{3}-?[0-9]{4}',
  LU: '(?:L-)?[0-9]{4}',
  NL: '[1-9][0-9]{3} ?[A-Za-z]{2}',
  NO: '[0-9]{4}',
  PL: '[0-9]{2}-[0-9]{3}',
  PT: '[0-9]{4}-[0-9]{3}',
  SE: '[0-9]{3} ?[0-9]{2}',
  US: '[0-9]{5}(?:-[0-9]{4})?',
}

/** Kinds that a text shows by itself, the most telling first. */
export const semanticKinds: readonly SemanticKind[] = [
  pattern(
    'email',
    { en: 'e-mail address', fr: 'adresse e-mail' },
    "[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\\.[A-Za-z]{2,24}",
  ),
  pattern('url', { en: 'web address', fr: 'adresse web' }, '(?:https?|ftp)://[^\\s/$.?#][^\\s]*|www\\.[^\\s.]+\\.[^\\s]+'),
  pattern('uuid', { en: 'UUID', fr: 'UUID' }, '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}'),
  pattern('mac', { en: 'MAC address', fr: 'adresse MAC' }, '(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}'),
  pattern(
    'ip',
    { en: 'IP address', fr: 'adresse IP' },
    `${octet}(?:\\.${octet}){3}|(?:${part}:){7}${part}|(?:${part}:){1,7}:|(?:${part}:){1,6}:${part}|(?:${part}:){1,5}(?::${part}){1,2}|(?:${part}:){1,4}(?::${part}){1,3}|(?:${part}:){1,3}(?::${part}){1,4}|(?:${part}:){1,2}(?::${part}){1,5}|${part}:(?::${part}){1,6}|:(?::${part}){1,7}|::`,
  ),
  {
    id: 'iban',
    label: { en: 'bank account (IBAN)', fr: 'compte bancaire (IBAN)' },
    is(value) {
      const bare = call('upper', without(value, '[ -]'))
      return both(fits(bare, '[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}'), ibanHolds(bare))
    },
  },
  {
    id: 'card',
    label: { en: 'payment card number', fr: 'numéro de carte de paiement' },
    is(value) {
      const bare = without(value, '[ -]')
      return both(fits(bare, '[2-6][0-9]{11,18}'), luhn(bare))
    },
  },
  {
    id: 'fr-nir',
    label: { en: 'French social security number', fr: 'numéro de sécurité sociale français' },
    is(value) {
      const bare = without(call('upper', value), '[ .-]')
      const whole = call('substitute', call('substitute', call('left', bare, int(13)), text('2A'), text('19')), text('2B'), text('18'))
      const rest = call('modulo-int', numberOf(whole), int(97))
      const wanted = call('subtract-int', int(97), rest)
      return both(
        fits(bare, '[1-478][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2[AB])[0-9]{6}[0-9]{2}'),
        call('equal', wanted, numberOf(call('right', bare, int(2)))),
      )
    },
  },
  {
    id: 'uk-nhs',
    label: { en: 'NHS number', fr: 'numéro NHS (Royaume-Uni)' },
    is(value) {
      const bare = without(value, '[ -]')
      const left = call('modulo-int', weighted(bare, [10, 9, 8, 7, 6, 5, 4, 3, 2]), int(11))
      const wanted = call('modulo-int', call('subtract-int', int(11), left), int(11))
      return both(fits(value, '[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}|[0-9]{10}'), call('equal', wanted, numberOf(call('right', bare, int(1)))))
    },
  },
  {
    id: 'es-nif',
    label: { en: 'Spanish NIF', fr: 'NIF espagnol' },
    is(value) {
      const bare = call('upper', without(value, '[ -]'))
      const place = call('add-int', call('modulo-int', numberOf(call('left', bare, int(8))), int(23)), int(1))
      return both(
        fits(bare, '[0-9]{8}[A-Z]'),
        call('equal', call('mid', text('TRWAGMYFPDXBNJZSQVHLCKE'), place, int(1)), call('right', bare, int(1))),
      )
    },
  },
  {
    id: 'us-ssn',
    label: { en: 'US social security number', fr: 'numéro de sécurité sociale des États-Unis' },
    // Areas 000, 666 and 900 on, group 00 and serial 0000 are not given out; two numbers are known from advertisements.
    is: (value) =>
      both(
        fits(
          value,
          '(?:00[1-9]|0[1-9][0-9]|[1-57-8][0-9]{2}|6[0-57-9][0-9]|66[0-57-9])-(?:0[1-9]|[1-9][0-9])-(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)',
        ),
        call('not', call('in', value, text('078-05-1120'), text('219-09-9999'))),
      ),
  },
  pattern(
    'coordinates',
    { en: 'pair of coordinates', fr: 'couple de coordonnées' },
    '[-+]?(?:[1-8]?[0-9](?:\\.[0-9]+)?|90(?:\\.0+)?)[,;] ?[-+]?(?:180(?:\\.0+)?|(?:1[0-7][0-9]|[1-9]?[0-9])(?:\\.[0-9]+)?)',
  ),
  {
    id: 'phone',
    label: { en: 'telephone number', fr: 'numéro de téléphone' },
    is: (value) =>
      both(
        fits(
          value,
          '(?:\\+|00)[1-9][0-9 ().-]{6,18}[0-9]|0[1-9](?:[ .-]?[0-9]{2}){4}|0[0-9]{2,4}[ /-][0-9][0-9 -]{4,8}[0-9]|\\(?[2-9][0-9]{2}\\)?[ .-][0-9]{3}[ .-][0-9]{4}',
        ),
        call('between', call('length', without(value, '[^0-9]')), int(7), int(15)),
      ),
  },
  {
    id: 'country',
    label: { en: 'country', fr: 'pays' },
    is: (value) => call('or', call('in', value, ...countryCodes.map(text)), call('in', fold(value), ...countryNames.map(text))),
  },
]

/** A postcode of one of the countries. */
export function postcodeKind(country: string): SemanticKind {
  return pattern('postcode', { en: `postcode (${country})`, fr: `code postal (${country})` }, postcodes[country] ?? '[0-9A-Za-z -]{3,10}')
}
