import { z } from 'zod'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { partsOfKind, type PartKind } from './address-parts.ts'

const kinds = [
  { value: 'url', label: { en: 'web addresses', fr: 'des adresses web' } },
  { value: 'query', label: { en: 'query strings such as ?a=1&b=2', fr: 'des paramètres comme ?a=1&b=2' } },
  { value: 'email', label: { en: 'e-mail addresses', fr: 'des adresses de courriel' } },
  { value: 'ip', label: { en: 'IP addresses', fr: 'des adresses IP' } },
  { value: 'user-agent', label: { en: 'user agents of browsers', fr: 'des agents de navigateurs' } },
  { value: 'json', label: { en: 'JSON objects', fr: 'des objets JSON' } },
] as const satisfies readonly { value: PartKind; label: { en: string; fr: string } }[]

const params = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: ['text'] }),
  kind: field.choice({ label: { en: 'Its texts are', fr: 'Ses textes sont' }, choices: kinds, default: 'url' }),
  wanted: field.text({
    label: { en: 'Parts wanted', fr: 'Parties voulues' },
    help: {
      en: 'With semicolons between them; for query strings and JSON, the names of the values. Open: all parts there are.',
      fr: 'Séparées par des points-virgules ; pour les paramètres et le JSON, les noms des valeurs. Vide : toutes les parties.',
    },
    placeholder: { en: 'host; path', fr: 'host ; path' },
    optional: true,
  }),
  keep: field.flag({ label: { en: 'Keep the original column', fr: 'Garder la colonne d’origine' }, default: true, group: 'advanced' }),
})

const table = {
  columns: [{ name: 'page', type: 'text' }],
  rows: [['https://shop.example.org:8080/a/b.html?id=7&q=caf%C3%A9#top'], ['none'], [null]],
} as const

export const parseParts = defineNode({
  id: 'text.parse-parts',
  version: 1,
  icon: 'globe',
  title: { en: 'Parse addresses', fr: 'Décomposer des adresses' },
  summary: {
    en: 'Takes web and e-mail addresses, query strings, IP addresses, user agents and JSON apart.',
    fr: 'Décompose adresses web et de courriel, paramètres, adresses IP, agents de navigateurs et JSON.',
  },
  help: {
    en: `Web addresses have: scheme, user, host, domain, port, path, file, extension, query, fragment. E-mail addresses: mailbox, domain, valid. IP addresses: version, private, number (of version 4). User agents: browser, system, mobile, by the words that browsers send; a rare one is “other”.

Of query strings and JSON, name the values that you want. Signs written as %20 or %C3%A9 are decoded for ASCII and Latin-1. Of JSON, the first value under each name is taken, at whatever depth it stands; numbers and yes/no come as text, and nested objects are not taken.

A part that is not there is missing. A missing text gives missing parts, and so does a text of another kind.`,
    fr: `Les adresses web ont : scheme, user, host, domain, port, path, file, extension, query, fragment. Les adresses de courriel : mailbox, domain, valid. Les adresses IP : version, private, number (pour la version 4). Les agents : browser, system, mobile, d’après les mots que les navigateurs envoient ; un agent rare est « other ».

Pour les paramètres et le JSON, nommez les valeurs voulues. Les signes écrits %20 ou %C3%A9 sont décodés pour l’ASCII et le latin-1. Du JSON, la première valeur sous chaque nom est prise, à n’importe quelle profondeur ; nombres et oui/non viennent en texte, les objets imbriqués ne sont pas pris.

Une partie absente manque. Un texte manquant donne des parties manquantes, de même qu’un texte d’une autre sorte.`,
  },
  keywords: {
    en: ['url', 'host', 'domain', 'query string', 'e-mail', 'ip address', 'user agent', 'json', 'jsonpath', 'browser'],
    fr: ['url', 'hôte', 'domaine', 'paramètres', 'courriel', 'adresse ip', 'agent', 'json', 'jsonpath', 'navigateur'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const { name } = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const wanted = settings.wanted
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const { parts, known } = partsOfKind(columnExpr(name), settings.kind, wanted)
    if (parts.length === 0) throw new NodeProblem(nothingWanted)
    const strange = known && wanted.find((part) => !known.includes(part))
    if (known && strange !== undefined) throw unknownPart(strange, known)
    const free = freeNames(input)
    const columns = parts.map((part) => ({ name: free(`${name} ${part.name}`), expr: part.expr }))
    return addDerived(input, [{ source: name, columns }], settings.keep)
  },
  explain(settings) {
    const what = quoted(settings.column || '…')
    const parts = settings.wanted.trim()
    return parts === ''
      ? { en: `parts of ${what.en}`, fr: `parties de ${what.fr}` }
      : { en: `${parts} of ${what.en}`, fr: `${parts} de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Host and file of a web address', fr: 'Hôte et fichier d’une adresse web' },
      params: { column: 'page', wanted: 'host; port; file' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'page host', type: 'text' },
            { name: 'page port', type: 'int' },
            { name: 'page file', type: 'text' },
          ],
          rows: [
            [table.rows[0][0], 'shop.example.org', 8080, 'b.html'],
            ['none', null, null, null],
            [null, null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Values of a query string', fr: 'Les valeurs des paramètres' },
      params: { column: 'page', kind: 'query', wanted: 'q;id', keep: false },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'page q', type: 'text' },
            { name: 'page id', type: 'text' },
          ],
          rows: [
            ['café', '7'],
            [null, null],
            [null, null],
          ],
        },
      },
    },
  ],
})

const nothingWanted = {
  code: 'nothing-chosen',
  param: 'wanted',
  text: { en: 'No value is named.', fr: 'Aucune valeur n’est nommée.' },
  action: { en: 'Type the names of the values that you want.', fr: 'Saisissez les noms des valeurs voulues.' },
}

function unknownPart(part: string, known: readonly string[]): NodeProblem {
  const shown = quoted(part)
  const list = known.join(', ')
  return new NodeProblem({
    code: 'bad-value',
    param: 'wanted',
    text: { en: `There is no part ${shown.en}. There are: ${list}.`, fr: `Il n’y a pas de partie ${shown.fr}. Il y a : ${list}.` },
    fixes: [{ label: { en: 'Take all parts', fr: 'Prendre toutes les parties' }, params: { wanted: '' } }],
  })
}
