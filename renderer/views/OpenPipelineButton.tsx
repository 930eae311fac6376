import { useLingui } from '@lingui/react/macro'
import { openPath } from '../commands/open-pipeline.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'

/** Goes to the node that a report comes from. */
export function OpenPipelineButton({ path, node }: { readonly path: string; readonly node: string }) {
  const { t } = useLingui()
  const go = async () => {
    await attempt(openPath(path))
    useSession.getState().show({ node })
  }
  return (
    <Button icon="workflow" onClick={() => void go()}>
      {t`Show in the pipeline`}
    </Button>
  )
}
