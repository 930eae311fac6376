import { useLingui } from '@lingui/react/macro'
import type { Family } from '../ui/Tile.tsx'

/** The name of a family of nodes as a heading. */
export function useFamilyName(): (family: Family) => string {
  const { t } = useLingui()
  const names: Record<Family, string> = {
    data: t`Data`,
    prepare: t`Prepare`,
    features: t`Features`,
    model: t`Model`,
    evaluate: t`Evaluate`,
    deploy: t`Deploy`,
    utility: t`Utility`,
  }
  return (family) => names[family]
}
