import { useCallback } from 'react'
import type { Text } from '../../engine/protocol/text.ts'
import { frenchSpaces } from './french-spaces.ts'
import { useSession } from './store.ts'

/** Picks the language of the studio out of a text of the engine. Undefined gives an empty string. */
export function useText(): (text: Text | undefined) => string {
  const language = useSession((state) => state.language)
  return useCallback((text) => (text ? (language === 'fr' ? frenchSpaces(text.fr) : text.en) : ''), [language])
}
