import { z } from 'zod'
import { project } from '../../engine/relation/build.ts'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { nameStyleField, styledName, uniqueNames } from '../kit/name-style.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const params = z.object({
  rename: field.keyValue({
    label: { en: 'New names', fr: 'Nouveaux noms' },
    from: 'table',
    columns: [
      { key: 'key', label: { en: 'Column', fr: 'Colonne' } },
      { key: 'value', label: { en: 'New name', fr: 'Nouveau nom' } },
    ],
  }),
  columns: field.columns({
    label: { en: 'By rule, these columns', fr: 'Par règle, ces colonnes' },
    help: { en: 'Columns with a new name above keep that.', fr: 'Les colonnes renommées ci-dessus gardent leur nouveau nom.' },
    default: { by: 'all', except: [] },
  }),
  find: field.text({ label: { en: 'Find in names', fr: 'Chercher dans les noms' }, optional: true }),
  replacement: field.text({ label: { en: 'Replace by', fr: 'Remplacer par' }, optional: true }),
  pattern: field.flag({
    label: { en: 'What is searched is a pattern', fr: 'Ce qui est cherché est un motif' },
    help: {
      en: 'A regular expression; $1 in the replacement stands for its first group.',
      fr: 'Une expression régulière ; $1 dans le remplacement désigne son premier groupe.',
    },
    default: false,
    group: 'advanced',
  }),
  style: nameStyleField('keep'),
  prefix: field.text({ label: { en: 'Put before', fr: 'Mettre devant' }, optional: true }),
  suffix: field.text({ label: { en: 'Put behind', fr: 'Mettre derrière' }, optional: true }),
})

type Params = z.output<typeof params>
type Pair = Params['rename'][number]

const table = {
  columns: [
    { name: 'Customer ID', type: 'int', role: 'id' },
    { name: 'Âge (années)', type: 'int' },
    { name: 'unitPrice', type: 'float' },
  ],
  rows: [
    [1, 34, 2.5],
    [2, null, null],
  ],
} as const

