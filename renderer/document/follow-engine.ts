import { useRuns } from '../runs/store.ts'
import { attempt } from '../session/notices.ts'
import type { KeptPipeline } from './pipeline-actions.ts'

let following = false

/** Hears of the engine for all open pipelines: runs that end, files that change, a connection that is back. Once per page. */
export function followEngine(pipelines: ReadonlyMap<string, KeptPipeline>): void {
  if (following) return
  following = true
  useRuns.subscribe((now, before) => {
    const newer = (what: 'files' | 'models' | 'findings') => now.versions[what] !== before.versions[what]
    const otherAnswers = newer('files') || newer('models') || newer('findings')
    const back = (before.engine.connection === 'lost' || before.engine.connection === 'refused') && now.engine.connection === 'open'
    for (const [path, pipeline] of pipelines) {
      const ended = before.byPath[path]?.state !== now.byPath[path]?.state && now.byPath[path]?.state !== 'running'
      if (ended || otherAnswers || back) pipeline.inspectNow()
      if (now.versions.pipelines !== before.versions.pipelines) void attempt(pipeline.checkFile())
    }
  })
  // A page that is hidden may be the last thing that is heard of it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') for (const pipeline of pipelines.values()) pipeline.flush()
  })
}
