import type { ColumnStep } from '../protocol/catalogue.ts'
import type { Text } from '../protocol/text.ts'

const column = { $: 'column' }
const value = { $: 'value' }
const text = { $: 'text' }
const it = { by: 'names', names: [column] }
const numbers = ['int', 'float']
const moments = ['date', 'timestamp']
const notNumbers = ['bool', 'text', ...moments]
const scalars = [...notNumbers, ...numbers]

type Step = Pick<ColumnStep, 'node' | 'label' | 'params' | 'accepts' | 'ifMissing' | 'apart' | 'opens'>

const groups: readonly { readonly at: ColumnStep['at']; readonly name: Text; readonly steps: readonly Step[] }[] = [
  {
    at: 'column',
    name: { en: 'Column', fr: 'Colonne' },
    steps: [
      {
        node: 'clean.rename-columns',
        label: { en: 'Rename', fr: 'Renommer' },
        params: { rename: [{ key: column, value: column }] },
      },
      {
        node: 'clean.change-type',
        label: { en: 'Change the type', fr: 'Changer le type' },
        accepts: ['text'],
        params: { changes: [{ column, to: 'float', format: '', decimalComma: false }] },
      },
      {
        node: 'clean.change-type',
        label: { en: 'Change the type', fr: 'Changer le type' },
        accepts: ['bool', ...numbers, ...moments],
        params: { changes: [{ column, to: 'text', format: '', decimalComma: false }] },
      },
      {
        node: 'clean.select-columns',
        label: { en: 'Leave it out', fr: 'L’écarter' },
        params: { mode: 'drop', columns: it },
      },
      {
        node: 'clean.set-roles',
        label: { en: 'Make it the target', fr: 'En faire la cible' },
        accepts: scalars,
        params: { target: column },
      },
    ],
  },
  {
    at: 'column',
    name: { en: 'Values', fr: 'Valeurs' },
    steps: [
      {
        node: 'clean.formula-column',
        label: { en: 'Compute a column from it', fr: 'En calculer une colonne' },
        params: { name: { $: 'new' }, formula: { $: 'formula' } },
        opens: 'formula',
      },
      {
        node: 'clean.unify-text',
        label: { en: 'Clean the text', fr: 'Nettoyer le texte' },
        accepts: ['text'],
        params: { columns: it },
      },
      {
        node: 'clean.merge-values',
        label: { en: 'Merge variants', fr: 'Fusionner les variantes' },
        accepts: ['text'],
        params: { column },
        opens: 'clusters',
      },
      {
        node: 'clean.split-column',
        label: { en: 'Split', fr: 'Diviser' },
        accepts: ['text'],
        params: { column },
      },
      {
        node: 'text.extract',
        label: { en: 'Extract a part', fr: 'En extraire une partie' },
        accepts: ['text'],
        params: { column },
      },
      {
        node: 'clean.read-numbers',
        label: { en: 'Read as numbers', fr: 'Lire comme nombres' },
        accepts: ['text'],
        params: { columns: it },
      },
      {
        node: 'date.parse-date',
        label: { en: 'Read as dates', fr: 'Lire comme dates' },
        accepts: ['text'],
        params: { columns: it },
      },
      {
        node: 'outlier.treat-outliers',
        label: { en: 'Treat outliers', fr: 'Traiter les valeurs extrêmes' },
        accepts: numbers,
        params: { columns: it },
      },
      {
        node: 'feature.bin',
        label: { en: 'Put into bins', fr: 'Répartir en classes' },
        accepts: numbers,
        params: { columns: it },
      },
      {
        node: 'feature.scale',
        label: { en: 'Scale', fr: 'Mettre à l’échelle' },
        accepts: numbers,
        params: { columns: it },
      },
      {
        node: 'feature.date-parts',
        label: { en: 'Take parts of the date', fr: 'Extraire des parties de la date' },
        accepts: moments,
        params: { columns: it },
      },
      {
        node: 'date.shift',
        label: { en: 'Move the date', fr: 'Décaler la date' },
        accepts: moments,
        params: { columns: it },
      },
      {
        node: 'clean.fill-missing',
        label: { en: 'Fill what is missing', fr: 'Remplir ce qui manque' },
        accepts: numbers,
        ifMissing: true,
        params: { columns: it },
      },
      {
        node: 'clean.fill-missing',
        label: { en: 'Fill what is missing', fr: 'Remplir ce qui manque' },
        accepts: notNumbers,
        ifMissing: true,
        params: { columns: it, method: 'mode' },
      },
    ],
  },
  {
    at: 'column',
    name: { en: 'Rows', fr: 'Lignes' },
    steps: [
      {
        node: 'clean.filter-rows',
        label: { en: 'Filter by it', fr: 'Filtrer selon elle' },
        accepts: scalars,
        params: { conditions: { all: [{ column, is: 'is-not-missing' }] } },
      },
      {
        node: 'clean.drop-missing',
        label: { en: 'Leave out rows where it is missing', fr: 'Écarter les lignes où elle manque' },
        ifMissing: true,
        params: { columns: it },
      },
      {
        node: 'clean.sort-rows',
        label: { en: 'Sort by it', fr: 'Trier selon elle' },
        accepts: scalars,
        params: { by: [{ column, direction: 'up', missing: 'last' }] },
      },
      {
        node: 'clean.remove-duplicates',
        label: { en: 'One row per value', fr: 'Une ligne par valeur' },
        accepts: scalars,
        params: { columns: it },
      },
      {
        node: 'combine.group',
        label: { en: 'Count rows per value', fr: 'Compter les lignes par valeur' },
        accepts: scalars,
        apart: true,
        params: { keys: it },
      },
    ],
  },
  {
    at: 'value',
    name: { en: 'Rows with this value', fr: 'Lignes avec cette valeur' },
    steps: [
      {
        node: 'clean.filter-rows',
        label: { en: 'Keep only these', fr: 'Ne garder qu’elles' },
        accepts: scalars,
        params: { act: 'keep', conditions: { all: [{ column, is: 'equal', value }] } },
      },
      {
        node: 'clean.filter-rows',
        label: { en: 'Leave these out', fr: 'Les écarter' },
        accepts: scalars,
        params: { act: 'leave-out', conditions: { all: [{ column, is: 'equal', value }] } },
      },
    ],
  },
  {
    at: 'value',
    name: { en: 'This value', fr: 'Cette valeur' },
    steps: [
      {
        node: 'clean.replace-values',
        label: { en: 'Replace it', fr: 'La remplacer' },
        accepts: ['text', ...numbers],
        params: { columns: it, pairs: [{ key: text, value: text }] },
      },
    ],
  },
  {
    at: 'missing',
    name: { en: 'Rows without a value', fr: 'Lignes sans valeur' },
    steps: [
      {
        node: 'clean.drop-missing',
        label: { en: 'Leave these out', fr: 'Les écarter' },
        params: { columns: it },
      },
      {
        node: 'clean.filter-rows',
        label: { en: 'Keep only these', fr: 'Ne garder qu’elles' },
        params: { act: 'keep', conditions: { all: [{ column, is: 'is-missing' }] } },
      },
      {
        node: 'clean.fill-missing',
        label: { en: 'Fill what is missing', fr: 'Remplir ce qui manque' },
        accepts: numbers,
        params: { columns: it },
      },
      {
        node: 'clean.fill-missing',
        label: { en: 'Fill what is missing', fr: 'Remplir ce qui manque' },
        accepts: notNumbers,
        params: { columns: it, method: 'mode' },
      },
    ],
  },
]

/** What can be done from a column or a cell in one act, in the order of the menu. */
export const columnSteps: readonly ColumnStep[] = groups.flatMap(({ at, name, steps }) =>
  steps.map((step, index) => ({ ...step, id: `${at}.${name.en}.${index}`, at, group: name })),
)