export const renameColumns = defineNode({
  id: 'clean.rename-columns',
  version: 1,
  icon: 'pencil-line',
  title: { en: 'Rename columns', fr: 'Renommer les colonnes' },
  summary: {
    en: 'Gives columns new names: one by one, by find and replace, in one style, with a prefix or suffix.',
    fr: 'Donne de nouveaux noms aux colonnes : un à un, par recherche, dans un même style, avec préfixe ou suffixe.',
  },
  help: {
    en: `New names typed in one by one are taken as they are. All other columns of the rule go through the other fields, in their order: find and replace, style, prefix, suffix.

“clean_names” makes names that every tool accepts: small letters without accents, words joined by an underscore. Names that become equal by a rule are numbered: price, price_2. Two columns that are given the same name by hand are a problem.

Values, missing ones included, are not touched, and a column keeps its role. Names that stand in the first row of the table are taken by “Names from a row”.`,
    fr: `Les noms saisis un à un sont pris tels quels. Les autres colonnes de la règle passent par les autres champs, dans leur ordre : recherche et remplacement, style, préfixe, suffixe.

« noms_propres » donne des noms que tout outil accepte : minuscules sans accents, mots joints par un tiret bas. Les noms rendus égaux par une règle sont numérotés : prix, prix_2. Deux colonnes nommées pareil à la main sont un problème.

Les valeurs, manquantes comprises, restent intactes, et une colonne garde son rôle. Pour des noms placés dans la première ligne du tableau, prenez « Noms depuis une ligne ».`,
  },
  keywords: {
    en: ['rename', 'headers', 'clean names', 'prefix', 'suffix', 'snake case', 'standardise'],
    fr: ['renommer', 'en-têtes', 'noms propres', 'préfixe', 'suffixe', 'standardiser', 'intitulés'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const typed = typedNames(settings.rename, (name, replace) =>
      chooseColumn(input, name, { param: 'rename', replace: (other) => ({ rename: replace(other) }) }),
    )
    const chosen = chooseColumns(input, settings.columns, { param: 'columns', optional: true })
    const ruled = new Set(chosen.map((column) => column.name).filter((name) => !typed.has(name)))
    const byRule = ruleOf(settings)
    const fixed = input.columns.flatMap(({ name }) => typed.get(name) ?? (ruled.has(name) && byRule(name) !== name ? [] : name))
    const clash = fixed.find((name, index) => fixed.indexOf(name) !== index)
    if (clash !== undefined) throw nameTaken(clash, settings.rename)
    const moving = input.columns.map(({ name }) => name).filter((name) => ruled.has(name) && byRule(name) !== name)
    const free = uniqueNames(moving.map(byRule), fixed)
    const names = new Map([...typed, ...moving.map((name, index) => [name, free[index] ?? name] as const)])
    return project(
      input,
      input.columns.map(({ name }) => ({ name: names.get(name) ?? name, expr: columnExpr(name) })),
    )
  },
  explain(settings) {
    const { rename, find, style, prefix, suffix } = settings
    const [first] = rename
    const [from, to] = [quoted(first?.key ?? ''), quoted(first?.value ?? '')]
    const acts = [
      ...(rename.length === 1 ? [{ en: `${from.en} becomes ${to.en}`, fr: `${from.fr} devient ${to.fr}` }] : []),
      ...(rename.length > 1 ? [{ en: `${rename.length} new names`, fr: `${rename.length} nouveaux noms` }] : []),
      ...(find === '' ? [] : [{ en: `${quoted(find).en} replaced`, fr: `${quoted(find).fr} remplacé` }]),
      ...(style === 'keep'
        ? []
        : [
            { en: `names in the style ${styledName('Clean names', style)}`, fr: `noms dans le style ${styledName('Noms propres', style)}` },
          ]),
      ...(prefix === '' ? [] : [{ en: `${quoted(prefix).en} put before`, fr: `${quoted(prefix).fr} mis devant` }]),
      ...(suffix === '' ? [] : [{ en: `${quoted(suffix).en} put behind`, fr: `${quoted(suffix).fr} mis derrière` }]),
    ]
    if (acts.length === 0) return { en: 'no new name yet', fr: 'aucun nouveau nom encore' }
    const list = listed(acts)
    if (settings.columns.by === 'all' && settings.columns.except.length === 0) return list
    const what = columnsPhrase(settings.columns)
    return { en: `${list.en}: ${what.en}`, fr: `${list.fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Clean names for all', fr: 'Des noms propres pour toutes' },
      params: { style: 'clean' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'customer_id', type: 'int', role: 'id' },
            { name: 'age_annees', type: 'int' },
            { name: 'unit_price', type: 'float' },
          ],
          rows: table.rows,
        },
      },
    },
    {
      title: { en: 'One by hand, the others with a prefix', fr: 'Une à la main, les autres avec un préfixe' },
      params: { rename: [{ key: 'Âge (années)', value: 'age' }], prefix: 'raw ' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'raw Customer ID', type: 'int', role: 'id' },
            { name: 'age', type: 'int' },
            { name: 'raw unitPrice', type: 'float' },
          ],
          rows: table.rows,
        },
      },
    },
  ],
})

function typedNames(
  pairs: readonly Pair[],
  resolve: (name: string, replace: (other: string) => readonly Pair[]) => { readonly name: string },
): ReadonlyMap<string, string> {
  const filled = pairs.filter((pair) => pair.key !== '' || pair.value !== '')
  return new Map(
    filled.map((pair) => {
      const { name } = resolve(pair.key, (other) => filled.map((item) => (item === pair ? { ...item, key: other } : item)))
      const to = pair.value.trim()
      if (to === '') throw nameEmpty(name, filled)
      return [name, to]
    }),
  )
}

/** The new name that the rule gives to an old one. Throws NodeProblem for a pattern that is none. */
function ruleOf({ find, replacement, pattern, style, prefix, suffix }: Params): (name: string) => string {
  const replace = find === '' ? (name: string) => name : replacer(find, replacement, pattern)
  return (name) => `${prefix}${styledName(replace(name), style)}${suffix}`
}

function replacer(find: string, replacement: string, pattern: boolean): (name: string) => string {
  if (!pattern) return (name) => name.replaceAll(find, () => replacement)
  try {
    const regex = new RegExp(find, 'gu')
    return (name) => name.replace(regex, replacement)
  } catch {
    throw new NodeProblem({
      code: 'bad-pattern',
      param: 'find',
      text: { en: `The pattern ${find} is not complete.`, fr: `Le motif ${find} n’est pas complet.` },
      action: { en: 'Check brackets and signs such as * and +.', fr: 'Vérifiez les parenthèses et les signes comme * et +.' },
    })
  }
}

function nameEmpty(name: string, pairs: readonly Pair[]): NodeProblem {
  const shown = quoted(name)
  return nameProblem('name-empty', name, {
    text: { en: `The new name of ${shown.en} is empty.`, fr: `Le nouveau nom de ${shown.fr} est vide.` },
    kept: pairs.filter((pair) => pair.key !== name),
  })
}

function nameTaken(name: string, pairs: readonly Pair[]): NodeProblem {
  const shown = quoted(name)
  return nameProblem('name-taken', name, {
    text: { en: `Two columns would be called ${shown.en}.`, fr: `Deux colonnes s’appelleraient ${shown.fr}.` },
    kept: pairs.filter((pair) => pair.value.trim() !== name),
  })
}

function nameProblem(
  code: string,
  column: string,
  { text, kept }: { text: { en: string; fr: string }; kept: readonly Pair[] },
): NodeProblem {
  return new NodeProblem({
    code,
    param: 'rename',
    column,
    text,
    action: { en: 'Type a name that no other column has.', fr: 'Saisissez un nom qu’aucune autre colonne ne porte.' },
    fixes: [{ label: { en: 'Keep the old name', fr: 'Garder l’ancien nom' }, params: { rename: kept } }],
  })
}
