import { useLingui } from '@lingui/react/macro'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { saveFile } from '../views/profile/save-file.ts'
import type { ComparedRun } from './compared-run.ts'
import { useRunName } from './run-name.ts'
import { judgedOf } from './use-pair-report.ts'

/** Saves two runs beside each other: as a page that needs nothing else, as data, or their figures as a table. */
export function SaveComparison({ runs }: { readonly runs: readonly [ComparedRun, ComparedRun] }) {
  const { t } = useLingui()
  const nameOf = useRunName()
  const [a, b] = runs
  const save = async (type: 'html' | 'json' | 'csv') => {
    const side = (run: ComparedRun) => ({ runId: run.row.id, evaluation: run.evaluation })
    const printed = await getClient()('printCompared', { a: side(a), b: side(b), language: useSession.getState().language })
    saveFile(printed[type], { name: `${nameOf(a.row)} - ${nameOf(b.row)}`, type })
  }
  const entry = (type: 'html' | 'json' | 'csv', label: string, disabled = false) => ({
    id: type,
    label,
    disabled,
    onSelect: () => void attempt(save(type)),
  })
  const silent = judgedOf(a) === null || judgedOf(b) === null
  return (
    <Menu
      trigger={<Button size="s" variant="ghost" icon="download">{t`Save`}</Button>}
      entries={[entry('html', t`One page (HTML)`), entry('json', t`All data (JSON)`), entry('csv', t`Figures (CSV)`, silent)]}
    />
  )
}
