import { call } from '../../../engine/relation/expression.ts'
import { iso7064, modulo, numberOf, signAt, tabled, verhoeff, weighted } from './check-digits.ts'
import { both, fits, int, text, without, type SemanticKind } from './semantic-kind.ts'

const evenTable = Array.from({ length: 36 }, (_, i) => String(i < 10 ? i : i - 10).padStart(2, '0')).join('')
const oddTable = '010005070913151719210100050709131517192102041820110306081214161022252423'
const places = (from: number, to: number, step = 1) => Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

/** Numbers that a state gives to its people, with their check digits where they have some. */
export const nationalNumbers: readonly SemanticKind[] = [
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
    label: { en: 'Spanish NIF or NIE', fr: 'NIF ou NIE espagnol' },
    is(value) {
      const given = call('upper', without(value, '[ -]'))
      // Numbers of foreigners begin with X, Y or Z, which stand for 0, 1 and 2.
      const digits = call('mid', text('012'), call('find', call('left', given, int(1)), text('XYZ')), int(1))
      const bare = call('if', fits(given, '[XYZ].*'), call('concat', digits, call('mid', given, int(2), int(20))), given)
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
  {
    id: 'it-cf',
    label: { en: 'Italian codice fiscale', fr: 'codice fiscale italien' },
    is(value) {
      const bare = call('upper', without(value, '[ -]'))
      const left = modulo(call('add-int', tabled(bare, places(1, 15, 2), oddTable), tabled(bare, places(2, 14, 2), evenTable)), 26)
      const wanted = call('mid', text('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), call('add-int', left, int(1)), int(1))
      return both(
        fits(bare, '[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]'),
        call('equal', wanted, signAt(bare, 16)),
      )
    },
  },
  {
    id: 'pl-pesel',
    label: { en: 'Polish PESEL', fr: 'PESEL polonais' },
    is: (value) =>
      both(
        fits(value, '[0-9]{2}(?:[02468][1-9]|[13579][0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{5}'),
        call('equal', modulo(weighted(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]), 10), int(0)),
      ),
  },
  {
    id: 'de-tax',
    label: { en: 'German tax number of a person', fr: 'numéro fiscal allemand (IdNr)' },
    is(value) {
      const bare = without(value, ' ')
      return both(fits(bare, '[1-9][0-9]{10}'), iso7064(bare, 11))
    },
  },
  {
    id: 'nl-bsn',
    label: { en: 'Dutch BSN', fr: 'BSN néerlandais' },
    is: (value) =>
      both(
        fits(value, '[0-9]{9}'),
        both(fits(value, '.*[1-9].*'), call('equal', modulo(weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, 10]), 11), int(0))),
      ),
  },
  {
    id: 'in-aadhaar',
    label: { en: 'Indian Aadhaar', fr: 'Aadhaar indien' },
    is(value) {
      const bare = without(value, '[ -]')
      return both(fits(bare, '[2-9][0-9]{11}'), verhoeff(bare, 12))
    },
  },
  {
    id: 'br-cpf',
    label: { en: 'Brazilian CPF', fr: 'CPF brésilien' },
    is(value) {
      const bare = without(value, '[.-]')
      // What is left of ten times the sum, where ten counts as zero.
      const digit = (weights: readonly number[]) => modulo(modulo(call('multiply-int', weighted(bare, weights), int(10)), 11), 10)
      const holds = (place: number, weights: readonly number[]) => call('equal', digit(weights), numberOf(signAt(bare, place)))
      return both(
        fits(value, '[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}|[0-9]{11}'),
        call('and', holds(10, [10, 9, 8, 7, 6, 5, 4, 3, 2]), holds(11, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])),
      )
    },
  },
]
