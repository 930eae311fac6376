import type { Text } from '../../engine/protocol/text.ts'
import { semanticKinds } from './semantic-kinds.ts'

/** Personal data that a column may hold: told by its values, by its name, or by both. */
export interface PersonalKind {
  readonly id: string
  readonly label: Text
  /** Score of a value that has the shape, before its check digits or the name of its column speak for it. */
  readonly base: number
  /** Whether a value of this kind has passed a check beyond its shape. */
  readonly checked: boolean
  /** Words of the column's name in several languages, in small letters without accents. */
  readonly hints: RegExp
  /** Told by the name alone. */
  readonly byName?: true
}

const known = (id: string, base: number, checked: boolean, hints: RegExp): PersonalKind => ({
  id,
  label: semanticKinds.find((kind) => kind.id === id)?.label ?? { en: id, fr: id },
  base,
  checked,
  hints,
})

const named = (id: string, label: Text, hints: RegExp): PersonalKind => ({ id, label, base: 0, checked: false, hints, byName: true })

/**
 * What is looked for. Base scores follow Presidio's: a payment card 0.3, an e-mail address 0.5, national numbers 0.3; check digits that hold make it
 * certain. Hints are in English, French, German, Spanish and Italian.
 */
export const personalKinds: readonly PersonalKind[] = [
  known('email', 0.9, false, /\b(e ?mail|mail|courriel|correo)\b/),
  known('iban', 0.5, true, /\b(iban|compte|konto|account|cuenta|conto)\b/),
  known('card', 0.3, true, /\b(card|carte|karte|tarjeta|carta|pan)\b/),
  known('fr-nir', 0.3, true, /\b(nir|insee|secu|securite sociale)\b/),
  known('uk-nhs', 0.3, true, /\b(nhs)\b/),
  known('es-nif', 0.3, true, /\b(nif|dni|nie)\b/),
  known('us-ssn', 0.5, false, /\b(ssn|social security)\b/),
  known('phone', 0.4, false, /\b(phone|telephone|tel|mobile|cell|portable|telefon|handy|telefono|movil|fax)\b/),
  known('ip', 0.6, false, /\b(ip|adresse ip|ip address)\b/),
  known('mac', 0.6, false, /\b(mac)\b/),
  known('coordinates', 0.3, false, /\b(gps|coord\w*|geo|position|location)\b/),
  named(
    'name',
    { en: 'name of a person', fr: 'nom de personne' },
    /\b(first ?name|last ?name|sur ?name|full ?name|family ?name|given ?name|prenom|nom( de famille)?|vorname|nachname|nombre|apellidos?|cognome|person|customer ?name|patient)\b/,
  ),
  named(
    'birth',
    { en: 'date of birth', fr: 'date de naissance' },
    /\b(birth\w*|dob|naissance|ne\(?e?\)? le|geburt\w*|nacimiento|nascita)\b/,
  ),
  named(
    'address',
    { en: 'postal address', fr: 'adresse postale' },
    /\b(address|street|adresse|rue|strasse|direccion|calle|indirizzo|via)\b/,
  ),
  named(
    'health',
    { en: 'health', fr: 'santé' },
    /\b(health|sante|diagnos\w*|disease|maladie|patholog\w*|disabilit\w*|handicap|medical|krank\w*|enfermedad|blood|pregnan\w*)\b/,
  ),
  named('religion', { en: 'religion', fr: 'religion' }, /\b(religio\w*|faith|confession|church|culte|glaube)\b/),
  named(
    'ethnicity',
    { en: 'ethnic origin', fr: 'origine ethnique' },
    /\b(race|ethnic\w*|ethnie|origine|nationalit\w*|hautfarbe|raza|etnia)\b/,
  ),
  named(
    'politics',
    { en: 'politics or union', fr: 'politique ou syndicat' },
    /\b(politic\w*|politique|party|parti|union member|syndicat|gewerkschaft)\b/,
  ),
  named('sex-life', { en: 'sexual orientation', fr: 'orientation sexuelle' }, /\b(sexual\w*|orientation sexuelle|orientacion)\b/),
  named('biometric', { en: 'biometric data', fr: 'données biométriques' }, /\b(biometr\w*|fingerprint|empreinte|iris scan|face id)\b/),
]

/** A column's name as its words: `dateOfBirth`, `date_of_birth` and `Date of birth` are the same. */
export function wordsOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z0-9()]+/g, ' ')
    .trim()
    .toLowerCase()
}

export interface PersonalFinding {
  readonly kind: PersonalKind
  /** Share of the looked-at values that have the shape, and pass their check where there is one. */
  readonly share: number
  readonly byName: boolean
  /** 0 to 1: how sure it is. */
  readonly score: number
}

/** A name that speaks for a kind adds so much, and makes it at least so sure. */
const context = { adds: 0.35, least: 0.4 }
/** Fewer values of a kind than this share are chance, unless the name speaks for it. */
const fewest = 0.1

/** What a column holds, by how many of its values are of each kind and by its name; the surest first. */
export function personalIn(name: string, shares: ReadonlyMap<string, number>): PersonalFinding[] {
  const words = wordsOf(name)
  return personalKinds
    .flatMap((kind): PersonalFinding[] => {
      const byName = kind.hints.test(words)
      if (kind.byName) return byName ? [{ kind, share: 0, byName, score: 0.5 }] : []
      const share = shares.get(kind.id) ?? 0
      if (share === 0 || (share < fewest && !byName)) return []
      const value = kind.checked ? 1 : kind.base
      const score = byName ? Math.max(context.least, Math.min(1, value + context.adds)) : value
      return [{ kind, share, byName, score: score * Math.min(1, 0.4 + 0.6 * share) }]
    })
    .toSorted((a, b) => b.score - a.score)
}
