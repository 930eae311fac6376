import { readFileSync, unlinkSync } from 'node:fs'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ProblemError } from '../protocol/problem-error.ts'

interface LockFile {
  readonly pid: number
  readonly host: string
  readonly startedAt: string
}

/**
 * Takes a workspace for this process. A lock whose process is gone is taken over; one that is held gives the problem `workspace-in-use`.
 * Returns how to let go.
 */
export async function lockWorkspace(folder: string): Promise<() => void> {
  const path = join(folder, '.millrace', 'lock')
  await mkdir(join(folder, '.millrace'), { recursive: true })
  const mine: LockFile = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() }
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(mine))
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A hard link fails when the name is taken, on every file system that has links, and never leaves a half-written lock.
        await link(draft, path)
        break
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        const holder = await readHolder(path)
        if (holder && isAlive(holder)) throw inUse(folder, holder)
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
      ? { pid: value.pid, host: value.host, startedAt: value.startedAt ?? '' }
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    ignoreMissing(error)
    return null
  }
}

function isAlive(holder: LockFile): boolean {
  if (holder.host !== hostname()) return true
  if (holder.pid === process.pid) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function inUse(folder: string, holder: LockFile): ProblemError {
  return new ProblemError({
    code: 'workspace-in-use',
    severity: 'error',
    place: {},
    text: {
      en: `Another Millrace has this workspace open: ${folder} (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}).`,
      fr: `Un autre Millrace a ouvert cet espace de travail : ${folder} (processus ${holder.pid} sur ${holder.host}, depuis ${holder.startedAt}).`,
    },
    action: {
      en: 'Close it, or choose another workspace with --workspace.',
      fr: 'Fermez-le, ou choisissez un autre espace de travail avec --workspace.',
    },
  })
}
