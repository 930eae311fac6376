import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { GeneratedColumn } from './generate-fields.ts'
import { normalOf } from './row-chance.ts'

/** A column as it is computed: its value, and how far it lies from its middle, in spreads, where that can be said. */
export interface Drawn {
  readonly value: Expr
  readonly standard: Expr | null
}

export interface DrawTools {
  /** The next stream of chance that nobody has used. */
  next(): Expr
  /** The number of the row whose values are computed; a repeated row has that of another. */
  readonly row: Expr
  /** True from the row where drift begins. Null when there is none. */
  readonly late: Expr | null
}

const int = (value: number) => literal('int', value)
const float = (value: number) => literal('float', value)
const text = (value: string) => literal('text', value)
const times = (a: Expr, b: Expr) => call('multiply', a, b)
const plus = (a: Expr, b: Expr) => call('add', a, b)

/** The expressions of one column. Throws NodeProblem for what cannot be meant. */
export function drawColumn(spec: GeneratedColumn, tools: DrawTools): Drawn {
  switch (spec.kind) {
    case 'id':
      return { value: tools.row, standard: null }
    case 'person':
      return { value: person(tools), standard: null }
    case 'pattern':
      return { value: patterned(spec.pattern, tools), standard: null }
    case 'category': {
      const chance = tools.next()
      return { value: category(spec, chance), standard: even(chance) }
    }
    case 'date': {
      const days = (Date.parse(`${spec.last}T00:00:00Z`) - Date.parse(`${spec.first}T00:00:00Z`)) / 86_400_000
      if (!(days >= 0)) throw wrong(spec, { en: 'the last day is before the first', fr: 'le dernier jour précède le premier' })
      const chance = tools.next()
      return { value: call('add-days', literal('date', spec.first), below(chance, days + 1)), standard: even(chance) }
    }
    default:
      return number(spec, tools)
  }
}

/** Uniform chance as a number of spread one around zero. */
function even(chance: Expr): Expr {
  return times(call('subtract', chance, float(0.5)), float(Math.sqrt(12)))
}

/** A whole number from 0 to just below `bound`. */
function below(chance: Expr, bound: number): Expr {
  return call('float-to-int', call('floor', times(chance, float(bound))))
}

function number(spec: GeneratedColumn, tools: DrawTools): Drawn {
  const isBell = spec.kind === 'normal' || spec.kind === 'skewed'
  if (!isBell && spec.high < spec.low) throw wrong(spec, { en: '“From” is above “To”', fr: '« De » dépasse « À »' })
  if (spec.kind === 'skewed' && spec.middle <= 0)
    throw wrong(spec, { en: 'the middle must be above 0', fr: 'le milieu doit être supérieur à 0' })
  const chance = tools.next()
  const standard = isBell ? normalOf(chance, tools.next()) : even(chance)
  const moved = spec.drift !== 0 && tools.late ? plus(standard, call('if', tools.late, float(spec.drift), float(0))) : standard
  const far = spec.outliers > 0 ? plus(moved, outlier(spec, tools)) : moved
  return { value: shaped(spec, far), standard }
}

/** Eight to twelve spreads away, on either side, in as many rows as wanted. */
function outlier(spec: GeneratedColumn, tools: DrawTools): Expr {
  const chance = tools.next()
  const share = spec.outliers / 100
  const within = call('divide', chance, float(share))
  const distance = plus(float(8), times(float(4), within))
  const sign = call('if', call('less', tools.next(), float(0.5)), float(-1), float(1))
  return call('if', call('less', chance, float(share)), times(sign, distance), float(0))
}

function shaped(spec: GeneratedColumn, standard: Expr): Expr {
  if (spec.kind === 'normal') return rounded(plus(float(spec.middle), times(float(spec.spread), standard)), spec.decimals)
  if (spec.kind === 'skewed')
    return rounded(times(float(spec.middle), call('exponential', times(float(spec.spread), standard))), spec.decimals)
  const position = plus(float(0.5), call('divide', standard, float(Math.sqrt(12))))
  if (spec.kind === 'whole') {
    const from = Math.ceil(spec.low)
    const count = Math.floor(spec.high) - from + 1
    if (count < 1) throw wrong(spec, { en: 'there is no whole number between its bounds', fr: 'aucun nombre entier entre ses bornes' })
    return call('add-int', int(from), call('float-to-int', call('floor', times(position, float(count)))))
  }
  return rounded(plus(float(spec.low), times(position, float(spec.high - spec.low))), spec.decimals)
}

