import { useLingui } from '@lingui/react/macro'
import { openPath } from '../commands/open-pipeline.ts'
import { getDocument } from '../document/store.ts'
import { attempt } from '../session/notices.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.ts'
import { recalibrate } from '../views/recalibrate.ts'
import { modelOf, type ComparedRun } from './compared-run.ts'

/** Calibrates the model of a run in its pipeline, by rows that it does not learn from. */
export function RecalibrateRun({ run }: { readonly run: ComparedRun }) {
  const { t } = useLingui()
  const model = modelOf(run)
  if (!model) return null
  const { pipeline } = run.row
  const add = async () => {
    await openPath(pipeline)
    const document = getDocument(pipeline)
    if (!document || !recalibrate(document, model.node))
      toast(t`Nothing was changed: the pipeline has no such model any more, may not be changed, or calibrates it already.`)
  }
  return <Button size="s" className="flex-none" onClick={() => void attempt(add())}>{t`Recalibrate`}</Button>
}
