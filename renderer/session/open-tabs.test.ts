import { expect, test } from 'vitest'
import { closeTab, neighbourTab, openPipelineTab, openReportTab, type OpenTabs } from './open-tabs.ts'
import { startTab } from './tab.ts'

const none: OpenTabs = { tabs: [], activeTab: startTab }
const ids = (state: OpenTabs) => state.tabs.map((tab) => tab.id)
const three = ['a', 'b', 'c'].reduce(openPipelineTab, none)

test('a pipeline that is open already is brought forward, not opened twice', () => {
  const again = openPipelineTab(three, 'a')
  expect(ids(again)).toEqual(['pipeline:a', 'pipeline:b', 'pipeline:c'])
  expect(again.activeTab).toBe('pipeline:a')
})

test('a report opens to the right of the tab it was asked from, and takes the newer artifact', () => {
  const title = { en: 'Group report', fr: 'Rapport par groupe' }
  const subject = { page: 'groups', path: 'a', node: 'fair', port: 'report', fingerprint: 'f1' } as const
  const opened = openReportTab(openPipelineTab(three, 'a'), subject, title)
  expect(ids(opened)).toEqual(['pipeline:a', 'groups:a:fair.report', 'pipeline:b', 'pipeline:c'])
  const newer = openReportTab(opened, { ...subject, fingerprint: 'f2' }, title)
  expect(newer.tabs).toHaveLength(4)
  expect(newer.tabs[1]).toMatchObject({ subject: { fingerprint: 'f2' } })
})

test('closing the active tab goes right, then left, then to the start page', () => {
  const middle = closeTab(openPipelineTab(three, 'b'), 'pipeline:b')
  expect(middle.activeTab).toBe('pipeline:c')
  const left = closeTab(middle, 'pipeline:c')
  expect(left.activeTab).toBe('pipeline:a')
  expect(closeTab(left, 'pipeline:a')).toEqual(none)
})

test('closing another tab leaves the active one', () => {
  expect(closeTab(three, 'pipeline:a')).toMatchObject({ activeTab: 'pipeline:c' })
  expect(closeTab(three, 'pipeline:unknown')).toBe(three)
})

test('the row of tabs is a ring with the start page in it', () => {
  expect(neighbourTab(three, 1)).toBe(startTab)
  expect(neighbourTab({ ...three, activeTab: startTab }, -1)).toBe('pipeline:c')
  expect(neighbourTab({ ...three, activeTab: startTab }, 1)).toBe('pipeline:a')
})
