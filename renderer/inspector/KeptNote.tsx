import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import type { InspectedNode } from './use-node.ts'

/** That the result of a node is one of earlier, and the button that lets it go. */
export function KeptNote({ inspected }: { readonly inspected: InspectedNode }) {
  const { t } = useLingui()
  const { when } = useFormat()
  const { pipeline, id, node, inspection, title } = inspected
  if (!node.kept) return null
  const time = when(node.kept.at)
  const release = () =>
    pipeline.apply(
      { type: 'set-node', id, kept: null },
      { en: `let the result of ${title.en} go`, fr: `libérer le résultat de ${title.fr}` },
    )
  return (
    <ProblemBox
      severity={inspection?.kept?.changed ? 'warning' : 'notice'}
      icon="lock"
      title={t`Its result is kept (${time}).`}
      detail={
        inspection?.kept?.changed
          ? t`Settings or inputs have changed since; nodes behind go on with the kept one.`
          : t`Settings and inputs give the same now.`
      }
      actions={!pipeline.readOnly && <Button size="s" onClick={release}>{t`Let it go`}</Button>}
    />
  )
}
