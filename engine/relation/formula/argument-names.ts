import type { ArgumentSpec, FunctionSpec } from '../function-spec.ts'
import type { Sentence } from './problem.ts'

const byType: Readonly<Record<string, Sentence>> = {
  bool: { en: 'test', fr: 'test' },
  int: { en: 'number', fr: 'nombre' },
  float: { en: 'number', fr: 'nombre' },
  text: { en: 'text', fr: 'texte' },
  date: { en: 'date', fr: 'date' },
  timestamp: { en: 'time', fr: 'horodatage' },
}

const byName: ReadonlyMap<string, Sentence> = new Map([
  ['at', { en: 'time', fr: 'horodatage' }],
  ['b', { en: 'other', fr: 'autre' }],
  ['base', { en: 'base', fr: 'base' }],
  ['case', { en: 'case', fr: 'cas' }],
  ['code', { en: 'code', fr: 'code' }],
  ['count', { en: 'count', fr: 'nombre' }],
  ['decimal', { en: 'decimal mark', fr: 'signe décimal' }],
  ['decimals', { en: 'decimals', fr: 'décimales' }],
  ['default', { en: 'otherwise', fr: 'sinon' }],
  ['digits', { en: 'decimals', fr: 'décimales' }],
  ['else', { en: 'otherwise', fr: 'sinon' }],
  ['end', { en: 'end', fr: 'fin' }],
  ['fill', { en: 'fill', fr: 'remplissage' }],
  ['format', { en: 'format', fr: 'format' }],
  ['high', { en: 'highest', fr: 'maximum' }],
  ['hour', { en: 'hour', fr: 'heure' }],
  ['index', { en: 'position', fr: 'position' }],
  ['item', { en: 'value', fr: 'valeur' }],
  ['key', { en: 'key', fr: 'clé' }],
  ['l', { en: 'list', fr: 'liste' }],
  ['language', { en: 'language', fr: 'langue' }],
  ['length', { en: 'length', fr: 'longueur' }],
  ['low', { en: 'lowest', fr: 'minimum' }],
  ['minute', { en: 'minute', fr: 'minute' }],
  ['month', { en: 'month', fr: 'mois' }],
  ['months', { en: 'months', fr: 'mois' }],
  ['needle', { en: 'searched text', fr: 'texte cherché' }],
  ['new', { en: 'new text', fr: 'nouveau texte' }],
  ['old', { en: 'old text', fr: 'ancien texte' }],
  ['order', { en: 'order', fr: 'ordre' }],
  ['p', { en: 'share', fr: 'part' }],
  ['pattern', { en: 'pattern', fr: 'motif' }],
  ['prefix', { en: 'beginning', fr: 'début' }],
  ['replacement', { en: 'replacement', fr: 'remplacement' }],
  ['rows', { en: 'rows', fr: 'lignes' }],
  ['second', { en: 'second', fr: 'seconde' }],
  ['seconds', { en: 'seconds', fr: 'secondes' }],
  ['separator', { en: 'separator', fr: 'séparateur' }],
  ['start', { en: 'start', fr: 'début' }],
  ['step', { en: 'step', fr: 'pas' }],
  ['suffix', { en: 'ending', fr: 'fin' }],
  ['test', { en: 'test', fr: 'test' }],
  ['then', { en: 'if true', fr: 'si vrai' }],
  ['tiles', { en: 'parts', fr: 'tranches' }],
  ['unit', { en: 'unit', fr: 'unité' }],
  ['value', { en: 'value', fr: 'valeur' }],
  ['weight', { en: 'weight', fr: 'poids' }],
  ['year', { en: 'year', fr: 'année' }],
])

const divisor: Sentence = { en: 'divisor', fr: 'diviseur' }

/** Where the general name of an argument would say too little. */
const byFunction: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  power: { b: { en: 'power', fr: 'puissance' } },
  'integer-divide': { b: divisor },
  modulo: { b: divisor },
  'modulo-int': { b: divisor },
  'arctangent-2': { x: { en: 'x', fr: 'x' }, y: { en: 'y', fr: 'y' } },
  'regression-slope': { x: { en: 'x', fr: 'x' }, y: { en: 'y', fr: 'y' } },
  'regression-intercept': { x: { en: 'x', fr: 'x' }, y: { en: 'y', fr: 'y' } },
  correlation: { y: { en: 'other', fr: 'autre' } },
  'covariance-sample': { y: { en: 'other', fr: 'autre' } },
  'covariance-population': { y: { en: 'other', fr: 'autre' } },
  'make-date': { day: { en: 'day', fr: 'jour' } },
  'regex-extract': { group: { en: 'group', fr: 'groupe' } },
  'parse-number-local': { group: { en: 'group mark', fr: 'signe des milliers' } },
  rank: { order: { en: 'order 1 or 0', fr: 'ordre 1 ou 0' } },
  'rank-descending': { order: { en: 'order 1 or 0', fr: 'ordre 1 ou 0' } },
}

/** What a person calls this argument. */
export function argumentName(spec: FunctionSpec, argument: Pick<ArgumentSpec, 'name' | 'type'>): Sentence {
  if (argument.name === 'day' && argument.type === 'date') return { en: 'date', fr: 'date' }
  return byFunction[spec.id]?.[argument.name] ?? byName.get(argument.name) ?? byType[argument.type] ?? { en: 'value', fr: 'valeur' }
}
