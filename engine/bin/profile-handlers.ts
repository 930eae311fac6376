import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Handlers } from '../http/handlers.ts'
import { compareProfiles } from '../profile/compare-profiles.ts'
import { comparisonHtml } from '../profile/comparison-html.ts'
import { furtherWarnings } from '../profile/further-warnings.ts'
import { profileHtml } from '../profile/profile-html.ts'
import { suggestRules } from '../profile/suggest-rules.ts'
import { splitEnd, type Document } from '../protocol/document.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { Profile } from '../protocol/profile.ts'
import type { ProfileFurther } from '../protocol/profile-further.ts'
import type { profileMethods } from '../protocol/profile-methods.ts'
import { onDisk } from '../run/preview.ts'
import { profileRelation } from '../run/profile-relation.ts'
import type { KeptSample } from '../run/profile/keep-sample.ts'
import type { Resolved } from '../run/resolve.ts'
import { openProfileStore, type ProfiledPort } from '../store/profile-store.ts'
import { notThere } from './answers.ts'
import type { Engine } from './create-engine.ts'
import { tableAt } from './table-at.ts'

interface PortWanted {
  readonly path: string
  readonly document: Document
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
}

interface Wanted extends PortWanted {
  readonly target?: string | undefined
  readonly exact?: boolean | undefined
  readonly key?: string | undefined
}

/** Samples of so many profiles wait on disk for the figures that come after them. */
const mostSamples = 8

