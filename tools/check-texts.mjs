// Whether every text of the studio is in the catalogues and French has all of them. Works on copies: a check changes no file.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, runCommand } from './run-command.mjs'

const work = join(root, '.cache', 'texts')
const config = join(work, 'lingui.config.ts')
const locales = ['en', 'fr']
const catalogue = (folder, locale) => join(folder, locale, 'messages.po')
const texts = (po) =>
  [...po.matchAll(/^msgid (.*)\nmsgstr|^msgid ""\n((?:".*"\n)+)msgstr/gm)]
    .map((match) => match[1] ?? match[2])
    .toSorted((a, b) => (a < b ? -1 : 1))

await rm(work, { recursive: true, force: true })
for (const locale of locales) {
  await mkdir(join(work, locale), { recursive: true })
  await copyFile(catalogue(join(root, 'renderer', 'locales'), locale), catalogue(work, locale))
}
await writeFile(
  config,
  `import base from '../../lingui.config.ts'
export default { ...base, rootDir: ${JSON.stringify(root)}, catalogs: base.catalogs.map((one) => ({ ...one, path: '.cache/texts/{locale}/messages' })) }
`,
)
const extracted = await runCommand('lingui', ['extract', '--clean', '--workers', '1', '--config', config])
if (extracted.status !== 0) fail(extracted.output)

for (const locale of locales) {
  const kept = new Set(texts(await readFile(catalogue(join(root, 'renderer', 'locales'), locale), 'utf8')))
  const found = new Set(texts(await readFile(catalogue(work, locale), 'utf8')))
  const missing = [...found.difference(kept)]
  const gone = [...kept.difference(found)]
  if (missing.length > 0)
    fail(`${missing.length} texts are not in the catalogue "${locale}" (npx lingui extract --clean):\n${missing.join('\n')}\n`)
  if (gone.length > 0)
    fail(`${gone.length} texts of the catalogue "${locale}" are used no more (npx lingui extract --clean):\n${gone.join('\n')}\n`)
}
const compiled = await runCommand('lingui', ['compile', '--strict', '--workers', '1', '--config', config])
if (compiled.status !== 0) fail(compiled.output)
await rm(work, { recursive: true, force: true })

function fail(output) {
  process.stdout.write(output)
  process.exit(1)
}
