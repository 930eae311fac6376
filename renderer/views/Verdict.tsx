import { splitVerdict } from './split-verdict.ts'

/** The verdict that opens a report, the first of its sentences standing out. */
export function Verdict({ text }: { readonly text: string }) {
  const { first, rest } = splitVerdict(text)
  return (
    <p className="lead">
      <b>{first}</b> {rest}
    </p>
  )
}
