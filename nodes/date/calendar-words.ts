import type { Text } from '../../engine/protocol/text.ts'

interface CalendarWords {
  readonly label: Text
  readonly months: readonly string[]
  readonly shortMonths: readonly string[]
  readonly days: readonly string[]
  readonly shortDays: readonly string[]
}

const list = (words: string) => words.split(' ')

/** Names of months and weekdays, Monday first, as each language writes them within a date. */
export const calendarWords = {
  en: {
    label: { en: 'English', fr: 'anglais' },
    months: list('January February March April May June July August September October November December'),
    shortMonths: list('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
    days: list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
    shortDays: list('Mon Tue Wed Thu Fri Sat Sun'),
  },
  fr: {
    label: { en: 'French', fr: 'français' },
    months: list('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
    shortMonths: list('janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'),
    days: list('lundi mardi mercredi jeudi vendredi samedi dimanche'),
    shortDays: list('lun. mar. mer. jeu. ven. sam. dim.'),
  },
  de: {
    label: { en: 'German', fr: 'allemand' },
    months: list('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
    shortMonths: list('Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.'),
    days: list('Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'),
    shortDays: list('Mo Di Mi Do Fr Sa So'),
  },
  es: {
    label: { en: 'Spanish', fr: 'espagnol' },
    months: list('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
    shortMonths: list('ene feb mar abr may jun jul ago sept oct nov dic'),
    days: list('lunes martes miércoles jueves viernes sábado domingo'),
    shortDays: list('lun mar mié jue vie sáb dom'),
  },
  it: {
    label: { en: 'Italian', fr: 'italien' },
    months: list('gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'),
    shortMonths: list('gen feb mar apr mag giu lug ago set ott nov dic'),
    days: list('lunedì martedì mercoledì giovedì venerdì sabato domenica'),
    shortDays: list('lun mar mer gio ven sab dom'),
  },
} as const satisfies Record<string, CalendarWords>

export type CalendarLanguage = keyof typeof calendarWords
