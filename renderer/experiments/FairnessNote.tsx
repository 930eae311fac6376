import { useLingui } from '@lingui/react/macro'
import { openPath } from '../commands/open-pipeline.ts'
import { getDocument } from '../document/store.ts'
import { useCatalogueEntry } from '../session/catalogue.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.ts'
import { addGroupReport } from './add-group-report.ts'
import type { ComparedRun } from './compared-run.ts'
import { hasGroupReport } from './run-gaps.ts'
import { useRunName } from './run-name.ts'

const label = { en: 'Group report', fr: 'Rapport par groupe' }

/** Says which runs nobody looked at group by group, and has the first one's pipeline do so. */
export function FairnessNote({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useLingui()
  const nameOf = useRunName()
  const entry = useCatalogueEntry('fairness.group-report')
  const decides = ({ record, evaluation }: ComparedRun) =>
    evaluation !== null && record?.evaluations[evaluation]?.evaluation.task === 'classification'
  const without = runs.filter((run) => decides(run) && !hasGroupReport(run))
  const [first] = without
  if (!first || !entry) return null
  const { pipeline } = first.row
  const add = async () => {
    await openPath(pipeline)
    const document = getDocument(pipeline)
    const added = document && addGroupReport(document.document, first, entry)
    if (!document || !added) {
      toast(t`The pipeline has changed since: its model or its test rows are not there any more.`)
      return
    }
    if (document.apply(added.command, label)) useSession.getState().show({ node: added.id })
  }
  return (
    <p className="meta mt-2 flex flex-wrap items-center gap-2">
      {t`Fairness is not known of ${without.map(({ row }) => nameOf(row)).join(', ')}: no group report of the model.`}
      <Button size="s" onClick={() => void attempt(add())}>{t`Add a group report`}</Button>
    </p>
  )
}
