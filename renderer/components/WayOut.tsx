import { useLingui } from '@lingui/react/macro'
import { useDocument } from '../document/store.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { splitInside } from './inside-path.ts'

/** Inside a component: the pipeline that it belongs to, and the way back there. */
export function WayOut({ path }: { readonly path: string }) {
  const { t } = useLingui()
  const at = splitInside(path)
  const outer = useDocument(at?.path ?? null)
  if (!at || !outer) return null
  return (
    <>
      <Button variant="ghost" icon="workflow" title={t`Back to the pipeline`} onClick={() => useSession.getState().openPipeline(at.path)}>
        {outer.document.name}
      </Button>
      <Icon name="chevron-right" size={14} className="text-text-3" />
    </>
  )
}
