import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { endPort, endType } from '../../engine/graph/commands/component-ends.ts'
import type { Text } from '../../engine/protocol/text.ts'

type Kind = CatalogueEntry['outputs'][string]['kind']

const kindNames: Readonly<Record<Kind, Text>> = {
  table: { en: 'table', fr: 'table' },
  model: { en: 'model', fr: 'modèle' },
  transform: { en: 'transform', fr: 'transformation' },
  metrics: { en: 'metrics', fr: 'mesures' },
  report: { en: 'report', fr: 'rapport' },
  endpoint: { en: 'endpoint', fr: 'point d’accès' },
  dataset: { en: 'data set', fr: 'jeu de données' },
}

const shelf = { place: 0, name: { en: 'Ports of the component', fr: 'Ports du composant' } }

/** The catalogue's entries for the ends inside a component: an input gives what comes in, an output takes what goes out. */
export const endEntries: Readonly<Record<string, CatalogueEntry>> = Object.fromEntries(
  (['input', 'output'] as const).flatMap((side) =>
    (Object.keys(kindNames) as Kind[]).map((kind): [string, CatalogueEntry] => [endType(side, kind), endEntry(side, kind)]),
  ),
)

function endEntry(side: 'input' | 'output', kind: Kind): CatalogueEntry {
  const name = kindNames[kind]
  const isInput = side === 'input'
  const title = isInput ? { en: `Input: ${name.en}`, fr: `Entrée : ${name.fr}` } : { en: `Output: ${name.en}`, fr: `Sortie : ${name.fr}` }
  const summary = isInput
    ? { en: 'What comes into the component by a port of this name.', fr: 'Ce qui entre dans le composant par un port de ce nom.' }
    : { en: 'What goes out of the component by a port of this name.', fr: 'Ce qui sort du composant par un port de ce nom.' }
  const port = { [endPort]: { kind, label: title } }
  return {
    id: endType(side, kind),
    version: 1,
    category: 'port',
    family: 'utility',
    shelf,
    icon: isInput ? 'log-in' : 'log-out',
    title,
    summary,
    help: {
      en: `${summary.en} Its title is the name of the port. Removing it removes the port, with the wires to it in all uses.`,
      fr: `${summary.fr} Son titre est le nom du port. Le retirer retire le port, et les liens qui y mènent dans tous les usages.`,
    },
    keywords: { en: ['port', 'component'], fr: ['port', 'composant'] },
    inputs: isInput ? {} : port,
    outputs: isInput ? port : {},
    params: { type: 'object', properties: {} },
    defaults: {},
    examples: [],
  }
}
