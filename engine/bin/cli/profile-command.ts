import type { ConvertedRecords, RecordsWanted } from '../../adapters/files/convert-records.ts'
import type { ConvertedSheets, SheetsWanted } from '../../adapters/files/convert-excel.ts'
import { describeFile } from '../../adapters/files/describe-file.ts'
import { compareProfiles } from '../../profile/compare-profiles.ts'
import { comparisonHtml } from '../../profile/comparison-html.ts'
import { comparisonText } from '../../profile/comparison-text.ts'
import { furtherWarnings } from '../../profile/further-warnings.ts'
import { profileHtml } from '../../profile/profile-html.ts'
import { profileText } from '../../profile/profile-text.ts'
import { profileSchema, type Profile } from '../../protocol/profile.ts'
import type { ProfileFurther } from '../../protocol/profile-further.ts'
import { withFurther } from '../../protocol/with-further.ts'
import { profileRelation } from '../../run/profile-relation.ts'
import type { KeptSample } from '../../run/profile/keep-sample.ts'
import { openEngine } from './open-pipeline.ts'
import { exitCode, UsageError } from './exit-code.ts'
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
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
  /** A data file or a saved profile that came before. */
  readonly compare: string | undefined
}

/**
 * `millrace profile DATA`: figures, relations and warnings of every column, over all rows; as text, JSON or one HTML page. With another file:
 * what differs between the two.
 */
export async function profileCommand(options: ProfileCommand): Promise<number> {
  const language = options.language ?? 'en'
  if (language !== 'en' && language !== 'fr') throw new UsageError('--language is en or fr')
  if (!options.file) throw new UsageError('millrace profile DATA: name a data file')
  const { file, target, compare } = options
  for (const name of [file, ...(compare === undefined ? [] : [compare])]) await requireFile(name)
  // A profile leaves nothing behind, so it works in a workspace that goes with it.
  const scratch = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
  const engine = await openEngine(scratch, (text) => process.stderr.write(`${text}\n`))
  const say = (text: string) => process.stdout.write(text)
  const save = async (html: string) => {
    if (options.html === undefined) return
    await writeFile(options.html, html)
    process.stderr.write(`${options.html} written\n`)
  }
  try {
    const read = (name: string) => profileOf(engine, resolve(name), { target, exact: options.exact, further: false })
    if (compare === undefined) {
      const profile = await profileOf(engine, resolve(file), { target, exact: options.exact, further: true })
      await save(profileHtml(profile, basename(file), language))
      if (options.json) say(`${JSON.stringify(profile)}\n`)
      else if (options.html === undefined) say(profileText(profile, language))
      return exitCode.done
    }
    const profile = await read(file)
    const comparison = compareProfiles((await savedProfile(resolve(compare))) ?? (await read(compare)), profile)
    await save(comparisonHtml(comparison, [basename(compare), basename(file)], language))
    if (options.json) say(`${JSON.stringify(comparison)}\n`)
    else if (options.html === undefined) say(comparisonText(comparison, language))
    return exitCode.done
  } finally {
    await engine.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function requireFile(name: string): Promise<void> {
  const found = await stat(resolve(name)).catch(() => null)
  if (!found) throw new UsageError(`${name}: there is no such file`)
  if (!found.isFile()) throw new UsageError(`${name} is a folder; name one data file`)
}

/** The profile that `--json` once wrote; null when the file holds anything else. */
async function savedProfile(path: string): Promise<Profile | null> {
  if (!path.toLowerCase().endsWith('.json')) return null
  // A data file may be as large as it likes; only one that begins as a profile does is read whole.
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64), 0, 64, 0)
    if (!/^\s*\{\s*"rows"\s*:/.test(buffer.subarray(0, bytesRead).toString('utf8'))) return null
  } finally {
    await file.close()
  }
  const parsed = profileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
  return parsed.success ? parsed.data : null
}

async function profileOf(
  engine: Awaited<ReturnType<typeof openEngine>>,
  path: string,
  { target, exact, further }: { readonly target: string | undefined; readonly exact: boolean; readonly further: boolean },
): Promise<Profile> {
  const signal = new AbortController().signal
  const convertExcel = async (book: string, wanted: SheetsWanted, stem: string) =>
    (await engine.workers.run({ kind: 'convert-excel', path: book, wanted, stem }, signal)).result as ConvertedSheets
  const convertRecords = async (file: string, wanted: RecordsWanted, stem: string) =>
    (await engine.workers.run({ kind: 'convert-records', path: file, wanted, stem }, signal)).result as ConvertedRecords
  const tools = { db: engine.db, convertedFolder: engine.workspace.converted, convertExcel, convertRecords }
  const described = await describeFile(tools, path, { format: 'auto' }, signal)
  for (const notice of described.notices) process.stderr.write(`${notice.en}\n`)
  const { columns } = described.relation
  if (target !== undefined && !columns.some(({ name }) => name === target)) throw new UsageError(`there is no column "${target}"`)
  const wanted = { db: engine.db, signal, exact, ...(target !== undefined && { target }) }
  if (!further) return profileRelation(described.relation, wanted)
  const samples: KeptSample[] = []
  const keep = { path: join(engine.workspace.spill, 'profile.parquet'), kept: (kept: KeptSample) => void samples.push(kept) }
  const profile = await profileRelation(described.relation, { ...wanted, keep })
  const [sample] = samples
  if (!sample || profile.rows === 0) return profile
  const memoryLimitBytes = Math.floor(engine.memoryLimitBytes * 0.1)
  const { result } = await engine.workers.run(
    { kind: 'profile-further', sample, tempFolder: engine.workspace.spill, memoryLimitBytes },
    signal,
  )
  const found = result as ProfileFurther
  return withFurther(profile, { further: found, warnings: furtherWarnings(found) })
}
