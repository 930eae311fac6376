import { Trans, useLingui } from '@lingui/react/macro'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Icon } from '../ui/Icon.tsx'
import { Key } from '../ui/Key.tsx'
import { DropFile } from './DropFile.tsx'
import { Drafts } from './Drafts.tsx'
import { Examples } from './Examples.tsx'
import { RecentPipelines } from './RecentPipelines.tsx'
import { ServingNow } from './ServingNow.tsx'
import { TwoKeys } from './TwoKeys.tsx'

/** Where the studio begins: drop a file, go on with something, learn from an example. */
export function StartPage() {
  const { t } = useLingui()
  const { data: status } = useAnswer('status', {})
  return (
    <main className="page h-full" aria-label={t`Start page`} tabIndex={-1} data-pane="start">
      <h1 className="sr-only">
        <Trans>Start page</Trans>
      </h1>
      <div className="mx-auto grid min-h-full max-w-[1440px] grid-cols-[minmax(0,1fr)_288px] px-4 wide:grid-cols-[minmax(0,1fr)_336px] wide:px-6">
        <div className="min-w-0 py-4 pr-5 wide:py-6 wide:pr-8">
          <div className="mb-5 grid grid-cols-[minmax(0,1fr)_auto_auto] gap-2 wide:mb-7">
            <DropFile />
            <BigButton icon="plus" command="pipeline.new" label={t`New pipeline`} />
            <BigButton icon="folder" command="pipeline.open" label={t`Open`} />
          </div>
          <RecentPipelines workspace={status?.workspaceName} />
          <Examples />
        </div>
        <aside className="min-w-0 border-l border-line py-4 pl-5 wide:py-6 wide:pl-8" aria-label={t`At a glance`}>
          <Drafts />
          <ServingNow />
          <TwoKeys />
        </aside>
      </div>
    </main>
  )
}

function BigButton({ icon, command, label }: { readonly icon: string; readonly command: string; readonly label: string }) {
  const keys = useKeys()(command)
  return (
    <button type="button" className="btn h-[72px] rounded-node px-3 wide:px-5" onClick={() => runCommand(command)}>
      <Icon name={icon} />
      {label}
      {keys && (
        <span className="hidden wide:inline" aria-hidden>
          <Key>{keys}</Key>
        </span>
      )}
    </button>
  )
}
