import type { ProfileFurther } from '../protocol/profile-further.ts'
import type { ProfileWarning } from '../protocol/profile.ts'
import { modelWarnings } from './model-warnings.ts'
import { seriesWarnings } from './series-warnings.ts'

/** What to know of the quick model and of a table that is a series. */
export function furtherWarnings({ model, series }: ProfileFurther): ProfileWarning[] {
  return [...(model ? modelWarnings(model) : []), ...(series ? seriesWarnings(series) : [])]
}
