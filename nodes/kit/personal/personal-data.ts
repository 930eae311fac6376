import type { Text } from '../../../engine/protocol/text.ts'
import { semanticKinds } from '../semantic-kinds.ts'
import { bare } from './bare-words.ts'
import { isPersonName } from './person-name.ts'
import { isPostalAddress } from './postal-address.ts'
import { tellsOf } from './sensitive-words.ts'

/** Personal data that a column may hold: told by its values, by its name, or by both. */
export interface PersonalKind {
  readonly id: string
  readonly label: Text
  /** Score of a column of such values, before its name speaks for it. */
  readonly base: number
  /** Fewer values than this share are chance, unless the name speaks for the kind. */
  readonly fewest: number
  /** Words of the column's name in several languages, in small letters without accents: they speak for the kind. */
  readonly hints: RegExp
  /** Told by those words alone, where no value shows it. */
  readonly byName?: true
  /** Told by values in words, which the database knows no dictionary for; the other kinds are those of semantic-kinds.ts. */
  is?(text: string): boolean
}

interface Known {
  readonly base: number
  readonly fewest?: number
  is?(text: string): boolean
}

const known = (id: string, { base, fewest = 0.1 }: Known, hints: RegExp): PersonalKind => ({
  id,
  label: semanticKinds.find((kind) => kind.id === id)?.label ?? { en: id, fr: id },
  base,
  fewest,
  hints,
})

const inWords = (id: string, label: Text, { base, fewest = 0.3, is }: Known, hints: RegExp): PersonalKind => ({
  id,
  label,
  base,
  fewest,
  hints,
  byName: true,
  ...(is && { is }),
})

const sensitive = (id: string, label: Text, hints: RegExp) =>
  inWords(id, label, { base: 0.5, fewest: 0.5, is: (text) => tellsOf(id, text) }, hints)

/** A check of two digits or a letter: one number in a hundred passes by chance. */
const checked = { base: 1 }
/** A check of one digit: one number in ten passes by chance. */
const checkedOnce = { base: 1, fewest: 0.5 }

/**
 * What is looked for. Base scores follow Presidio's, where check digits that hold make it certain. Hints are in English, French, German, Spanish,
 * Italian and Dutch.
 */
export const personalKinds: readonly PersonalKind[] = [
  known('email', { base: 0.9 }, /\b(e ?mail|mail|courriel|correo)\b/),
  known('iban', checked, /\b(iban|compte|konto|account|cuenta|conto|rekening)\b/),
  known('card', checkedOnce, /\b(card|carte|karte|tarjeta|carta|kaart|pan)\b/),
  known('fr-nir', checked, /\b(nir|insee|secu|securite sociale)\b/),
  known('uk-nhs', checkedOnce, /\b(nhs)\b/),
  known('es-nif', checked, /\b(nif|dni|nie)\b/),
  known('it-cf', checked, /\b(codice fiscale|cf)\b/),
  known('pl-pesel', checkedOnce, /\b(pesel)\b/),
  known('de-tax', checkedOnce, /\b(steuer\w*|idnr|tax id|tin)\b/),
  known('nl-bsn', checkedOnce, /\b(bsn|burgerservicenummer|sofi\w*)\b/),
  known('in-aadhaar', checkedOnce, /\b(aadha+r|uid(ai)?)\b/),
  known('br-cpf', checked, /\b(cpf)\b/),
  known('us-ssn', { base: 0.5 }, /\b(ssn|social security)\b/),
  known('phone', { base: 0.4 }, /\b(phone|telephone|tel|mobile|cell|portable|telefon|handy|telefono|telefoon|movil|mobiel|fax)\b/),
  known('ip', { base: 0.6 }, /\b(ip|adresse ip|ip address)\b/),
  known('mac', { base: 0.6 }, /\b(mac)\b/),
  known('crypto', { base: 0.6 }, /\b(wallet|crypto|bitcoin|btc|ethereum|eth)\b/),
  known('coordinates', { base: 0.3 }, /\b(gps|coord\w*|geo|position|location)\b/),
  inWords(
    'name',
    { en: 'name of a person', fr: 'nom de personne' },
    { base: 0.7, is: isPersonName },
    /\b(first ?name|last ?name|sur ?name|full ?name|family ?name|given ?name|prenom|nom( de famille)?|vorname|nachname|nombre|apellidos?|cognome|voornaam|achternaam|person|customer ?name|patient)\b/,
  ),
  inWords(
    'birth',
    { en: 'date or place of birth', fr: 'date ou lieu de naissance' },
    { base: 0.5 },
    /\b(birth\w*|dob|naissance|ne\(?e?\)? le|geburt\w*|nacimiento|nascita|geboorte\w*)\b/,
  ),
  inWords(
    'address',
    { en: 'postal address', fr: 'adresse postale' },
    { base: 0.8, is: isPostalAddress },
    /\b(address|street|adresse|rue|strasse|direccion|calle|indirizzo|via|adres|straat)\b/,
  ),
  sensitive(
    'health',
    { en: 'health', fr: 'santé' },
    /\b(health|sante|diagnos\w*|disease|maladie|patholog\w*|disabilit\w*|handicap|medical|krank\w*|enfermedad|blood|pregnan\w*|ziekte)\b/,
  ),
  sensitive('religion', { en: 'religion', fr: 'religion' }, /\b(religio\w*|faith|confession|church|culte|glaube|godsdienst)\b/),
  sensitive(
    'ethnicity',
    { en: 'ethnic origin', fr: 'origine ethnique' },
    /\b(race|ethnic\w*|ethnie|origine|nationalit\w*|hautfarbe|raza|etnia)\b/,
  ),
  sensitive(
    'politics',
    { en: 'politics or union', fr: 'politique ou syndicat' },
    /\b(politic\w*|politique|party|parti|partei|union member|syndicat|gewerkschaft|vakbond)\b/,
  ),
  sensitive('sex-life', { en: 'sexual orientation', fr: 'orientation sexuelle' }, /\b(sexual\w*|orientation sexuelle|orientacion)\b/),
  inWords(
    'biometric',
    { en: 'biometric data', fr: 'données biométriques' },
    { base: 0.5 },
    /\b(biometr\w*|fingerprint|empreinte|iris scan|face id)\b/,
  ),
]

/** A column's name as its words: `dateOfBirth`, `date_of_birth` and `Date of birth` are the same. */
function wordsOf(name: string): string {
  return bare(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2'))
    .replaceAll(/[^a-z0-9()]+/g, ' ')
    .trim()
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
/** What is told by the column's name alone is as sure as this. */
const byNameAlone = 0.5

/** What a column holds, by how many of its values are of each kind and by its name; the surest first. */
export function personalIn(name: string, shares: ReadonlyMap<string, number>): PersonalFinding[] {
  const words = wordsOf(name)
  return personalKinds
    .flatMap((kind): PersonalFinding[] => {
      const byName = kind.hints.test(words)
      const share = shares.get(kind.id) ?? 0
      const score = byName ? Math.max(context.least, Math.min(1, kind.base + context.adds)) : kind.base
      const byValues = share > 0 && (share >= kind.fewest || byName) ? score * Math.min(1, 0.4 + 0.6 * share) : 0
      const alone = kind.byName && byName ? byNameAlone : 0
      return byValues === 0 && alone === 0 ? [] : [{ kind, share, byName, score: Math.max(byValues, alone) }]
    })
    .toSorted((a, b) => b.score - a.score)
}
