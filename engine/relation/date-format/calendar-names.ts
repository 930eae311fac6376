const names = {
  months: {
    en: 'January February March April May June July August September October November December'.split(' '),
    fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  },
  weekdays: {
    en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
    fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' '),
  },
} as const

/** The twelve months, or the seven days from Monday, in a language; undefined when the language is not known. */
export function calendarNames(kind: 'months' | 'weekdays', language: string): readonly string[] | undefined {
  return language === 'en' || language === 'fr' ? names[kind][language] : undefined
}
