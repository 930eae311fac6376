import { t } from '@lingui/core/macro'
import { splitEnd, wireId, type Wire } from '../../../engine/protocol/document.ts'
import { useSession } from '../../session/store.ts'
import { toCanvas } from '../flow.ts'
import { unlink } from '../link/finish-link.ts'
import { editable } from '../acts/target.ts'
import { useCanvas, type ScreenPoint } from '../store.ts'

/** Opens the menu of a wire. */
export function openWireMenu(path: string, wire: Wire, at: ScreenPoint): void {
  const { select, setDockTab, setPreviewPort } = useSession.getState()
  select({ wires: [wireId(wire)] })
  const off = editable() === undefined
  const source = splitEnd(wire.from)
  useCanvas.setState({
    menu: {
      at,
      entries: [
        {
          id: 'insert',
          label: t`Insert a node`,
          icon: 'plus',
          disabled: off,
          onSelect: () => useCanvas.setState({ quickAdd: { at, place: toCanvas(at), fit: { wire } } }),
        },
        {
          id: 'look',
          label: t`Look at what runs through it`,
          icon: 'eye',
          onSelect: () => {
            select({ nodes: [source.node] })
            setPreviewPort({ node: source.node, port: source.port, side: 'out' })
            setDockTab('data')
          },
        },
        'separator',
        { id: 'delete', label: t`Delete`, icon: 'trash-2', danger: true, disabled: off, onSelect: () => unlink(path, wire) },
      ],
    },
  })
}
