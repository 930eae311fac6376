import { beforeEach, expect, test } from 'vitest'
import { activePath, useSession } from './store.ts'
import { startTab } from './tab.ts'

const session = () => useSession.getState()

beforeEach(() => {
  useSession.setState({ tabs: [], activeTab: startTab, selection: { nodes: [], wires: [] }, reveal: null, previewPort: null })
})

test('each tab keeps its own selection', () => {
  session().openPipeline('a.millrace')
  session().select({ nodes: ['clean'] })
  session().openPipeline('b.millrace')
  expect(session().selection).toEqual({ nodes: [], wires: [] })
  session().select({ nodes: ['join'], wires: ['x.y>join.left'] })
  session().activate('pipeline:a.millrace')
  expect(session().selection.nodes).toEqual(['clean'])
  session().activate('pipeline:b.millrace')
  expect(session().selection).toEqual({ nodes: ['join'], wires: ['x.y>join.left'] })
})

test('a closed tab forgets its selection', () => {
  session().openPipeline('a.millrace')
  session().select({ nodes: ['clean'] })
  session().close('pipeline:a.millrace')
  session().openPipeline('a.millrace')
  expect(session().selection.nodes).toEqual([])
})

test('another node shows its own output again', () => {
  session().openPipeline('a.millrace')
  session().setPreviewPort({ node: 'split', port: 'test', side: 'out' })
  session().select({ nodes: ['join'] })
  expect(session().previewPort).toBeNull()
})

test('a wish to show a place selects the node, and can be made twice', () => {
  session().openPipeline('a.millrace')
  session().show({ node: 'clean', param: 'columns' })
  const first = session().reveal
  session().show({ node: 'clean', param: 'columns' })
  expect(session().selection.nodes).toEqual(['clean'])
  expect(session().reveal?.at).toBe((first?.at ?? 0) + 1)
})

test('asking for a tab of a pane opens the pane', () => {
  session().togglePanel('dock', false)
  session().setDockTab('problems')
  expect(session().panels.dock).toBe(true)
  expect(session().dockTab).toBe('problems')
})

test('only a pipeline has a path', () => {
  expect(activePath(session())).toBeNull()
  session().openPipeline('a.millrace')
  expect(activePath(session())).toBe('a.millrace')
  session().openReport({ page: 'endpoint', name: 'loan' }, { en: 'loan', fr: 'loan' })
  expect(activePath(session())).toBeNull()
})

test('settings are wanted of one node, until another is selected', () => {
  session().openPipeline('a.millrace')
  session().select({ nodes: ['clean', 'join'] })
  session().openSettings()
  expect(session().settingsWanted).toBeNull()
  session().select({ nodes: ['clean'] })
  session().openSettings()
  expect(session()).toMatchObject({ settingsWanted: 'clean', inspectorTab: 'settings' })
  session().select({ nodes: ['clean'] })
  expect(session().settingsWanted).toBe('clean')
  session().select({ nodes: ['join'] })
  expect(session().settingsWanted).toBeNull()
})