function rounded(value: Expr, decimals: number): Expr {
  const unit = float(10 ** decimals)
  return call('divide', call('floor', plus(times(value, unit), float(0.5))), unit)
}

/** `north 50; south 30`: names with their shares, in order. */
export function sharesOf(spec: Pick<GeneratedColumn, 'name' | 'values'>): readonly { readonly value: string; readonly share: number }[] {
  const found = spec.values.split(';').flatMap((part) => {
    const item = part.trim()
    if (item === '') return []
    const match = /^(.*?)[\s:]+(\d+(?:[.,]\d+)?)\s*%?$/.exec(item)
    return [match ? { value: match[1] ?? '', share: Number((match[2] ?? '0').replace(',', '.')) } : { value: item, share: 1 }]
  })
  if (found.every(({ share }) => share === 0)) throw wrong(spec, { en: 'it has no category', fr: 'elle n’a aucune catégorie' })
  return found
}

function category(spec: GeneratedColumn, chance: Expr): Expr {
  const items = sharesOf(spec)
  const total = items.reduce((sum, item) => sum + item.share, 0)
  let upTo = 0
  const branches = items.slice(0, -1).flatMap(({ value, share }) => {
    upTo += share
    return [call('less', chance, float(upTo / total)), text(value)]
  })
  return call('ifs', ...branches, literal('bool', true), text(items.at(-1)?.value ?? ''))
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(text)
/** Places that one stream of 32 bits fills without favouring any letter. */
const placesOfOne = 4
const mostPlaces = 40

function patterned(pattern: string, tools: DrawTools): Expr {
  const signs = [...pattern]
  const places = signs.filter((sign) => sign === '#' || sign === '?').length
  if (places > mostPlaces)
    throw new NodeProblem({
      code: 'pattern-too-long',
      param: 'columns',
      text: { en: `A pattern has at most ${mostPlaces} places.`, fr: `Un motif a au plus ${mostPlaces} places.` },
    })
  let used = 0
  let chance: Expr = tools.next()
  const parts = signs.map((sign) => {
    if (sign !== '#' && sign !== '?') return text(sign)
    if (used > 0 && used % placesOfOne === 0) chance = tools.next()
    const base = sign === '#' ? 10 : 26
    const digit = call('modulo-int', below(chance, 26 ** ((used % placesOfOne) + 1)), int(base))
    used++
    return sign === '#' ? call('int-to-text', digit) : call('choose', call('add-int', digit, int(1)), ...letters)
  })
  return parts.length === 0 ? text('') : call('concat', ...parts)
}

const given =
  'Ada Amina Anna Antoine Aya Ben Carla Chen Clara David Elena Emma Erik Fatou Hugo Ines Ivan Jana Joao Karim Lea Lin Louis Maria Mei Nadia Noah Omar Paul Rosa Sara Tom Yuki Zoe'.split(
    ' ',
  )
const family =
  'Alves Bauer Bernard Costa Diallo Dubois Garcia Haas Ito Jansen Kaya Khan Kim Laurent Lopez Martin Meyer Moreau Nguyen Novak Okafor Olsen Park Petit Rossi Roy Sato Schmidt Silva Singh Smith Tan Weber Wolf'.split(
    ' ',
  )

function person(tools: DrawTools): Expr {
  const pick = (names: readonly string[]) => call('choose', call('add-int', below(tools.next(), names.length), int(1)), ...names.map(text))
  return call('concat', pick(given), text(' '), pick(family))
}

function wrong(spec: Pick<GeneratedColumn, 'name'>, reason: { en: string; fr: string }): NodeProblem {
  return new NodeProblem({
    code: 'bad-value',
    param: 'columns',
    text: { en: `Column “${spec.name}”: ${reason.en}.`, fr: `Colonne « ${spec.name} » : ${reason.fr}.` },
  })
}

/** The column of a name among those that can be linked, as a share of its rows from low to high; null when it has no order. */
export function rankOf(standard: Expr | null): Expr | null {
  // The logistic curve lies within 0.01 of the normal one, and is near enough to a uniform one.
  return standard && call('divide', float(1), plus(float(1), call('exponential', times(float(-1.702), standard))))
}
