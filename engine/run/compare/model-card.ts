import { countText, roughText } from '../../learn/number-text.ts'
import { escapeHtml } from '../../profile/escape-html.ts'
import { profileStyle } from '../../profile/profile-style.ts'
import type { Figure } from '../../protocol/artifact.ts'
import type { ModelCard, ModelVersion } from '../../protocol/registry-methods.ts'
import type { Language, Text } from '../../protocol/text.ts'
import { figureText } from './figure-text.ts'

const words = {
  details: { en: 'Details', fr: 'Détails' },
  parameters: { en: 'What it is made of', fr: 'De quoi il est fait' },
  quantitative: { en: 'How good it is', fr: 'Ce qu’il vaut' },
  considerations: { en: 'Before it is used', fr: 'Avant de l’utiliser' },
  version: { en: 'Version', fr: 'Version' },
  created: { en: 'Registered', fr: 'Enregistrée' },
  review: { en: 'Review', fr: 'Revue' },
  aliases: { en: 'Aliases', fr: 'Alias' },
  learner: { en: 'Learner', fr: 'Algorithme' },
  target: { en: 'Predicts', fr: 'Prédit' },
  rows: { en: 'Rows learned', fr: 'Lignes apprises' },
  data: { en: 'Data', fr: 'Données' },
  inputs: { en: 'Takes', fr: 'Prend' },
  output: { en: 'Gives', fr: 'Donne' },
  seed: { en: 'Seed', fr: 'Graine' },
  energy: { en: 'Energy of the run', fr: 'Énergie de l’exécution' },
  judged: { en: 'Rows judged', fr: 'Lignes évaluées' },
  interval: { en: '95 % interval', fr: 'intervalle à 95 %' },
  baseline: { en: 'no model', fr: 'sans modèle' },
  figure: { en: 'Figure', fr: 'Mesure' },
  value: { en: 'Value', fr: 'Valeur' },
  unsaid: { en: 'Not said.', fr: 'Non renseigné.' },
  none: { en: 'No evaluation was registered with it.', fr: 'Aucune évaluation n’a été enregistrée avec elle.' },
} as const satisfies Record<string, Text>

/** The fields that a person fills in, in the order of the card. */
const cardFields: readonly (readonly [keyof ModelCard, Text])[] = [
  ['overview', { en: 'Overview', fr: 'Présentation' }],
  ['owners', { en: 'Owners', fr: 'Responsables' }],
  ['licence', { en: 'Licence', fr: 'Licence' }],
  ['references', { en: 'References', fr: 'Références' }],
  ['users', { en: 'Who it is for', fr: 'À qui il s’adresse' }],
  ['useCases', { en: 'What it is for', fr: 'À quoi il sert' }],
  ['limitations', { en: 'Limits', fr: 'Limites' }],
  ['tradeOffs', { en: 'Trade-offs', fr: 'Compromis' }],
  ['risks', { en: 'Ethical risks', fr: 'Risques éthiques' }],
  ['mitigation', { en: 'What is done about them', fr: 'Ce qui y remédie' }],
  ['oversight', { en: 'Human oversight', fr: 'Contrôle humain' }],
  ['contact', { en: 'Whom to ask, and where to contest', fr: 'À qui s’adresser, et où contester' }],
]

const detailFields = 4
const reviews = {
  none: { en: 'not reviewed', fr: 'sans revue' },
  approved: { en: 'approved', fr: 'approuvée' },
  rejected: { en: 'rejected', fr: 'refusée' },
} as const

/** The card of a version as one page: no script, no other file. What nobody said is said to be so. */
export function modelCardHtml(name: string, version: ModelVersion, language: Language): string {
  const say = (text: Text) => escapeHtml(text[language])
  const { facts, card } = version
  const line = (label: Text, value: string) => `<tr><th scope="row">${say(label)}</th><td>${escapeHtml(value)}</td></tr>`
  const said = (fields: typeof cardFields) =>
    fields
      .map(
        ([key, label]) =>
          `<h3>${say(label)}</h3><p>${card[key].trim() === '' ? `<em>${say(words.unsaid)}</em>` : escapeHtml(card[key]).replaceAll('\n', '<br>')}</p>`,
      )
      .join('')
  const columns = (list: readonly { name: string; type: string }[]) => list.map((one) => `${one.name} (${one.type})`).join(', ')
  const write = (value: number | null | undefined, format: Figure['format']) =>
    value === null || value === undefined ? '–' : figureText(value, format)[language]
  const figures = facts.figures
    .map(
      ({ label, value, interval, baseline, format }) =>
        `<tr><th scope="row">${say(label)}</th><td>${write(value, format)}</td><td>${interval ? interval.map((end) => write(end, format)).join(' – ') : '–'}</td><td>${write(baseline, format)}</td></tr>`,
    )
    .join('')
  const title = `${name} ${version.number}`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escapeHtml(title)}</title><style>${profileStyle}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
<h2>${say(words.details)}</h2><table>${line(words.version, String(version.number))}${line(words.created, version.createdAt)}${line(words.review, reviews[version.review][language])}${line(words.aliases, version.aliases.join(', ') || '–')}</table>${said(cardFields.slice(0, detailFields))}
<h2>${say(words.parameters)}</h2><table>${line(words.learner, facts.learner)}${line(words.target, facts.target)}${line(words.rows, countText(facts.rows))}${line(words.seed, String(facts.seed))}${line(words.data, facts.sources.map((one) => `${one.title} (${one.content.slice(0, 12)})`).join(', ') || '–')}${line(words.inputs, columns(facts.signature.inputs))}${line(words.output, columns(facts.signature.output))}${facts.wattHours === null ? '' : line(words.energy, `${roughText(facts.wattHours)[language]} Wh`)}</table>
<h2>${say(words.quantitative)}</h2>${figures === '' ? `<p><em>${say(words.none)}</em></p>` : `<table><thead><tr><th>${say(words.figure)}</th><th>${say(words.value)}</th><th>${say(words.interval)}</th><th>${say(words.baseline)}</th></tr></thead><tbody>${figures}</tbody></table>${facts.judgedRows === null ? '' : `<p class="note">${say(words.judged)}: ${countText(facts.judgedRows)}</p>`}`}
<h2>${say(words.considerations)}</h2>${said(cardFields.slice(detailFields))}
</main></body></html>
`
}
