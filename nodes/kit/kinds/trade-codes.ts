import { call, type Expr } from '../../../engine/relation/expression.ts'
import { countryCodes } from '../countries.ts'
import { ibanHolds, luhn, modulo, weighted } from './check-digits.ts'
import { both, fits, int, oneOf, pattern, text, without, type SemanticKind } from './semantic-kind.ts'

/** ISO 4217, those in use. */
const currencies =
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF
DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP
PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
UYU UZS VED VES VND VUV WST XAF XAG XAU XCD XOF XPD XPF XPT YER ZAR ZMW ZWG`.split(/\s+/)

/** GTIN of 8, 12, 13 or 14 digits: from the right, digits count once and three times by turns. */
function eanHolds(digits: Expr): Expr {
  const whole = call('pad-left', digits, int(14), text('0'))
  return call(
    'equal',
    modulo(
      weighted(
        whole,
        Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? 3 : 1)),
      ),
      10,
    ),
    int(0),
  )
}

// Numbers for value added tax of the states of the Union, Northern Ireland and Great Britain, as they are written.
const vat = [
  'ATU[0-9]{8}',
  'BE[01][0-9]{9}',
  'BG[0-9]{9,10}',
  'CY[0-9]{8}[A-Z]',
  'CZ[0-9]{8,10}',
  'DE[0-9]{9}',
  'DK[0-9]{8}',
  'EE[0-9]{9}',
  'EL[0-9]{9}',
  'ES(?:[A-Z][0-9]{7}[A-Z0-9]|[0-9]{8}[A-Z])',
  'FI[0-9]{8}',
  'FR[A-HJ-NP-Z0-9]{2}[0-9]{9}',
  'HR[0-9]{11}',
  'HU[0-9]{8}',
  'IE[0-9][A-Z0-9+*][0-9]{5}[A-Z]{1,2}',
  'IT[0-9]{11}',
  'LT(?:[0-9]{9}|[0-9]{12})',
  'LU[0-9]{8}',
  'LV[0-9]{11}',
  'MT[0-9]{8}',
  'NL[0-9]{9}B[0-9]{2}',
  'PL[0-9]{10}',
  'PT[0-9]{9}',
  'RO[0-9]{2,10}',
  'SE[0-9]{12}',
  'SI[0-9]{8}',
  'SK[0-9]{10}',
  '(?:XI|GB)(?:[0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})',
].join('|')

/** What stands on bills, goods and books. */
export const tradeCodes: readonly SemanticKind[] = [
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
    id: 'bic',
    label: { en: 'bank (BIC)', fr: 'banque (BIC)' },
    is: (value) =>
      both(fits(value, '[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?'), oneOf(call('mid', value, int(5), int(2)), ['XK', ...countryCodes])),
  },
  {
    id: 'vat',
    label: { en: 'VAT number of the EU', fr: 'numéro de TVA de l’UE' },
    is: (value) => fits(without(call('upper', value), '[ .-]'), vat),
  },
  {
    id: 'currency',
    label: { en: 'currency code', fr: 'code de monnaie' },
    is: (value) => oneOf(call('upper', value), currencies),
  },
  {
    id: 'isbn',
    label: { en: 'ISBN', fr: 'ISBN' },
    is(value) {
      const bare = call('upper', without(value, '[ -]'))
      const ten = call('equal', modulo(weighted(bare, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), 11), int(0))
      return call('if', fits(bare, '[0-9]{9}[0-9X]'), ten, both(fits(bare, '97[89][0-9]{10}'), eanHolds(bare)))
    },
  },
  {
    id: 'issn',
    label: { en: 'ISSN', fr: 'ISSN' },
    is(value) {
      const bare = call('upper', without(value, '-'))
      const holds = call('equal', modulo(weighted(bare, [8, 7, 6, 5, 4, 3, 2, 1]), 11), int(0))
      return both(fits(value, '[0-9]{4}-?[0-9]{3}[0-9Xx]'), holds)
    },
  },
  {
    id: 'ean',
    label: { en: 'article number (EAN, UPC, GTIN)', fr: 'numéro d’article (EAN, UPC, GTIN)' },
    is: (value) => both(fits(value, '[0-9]{8}|[0-9]{12,14}'), eanHolds(value)),
  },
  pattern(
    'crypto',
    { en: 'address of a crypto wallet', fr: 'adresse de portefeuille crypto' },
    '[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71}|0x[0-9A-Fa-f]{40}',
  ),
]
