import { readDate } from '../calendar/iso-text.ts'
import type { TypePattern } from '../function-spec.ts'
import type { Sentence } from './problem.ts'
import type { Typed } from './typed.ts'

const joinTexts: Sentence = { en: ' Join texts with &.', fr: ' Joignez les textes avec &.' }
const writeNumber: Sentence = { en: ' Write numbers with FIXED.', fr: ' Écrivez les nombres avec CTXT.' }
const nothing: Sentence = { en: '', fr: '' }

const readNumber: Sentence = { en: ' Read it with VALUE.', fr: ' Lisez-le avec CNUM.' }
const dateWanted: Sentence = {
  en: ' Write a date as #2024-01-31#, or read it with DATEVALUE.',
  fr: ' Écrivez une date comme #2024-01-31#, ou lisez-la avec DATEVAL.',
}
const compare: Sentence = { en: ' Compare it with something, as in [x] > 0.', fr: ' Comparez-le, comme dans [x] > 0.' }
const writeText: Sentence = { en: ' Turn it into text with TOTEXT.', fr: ' Convertissez-le avec ENTEXTE.' }
const zeroOne: Sentence = { en: ' Turn it into 1 or 0 with N.', fr: ' Convertissez-le en 1 ou 0 avec N.' }
const takeDay: Sentence = { en: ' Take its day with TODATE.', fr: ' Prenez son jour avec ENDATE.' }
const cutDecimals: Sentence = { en: ' Drop its decimals with TOINT.', fr: ' Supprimez ses décimales avec ENENTIER.' }

/** What to do about a value of the second type where the first is asked for. */
const hints: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  bool: { int: compare, float: compare, text: compare },
  int: { text: readNumber, float: cutDecimals, bool: zeroOne },
  float: { text: readNumber, bool: zeroOne },
  text: { int: writeText, float: writeText, bool: writeText, date: writeText, timestamp: writeText },
  date: { text: dateWanted, int: dateWanted, float: dateWanted, timestamp: takeDay },
  timestamp: { text: dateWanted, int: dateWanted, float: dateWanted },
}

/** A second sentence for a value of the wrong type, with a blank before it, or nothing. */
export function typeHint(label: Sentence, expected: readonly TypePattern[], given: Typed): Sentence {
  if (expected.includes('text') && given.type === 'bool' && given.expr.kind === 'literal') {
    return { en: ' Missing texts are skipped anyway.', fr: ' Les textes manquants sont ignorés de toute façon.' }
  }
  if (label.en === '+' && given.type === 'text') return joinTexts
  if (expected.includes('date') && expected.includes('timestamp') && (given.type === 'int' || given.type === 'float')) return writeNumber
  if ((expected.includes('date') || expected.includes('timestamp')) && given.expr.kind === 'literal') {
    const written = String(given.expr.value)
    if (given.type === 'text' && readDate(written) !== null) return { en: ` Write #${written}#.`, fr: ` Écrivez #${written}#.` }
  }
  for (const pattern of expected) {
    const hint = hints[pattern]?.[given.type]
    if (hint !== undefined) return hint
  }
  return nothing
}
