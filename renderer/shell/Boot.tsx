import { useLingui } from '@lingui/react/macro'
import { useEffect, useState, type ReactNode } from 'react'
import type { Problem } from '../../engine/protocol/problem.ts'
import { useRuns } from '../runs/store.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { problemOf } from '../session/notices.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { Logo } from './Logo.tsx'

/** An engine that is still starting answers within a few of these. */
const retryMs = 1500

/** Reads the catalogue before anything else is drawn, and again after each restart of the engine. */
export function Boot({ children }: { readonly children: ReactNode }) {
  const loaded = useCatalogue((state) => state.loaded)
  const restarts = useRuns((state) => state.engine.restarts)
  const [problem, setProblem] = useState<Problem>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    useCatalogue
      .getState()
      .load()
      .then(
        () => setProblem(undefined),
        (error: unknown) => {
          setProblem(problemOf(error))
          timer = setTimeout(() => setTries((count) => count + 1), retryMs)
        },
      )
    return () => clearTimeout(timer)
  }, [restarts, tries])
  if (loaded) return children
  return problem ? <BootProblem problem={problem} onRetry={() => setTries(tries + 1)} /> : null
}

function BootProblem({ problem, onRetry }: { readonly problem: Problem; readonly onRetry: () => void }) {
  const { t } = useLingui()
  const text = useText()
  return (
    <main className="mx-auto flex h-full max-w-[480px] flex-col justify-center gap-4 px-6">
      <h1 className="flex items-center gap-2">
        <Logo size={24} />
        Millrace
      </h1>
      <ProblemBox
        severity="error"
        title={text(problem.text)}
        detail={text(problem.action)}
        actions={<Button size="s" onClick={onRetry}>{t`Try again`}</Button>}
      />
    </main>
  )
}
