import { createElement, type ReactNode } from 'react'
import type { ReportSubject } from '../../session/tab.ts'
import { Framed } from './Framed.tsx'
import { PanesPage, type PanesPageProps } from './PanesPage.tsx'
import { reportAt, ReportsPage } from './ReportsPage.tsx'

const panes = (node: string, dock: PanesPageProps['dock'], inspector: PanesPageProps['inspector']) => () =>
  createElement(Framed, null, createElement(PanesPage, { node, dock, inspector }))

const report =
  (subject: ReportSubject, drift = false) =>
  () =>
    createElement(Framed, null, createElement(ReportsPage, { subject, drift }))

/** Pages of the gallery that show inspector, dock and reports by themselves. */
export const panePages: Readonly<Record<string, () => ReactNode>> = {
  form: panes('clean', 'data', 'settings'),
  columns: panes('clean', 'problems', 'columns'),
  help: panes('clean', 'runs', 'help'),
  notes: panes('clean', 'log', 'notes'),
  charts: panes('clean', 'charts', 'settings'),
  big: panes('big', 'data', 'columns'),
  wide: panes('wide', 'data', 'columns'),
  'dock-model': panes('boost', 'data', 'settings'),
  'dock-groups': panes('fair', 'data', 'settings'),
  'report-single': report(reportAt('evaluation', 'f-single')),
  'report-compare': report(reportAt('evaluation', 'f-evaluate')),
  'report-regression': report(reportAt('evaluation', 'f-regression')),
  'report-groups': report(reportAt('groups', 'f-fair')),
  'report-model': report(reportAt('model', 'f-boost')),
  'report-endpoint': report({ page: 'endpoint', name: 'loan-default' }),
  'report-drift': report({ page: 'endpoint', name: 'loan-default' }, true),
}
