import { useLingui } from '@lingui/react/macro'
import { Suspense, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'

/** A part of the window that may load its code late and may fail without taking the others with it. */
export function Guarded({
  name,
  resetKey = '',
  children,
}: {
  readonly name: string
  readonly resetKey?: string
  readonly children: ReactNode
}) {
  const { t } = useLingui()
  return (
    <ErrorBoundary
      resetKey={resetKey}
      fallback={(error, retry) => (
        <div className="max-w-[560px] p-4">
          <ProblemBox
            severity="error"
            title={t`${name} cannot be drawn.`}
            detail={t`The studio made a mistake: ${error instanceof Error ? error.message : String(error)}. Your edits are kept.`}
            actions={
              <>
                <Button size="s" onClick={retry}>{t`Try again`}</Button>
                <Button size="s" variant="ghost" onClick={() => location.reload()}>{t`Reload the page`}</Button>
              </>
            }
          />
        </div>
      )}
    >
      <Suspense fallback={<p className="meta p-4">{t`Loading`}</p>}>{children}</Suspense>
    </ErrorBoundary>
  )
}
