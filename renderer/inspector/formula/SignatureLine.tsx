import { splitSignature } from './split-signature.ts'

/** The function around the caret with the argument that is being typed. */
export function SignatureLine({ text, argument }: { readonly text: string; readonly argument: number }) {
  const { before, current, after } = splitSignature(text, argument)
  return (
    <p className="font-code text-meta text-text-2">
      {before}
      <b className="text-text">{current}</b>
      {after}
    </p>
  )
}
