import { expect, test } from 'vitest'
import { openPipelineTab, openReportTab } from './open-tabs.ts'
import { readTabs, writeTabs } from './stored-tabs.ts'
import { startTab } from './tab.ts'

const none = { tabs: [], activeTab: startTab }

test('tabs come back as they were', () => {
  const title = { en: 'Group report', fr: 'Rapport par groupe' }
  const one = openPipelineTab(none, 'a.millrace')
  const two = openReportTab(one, { page: 'groups', path: 'a.millrace', node: 'fair', port: 'report', fingerprint: 'f' }, title)
  const three = openReportTab(two, { page: 'endpoint', name: 'loan' }, title)
  expect(readTabs(writeTabs(three))).toEqual(three)
})

test('what cannot be read is nothing', () => {
  expect(readTabs(null)).toEqual(none)
  expect(readTabs('{broken')).toEqual(none)
  expect(readTabs('{"tabs":[{"kind":"window"}],"activeTab":"start"}')).toEqual(none)
})
