import { reach, type Topology } from '../graph/topology.ts'
import type { Document } from '../protocol/document.ts'
import type { Fix, Problem } from '../protocol/problem.ts'
import type { Text } from '../protocol/text.ts'
import type { Catalogue } from './resolve.ts'

/** A required input without a wire. Where a model is judged and its rows were split, the fix connects the test rows of that split. */
export function emptyPort(
  place: { readonly node: string; readonly port: string },
  label: Text,
  world: { readonly document: Document; readonly graph: Topology; readonly catalogue: Catalogue },
): Problem {
  const fixes = testRows(place, world)
  return {
    code: 'input-missing',
    severity: 'error',
    place,
    text: { en: `Nothing is connected to “${label.en}”.`, fr: `Rien n’est relié à « ${label.fr} ».` },
    action: { en: 'Draw a wire to this port.', fr: 'Tirez un fil jusqu’à ce port.' },
    ...(fixes.length > 0 && { fixes }),
  }
}

const splitType = 'split.train-test'

function testRows(
  { node, port }: { readonly node: string; readonly port: string },
  { document, graph, catalogue }: { readonly document: Document; readonly graph: Topology; readonly catalogue: Catalogue },
): Fix[] {
  const inputs = catalogue.get(document.nodes[node]?.type ?? '')?.inputs ?? {}
  const takesModel = Object.values(inputs).some(({ kind }) => kind === 'model')
  if (inputs[port]?.kind !== 'table' || !takesModel) return []
  const splits = [...reach(graph, [node], 'up')].filter((id) => document.nodes[id]?.type === splitType)
  return splits.map((split) => {
    const title = document.nodes[split]?.title
    return {
      label: title
        ? { en: `Connect the test rows of “${title}”`, fr: `Relier les lignes de test de « ${title} »` }
        : { en: 'Connect the test rows of the split', fr: 'Relier les lignes de test de la séparation' },
      commands: [{ type: 'connect', wire: { from: `${split}.test`, to: `${node}.${port}` }, replace: false }],
    }
  })
}
