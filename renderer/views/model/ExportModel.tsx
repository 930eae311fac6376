import { useLingui } from '@lingui/react/macro'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useSession } from '../../session/store.ts'
import { Button } from '../../ui/Button.tsx'

export interface ExportModelProps {
  readonly pipeline: PipelineDocument
  /** The port that the model comes out of. */
  readonly place: PortPlace
}

const type = 'deploy.export-model'

/** An act on a trained model: a node that writes it for other programs, behind the learner and chosen, so that its form is open. */
export function ExportModel({ pipeline, place }: ExportModelProps) {
  const { t } = useLingui()
  const catalogue = useCatalogueMap()
  const add = () => {
    const addition = addBehind(pipeline.document, catalogue, place, { type, params: {}, apart: true })
    if (!addition) return
    pipeline.apply(addition.command, addition.label)
    useSession.getState().select({ nodes: [addition.id], wires: [] })
  }
  if (pipeline.readOnly || !catalogue.has(type)) return null
  return (
    <Button size="s" icon="package" title={t`Adds a node that writes the model as Python, SQL, ONNX or an MLflow folder.`} onClick={add}>
      {t`Export…`}
    </Button>
  )
}
