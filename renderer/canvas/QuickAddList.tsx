import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo } from 'react'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { useCatalogueMap } from '../document/port-catalogue.ts'
import { useActiveDocument } from '../document/store.ts'
import { searchNodes } from '../palette/search-nodes.ts'
import { useSession } from '../session/store.ts'
import { addAtEnd, addInWire, addOfType } from './acts/add.ts'
import { compatibleEntries } from './edit/add-node.ts'
import { insertPorts } from './edit/insert-node.ts'
import { PickList } from './PickList.tsx'
import { useCanvas, type QuickAdd } from './store.ts'
import { useFamilyWord } from './use-node-label.ts'

/** The list of nodes at the pointer: all of them, those that fit a loose end, or those that fit into a wire. */
export function QuickAddList() {
  const quickAdd = useCanvas((state) => state.quickAdd)
  return quickAdd && <OpenList key={`${quickAdd.at.left} ${quickAdd.at.top}`} quickAdd={quickAdd} />
}

function OpenList({ quickAdd }: { readonly quickAdd: QuickAdd }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const familyWord = useFamilyWord()
  const catalogue = useCatalogueMap()
  const document = useActiveDocument()?.document
  const { at, fit, place } = quickAdd
  const entries = useMemo<readonly CatalogueEntry[]>(() => {
    if (!document) return []
    if (!fit) return [...catalogue.values()]
    if ('wire' in fit) return [...catalogue.values()].filter((entry) => insertPorts(document, catalogue, fit.wire, entry))
    return compatibleEntries(document, catalogue, fit.end, fit.side)
  }, [document, catalogue, fit])
  const find = (query: string) =>
    searchNodes(query, entries, language).map(({ id, title, icon, family }) => ({
      id,
      label: title[language],
      detail: familyWord(family),
      icon,
      family,
    }))
  const close = useCallback(() => useCanvas.setState({ quickAdd: null }), [])
  const pick = (type: string) => {
    close()
    const entry = catalogue.get(type)
    if (!fit) addOfType(type, place ?? undefined)
    else if ('wire' in fit) addInWire(type, fit.wire)
    else if (entry && place) addAtEnd(entry, place, fit)
  }
  const label = fit ? t`Find a node that fits` : t`Find a node`
  return <PickList label={label} at={at} find={find} nothing={t`No node is called that.`} onPick={pick} onClose={close} />
}
