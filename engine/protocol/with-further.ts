import type { Profile, ProfileWarning } from './profile.ts'
import type { ProfileFurther } from './profile-further.ts'

export interface FoundFurther {
  readonly further: ProfileFurther
  readonly warnings: readonly ProfileWarning[]
}

/** A profile with what came after it. Its warnings stand behind the last one that is as severe; notices come last. */
export function withFurther(profile: Profile, found: FoundFurther | null): Profile {
  if (!found) return profile
  const urgent = found.warnings.filter(({ severity }) => severity !== 'notice')
  const notices = found.warnings.filter(({ severity }) => severity === 'notice')
  const after = profile.warnings.findLastIndex(({ severity }) => severity === 'error') + 1
  const warnings = [...profile.warnings.slice(0, after), ...urgent, ...profile.warnings.slice(after), ...notices]
  return { ...profile, further: found.further, warnings }
}
