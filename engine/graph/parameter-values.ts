import type { Document } from '../protocol/document.ts'
import type { Parameter, ParameterValue } from '../protocol/parameter.ts'
import type { Text } from '../protocol/text.ts'

type Read = { readonly value: ParameterValue } | { readonly wrong: Text }

const flags: Readonly<Record<string, boolean>> = { true: true, yes: true, on: true, oui: true, vrai: true, '1': true }
const noFlags: Readonly<Record<string, boolean>> = { false: false, no: false, off: false, non: false, faux: false, '0': false }

/** A value for a parameter out of what a person typed or a program gave: brought to its type, or what is wrong with it. */
export function readParameterValue(parameter: Parameter, given: unknown): Read {
  const text = typeof given === 'string' ? given.trim() : String(given)
  switch (parameter.type) {
    case 'number': {
      const number = text === '' ? Number.NaN : Number(text)
      return Number.isFinite(number) ? { value: number } : wrong(text, { en: 'a number', fr: 'un nombre' })
    }
    case 'flag': {
      const value = flags[text.toLowerCase()] ?? noFlags[text.toLowerCase()]
      return value === undefined ? wrong(text, { en: 'true or false', fr: 'true ou false' }) : { value }
    }
    case 'date':
      return isDay(text) ? { value: text } : wrong(text, { en: 'a date such as 2024-02-29', fr: 'une date comme 2024-02-29' })
    case 'choice': {
      const choices = parameter.choices ?? []
      const list = choices.map((choice) => `“${choice}”`).join(', ')
      const listFr = choices.map((choice) => `« ${choice} »`).join(', ')
      return choices.includes(text) ? { value: text } : wrong(text, { en: `one of ${list}`, fr: `l’une des valeurs ${listFr}` })
    }
    default:
      return { value: typeof given === 'string' ? given : text }
  }
}

function wrong(text: string, wanted: Text): Read {
  return { wrong: { en: `“${text}” is not ${wanted.en}`, fr: `« ${text} » n’est pas ${wanted.fr}` } }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

export interface ValueProblem {
  readonly parameter: string
  readonly text: Text
}

/**
 * The document with other values for a run: the file's defaults stay where they are not named. Says what does not fit and which names are not
 * there; then the document is the one that was given.
 */
export function withParameterValues(
  document: Document,
  values: Readonly<Record<string, unknown>>,
): { readonly document: Document; readonly problems: readonly ValueProblem[] } {
  const problems: ValueProblem[] = []
  const parameters = { ...document.parameters }
  for (const [name, given] of Object.entries(values)) {
    const parameter = document.parameters[name]
    if (!parameter) {
      problems.push({ parameter: name, text: unknown(name, Object.keys(document.parameters)) })
      continue
    }
    const read = readParameterValue(parameter, given)
    if ('wrong' in read) problems.push({ parameter: name, text: read.wrong })
    else parameters[name] = { ...parameter, default: read.value }
  }
  return problems.length > 0 ? { document, problems } : { document: { ...document, parameters }, problems }
}

function unknown(name: string, names: readonly string[]): Text {
  const there =
    names.length === 0 ? { en: 'it has none', fr: 'il n’en a pas' } : { en: `it has ${names.join(', ')}`, fr: `il a ${names.join(', ')}` }
  return {
    en: `the pipeline has no parameter “${name}”; ${there.en}`,
    fr: `le pipeline n’a pas de paramètre « ${name} » ; ${there.fr}`,
  }
}

/** The values of all parameters, by name. */
export function parameterValues(document: Document): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(document.parameters).map(([name, parameter]) => [name, parameter.default]))
}
