import type { LinguiConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  catalogs: [{ path: 'renderer/locales/{locale}/messages', include: ['renderer'], exclude: ['**/*.test.*', 'renderer/gallery/**'] }],
  format: formatter({ lineNumbers: false }),
}

export default config
