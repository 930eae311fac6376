import { call } from '../../../engine/relation/expression.ts'
import { countryCodes, countryCodes3, countryNames, countryNumbers } from '../countries.ts'
import { both, fits, fold, int, oneOf, pattern, text, type SemanticKind } from './semantic-kind.ts'

/** ISO 639-1. */
const languages =
  `aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy
ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si
sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(/\s+/)

const bare = (word: string) =>
  word
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('.', '')
    .toLowerCase()

/** Names of months or days in seven languages, whole and short. 2024 began on a Monday. */
function calendarWords(part: 'month' | 'weekday', count: number): readonly string[] {
  const words = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pt'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((width) => {
      const format = new Intl.DateTimeFormat(language, { [part]: width, timeZone: 'UTC' })
      return Array.from({ length: count }, (_, i) =>
        bare(format.format(Date.UTC(2024, part === 'month' ? i : 0, part === 'month' ? 1 : i + 1))),
      )
    }),
  )
  return [...new Set(words)]
}

const answers =
  'true false yes no y n t f 1 0 on off oui non o vrai faux v ja nein j wahr falsch si s verdadero falso vero nee waar sim nao'.split(' ')

/** What is told by a list of words, or of words in a shape. */
export const wordKinds: readonly SemanticKind[] = [
  {
    id: 'country',
    label: { en: 'country', fr: 'pays' },
    is: (value) => call('or', oneOf(value, [...countryCodes, ...countryCodes3, ...countryNumbers]), oneOf(fold(value), countryNames)),
  },
  {
    id: 'country-2',
    label: { en: 'country code of two letters', fr: 'code de pays à deux lettres' },
    is: (value) => oneOf(value, countryCodes),
  },
  {
    id: 'country-3',
    label: { en: 'country code of three letters', fr: 'code de pays à trois lettres' },
    is: (value) => oneOf(value, countryCodes3),
  },
  {
    id: 'country-number',
    label: { en: 'country number', fr: 'numéro de pays' },
    is: (value) => oneOf(value, countryNumbers),
  },
  {
    id: 'language',
    label: { en: 'language code', fr: 'code de langue' },
    is: (value) =>
      both(
        fits(value, '[A-Za-z]{2}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?'),
        oneOf(call('lower', call('left', value, int(2))), languages),
      ),
  },
  {
    id: 'month',
    label: { en: 'month', fr: 'mois' },
    is: (value) => oneOf(fold(call('substitute', value, text('.'), text(''))), calendarWords('month', 12)),
  },
  {
    id: 'weekday',
    label: { en: 'day of the week', fr: 'jour de la semaine' },
    is: (value) => oneOf(fold(call('substitute', value, text('.'), text(''))), calendarWords('weekday', 7)),
  },
  { id: 'yes-no', label: { en: 'yes or no, in words', fr: 'oui ou non, en mots' }, is: (value) => oneOf(fold(value), answers) },
  pattern(
    'colour',
    { en: 'colour (#1a2b3c)', fr: 'couleur (#1a2b3c)' },
    '#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|rgba?\\( ?(?:[0-9]{1,3}%? ?[, ] ?){2}[0-9]{1,3}%?(?: ?[,/] ?(?:[01]?\\.?[0-9]+%?))? ?\\)',
  ),
  pattern(
    'file-path',
    { en: 'path of a file', fr: 'chemin de fichier' },
    '[A-Za-z]:[\\\\/](?:[^\\\\/:*?"<>|]+[\\\\/])*[^\\\\/:*?"<>|]*|\\\\\\\\[^\\\\/:*?"<>|]+(?:\\\\[^\\\\/:*?"<>|]+)+\\\\?|(?:~|\\.{1,2})?(?:/[^/:*?"<>|]+)+/?|(?:[^\\\\/:*?"<>| ]+[\\\\/])+[^\\\\/:*?"<>|]+\\.[A-Za-z0-9]{1,8}',
  ),
  {
    id: 'json',
    label: { en: 'JSON object or list', fr: 'objet ou liste JSON' },
    is: (value) => oneOf(call('coalesce', call('json-kind', value, text('')), text('')), ['object', 'array']),
  },
]
