import { create } from 'zustand'
import type { Language, Text } from '../../engine/protocol/text.ts'
import { closeTab, neighbourTab, openPipelineTab, openReportTab } from './open-tabs.ts'
import { readPreferences, type Preferences } from './preferences.ts'
import { startTab, type ReportSubject, type Tab } from './tab.ts'

export interface Selection {
  readonly nodes: readonly string[]
  /** Ids of wires, as `wireId` makes them. */
  readonly wires: readonly string[]
}

export type Theme = Preferences['theme']
export type Panel = keyof Preferences['panels']
export type DockTab = 'data' | 'charts' | 'problems' | 'log' | 'runs'
export type InspectorTab = 'settings' | 'columns' | 'notes' | 'help'
export type PaletteTab = 'nodes' | 'outline' | 'files'

/** The table port whose rows the dock shows. */
export interface PreviewPort {
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
}

/** A wish to bring something into view. `at` rises with each wish, so that the same place can be asked for twice. */
export interface Reveal {
  readonly node: string
  readonly param?: string
  readonly column?: string
  readonly row?: number
  /** The dialog of the param is wanted as well. */
  readonly open?: boolean
  readonly at: number
}

export interface Session extends Preferences {
  readonly tabs: readonly Tab[]
  /** Id of a tab, or `startTab`. */
  readonly activeTab: string
  readonly selection: Selection
  readonly dockTab: DockTab
  readonly inspectorTab: InspectorTab
  readonly paletteTab: PaletteTab
  /** Null: the first output of the selected node. */
  readonly previewPort: PreviewPort | null
  readonly reveal: Reveal | null
  /** The node whose settings are to take the focus, once they are drawn. */
  readonly settingsWanted: string | null
  readonly overlay: 'none' | 'commands' | 'history' | 'keys' | 'values' | 'component'
  openPipeline(path: string): void
  openReport(subject: ReportSubject, title: Text): void
  activate(id: string): void
  activateNeighbour(step: number): void
  close(id: string): void
  select(selection: Partial<Selection>): void
  setTheme(theme: Theme): void
  setLanguage(language: Language): void
  togglePanel(panel: Panel, open?: boolean): void
  /** Null gives the pane the size of the design again. */
  setSize(panel: Panel, size: number | null): void
  setDockTab(tab: DockTab): void
  setInspectorTab(tab: InspectorTab): void
  /** Brings the settings of the selected node forward and puts the focus into them; does nothing while several are selected, or none. */
  openSettings(): void
  setPaletteTab(tab: PaletteTab): void
  setPreviewPort(port: PreviewPort | null): void
  show(place: Omit<Reveal, 'at'>): void
  setOverlay(overlay: Session['overlay']): void
}

const nothing: Selection = { nodes: [], wires: [] }

export const storageKey = 'millrace.preferences'

function stored(): Preferences {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(storageKey)
  const languages = typeof navigator === 'undefined' ? [] : navigator.languages
  try {
    return readPreferences(text === null ? {} : JSON.parse(text), languages)
  } catch (error) {
    if (error instanceof SyntaxError) return readPreferences({}, languages)
    throw error
  }
}

export const useSession = create<Session>()((set, get) => {
  // Each tab keeps its own selection, so that going away and back loses nothing.
  const kept = new Map<string, Selection>()
  const go = (next: { tabs: readonly Tab[]; activeTab: string }) => {
    const { activeTab, selection } = get()
    if (next.activeTab === activeTab) return set(next)
    kept.set(activeTab, selection)
    set({ ...next, selection: kept.get(next.activeTab) ?? nothing, previewPort: null, reveal: null, settingsWanted: null })
  }
  return {
    ...stored(),
    tabs: [],
    activeTab: startTab,
    selection: nothing,
    dockTab: 'data',
    inspectorTab: 'settings',
    paletteTab: 'nodes',
    previewPort: null,
    reveal: null,
    settingsWanted: null,
    overlay: 'none',
    openPipeline: (path) => go(openPipelineTab(get(), path)),
    openReport: (subject, title) => go(openReportTab(get(), subject, title)),
    activate: (id) => {
      const { tabs } = get()
      go({ tabs, activeTab: tabs.some((tab) => tab.id === id) ? id : startTab })
    },
    activateNeighbour: (step) => go({ tabs: get().tabs, activeTab: neighbourTab(get(), step) }),
    close: (id) => {
      go(closeTab(get(), id))
      kept.delete(id)
    },
    select: ({ nodes = [], wires = [] }) =>
      set(({ settingsWanted }) => ({
        selection: { nodes, wires },
        previewPort: null,
        settingsWanted: nodes.length === 1 && nodes[0] === settingsWanted ? settingsWanted : null,
      })),
    setTheme: (theme) => set({ theme }),
    setLanguage: (language) => set({ language }),
    togglePanel: (panel, open) => set(({ panels }) => ({ panels: { ...panels, [panel]: open ?? !panels[panel] } })),
    setSize: (panel, size) => set(({ sizes }) => ({ sizes: { ...sizes, [panel]: size } })),
    setDockTab: (dockTab) => set(({ panels }) => ({ dockTab, panels: { ...panels, dock: true } })),
    setInspectorTab: (inspectorTab) => set(({ panels }) => ({ inspectorTab, panels: { ...panels, inspector: true } })),
    openSettings: () => {
      const [id, ...more] = get().selection.nodes
      if (id === undefined || more.length > 0) return
      get().setInspectorTab('settings')
      set({ settingsWanted: id })
    },
    setPaletteTab: (paletteTab) => set(({ panels }) => ({ paletteTab, panels: { ...panels, palette: true } })),
    setPreviewPort: (previewPort) => set({ previewPort }),
    show: (place) =>
      set(({ reveal }) => ({ reveal: { ...place, at: (reveal?.at ?? 0) + 1 }, selection: { nodes: [place.node], wires: [] } })),
    setOverlay: (overlay) => set({ overlay }),
  }
})

/** Path of the pipeline in the active tab; null on the start page and on a report. */
export function activePath(state: Pick<Session, 'tabs' | 'activeTab'>): string | null {
  const tab = state.tabs.find((other) => other.id === state.activeTab)
  return tab?.kind === 'pipeline' ? tab.path : null
}

export function useActivePath(): string | null {
  return useSession(activePath)
}
