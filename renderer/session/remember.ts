import { EngineFailure } from '../../engine/protocol/client.ts'
import type { MethodInput } from '../../engine/protocol/methods.ts'
import { getClient } from './client.ts'
import { preferencesSchema, type Preferences } from './preferences.ts'
import { storageKey, useSession } from './store.ts'

type Settings = MethodInput<'writeSettings'>['settings']

/** Key of the studio's part in the settings of the engine. */
const settingsKey = 'studio'

function pick({ theme, language, panels, sizes }: Preferences): Preferences {
  return { theme, language, panels, sizes }
}

/** An engine that does not answer keeps nobody from choosing a theme: localStorage has it then. */
function ignoreUnreachable(error: unknown): void {
  if (!(error instanceof EngineFailure)) throw error
}

/**
 * Takes over the preferences that the engine has, then keeps both the engine and localStorage up to date with every change.
 * Returns the way to stop.
 */
export async function rememberPreferences(): Promise<() => void> {
  let settings: Settings = {}
  try {
    settings = (await getClient()('readSettings', {})).settings
    const known = preferencesSchema.partial().safeParse(settings[settingsKey])
    if (known.success && settings[settingsKey] !== undefined)
      useSession.setState(preferencesSchema.parse({ ...pick(useSession.getState()), ...known.data }))
  } catch (error) {
    ignoreUnreachable(error)
  }
  let kept = JSON.stringify(pick(useSession.getState()))
  localStorage.setItem(storageKey, kept)
  return useSession.subscribe((state) => {
    const preferences = pick(state)
    const text = JSON.stringify(preferences)
    if (text === kept) return
    kept = text
    localStorage.setItem(storageKey, text)
    settings = { ...settings, [settingsKey]: preferences }
    getClient()('writeSettings', { settings }).catch(ignoreUnreachable)
  })
}
