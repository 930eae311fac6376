import { call, type Expr } from '../../../engine/relation/expression.ts'
import { int, text } from './semantic-kind.ts'

export const numberOf = (value: Expr) => call('text-to-int', value)
/** The sign at a place, from 1. */
export const signAt = (value: Expr, place: number) => call('mid', value, int(place), int(1))
export const modulo = (value: Expr, by: number) => call('modulo-int', value, int(by))
const sum = (terms: readonly Expr[]) => terms.reduce((total, term) => call('add-int', total, term))

/** Luhn: every second digit from the right is doubled, less 9 above 9; the sum divides by 10. Padded to 19 digits, the parity is fixed. */
export function luhn(digits: Expr): Expr {
  const padded = call('pad-left', digits, int(19), text('0'))
  const terms = Array.from({ length: 19 }, (_, i) => {
    const digit = numberOf(call('mid', padded, int(i + 1), int(1)))
    return i % 2 === 0 ? digit : numberOf(call('mid', text('0246813579'), call('add-int', digit, int(1)), int(1)))
  })
  return call('equal', call('modulo-int', sum(terms), int(10)), int(0))
}

/** IBAN (ISO 13616): the first four signs go to the end, letters become 10 to 35, the number leaves 1 when divided by 97. */
export function ibanHolds(value: Expr): Expr {
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

/** The weighted sum of the first digits of a text; X counts as 10. */
export function weighted(digits: Expr, weights: readonly number[]): Expr {
  return sum(
    weights.map((weight, i) =>
      call('multiply-int', numberOf(call('substitute', signAt(digits, i + 1), text('X'), text('10'))), int(weight)),
    ),
  )
}

/** ISO 7064, MOD 11,10: each digit is added to what is left, which is doubled; the last digit brings the sum to 1. Takes `count` digits. */
export function iso7064(digits: Expr, count: number): Expr {
  const left = Array.from({ length: count - 1 }, (_, i) => numberOf(signAt(digits, i + 1))).reduce<Expr>((product, digit) => {
    // A sum that divides by 10 counts as 10.
    const whole = call('add-int', modulo(call('add-int', call('add-int', digit, product), int(9)), 10), int(1))
    return modulo(call('multiply-int', whole, int(2)), 11)
  }, int(10))
  return call('equal', modulo(call('subtract-int', int(11), left), 10), numberOf(signAt(digits, count)))
}

// The dihedral group of five corners, and its permutation taken once, twice, ..., as Verhoeff (1969) has them.
const product = '0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210'
const turned = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258']

/** Verhoeff's check over `count` digits, the last of which is the check digit. */
export function verhoeff(digits: Expr, count: number): Expr {
  const end = Array.from({ length: count }, (_, i) => i).reduce<Expr>((state, i) => {
    const digit = numberOf(signAt(digits, count - i))
    const moved = numberOf(call('mid', text(turned[i % 8] ?? ''), call('add-int', digit, int(1)), int(1)))
    const place = call('add-int', call('add-int', call('multiply-int', state, int(10)), moved), int(1))
    return numberOf(call('mid', text(product), place, int(1)))
  }, int(0))
  return call('equal', end, int(0))
}

/** What letters and digits count, from a table with two digits for each sign of 0-9A-Z, summed over some places of a text. */
export function tabled(value: Expr, places: readonly number[], table: string): Expr {
  const signs = text('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  return sum(
    places.map((place) => {
      const at = call('subtract-int', call('multiply-int', call('find', signAt(value, place), signs), int(2)), int(1))
      return numberOf(call('mid', text(table), at, int(2)))
    }),
  )
}
