import { Plural, useLingui } from '@lingui/react/macro'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { OpenDocument } from './open-document.ts'

/** Says why a pipeline can be looked at and run, but not edited. */
export function ReadOnlyBanner({ document }: { readonly document: OpenDocument }) {
  const { t } = useLingui()
  const text = useText()
  const reasons = document.openingProblems.filter(({ severity }) => severity === 'error')
  const [first] = reasons
  const others = reasons.length - 1
  const node = first?.place.node
  // A node that this Millrace does not know has no other name than the one that the problem says.
  const named = node !== undefined && text(document.titleOf(node)) !== document.document.nodes[node]?.type
  const reason = !named ? text(first?.text) : t`${text(document.titleOf(node))}: ${text(first?.text)}`
  const { setDockTab } = useSession.getState()
  return (
    <div role="status" className="flex min-h-8 flex-none items-center gap-2 border-b border-line-2 bg-accent-soft px-3 py-1 text-small">
      <Icon name="lock" size={14} className="flex-none" />
      <p className="min-w-0">
        <b className="font-semibold">{t`Read only.`}</b> {reason} {text(first?.action)}
      </p>
      {first && (
        <Button size="s" className="ml-auto flex-none" onClick={() => setDockTab('problems')}>
          {others > 0 ? <Plural value={others} one="and # more reason" other="and # more reasons" /> : t`Show the problem`}
        </Button>
      )}
    </div>
  )
}
