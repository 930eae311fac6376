import { countText, numberText, roughText, shareText } from '../../learn/number-text.ts'
import type { Figure } from '../../protocol/artifact.ts'
import type { ModelCard, ModelVersion, VersionFacts } from '../../protocol/registry-methods.ts'
import type { Language, Text } from '../../protocol/text.ts'
import { figureText } from './figure-text.ts'

/** A table of a card; `scale`: of each row value, interval and baseline between 0 and 1, to be drawn. */
export interface CardTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly scale?: readonly (CardScale | null)[]
}

export interface CardScale {
  readonly value: number
  readonly interval: readonly [number, number] | null
  readonly baseline: number | null
}

export type CardPart =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly kind: 'table'; readonly title: string; readonly table: CardTable; readonly note?: string }
  /** What a person said; null where nobody did. */
  | { readonly kind: 'said'; readonly label: string; readonly text: string | null }
  | { readonly kind: 'note'; readonly text: string }

export interface CardSection {
  readonly title: string
  readonly parts: readonly CardPart[]
}

/** The fields that a person fills in, in the order of the card. */
const saidIn = {
  details: [
    ['overview', { en: 'Overview', fr: 'Présentation' }],
    ['documentation', { en: 'Documentation', fr: 'Documentation' }],
    ['owners', { en: 'Owners', fr: 'Responsables' }],
    ['licence', { en: 'Licence', fr: 'Licence' }],
    ['references', { en: 'References', fr: 'Références' }],
    ['citations', { en: 'How to cite it', fr: 'Comment le citer' }],
  ],
  data: [['sensitivity', { en: 'What is sensitive in the data', fr: 'Ce que les données ont de sensible' }]],
  considerations: [
    ['users', { en: 'Who it is for', fr: 'À qui il s’adresse' }],
    ['useCases', { en: 'What it is for', fr: 'À quoi il sert' }],
    ['limitations', { en: 'Limits', fr: 'Limites' }],
    ['tradeOffs', { en: 'Trade-offs', fr: 'Compromis' }],
    ['risks', { en: 'Ethical risks', fr: 'Risques éthiques' }],
    ['mitigation', { en: 'What is done about them', fr: 'Ce qui y remédie' }],
    ['oversight', { en: 'Human oversight', fr: 'Contrôle humain' }],
    ['contact', { en: 'Whom to ask, and where to contest', fr: 'À qui s’adresser, et où contester' }],
  ],
} as const satisfies Record<string, readonly (readonly [keyof ModelCard, Text])[]>

const reviews = {
  none: { en: 'not reviewed', fr: 'sans revue' },
  approved: { en: 'approved', fr: 'approuvée' },
  rejected: { en: 'rejected', fr: 'refusée' },
} as const

export interface CardOf {
  readonly version: ModelVersion
  /** The version before, where there is one. */
  readonly previous: ModelVersion | undefined
  /** What the learner is called. */
  readonly learner: Text
}

/**
 * The card of a version: the fields of the model card toolkit (schema 0.0.2), energy, groups, personal data, oversight and contact. What the run
 * knows is filled in; what nobody said is said to be so.
 */
export function modelCard(of: CardOf, language: Language): readonly CardSection[] {
  const { facts, card } = of.version
  const say: Say = (en, fr) => (language === 'en' ? en : fr)
  const said = (fields: readonly (readonly [keyof ModelCard, Text])[]) =>
    fields.map(([key, label]): CardPart => ({ kind: 'said', label: label[language], text: card[key].trim() === '' ? null : card[key] }))
  return [
    { title: say('Details', 'Détails'), parts: [details(of, language, say), ...said(saidIn.details)] },
    {
      title: say('What it is made of', 'De quoi il est fait'),
      parts: [made(of, language, say), ...weights(facts, language, say), ...said(saidIn.data)],
    },
    { title: say('How good it is', 'Ce qu’il vaut'), parts: [figures(facts, language, say), ...groups(facts, language, say)] },
    { title: say('Before it is used', 'Avant de l’utiliser'), parts: said(saidIn.considerations) },
  ]
}

type Say = (en: string, fr: string) => string

function details({ version, previous }: CardOf, language: Language, say: Say): CardPart {
  const since = previous && [
    say(`Since version ${previous.number}`, `Depuis la version ${previous.number}`),
    changes(version.facts, previous.facts, language),
  ]
  return {
    kind: 'facts',
    facts: [
      [say('Version', 'Version'), String(version.number)],
      [say('Registered', 'Enregistrée'), version.createdAt],
      [say('Review', 'Revue'), reviews[version.review][language]],
      [say('Aliases', 'Alias'), version.aliases.join(', ') || '–'],
      [say('Why it was registered', 'Pourquoi elle a été enregistrée'), version.note || '–'],
      ...(since ? [[since[0] ?? '', since[1] ?? ''] as const] : []),
      [say('File in the workspace', 'Fichier dans l’espace de travail'), `models/${version.model}.json`],
      [say('Run', 'Exécution'), version.run ?? '–'],
    ],
  }
}

