import { Plural, useLingui } from '@lingui/react/macro'
import { runCommand } from '../commands/run-command.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Tile } from '../ui/Tile.tsx'

/** Several nodes: which they are; a click takes one of them. */
export function SelectionList({ pipeline, nodes }: { readonly pipeline: PipelineDocument; readonly nodes: readonly string[] }) {
  const { t } = useLingui()
  const text = useText()
  const byType = useCatalogue((state) => state.byType)
  return (
    <div className="scroll flex-1">
      <header className="flex items-center gap-2 px-3 py-2.5">
        <h3 className="flex-1">
          <Plural value={nodes.length} one="# node selected" other="# nodes selected" />
        </h3>
        <Button size="s" icon="play" onClick={() => runCommand('run.to-here')}>{t`Run to here`}</Button>
      </header>
      <ul className="border-t border-line py-1" aria-label={t`Selected nodes`}>
        {nodes.map((id) => {
          const node = pipeline.document.nodes[id]
          const entry = node && byType[node.type]
          if (!node) return null
          return (
            <li key={id}>
              <button
                type="button"
                className="flex min-h-8 w-full items-center gap-2 px-3 text-left hover:bg-hover"
                onClick={() => useSession.getState().select({ nodes: [id] })}
              >
                <Tile icon={entry?.icon ?? 'box'} family={entry?.family ?? 'utility'} size="s" />
                <span className="min-w-0 flex-1 truncate">{node.title ?? (entry ? text(entry.title) : node.type)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
