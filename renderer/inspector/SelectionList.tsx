import { Plural, useLingui } from '@lingui/react/macro'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { addOfType } from '../canvas/acts/add.ts'
import { addNodeAfter } from '../canvas/edit/add-node.ts'
import { runCommand } from '../commands/run-command.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { catalogueMap } from '../document/port-catalogue.ts'
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
  const catalogue = catalogueMap(byType)
  // What takes tables from all of them, and from nothing else; the plain ones have the short names.
  const together = pipeline.readOnly
    ? []
    : Object.values(byType)
        .filter((entry) => takesAll(entry, nodes.length) && addNodeAfter({ document: pipeline.document, catalogue, entry }, nodes))
        .toSorted((a, b) => text(a.title).length - text(b.title).length)
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
                className="flex min-h-8 w-full items-center gap-2 px-3 py-1 text-left hover:bg-hover"
                onClick={() => useSession.getState().select({ nodes: [id] })}
              >
                <Tile icon={entry?.icon ?? 'box'} family={entry?.family ?? 'utility'} size="s" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{node.title ?? (entry ? text(entry.title) : node.type)}</span>
                  <span className="meta block truncate">{text(pipeline.inspection?.nodes[id]?.sentence)}</span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {together.length > 0 && (
        <section className="border-t border-line px-3 py-2.5" aria-labelledby="together">
          <h3 id="together" className="mb-2">{t`Put them together`}</h3>
          <div className="flex flex-wrap gap-1.5">
            {together.map(({ id, title, summary, icon }) => (
              <Button key={id} size="s" icon={icon} title={text(summary)} onClick={() => addOfType(id)}>
                {text(title)}
              </Button>
            ))}
          </div>
        </section>
      )}
    </div>
  )
}

/** Whether a node is made to take so many tables: a port for each, or one that takes many. */
function takesAll({ inputs, family }: CatalogueEntry, count: number): boolean {
  const ports = Object.values(inputs)
  const needed = ports.every(({ kind, optional }) => kind === 'table' && optional !== true)
  return count > 1 && family === 'prepare' && needed && (ports.length === count || ports.some(({ many }) => many === true))
}
