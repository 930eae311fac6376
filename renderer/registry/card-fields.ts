import { useLingui } from '@lingui/react/macro'
import type { ModelCard } from '../../engine/protocol/registry-methods.ts'

/** The fields of a model card with what each asks. */
export function useCardFields(): readonly { readonly key: keyof ModelCard; readonly label: string }[] {
  const { t } = useLingui()
  return [
    { key: 'overview', label: t`Overview` },
    { key: 'documentation', label: t`Documentation` },
    { key: 'owners', label: t`Owners` },
    { key: 'licence', label: t`Licence` },
    { key: 'references', label: t`References` },
    { key: 'citations', label: t`How to cite it` },
    { key: 'sensitivity', label: t`What is sensitive in the data` },
    { key: 'users', label: t`Who it is for` },
    { key: 'useCases', label: t`What it is for` },
    { key: 'limitations', label: t`Limits` },
    { key: 'tradeOffs', label: t`Trade-offs` },
    { key: 'risks', label: t`Ethical risks` },
    { key: 'mitigation', label: t`What is done about them` },
    { key: 'oversight', label: t`Human oversight` },
    { key: 'contact', label: t`Whom to ask, and where to contest` },
  ]
}
