import type { FunctionSpec, Language, TypePattern } from '../function-spec.ts'
import { typeName } from '../type-names.ts'
import { choicesOf } from './function-names.ts'
import { problem } from './problem.ts'
import type { FormulaProblem, Sentence, Span } from './problem.ts'
import { argumentList, shownArguments } from './signature.ts'
import type { Tree } from './tree.ts'
import type { Typed } from './typed.ts'
import { typeHint } from './type-hints.ts'

type Call = Tree & { readonly kind: 'call' }

function joined(parts: readonly string[], word: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1] ?? ''}`
}

function kindsNamed(expected: readonly TypePattern[], language: Language): string {
  const patterns = expected.includes('float') ? expected.filter((pattern) => pattern !== 'int') : expected
  const names = [...new Set(patterns.map((pattern) => typeName(pattern)[language]))]
  return joined(names, language === 'en' ? 'or' : 'ou')
}

/** An argument of a kind that the function or operator does not take there. */
export function wrongType(label: Sentence, given: Typed, expected: readonly TypePattern[]): FormulaProblem {
  const hint = typeHint(label, expected, given)
  const type = given.type === 'unknown' ? 'null' : given.type
  return problem(
    'wrong-type',
    given.span,
    `${label.en} needs ${kindsNamed(expected, 'en')} here; this is ${typeName(type).en}.${hint.en}`,
    `${label.fr} attend ici ${kindsNamed(expected, 'fr')} ; ceci est ${typeName(type).fr}.${hint.fr}`,
  )
}

/** A value of another kind than the ones before it, where all must be of one. */
export function twoKinds(label: Sentence, given: Typed, expected: readonly TypePattern[]): FormulaProblem {
  const hint = typeHint(label, expected, given)
  const type = given.type === 'unknown' ? 'null' : given.type
  return problem(
    'two-kinds',
    given.span,
    `${label.en} needs values of one kind: before it is ${kindsNamed(expected, 'en')}, this is ${typeName(type).en}.${hint.en}`,
    `${label.fr} veut des valeurs de même nature : avant, c’est ${kindsNamed(expected, 'fr')} ; ceci est ${typeName(type).fr}.${hint.fr}`,
  )
}

function counted(count: number, language: Language): string {
  if (language === 'fr') return count < 2 ? `${count} argument` : `${count} arguments`
  return count === 1 ? '1 argument' : `${count} arguments`
}

function inParentheses(spec: FunctionSpec, language: Language): string {
  return shownArguments(spec).length === 0 ? '' : ` ${argumentList(spec, language)}`
}

/** Two numbers without a blank between them and the comma: most likely one number with a decimal comma. */
function decimalComma(tree: Call): FormulaProblem | undefined {
  for (const [index, after] of tree.args.entries()) {
    const before = tree.args[index - 1]
    if (before?.kind !== 'number' || after.kind !== 'number' || before.to + 1 !== after.from || before.raw.includes('.')) continue
    const right = `${before.raw}.${after.raw}`
    const span = { from: before.from, to: after.to }
    return problem(
      'decimal-comma',
      span,
      `${tree.name} has one argument too many. A decimal number has a point: ${right}.`,
      `${tree.name} a un argument de trop. Un nombre décimal s’écrit avec un point : ${right}.`,
    )
  }
  return undefined
}

function tooMany(tree: Call, spec: FunctionSpec, most: number): FormulaProblem {
  const extra = tree.args[most] ?? tree
  return (
    decimalComma(tree) ??
    problem(
      'wrong-count',
      { from: extra.from, to: tree.args[tree.args.length - 1]?.to ?? extra.to },
      `${tree.name} takes ${counted(most, 'en')}${inParentheses(spec, 'en')}; this is too much.`,
      `${tree.name} prend ${counted(most, 'fr')}${inParentheses(spec, 'fr')} ; ceci est de trop.`,
    )
  )
}

function tooFew(tree: Call, spec: FunctionSpec): FormulaProblem {
  const { variadicFrom, group = 1 } = spec
  const names = shownArguments(spec).map((argument) => argument.name)
  const given = tree.args.length
  // Repeated arguments come in groups; the first one that is not there is missing.
  const position = variadicFrom === undefined || given < names.length ? given : names.length - group + ((given - variadicFrom) % group)
  const missing = names[position] ?? { en: 'a value', fr: 'une valeur' }
  const place = { from: Math.max(tree.nameSpan.to, tree.to - 1), to: tree.to }
  return problem(
    'wrong-count',
    place,
    `${tree.name} needs ${variadicFrom === undefined ? counted(names.length, 'en') : 'more arguments'}${inParentheses(spec, 'en')}: “${missing.en}” is missing.`,
    `${tree.name} veut ${variadicFrom === undefined ? counted(names.length, 'fr') : 'plus d’arguments'}${inParentheses(spec, 'fr')} : il manque « ${missing.fr} ».`,
  )
}

/** A call with a number of arguments that none of the functions of its name takes. */
export function wrongCount(tree: Call, specs: readonly FunctionSpec[]): FormulaProblem {
  const sizes = specs.map((spec) => ({ spec, size: shownArguments(spec).length }))
  const longest = sizes.reduce((most, one) => (one.size > most.size ? one : most))
  const open = sizes.find(({ spec }) => spec.variadicFrom !== undefined)
  if (open !== undefined) return tooFew(tree, open.spec)
  return tree.args.length > longest.size ? tooMany(tree, longest.spec, longest.size) : tooFew(tree, longest.spec)
}

/** A choice that is written last, such as the unit of DATEDIF, and is none of those there are. */
export function wrongChoice(tree: Call, specs: readonly FunctionSpec[], last: Span): FormulaProblem {
  const values = choicesOf(specs)
  return problem(
    'bad-constant',
    last,
    `${tree.name} ends with one of ${values.join(', ')}.`,
    `${tree.name} se termine par l’un de ${values.join(' ; ')}.`,
  )
}

/** A value computed from the row where only a constant will do. */
export function constantRequired(label: Sentence, given: Typed, name: Sentence): FormulaProblem {
  return problem(
    'constant-required',
    given.span,
    `${label.en} needs a constant for “${name.en}”, the same for all rows.`,
    `${label.fr} veut une constante pour « ${name.fr} », la même pour toutes les lignes.`,
  )
}

/** A function that looks at other rows where a formula sees one. */
export function manyRows(tree: Call, kind: 'aggregate' | 'window', nested: boolean): FormulaProblem {
  const name = tree.name
  if (nested) {
    return problem(
      'not-allowed-here',
      tree.nameSpan,
      `${name} cannot stand inside another function of many rows.`,
      `${name} ne peut pas figurer dans une autre fonction portant sur plusieurs lignes.`,
    )
  }
  return kind === 'aggregate'
    ? problem(
        'not-allowed-here',
        tree.nameSpan,
        `${name} sums up many rows; this formula sees one row at a time. Group the table instead.`,
        `${name} résume plusieurs lignes ; cette formule ne voit qu’une ligne à la fois. Regroupez plutôt la table.`,
      )
    : problem(
        'not-allowed-here',
        tree.nameSpan,
        `${name} looks at the rows around; this formula has none.`,
        `${name} regarde les lignes voisines ; cette formule n’en a pas.`,
      )
}
