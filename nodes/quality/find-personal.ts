import { z } from 'zod'
import { distinct, filter, limit, project, values as table } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, LiteralValue, Value } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { kindTests } from '../kit/kinds/kind-tests.ts'
import { nationalNumbers } from '../kit/kinds/national-numbers.ts'
import { personalIn, personalKinds, type PersonalFinding } from '../kit/personal/personal-data.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import type { NodeProblemData } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'

interface Found {
  readonly columns: readonly { readonly name: string; readonly kind: string; readonly en: string; readonly fr: string }[]
}

const reportColumns: readonly Column[] = [
  { name: 'column', type: 'text' },
  { name: 'holds', type: 'text' },
  { name: 'sureness', type: 'float' },
  { name: 'share of values', type: 'float' },
  { name: 'values looked at', type: 'int' },
  { name: 'told by', type: 'text' },
]

const people = {
  columns: [
    { name: 'contact', type: 'text' },
    { name: 'ref', type: 'text' },
    { name: 'born', type: 'int' },
  ],
  rows: [
    ['ann@example.org', 'GB82 WEST 1234 5698 7654 32', 1980],
    ['bob@example.org', 'DE89370400440532013000', 1990],
    [null, null, null],
  ],
} as const

export const findPersonal = defineNode({
  id: 'quality.find-personal',
  version: 1,
  icon: 'user-search',
  title: { en: 'Find personal data', fr: 'Trouver les données personnelles' },
  summary: {
    en: 'Says which columns hold e-mail addresses, accounts, national numbers, names or sensitive facts, and how sure that is.',
    fr: 'Dit quelles colonnes contiennent adresses, comptes, numéros nationaux, noms ou faits sensibles, et avec quelle certitude.',
  },
  help: {
    en: `Up to 1,000 different values of each column are compared with the shapes of personal data; check digits of cards, accounts and the numbers of eleven states must hold. Names of persons are told by frequent given and family names of Europe and of those who live there, addresses by words of streets with a number, health, religion, origin, politics and sexual life by their words. The name of the column counts too, in English, French, German, Spanish, Italian and Dutch; what it alone tells, such as dates of birth, is never sure.

The table passes unchanged. The report has one line for each column in question, with the surest kind, how sure it is from 0 to 1, and what it was told by. Columns that are found are also a warning of the node, so that they are not overlooked. Missing values are left out of account.

Rare names and names of other parts of the world may be missed, and a column of fashion brands may be taken for names. Nothing found does not mean that there is none: free texts may hold anything.`,
    fr: `Jusqu’à 1 000 valeurs différentes de chaque colonne sont comparées aux formes des données personnelles ; les clés des cartes, des comptes et des numéros de onze États doivent être justes. Les noms de personnes se reconnaissent aux prénoms et noms de famille fréquents d’Europe et de ceux qui y vivent, les adresses aux mots de voirie suivis ou précédés d’un numéro, santé, religion, origine, politique et vie sexuelle à leurs mots. Le nom de la colonne compte aussi, en anglais, français, allemand, espagnol, italien et néerlandais ; ce que lui seul révèle, comme une date de naissance, n’est jamais certain.

La table passe inchangée. Le rapport a une ligne par colonne en question, avec la nature la plus sûre, sa certitude de 0 à 1 et ce qui l’a révélée. Les colonnes trouvées sont aussi un avertissement du nœud, pour ne pas être oubliées. Les valeurs manquantes ne comptent pas.

Des noms rares ou d’autres régions du monde peuvent échapper, et une colonne de marques de mode passer pour des noms. Ne rien trouver ne veut pas dire qu’il n’y a rien : un texte libre peut tout contenir.`,
  },
  keywords: {
    en: ['pii', 'gdpr', 'privacy', 'sensitive', 'detector', 'anonymise', 'personal information'],
    fr: ['rgpd', 'vie privée', 'sensible', 'détecteur', 'anonymiser', 'données à caractère personnel'],
  },
  inputs: tablePorts.inputs,
  outputs: { ...tablePorts.outputs, report: { kind: 'table', label: { en: 'Report', fr: 'Rapport' } } },
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars, default: { by: 'all', except: [] } }),
    least: field.slider({ label: { en: 'At least so sure', fr: 'Certitude minimale' }, default: 0.4, min: 0, max: 1, step: 0.05 }),
  }),
  columns: (_settings, inputs) => ({ table: inputs.one('table').columns, report: reportColumns }),
  async run(settings, inputs, ctx) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: scalars, optional: true })
    const lines: LiteralValue[][] = []
    const found: Found['columns'][number][] = []
    for (const [i, column] of columns.entries()) {
      ctx.progress(i / columns.length)
      const { looked, shares } = await sharesOf(input, column, (relation) => ctx.rows(relation))
      const [best] = personalIn(column.name, shares)
      if (!best || best.score < settings.least) continue
      lines.push([column.name, best.kind.label.en, round(best.score), round(best.share), looked, toldBy(best)])
      found.push({ name: column.name, kind: best.kind.id, ...best.kind.label })
    }
    ctx.keep({ columns: found } satisfies Found)
    return { table: await ctx.write(input), report: await ctx.write(table(reportColumns, lines)) }
  },
  warnings(found: Found): readonly NodeProblemData[] {
    if (found.columns.length === 0) return []
    const names = listed(found.columns.map(({ name, en, fr }) => ({ en: `${quoted(name).en} (${en})`, fr: `${quoted(name).fr} (${fr})` })))
    const one = found.columns.length === 1
    const treatments = usualTreatments(found.columns)
    return [
      {
        code: 'personal-data',
        severity: 'warning',
        text: {
          en: `${found.columns.length} column${one ? ' seems' : 's seem'} to hold personal data: ${names.en}.`,
          fr: `${found.columns.length} colonne${one ? ' semble' : 's semblent'} contenir des données personnelles : ${names.fr}.`,
        },
        action: {
          en: 'Add “Protect personal data”, or leave them out.',
          fr: 'Ajoutez « Protéger les données personnelles », ou écartez-les.',
        },
        ...(treatments.length > 0 && {
          fixes: [
            {
              label: { en: 'Protect what identifies', fr: 'Protéger ce qui identifie' },
              behind: { type: 'quality.protect-personal', version: 1, params: { treatments } },
            },
          ],
        }),
      },
    ]
  },
  explain: ({ least }) => ({
    en: least === 1 ? 'report what is certain' : `report what is at least ${Math.round(least * 100)}% sure`,
    fr: least === 1 ? 'signaler ce qui est certain' : `signaler ce qui est sûr à ${Math.round(least * 100)} % au moins`,
  }),
  examples: [
    {
      title: { en: 'What a list of people gives away', fr: 'Ce que révèle une liste de personnes' },
      params: {},
      inputs: { table: people },
      expect: { table: { columns: people.columns, rows: [...people.rows] } },
    },
    {
      title: { en: 'Only what is certain', fr: 'Seulement le certain' },
      params: { least: 1, columns: { by: 'names', names: ['ref'] } },
      inputs: { table: people },
      expect: { report: { columns: reportColumns, rows: [['ref', 'bank account (IBAN)', 1, 1, 2, 'values']] } },
    },
  ],
})

