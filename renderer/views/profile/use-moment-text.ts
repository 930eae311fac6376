import { useMemo } from 'react'
import { useSession } from '../../session/store.ts'

/** A moment of the past as its day and minute. */
export function useMomentText(): (iso: string) => string {
  const language = useSession((state) => state.language)
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'medium', timeStyle: 'short' })
    return (iso) => format.format(Date.parse(iso))
  }, [language])
}
