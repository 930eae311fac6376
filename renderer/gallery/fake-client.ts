// The visual test page: every part and page with invented data, no engine needed. Open gallery.html, or gallery.html?page=start.
import { EngineFailure, type Client } from '../../engine/protocol/client.ts'
import type { MethodInput, MethodName, MethodOutput } from '../../engine/protocol/methods.ts'

/** Answers by method; what is missing fails as an unknown method of an engine would. */
export type FakeAnswers = { readonly [M in MethodName]?: (input: MethodInput<M>) => MethodOutput<M> }

/** A client over a plain object, with a little of the waiting of a real one. */
export function fakeClient(answers: FakeAnswers, waitMs = 20): Client {
  return async (method, input, signal) => {
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    signal?.throwIfAborted()
    const answer = answers[method] as ((input: unknown) => MethodOutput<typeof method>) | undefined
    if (!answer)
      throw new EngineFailure(
        {
          code: 'not-invented',
          severity: 'error',
          place: {},
          text: { en: `The gallery has no answer to ${method}.`, fr: `La galerie ne sait pas répondre à ${method}.` },
        },
        404,
      )
    return answer(input)
  }
}
