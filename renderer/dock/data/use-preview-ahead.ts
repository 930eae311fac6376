import { useEffect, useRef } from 'react'
import type { Document } from '../../../engine/protocol/document.ts'
import type { MethodInput } from '../../../engine/protocol/methods.ts'
import type { Preview } from '../../../engine/protocol/table.ts'
import { useClient } from '../../session/client.ts'
import { recipeOf, sameRecipe, type Recipe } from './preview-recipe.ts'

type Wanted = MethodInput<'preview'> & { readonly document: Document }

interface Asked {
  readonly wanted: Wanted
  readonly answer: Promise<Preview>
  readonly abort: AbortController
}

export interface PreviewAhead {
  /** The answer to a preview: the one that is under way already, or else a new request. */
  ask(wanted: Wanted, signal: AbortSignal): Promise<Preview>
  /** What was asked for and not taken will not be wanted. */
  giveUp(): void
}

/**
 * Asks for the rows of an edited step while the engine still looks at the whole pipeline, not after that. `wanted`: the preview as it would be
 * asked of the document that is being looked at; null when nothing is, or nothing is to be seen.
 */
export function usePreviewAhead(wanted: Wanted | null): PreviewAhead {
  const client = useClient()
  const asked = useRef<Asked | null>(null)
  /** What the last preview was made of: an edit elsewhere changes nothing of it. */
  const known = useRef<{ readonly at: string; readonly recipe: Recipe } | null>(null)
  const giveUp = () => {
    asked.current?.abort.abort()
    asked.current = null
  }
  const latest = useRef(wanted)
  latest.current = wanted
  const document = wanted?.document
  const at = wanted && placeOf(wanted)
  useEffect(() => {
    const { current } = latest
    if (!current || !document || (asked.current && isSame(asked.current.wanted, current))) return
    const recipe = recipeOf(document, current.node)
    if (known.current?.at === at && sameRecipe(known.current.recipe, recipe)) return
    giveUp()
    const abort = new AbortController()
    const answer = client('preview', current, abort.signal)
    // Whoever takes the answer hears of its failure; nobody has to take it.
    answer.catch(() => undefined)
    asked.current = { wanted: current, answer, abort }
  }, [client, document, at])
  useEffect(() => giveUp, [])

  return {
    giveUp,
    ask(next, signal) {
      known.current = { at: placeOf(next), recipe: recipeOf(next.document, next.node) }
      const under = asked.current
      if (!under || !isSame(under.wanted, next)) {
        giveUp()
        return client('preview', next, signal)
      }
      asked.current = null
      signal.addEventListener('abort', () => under.abort.abort(), { once: true })
      return under.answer
    },
  }
}

const placeOf = ({ path, node, port, side, rows, sort }: Wanted) => JSON.stringify([path, node, port, side, rows, sort])

function isSame(one: Wanted, other: Wanted): boolean {
  return one.document === other.document && placeOf(one) === placeOf(other)
}