/** The use cases behind the methods about profiles. */
export function profileHandlers(
  engine: Engine,
  resolveAt: (input: PortWanted, signal: AbortSignal) => Promise<Resolved>,
): Pick<Handlers, keyof typeof profileMethods> {
  const { db, store, runs, workspace, workers } = engine
  const profiles = openProfileStore(join(workspace.folder, '.millrace', 'profiles'))
  const samples = new Map<string, KeptSample>()

  const keepSample = async (key: string, sample: KeptSample) => {
    const old = [...samples].filter(([other], i) => other === key || i < samples.size - mostSamples + 1)
    samples.set(key, sample)
    for (const [other, { path }] of old) {
      if (other !== key) samples.delete(other)
      await rm(path, { force: true })
    }
  }

  const profileOf = async (input: Wanted, signal: AbortSignal): Promise<{ profile: Profile; sample: KeptSample | undefined }> => {
    const resolved = await resolveAt(input, signal)
    const relation = tableAt(resolved, input)
    const { target, exact, key } = input
    let sample: KeptSample | undefined
    const profile = await profileRelation(await onDisk(relation, store), {
      db,
      signal,
      ...(target !== undefined && { target }),
      ...(exact !== undefined && { exact }),
      ...(key !== undefined && { onStage: (share, text) => engine.emit({ type: 'profile.progress', key, share, text }) }),
      keep: {
        path: join(workspace.spill, `profile-${randomBytes(8).toString('hex')}.parquet`),
        kept: (kept) => {
          sample = kept
        },
      },
    })
    const from = producer(input)
    const fingerprint = from && resolved.nodes.get(from.node)?.fingerprint
    if (sample) await keepSample(sampleKey(input, fingerprint), sample)
    if (from && fingerprint) await profiles.save({ pipeline: input.path, ...from }, { fingerprint, at: new Date().toISOString(), profile })
    return { profile, sample }
  }

  /** What the port gave before: the runs of its pipeline by the fingerprint of its node, and the profiles that were taken. */
  const earlierOf = async (input: PortWanted, signal: AbortSignal) => {
    const from = producer(input)
    if (!from) return { port: null, taken: [], results: [] }
    const now = (await resolveAt(input, signal)).nodes.get(from.node)?.fingerprint
    const port: ProfiledPort = { pipeline: input.path, ...from }
    const all = await profiles.list(port)
    const today = all.find(({ fingerprint }) => fingerprint === now)
    const known = new Set([now, ...all.map(({ fingerprint }) => fingerprint)])
    // Other steps or another file may give the very same rows.
    const taken = all.filter((one) => one.fingerprint !== now && !(today && sameFigures(one.profile, today.profile)))
    const results: { fingerprint: string; at: string; rows: number | null; kept: boolean }[] = []
    for (const { pipeline, startedAt, steps } of await runs.list()) {
      const step = pipeline === input.path ? steps.find(({ node }) => node === from.node) : undefined
      if (!step || known.has(step.fingerprint) || (step.state !== 'executed' && step.state !== 'reused')) continue
      known.add(step.fingerprint)
      const table = await store.table(step.fingerprint, from.port)
      results.push({ fingerprint: step.fingerprint, at: startedAt, rows: step.rows?.[from.port] ?? null, kept: table !== null })
    }
    return { port, taken, results }
  }

  return {
    profileTable: async (input, signal) => (await profileOf(input, signal)).profile,
    async profileFurther(input, signal) {
      const from = producer(input)
      const fingerprint = from && (await resolveAt(input, signal)).nodes.get(from.node)?.fingerprint
      const sample = samples.get(sampleKey(input, fingerprint)) ?? (await profileOf(input, signal)).sample
      if (!sample) throw new Error('a profile kept no sample')
      const memoryLimitBytes = Math.floor(engine.memoryLimitBytes * 0.1)
      const { result } = await workers.run({ kind: 'profile-further', sample, tempFolder: workspace.spill, memoryLimitBytes }, signal)
      const further = result as ProfileFurther
      return { further, warnings: furtherWarnings(further) }
    },
    async listEarlierProfiles(input, signal) {
      const { taken, results } = await earlierOf(input, signal)
      const earlier = [
        ...taken.map(({ fingerprint, at, profile }) => ({ id: fingerprint, at, from: 'profile' as const, rows: profile.rows, kept: true })),
        ...results.map(({ fingerprint, ...rest }) => ({ id: fingerprint, from: 'run' as const, ...rest })),
      ]
      return { earlier: earlier.toSorted((a, b) => (a.at < b.at ? 1 : -1)) }
    },
    async readEarlierProfile(input, signal) {
      const { port, taken } = await earlierOf(input, signal)
      const found = taken.find(({ fingerprint }) => fingerprint === input.id)
      if (found) return found.profile
      const table = port && (await store.table(input.id, port.port))
      if (!table) throw new ProblemError(notKept(), 404)
      return profileRelation(table, { db, signal })
    },
    compareProfiles: async ({ before, after }) => compareProfiles(before, after),
    printComparison: async ({ titles, language, comparison }) => ({ html: comparisonHtml(comparison, titles, language) }),
    suggestRules: async ({ profile }) => ({ rules: suggestRules(profile) }),
    printProfile: async ({ title, language, profile }) => ({ html: profileHtml(profile, title, language) }),
  }
}

/** The output port whose rows are seen at a port. */
function producer({ document, node, port, side }: PortWanted): { node: string; port: string } | undefined {
  if (side === 'out') return { node, port }
  const wire = document.wires.find(({ to }) => to === `${node}.${port}`)
  return wire && splitEnd(wire.from)
}

const sampleKey = ({ path, node, port, side, target, exact }: Wanted, fingerprint: string | undefined) =>
  JSON.stringify([path, node, port, side, target ?? null, exact === true, fingerprint ?? null])

/** Whether two profiles count the same; what they say of a target does not matter, nor the last digits of sums. */
function sameFigures(one: Profile, other: Profile): boolean {
  const rounded = (name: string, value: unknown) =>
    name === 'power' ? undefined : typeof value === 'number' ? Number(value.toPrecision(9)) : value
  const figures = ({ rows, columns }: Profile) => JSON.stringify([rows, columns], rounded)
  return figures(one) === figures(other)
}

const notKept = () =>
  notThere('artifact-missing', {
    en: 'The rows of that run are not on disk any more, and nobody profiled them.',
    fr: 'Les lignes de cette exécution ne sont plus sur le disque, et personne ne les a profilées.',
  })
