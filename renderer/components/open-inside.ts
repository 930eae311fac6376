import { withInside } from '../../engine/graph/commands/component-inside.ts'
import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import { CommandError } from '../../engine/graph/commands/command-error.ts'
import { difference } from '../../engine/graph/commands/difference.ts'
import { getDocument, useDocuments } from '../document/store.ts'
import type { PipelineActions, PipelineDocument } from '../document/pipeline-document.ts'
import { getPortCatalogue } from '../document/port-catalogue.ts'
import { useNotices } from '../session/notices.ts'
import { useRuns } from '../runs/store.ts'
import { useSession } from '../session/store.ts'
import { pipelineTabId } from '../session/tab.ts'
import { bringFromLibrary } from './bring-library.ts'
import { useLibrary } from './library-store.ts'
import { insidePath, splitInside } from './inside-path.ts'
import { insideAt, inspectionInside, runInside, typeAt, withEndInspections } from './inside-view.ts'

/** Opens what stands inside a node that uses a component, in a tab of its own. Edits there are edits of the pipeline, for all uses. */
export function openInside(path: string, use: string): void {
  const inside = insidePath(path, use)
  follow()
  const view = viewOf(inside)
  if (!view) return
  useDocuments.setState(({ byPath }) => ({ byPath: { ...byPath, [inside]: view } }))
  refreshRuns()
  useSession.getState().openPipeline(inside)
}

/** The open document of a path into a component; undefined when its pipeline or the component is not there any more. */
function viewOf(path: string): PipelineDocument | undefined {
  const at = splitInside(path)
  const outer = at && getDocument(at.path)
  const document = outer && insideAt(outer.document, at.use)
  if (!outer || !document) return undefined
  return {
    ...outer,
    ...actionsOf(path),
    path,
    document,
    saved: document,
    dirty: false,
    openingProblems: [],
    conflict: false,
    inspection: outer.inspection && withEndInspections(inspectionInside(outer.inspection, at.use), document),
    seen: new Set([...outer.seen].flatMap((id) => (id.startsWith(`${at.use}/`) ? [id.slice(at.use.length + 1)] : []))),
  }
}

const known = new Map<string, PipelineActions>()

function actionsOf(path: string): PipelineActions {
  const before = known.get(path)
  if (before) return before
  const at = splitInside(path)
  const outer = () => (at ? getDocument(at.path) : undefined)
  const actions: PipelineActions = {
    apply(wanted, label, burst) {
      const pipeline = outer()
      const inside = pipeline && at ? insideAt(pipeline.document, at.use) : undefined
      const type = pipeline && at ? typeAt(pipeline.document, at.use) : undefined
      if (!pipeline || !inside || type === undefined || pipeline.readOnly) return false
      try {
        const command = bringFromLibrary(inside, wanted, useLibrary.getState().byName)
        const edited = applyCommand(inside, command, getPortCatalogue()).document
        return pipeline.apply(difference(pipeline.document, withInside(pipeline.document, type, edited)), label, burst)
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        useNotices.getState().add({ code: error.code, severity: 'warning', place: {}, text: error.text })
        return false
      }
    },
    undo: () => outer()?.undo(),
    redo: () => outer()?.redo(),
    go: (steps) => outer()?.go(steps),
    save: async () => outer()?.save(),
    keepMine: async () => outer()?.keepMine(),
    openTheirs: async () => outer()?.openTheirs(),
    dismissConflict: () => outer()?.dismissConflict(),
  }
  known.set(path, actions)
  return actions
}

let following = false

/** Views follow their pipelines; one whose component or pipeline is gone is closed. */
function follow(): void {
  if (following) return
  following = true
  useDocuments.subscribe((now, before) => {
    if (now.byPath === before.byPath) return
    const changed: Record<string, PipelineDocument> = {}
    const gone: string[] = []
    for (const path of Object.keys(now.byPath)) {
      const at = splitInside(path)
      if (!at || now.byPath[at.path] === before.byPath[at.path]) continue
      const view = viewOf(path)
      if (view) changed[path] = view
      else gone.push(path)
    }
    if (gone.length === 0 && Object.keys(changed).length === 0) return
    useDocuments.setState(({ byPath }) => ({
      byPath: Object.fromEntries(Object.entries({ ...byPath, ...changed }).filter(([path]) => !gone.includes(path))),
    }))
    for (const path of gone) useSession.getState().close(pipelineTabId(path))
  })
  useRuns.subscribe((now, before) => {
    if (now.byPath !== before.byPath) refreshRuns()
  })
}

function refreshRuns(): void {
  const { byPath } = useRuns.getState()
  const views: Record<string, (typeof byPath)[string]> = {}
  for (const path of Object.keys(useDocuments.getState().byPath)) {
    const at = splitInside(path)
    const run = at && byPath[at.path]
    if (run && seen.get(path) !== run) {
      seen.set(path, run)
      views[path] = runInside(run, path, at.use)
    }
  }
  if (Object.keys(views).length > 0) useRuns.setState((state) => ({ byPath: { ...state.byPath, ...views } }))
}

const seen = new Map<string, unknown>()
