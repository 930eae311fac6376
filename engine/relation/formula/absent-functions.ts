import type { Sentence } from './problem.ts'

const sameEveryDay: Sentence = {
  en: 'A formula gives the same result every day. Write the date, as in #2024-01-31#.',
  fr: 'Une formule donne le même résultat chaque jour. Écrivez la date, comme #2024-01-31#.',
}
const noChance: Sentence = {
  en: 'A formula gives the same result on every run. Draw rows with the sample node.',
  fr: 'Une formule donne le même résultat à chaque exécution. Tirez des lignes avec le nœud d’échantillon.',
}
const join: Sentence = { en: 'Join the two tables instead.', fr: 'Joignez plutôt les deux tables.' }
const noErrors: Sentence = {
  en: 'Here an error is a missing value: use COALESCE.',
  fr: 'Ici une erreur est une valeur manquante : utilisez COALESCE.',
}
const use = (en: string, fr: string): Sentence => ({ en: `Use ${en}.`, fr: `Utilisez ${fr}.` })

/** What to do instead of some functions that Excel has and this language has not, by folded name. */
export const absentFunctions: Readonly<Record<string, Sentence>> = {
  TODAY: sameEveryDay,
  AUJOURDHUI: sameEveryDay,
  NOW: sameEveryDay,
  MAINTENANT: sameEveryDay,
  RAND: noChance,
  ALEA: noChance,
  RANDBETWEEN: noChance,
  'ALEA.ENTRE.BORNES': noChance,
  VLOOKUP: join,
  RECHERCHEV: join,
  XLOOKUP: join,
  RECHERCHEX: join,
  HLOOKUP: join,
  RECHERCHEH: join,
  MATCH: join,
  EQUIV: join,
  IFERROR: noErrors,
  SIERREUR: noErrors,
  ISERROR: noErrors,
  ESTERREUR: noErrors,
  COUNT: use('COUNTA', 'NBVAL'),
  NB: use('COUNTA', 'NBVAL'),
  STDEV: use('STDEV.S', 'ECARTYPE.STANDARD'),
  ECARTYPE: use('STDEV.S', 'ECARTYPE.STANDARD'),
  VAR: use('VAR.S', 'VAR.S'),
  PERCENTILE: use('PERCENTILE.INC', 'CENTILE.INCLURE'),
  CENTILE: use('PERCENTILE.INC', 'CENTILE.INCLURE'),
  MODE: use('MODE.SNGL', 'MODE.SIMPLE'),
  RANK: use('RANK.EQ', 'EQUATION.RANG'),
  RANG: use('RANK.EQ', 'EQUATION.RANG'),
  FLOOR: use('INT, or FLOOR.MATH for a step', 'ENT, ou PLANCHER.MATH pour un pas'),
  CEILING: use('CEILING.MATH', 'PLAFOND.MATH'),
  ROUNDDOWN: use('INT, TRUNC or ROUND', 'ENT, TRONQUE ou ARRONDI'),
  ROUNDUP: use('CEILING.MATH', 'PLAFOND.MATH'),
  DATEDIFF: use('DATEDIF or DAYS', 'DATEDIF ou JOURS'),
  CONCATENATE: use('CONCAT, or the sign &', 'CONCAT, ou le signe &'),
  CONCATENER: use('CONCAT, or the sign &', 'CONCAT, ou le signe &'),
  SUBSTRING: use('MID', 'STXT'),
  LENGTH: use('LEN', 'NBCAR'),
  LIKE: use('CONTAINS, STARTSWITH or REGEXTEST', 'CONTIENT, COMMENCEPAR ou REGEX.TEST'),
  CASE: use('IF, IFS or SWITCH', 'SI, SI.CONDITIONS ou SI.MULTIPLE'),
  CAST: use('TOINT, TOFLOAT, TOTEXT or DATEVALUE', 'ENENTIER, ENREEL, ENTEXTE ou DATEVAL'),
}
