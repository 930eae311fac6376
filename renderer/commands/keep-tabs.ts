import { attempt } from '../session/notices.ts'
import { readTabs, writeTabs } from '../session/stored-tabs.ts'
import { useSession } from '../session/store.ts'
import { splitInside } from '../components/inside-path.ts'
import { openPath } from './open-pipeline.ts'

const key = 'millrace.tabs'

let restored = false

/** Opens what was open before the page was loaded anew. The store of the browser's tab forgets with it: a new visit begins on the start page. */
async function restore(): Promise<void> {
  if (restored) return
  restored = true
  const { tabs, activeTab } = readTabs(sessionStorage.getItem(key))
  for (const tab of tabs) {
    if (tab.kind === 'pipeline' && splitInside(tab.path)) continue
    if (tab.kind === 'pipeline') await attempt(openPath(tab.path))
    else useSession.getState().openReport(tab.subject, tab.title)
  }
  if (tabs.length > 0) useSession.getState().activate(activeTab)
}

/** Keeps in mind what is open, so that a page that is loaded anew goes on where it was. Returns the way to stop. */
export function keepTabs(): () => void {
  let stop = () => {}
  let stopped = false
  void restore().then(() => {
    if (stopped) return
    stop = useSession.subscribe((now, before) => {
      if (now.tabs !== before.tabs || now.activeTab !== before.activeTab) sessionStorage.setItem(key, writeTabs(now))
    })
  })
  return () => {
    stopped = true
    stop()
  }
}
