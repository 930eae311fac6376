import { call } from '../../engine/relation/expression.ts'
import { nationalNumbers } from './kinds/national-numbers.ts'
import { both, fits, int, pattern, without, type SemanticKind } from './kinds/semantic-kind.ts'
import { tradeCodes } from './kinds/trade-codes.ts'
import { wordKinds } from './kinds/word-kinds.ts'

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
  ...tradeCodes,
  ...nationalNumbers,
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
  ...wordKinds,
]

/** A postcode of one of the countries. */
export function postcodeKind(country: string): SemanticKind {
  return pattern('postcode', { en: `postcode (${country})`, fr: `code postal (${country})` }, postcodes[country] ?? '[0-9A-Za-z -]{3,10}')
}
