import { readFileSync, unlinkSync } from 'node:fs'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { ProblemError } from '../protocol/problem-error.ts'
import { readIfThere } from './write-file-safely.ts'

interface LockFile {
  readonly pid: number
  readonly host: string
  readonly startedAt: string
  /** When the process began, as the system tells it; null where it does not. Numbers of processes are used again. */
  readonly born: string | null
}

/**
 * Takes a workspace for this process. A lock whose process is gone is taken over; one that is held gives the problem `workspace-in-use`.
 * Returns how to let go.
 */
export async function lockWorkspace(folder: string): Promise<() => void> {
  const path = join(folder, '.millrace', 'lock')
  await mkdir(join(folder, '.millrace'), { recursive: true })
  const mine: LockFile = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString(), born: await birthOf(process.pid) }
  const draft = `${path}.${process.pid}`
  try {
    await writeFile(draft, JSON.stringify(mine))
    for (let attempt = 0; ; attempt++) {
      try {
        // A hard link fails when the name is taken, on every file system that has links, and never leaves a half-written lock.
        await link(draft, path)
        break
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        const holder = await readHolder(path)
        if (holder && (await isAlive(holder))) throw inUse(folder, holder, path)
        if (attempt > 3) throw error
        await unlink(path).catch(ignoreMissing)
      }
    }
  } finally {
    await unlink(draft).catch(ignoreMissing)
  }
  return () => {
    try {
      if ((JSON.parse(readFileSync(path, 'utf8')) as LockFile).pid === process.pid) unlinkSync(path)
    } catch (error) {
      ignoreMissing(error)
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}

async function readHolder(path: string): Promise<LockFile | null> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<LockFile>
    return typeof value.pid === 'number' && typeof value.host === 'string'
      ? { pid: value.pid, host: value.host, startedAt: value.startedAt ?? '', born: value.born ?? null }
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    ignoreMissing(error)
    return null
  }
}

async function isAlive(holder: LockFile): Promise<boolean> {
  if (holder.host !== hostname()) return true
  if (holder.pid === process.pid) return false
  // A minute of grace: clocks are set, and the time since the start of the machine is not exact.
  const machineStarted = Date.now() - uptime() * 1000 - 60_000
  if (Date.parse(holder.startedAt) < machineStarted) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return holder.born === null || holder.born === ((await birthOf(holder.pid)) ?? holder.born)
}

/** The start time of a process in ticks since the machine started: field 22 of its stat, behind a name that may hold anything. */
async function birthOf(pid: number): Promise<string | null> {
  const text = process.platform === 'linux' ? await readIfThere(`/proc/${pid}/stat`) : null
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function inUse(folder: string, holder: LockFile, path: string): ProblemError {
  return new ProblemError({
    code: 'workspace-in-use',
    severity: 'error',
    place: {},
    text: {
      en: `Another Millrace has this workspace open: ${folder} (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}).`,
      fr: `Un autre Millrace a ouvert cet espace de travail : ${folder} (processus ${holder.pid} sur ${holder.host}, depuis ${holder.startedAt}).`,
    },
    action: {
      en: `Close it, or choose another workspace with --workspace. If that process is no Millrace any more, delete ${path}.`,
      fr: `Fermez-le, ou choisissez un autre espace de travail avec --workspace. Si ce processus n’est plus un Millrace, supprimez ${path}.`,
    },
  })
}
