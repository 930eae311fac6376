import type { ConvertedSheets, SheetsWanted } from '../../adapters/files/convert-excel.ts'
import { describeFile } from '../../adapters/files/describe-file.ts'
import { profileHtml } from '../../profile/profile-html.ts'
import { profileText } from '../../profile/profile-text.ts'
import { profileRelation } from '../../run/profile-relation.ts'
import { openEngine } from './open-pipeline.ts'
import { exitCode, UsageError } from './exit-code.ts'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

export interface ProfileCommand {
  readonly file: string | undefined
  readonly json: boolean
  readonly target: string | undefined
  readonly html: string | undefined
  readonly language: string | undefined
  /** Counts over all rows what a long table otherwise estimates. */
  readonly exact: boolean
}

/** `millrace profile DATA`: figures, relations and warnings of every column, over all rows; as text, JSON or one HTML page. */
export async function profileCommand(options: ProfileCommand): Promise<number> {
  const language = options.language ?? 'en'
  if (language !== 'en' && language !== 'fr') throw new UsageError('--language is en or fr')
  if (!options.file) throw new UsageError('millrace profile DATA: name a data file')
  const path = resolve(options.file)
  const found = await stat(path).catch(() => null)
  if (!found) throw new UsageError(`${options.file}: there is no such file`)
  if (!found.isFile()) throw new UsageError(`${options.file} is a folder; name one data file`)
  // A profile leaves nothing behind, so it works in a workspace that goes with it.
  const scratch = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
  const engine = await openEngine(scratch, (text) => process.stderr.write(`${text}\n`))
  try {
    const signal = new AbortController().signal
    const convertExcel = async (book: string, wanted: SheetsWanted, stem: string) =>
      (await engine.workers.run({ kind: 'convert-excel', path: book, wanted, stem }, signal)).result as ConvertedSheets
    const described = await describeFile(
      { db: engine.db, convertedFolder: engine.workspace.converted, convertExcel },
      path,
      { format: 'auto' },
      signal,
    )
    for (const notice of described.notices) process.stderr.write(`${notice.en}\n`)
    const { columns } = described.relation
    const { target } = options
    if (target !== undefined && !columns.some(({ name }) => name === target)) throw new UsageError(`there is no column "${target}"`)
    const profile = await profileRelation(described.relation, {
      db: engine.db,
      signal,
      exact: options.exact,
      ...(target !== undefined && { target }),
    })
    if (options.html !== undefined) {
      await writeFile(options.html, profileHtml(profile, basename(path), language))
      process.stderr.write(`${options.html} written\n`)
    }
    if (options.json) process.stdout.write(`${JSON.stringify(profile)}\n`)
    else if (options.html === undefined) process.stdout.write(profileText(profile, language))
    return exitCode.done
  } finally {
    await engine.close()
    await rm(scratch, { recursive: true, force: true })
  }
}
