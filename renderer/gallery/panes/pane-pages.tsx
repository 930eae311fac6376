import type { ReactNode } from 'react'
import { PanesPage } from './PanesPage.tsx'
import { reportAt, ReportsPage } from './ReportsPage.tsx'

/** Pages of the gallery that show inspector, dock and reports by themselves. */
export const panePages: Readonly<Record<string, () => ReactNode>> = {
  form: () => <PanesPage node="clean" dock="data" inspector="settings" />,
  columns: () => <PanesPage node="clean" dock="problems" inspector="columns" />,
  help: () => <PanesPage node="clean" dock="runs" inspector="help" />,
  notes: () => <PanesPage node="clean" dock="log" inspector="notes" />,
  charts: () => <PanesPage node="clean" dock="charts" inspector="settings" />,
  big: () => <PanesPage node="big" dock="data" inspector="columns" />,
  wide: () => <PanesPage node="wide" dock="data" inspector="columns" />,
  'dock-model': () => <PanesPage node="boost" dock="data" inspector="settings" />,
  'dock-groups': () => <PanesPage node="fair" dock="data" inspector="settings" />,
  'report-single': () => <ReportsPage subject={reportAt('evaluation', 'f-single')} />,
  'report-compare': () => <ReportsPage subject={reportAt('evaluation', 'f-evaluate')} />,
  'report-regression': () => <ReportsPage subject={reportAt('evaluation', 'f-regression')} />,
  'report-groups': () => <ReportsPage subject={reportAt('groups', 'f-fair')} />,
  'report-model': () => <ReportsPage subject={reportAt('model', 'f-boost')} />,
  'report-endpoint': () => <ReportsPage subject={{ page: 'endpoint', name: 'loan-default' }} />,
  'report-drift': () => <ReportsPage drift subject={{ page: 'endpoint', name: 'loan-default' }} />,
}
