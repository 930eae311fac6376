import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo } from 'react'
import { splitEnd, type Document } from '../../../engine/protocol/document.ts'
import { fold } from '../../commands/rank.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useActiveDocument } from '../../document/store.ts'
import { useSession } from '../../session/store.ts'
import type { NodeCatalogue } from '../edit/new-node.ts'
import { toScreen } from '../flow.ts'
import { nodeWidth, placeOf, type Side } from '../geometry.ts'
import { nodeTitle } from '../node-title.ts'
import { PickList, type PickItem } from '../PickList.tsx'
import { useCanvas, type KeyLink } from '../store.ts'
import { link } from './finish-link.ts'
import { linkTargets, nearestTargets, wireBetween } from './link-targets.ts'

/** Connecting without a pointer: first the port of the node, then what it can be wired to, nearest first. */
export function KeyLinkList() {
  const keyLink = useCanvas((state) => state.keyLink)
  const pipeline = useActiveDocument()
  if (!keyLink || !pipeline || !Object.hasOwn(pipeline.document.nodes, keyLink.node)) return null
  return <OpenList key={keyLink.port?.end ?? keyLink.node} path={pipeline.path} document={pipeline.document} keyLink={keyLink} />
}

function OpenList({ path, document, keyLink }: { readonly path: string; readonly document: Document; readonly keyLink: KeyLink }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const catalogue = useCatalogueMap()
  const ports = useMemo(() => portsOfNode(document, catalogue, keyLink.node), [document, catalogue, keyLink.node])
  // A node with a single port needs no question.
  const port = keyLink.port ?? (ports.length === 1 ? (ports[0] ?? null) : null)
  const close = useCallback(() => useCanvas.setState({ keyLink: null }), [])
  const place = placeOf(document, keyLink.node)
  const at = toScreen({ x: place.x + nodeWidth + 8, y: place.y })
  const portLabel = (end: string, side: Side) => {
    const { node, port: name } = splitEnd(end)
    const entry = catalogue.get(document.nodes[node]?.type ?? '')
    return ((side === 'in' ? entry?.inputs : entry?.outputs)?.[name]?.label ?? { en: name, fr: name })[language]
  }
  const items: readonly PickItem[] = port
    ? nearestTargets(document, linkTargets(document, catalogue, port.end, port.side), port.end).map((end) => {
        const { node } = splitEnd(end)
        const entry = catalogue.get(document.nodes[node]?.type ?? '')
        return {
          id: end,
          label: nodeTitle(document, catalogue, node)[language],
          detail: portLabel(end, port.side === 'out' ? 'in' : 'out'),
          icon: entry?.icon ?? 'box',
          ...(entry && { family: entry.family }),
        }
      })
    : ports.map(({ end, side }) => ({
        id: `${side} ${end}`,
        label: portLabel(end, side),
        detail: side === 'in' ? t`input` : t`output`,
        icon: side === 'in' ? 'corner-down-right' : 'arrow-right',
      }))
  const find = (query: string) => items.filter((item) => fold(`${item.label} ${item.detail ?? ''}`).includes(fold(query.trim())))
  const pick = (id: string) => {
    if (port) {
      close()
      link(path, wireBetween(port.end, port.side, id), null)
      return
    }
    const chosen = ports.find(({ end, side }) => id === `${side} ${end}`)
    if (chosen) useCanvas.setState({ keyLink: { node: keyLink.node, port: chosen } })
  }
  return (
    <PickList
      label={port ? t`Connect to` : t`Connect from`}
      at={at}
      find={find}
      nothing={port ? t`Nothing takes this.` : t`This node has no ports.`}
      onPick={pick}
      onClose={close}
    />
  )
}

/** Outputs first: wires are mostly drawn forward. */
function portsOfNode(document: Document, catalogue: NodeCatalogue, node: string): readonly { readonly end: string; readonly side: Side }[] {
  const entry = catalogue.get(document.nodes[node]?.type ?? '')
  return [
    ...Object.keys(entry?.outputs ?? {}).map((port) => ({ end: `${node}.${port}`, side: 'out' as const })),
    ...Object.keys(entry?.inputs ?? {}).map((port) => ({ end: `${node}.${port}`, side: 'in' as const })),
  ]
}
