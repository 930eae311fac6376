// Reading and making dates. This file: dates as people write them, brought to digits and a few signs.

import { call, literal, type Expr } from '../../engine/relation/expression.ts'

/** Names of the months and their usual short forms in English, French, German, Spanish, Italian and Portuguese, without accents. */
const monthWords: readonly string[] = [
  'january|janvier|januar|enero|gennaio|janeiro|jaenner|janv|jan|ene|gen',
  'february|fevrier|februar|febrero|febbraio|fevereiro|fevr|feb|fev',
  'march|mars|maerz|marzo|marco|marz|mar|mrz',
  'april|avril|abril|aprile|apr|avr|abr',
  'may|mai|mayo|maggio|maio|mag',
  'june|juin|juni|junio|giugno|junho|jun|giu',
  'july|juillet|juli|julio|luglio|julho|juil|jul|lug',
  'august|aout|agosto|aug|ago',
  'september|septembre|septiembre|settembre|setembro|sept|sep|set',
  'october|octobre|oktober|octubre|ottobre|outubro|oct|okt|ott|out',
  'november|novembre|noviembre|novembro|nov',
  'december|decembre|dezember|diciembre|dicembre|dezembro|dec|dez|dic',
]

const weekdayWords = [
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun',
  'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven|sam|dim',
  'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag',
  'lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|mercoledi|giovedi|venerdi|domenica',
].join('|')

const replace = (value: Expr, pattern: string, by: string) => call('regex-replace', value, literal('text', pattern), literal('text', by))

/**
 * A date written with words, in lower case without accents: weekday and small words gone, the month as `m01` to `m12`, 18h30 as 18:30, half
 * days as ` am` and ` pm`, an offset as `z`, `z+0200`.
 */
function wordsToSigns(value: Expr): Expr {
  const bare = replace(call('ascii-fold', call('lower', value)), `^(?:${weekdayWords})[.,]? +`, '')
  const single = replace(replace(bare, '([0-9])(?:st|nd|rd|th|er|[.])([ ,]|$)', '$1$2'), ' (?:de|of|del|at|a|um) ', ' ')
  const named = monthWords.reduce<Expr>(
    (text, words, index) => replace(text, `(^|[^a-z])(?:${words})\\.?([^a-z]|$)`, `$1m${String(index + 1).padStart(2, '0')}$2`),
    single,
  )
  const clock = replace(replace(named, '([0-9]),? ?t([0-9])', '$1 $2'), '([0-9]) ?h ?([0-9]{2})', '$1:$2')
  return replace(replace(clock, '([0-9]) ?([ap])\\.? ?m\\.?', '$1 $2m'), '(:[0-9]{2}(?:[.][0-9]+)?) ?(?:z|utc|gmt)', '$1z')
}

/** A date as people write it, brought to digits and the signs - / . : , space, m, am, pm and z (see `wordsToSigns`). */
export function plainDateText(value: Expr): Expr {
  const stripped = call('strip', value)
  const signs = call('if', call('regex-match', stripped, literal('text', '[A-Za-z]')), wordsToSigns(stripped), stripped)
  const pointed = replace(signs, '(:[0-9]{2}),([0-9]+)', '$1.$2')
  return replace(pointed, '(:[0-9]{2}(?:[.][0-9]+)?) ?z?([+-][0-9]{2}):?([0-9]{2})$', '$1z$2$3')
}
