import { useLingui } from '@lingui/react/macro'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useClient } from '../../session/client.ts'
import { attempt } from '../../session/notices.ts'
import { Button } from '../../ui/Button.tsx'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'

export interface SuggestRulesProps {
  readonly profile: Profile
  readonly pipeline: PipelineDocument
  readonly place: PortPlace
}

const type = 'quality.expectations'

/** One act that adds the rules which the profiled table keeps today, to be held by the ones that come. */
export function SuggestRules({ profile, pipeline, place }: SuggestRulesProps) {
  const { t } = useLingui()
  const client = useClient()
  const catalogue = useCatalogueMap()
  const add = async () => {
    const { rules } = await client('suggestRules', { profile })
    const addition = addBehind(pipeline.document, catalogue, place, { type, params: { rules } })
    if (addition) pipeline.apply(addition.command, { en: `add ${rules.length} rules`, fr: `ajouter ${rules.length} règles` })
  }
  if (pipeline.readOnly || !catalogue.has(type)) return null
  return (
    <Button
      size="s"
      icon="list-checks"
      title={t`Adds a node with the rules that this table keeps: known, unique, in range, one of a few values, of a pattern.`}
      onClick={() => void attempt(add())}
    >{t`Make rules of it`}</Button>
  )
}