function made({ version: { facts }, learner }: CardOf, language: Language, say: Say): CardPart {
  const columns = (list: VersionFacts['signature']['inputs']) => list.map((one) => `${one.name} (${one.type})`).join(', ')
  const all: readonly (readonly [string, string])[] = [
    [say('Learner', 'Algorithme'), learner[language]],
    [say('Settings', 'Réglages'), settingsIn(facts, language) || (facts.millrace === '' ? '–' : say('as they come', 'd’origine'))],
    [say('Predicts', 'Prédit'), facts.target],
    [say('Rows learned', 'Lignes apprises'), countText(facts.rows)],
    [say('Seed', 'Graine'), String(facts.seed)],
    [say('Data', 'Données'), sourcesIn(facts) || '–'],
    [say('Takes', 'Prend'), columns(facts.signature.inputs)],
    [say('Gives', 'Donne'), columns(facts.signature.output)],
    [
      say('Columns whose names speak of personal data', 'Colonnes dont le nom parle de données personnelles'),
      facts.personal.map(({ column, what }) => `${column} (${what[language]})`).join(', ') || say('none', 'aucune'),
    ],
    [say('Golden rows', 'Lignes témoins'), countText(facts.golden)],
    [say('Training time', 'Durée d’apprentissage'), `${roughText(facts.seconds)[language]} s`],
    [say('Energy of the run', 'Énergie de l’exécution'), facts.wattHours === null ? '–' : `${roughText(facts.wattHours)[language]} Wh`],
    [say('Made by', 'Fait par'), facts.millrace === '' ? '–' : `Millrace ${facts.millrace}`],
  ]
  return { kind: 'facts', facts: all }
}

function weights({ importance }: VersionFacts, language: Language, say: Say): readonly CardPart[] {
  if (importance.length === 0) return []
  return [
    {
      kind: 'table',
      title: say('What weighs most', 'Ce qui pèse le plus'),
      table: {
        head: [say('Column', 'Colonne'), say('Share of importance', 'Part de l’importance')],
        rows: importance.map(({ name, share }) => [name, shareText(share)[language]]),
        scale: importance.map(({ share }) => ({ value: share, interval: null, baseline: null })),
      },
    },
  ]
}

function figures({ figures: all, judgedRows }: VersionFacts, language: Language, say: Say): CardPart {
  if (all.length === 0)
    return { kind: 'note', text: say('No evaluation was registered with it.', 'Aucune évaluation n’a été enregistrée avec elle.') }
  const write = (value: number | null, format: Figure['format']) => (value === null ? '–' : figureText(value, format)[language])
  const rows = countText(judgedRows ?? 0)
  return {
    kind: 'table',
    title: say('Figures', 'Mesures'),
    table: {
      head: [say('Figure', 'Mesure'), say('Value', 'Valeur'), say('95 % interval', 'Intervalle à 95 %'), say('No model', 'Sans modèle')],
      rows: all.map(({ label, value, interval, baseline, format }) => [
        label[language],
        write(value, format),
        interval?.map((end) => write(end, format)).join(' – ') ?? '–',
        write(baseline ?? null, format),
      ]),
      scale: all.map(scaleOf),
    },
    ...(judgedRows !== null && { note: say(`${rows} rows judged`, `${rows} lignes évaluées`) }),
  }
}

function groups({ gaps: reports }: VersionFacts, language: Language, say: Say): readonly CardPart[] {
  if (reports.length === 0)
    return [
      {
        kind: 'note',
        text: say('No report by group was registered with it.', 'Aucun rapport par groupe n’a été enregistré avec elle.'),
      },
    ]
  return reports.map(({ by, outcome, gaps }): CardPart => ({
    kind: 'table',
    title: say(`Groups by ${by.join(', ')}: ${outcome}`, `Groupes selon ${by.join(', ')} : ${outcome}`),
    table: {
      head: [
        say('Gap', 'Écart'),
        say('Value', 'Valeur'),
        say('95 % interval', 'Intervalle à 95 %'),
        say('Furthest apart', 'Les plus éloignés'),
      ],
      rows: gaps.map(({ label, value, interval, worst }) => [
        label[language],
        value === null ? '–' : numberText(value, 3)[language],
        interval?.map((end) => numberText(end, 3)[language]).join(' – ') ?? '–',
        worst
          ? [`${worst.low} ${shareText(worst.lowRate)[language]}`, `${worst.high} ${shareText(worst.highRate)[language]}`].join(', ')
          : '–',
      ]),
    },
  }))
}

const between = { en: '; ', fr: ' ; ' } as const

function settingsIn({ settings }: VersionFacts, language: Language): string {
  return settings.map(({ label, value }) => `${label[language]} ${value[language]}`).join(between[language])
}

function sourcesIn({ sources }: VersionFacts): string {
  return sources.map(({ title, content }) => `${title} (${content.slice(0, 12)})`).join(', ')
}

/** A figure that lies between 0 and 1 with all that belongs to it. */
function scaleOf({ value, interval, baseline }: Figure): CardScale | null {
  const isShare = (one: number) => one >= 0 && one <= 1
  const all = [value, ...(interval ?? []), baseline].filter((one) => one !== null && one !== undefined)
  return value === null || !all.every(isShare) ? null : { value, interval: interval ?? null, baseline: baseline ?? null }
}

/** What differs from the version before, in one line. */
function changes(now: VersionFacts, before: VersionFacts, language: Language): string {
  const list: string[] = []
  const differ = (what: Text, a: string, b: string) => {
    if (a !== b) list.push(`${what[language]}${language === 'en' ? ':' : ' :'} ${a || '–'} → ${b || '–'}`)
  }
  differ({ en: 'learner', fr: 'algorithme' }, before.learner, now.learner)
  differ({ en: 'rows', fr: 'lignes' }, countText(before.rows), countText(now.rows))
  differ({ en: 'settings', fr: 'réglages' }, settingsIn(before, language), settingsIn(now, language))
  differ({ en: 'data', fr: 'données' }, sourcesIn(before), sourcesIn(now))
  for (const { id, label, value, format } of now.figures.slice(0, 4)) {
    const old = before.figures.find((one) => one.id === id)?.value
    if (value !== null && typeof old === 'number') differ(label, figureText(old, format)[language], figureText(value, format)[language])
  }
  return list.join(between[language]) || (language === 'en' ? 'nothing that is recorded' : 'rien de ce qui est noté')
}