/** How each kind is usually protected. Sensitive facts are left: what is analysed by them would be gone. */
const usual: Readonly<Record<string, string>> = {
  iban: 'mask',
  card: 'mask',
  birth: 'generalise',
  address: 'drop',
  coordinates: 'drop',
  ...Object.fromEntries(
    ['email', 'phone', 'ip', 'mac', 'crypto', 'name', ...nationalNumbers.map(({ id }) => id)].map((id) => [id, 'hash']),
  ),
}

function usualTreatments(columns: Found['columns']) {
  return ['hash', 'mask', 'generalise', 'drop'].flatMap((act) => {
    const names = columns.filter(({ kind }) => usual[kind] === act).map(({ name }) => name)
    return names.length === 0 ? [] : [{ columns: { by: 'names', names }, act }]
  })
}

const round = (value: number) => Math.round(value * 1000) / 1000
const toldBy = ({ byName, share }: PersonalFinding) => (share === 0 ? 'name' : byName ? 'values and name' : 'values')

/** The share of each kind among up to 1,000 different values. */
async function sharesOf(input: Relation, column: Column, ask: (relation: Relation) => Promise<readonly (readonly Value[])[]>) {
  const text = convert(columnExpr(column.name), column.type, 'text') ?? columnExpr(column.name)
  const written = project(input, [{ name: 'value', expr: column.type === 'text' ? call('strip', text) : text }])
  const rows = await ask(limit(distinct(filter(written, call('not', call('is-blank', columnExpr('value')))), ['value']), 1000))
  const values = rows.flatMap(([value]) => (typeof value === 'string' ? [value] : []))
  // Decimals, dates and flags are none of these; their column's name may still say something.
  const tests = column.type === 'text' ? [...shapeTests(), ...wordTests] : column.type === 'int' ? shapeTests() : []
  const shares = new Map(tests.map(({ id, is }) => [id, values.filter(is).length / Math.max(1, values.length)]))
  return { looked: values.length, shares }
}

interface ValueTest {
  readonly id: string
  is(value: string): boolean
}

const wordTests = personalKinds.flatMap(({ id, is }): ValueTest[] => (is ? [{ id, is }] : []))
/** The kinds that are told by shape and check digits. */
const shapeTests = () =>
  kindTests().flatMap(({ kind: { id }, is }): ValueTest[] => (personalKinds.some((kind) => kind.id === id) ? [{ id, is }] : []))
