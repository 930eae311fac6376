import { useLingui } from '@lingui/react/macro'
import { useNotices, type Notice } from '../session/notices.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'

/** Problems that belong to no node, over the page until they are put away. */
export function Notices() {
  const notices = useNotices((state) => state.notices)
  if (notices.length === 0) return null
  return (
    <div className="fixed top-[92px] right-4 z-30 flex w-[420px] max-w-[calc(100vw-32px)] flex-col gap-2">
      {notices.map((notice) => (
        <NoticeBox key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeBox({ notice }: { readonly notice: Notice }) {
  const { t } = useLingui()
  const text = useText()
  const { problem, acts, id } = notice
  const dismiss = () => useNotices.getState().dismiss(id)
  return (
    <ProblemBox
      severity={problem.severity}
      title={text(problem.text)}
      detail={text(problem.action)}
      className="bg-raised shadow-(--shadow)"
      actions={
        <>
          {acts.map((act) => (
            <Button
              key={act.label.en}
              size="s"
              onClick={() => {
                dismiss()
                act.run()
              }}
            >
              {text(act.label)}
            </Button>
          ))}
          <Button size="s" variant="ghost" onClick={dismiss}>
            {t`Close`}
          </Button>
        </>
      }
    />
  )
}
