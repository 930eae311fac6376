import { useLingui } from '@lingui/react/macro'
import { useContext } from 'react'
import { calibrateModel } from '../../../engine/graph/commands/calibrate-model.ts'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useDocument } from '../../document/store.ts'
import { Button } from '../../ui/Button.tsx'
import { recalibrate } from '../recalibrate.ts'
import { JudgedPlaceContext } from './judged-place.ts'
import { offBeyondChance } from './off-beyond-chance.ts'

/** Where probabilities are off beyond chance: one click calibrates the model by rows that it does not learn from. */
export function RecalibrateButton({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useLingui()
  const place = useContext(JudgedPlaceContext)
  const pipeline = useDocument(place?.path ?? null)
  if (!pipeline || pipeline.readOnly || !offBeyondChance(evaluation)) return null
  const [model] = Object.entries(pipeline.inspection?.nodes ?? {}).find(([, { fingerprint }]) => fingerprint === evaluation.node) ?? []
  if (model === undefined || !calibrateModel(pipeline.document, model)) return null
  return (
    <Button
      size="s"
      icon="gauge"
      title={t`Adds a node that bends its probabilities by rows that it does not learn from`}
      onClick={() => recalibrate(pipeline, model)}
    >
      {t`Recalibrate`}
    </Button>
  )
}
