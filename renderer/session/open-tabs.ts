import type { Text } from '../../engine/protocol/text.ts'
import { pipelineTabId, reportTabId, startTab, type ReportSubject, type Tab } from './tab.ts'

export interface OpenTabs {
  readonly tabs: readonly Tab[]
  readonly activeTab: string
}

function open(state: OpenTabs, tab: Tab): OpenTabs {
  const at = state.tabs.findIndex((other) => other.id === tab.id)
  if (at >= 0) return { tabs: state.tabs.with(at, tab), activeTab: tab.id }
  const after = state.tabs.findIndex((other) => other.id === state.activeTab)
  return { tabs: after < 0 ? [...state.tabs, tab] : state.tabs.toSpliced(after + 1, 0, tab), activeTab: tab.id }
}

export function openPipelineTab(state: OpenTabs, path: string): OpenTabs {
  return open(state, { id: pipelineTabId(path), kind: 'pipeline', path })
}

export function openReportTab(state: OpenTabs, subject: ReportSubject, title: Text): OpenTabs {
  return open(state, { id: reportTabId(subject), kind: 'report', subject, title })
}

/** Closes a tab; when it was the active one its right neighbour, then its left one, then the start page takes its place. */
export function closeTab(state: OpenTabs, id: string): OpenTabs {
  const at = state.tabs.findIndex((tab) => tab.id === id)
  if (at < 0) return state
  const tabs = state.tabs.toSpliced(at, 1)
  if (state.activeTab !== id) return { tabs, activeTab: state.activeTab }
  return { tabs, activeTab: (tabs[at] ?? tabs[at - 1])?.id ?? startTab }
}

/** The tab `step` places to the right (or left) of the active one; the start page counts and the row is a ring. */
export function neighbourTab(state: OpenTabs, step: number): string {
  const ids = [startTab, ...state.tabs.map((tab) => tab.id)]
  const at = Math.max(0, ids.indexOf(state.activeTab))
  return ids[(at + step + ids.length) % ids.length] ?? startTab
}
