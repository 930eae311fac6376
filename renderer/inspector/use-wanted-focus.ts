import { useEffect, type RefObject } from 'react'
import { useSession } from '../session/store.ts'

const fields = ':is(input, textarea, select, button, [tabindex="0"]):not(:disabled)'

/**
 * Puts the focus into the form of a node when it was asked for. The form of a node that was just selected is drawn a while later: who asks
 * before must not land in the form of the node before it, which then goes away with the focus.
 */
export function useWantedFocus(pane: RefObject<HTMLElement | null>, id: string): void {
  const wanted = useSession((state) => state.settingsWanted === id && state.inspectorTab === 'settings')
  useEffect(() => {
    if (!wanted || !pane.current) return
    useSession.setState({ settingsWanted: null })
    // A problem may be gone a moment later, and its button with it.
    const all = [...pane.current.querySelectorAll<HTMLElement>(fields)]
    const field = all.find((element) => !element.closest('.problem')) ?? all[0] ?? pane.current
    field.focus()
  }, [wanted, pane])
}
