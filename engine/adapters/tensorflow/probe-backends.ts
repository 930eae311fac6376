import { spawn } from 'node:child_process'
import type { Text } from '../../protocol/text.ts'
import { backendOrder, missingPart, probedIds, type BackendId, type BackendPlaces, type ProbedId } from './backend.ts'
import { probeMark, type ProbeAnswer } from './probe-child.ts'
import { probeTexts } from './probe-texts.ts'

export interface BackendReport {
  readonly id: ProbedId
  readonly state: 'available' | 'absent' | 'broken'
  /** One sentence, with the remedy where there is one. */
  readonly text: Text
  /** Billions of operations a second in a multiplication of matrices, where it works. */
  readonly gigaflops?: number
  /** The last lines that the child wrote, for the log. */
  readonly log: string
}

export interface ProbeRequest {
  /** The probing entry, built or as source: engine/bin/probe-backend. */
  readonly entry: string
  readonly places: BackendPlaces
  readonly only?: readonly ProbedId[]
  /** Told of each as soon as it is known. */
  readonly found?: (report: BackendReport) => void
  /** Per back end; a GPU may compile its kernels on first use. */
  readonly timeoutMs?: number
  /** The Node that runs the children; this one by default. */
  readonly node?: string
}

/** Tries the back ends one after the other, each in a child process of its own, fastest first. Never throws for what a back end does. */
export async function probeBackends(request: ProbeRequest): Promise<BackendReport[]> {
  const reports: BackendReport[] = []
  for (const id of request.only ?? probedIds) {
    const missing = missingPart(id, request.places)
    const report: BackendReport = missing
      ? { id, state: 'absent', text: probeTexts.absent(id, missing), log: '' }
      : await probeInChild(id, request)
    reports.push(report)
    request.found?.(report)
  }
  return reports
}

/** The back end to train on: the pinned one if it works, else the fastest that does; `instead` says why a pinned one was not taken. */
export function chooseBackend(
  reports: readonly BackendReport[],
  pinned: BackendId | 'auto' = 'auto',
): { readonly id: BackendId | null; readonly instead?: Text } {
  const works = (id: BackendId) => reports.some((report) => report.id === id && report.state === 'available')
  if (pinned !== 'auto' && works(pinned)) return { id: pinned }
  const id = backendOrder.find(works) ?? null
  if (pinned === 'auto') return { id }
  const why = reports.find((report) => report.id === pinned)?.text ?? probeTexts.untried(pinned)
  return { id, instead: why }
}

function probeInChild(id: ProbedId, request: ProbeRequest): Promise<BackendReport> {
  const timeoutMs = request.timeoutMs ?? (id === 'own' || id === 'wasm' || id === 'cpu' ? 20_000 : 180_000)
  const { NODE_OPTIONS: _dropped, ...environment } = process.env
  return new Promise((resolve) => {
    const child = spawn(request.node ?? process.execPath, [request.entry, id, JSON.stringify(request.places)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, TF_CPP_MIN_LOG_LEVEL: '2' },
    })
    let written = ''
    let timedOut = false
    const keep = (chunk: Buffer) => (written = (written + chunk.toString()).slice(-20_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    const settle = (text: Text, state: BackendReport['state'], gigaflops?: number) => {
      clearTimeout(timer)
      const log = written.split('\n').slice(-20).join('\n').trim()
      resolve({ id, state, text, ...(gigaflops !== undefined && { gigaflops }), log })
    }
    child.on('error', (error) => settle(probeTexts.failed(id, error.message), 'broken'))
    child.on('close', (code, signal) => {
      if (timedOut) return settle(probeTexts.timedOut(id, timeoutMs / 1000), 'broken')
      const answer = readAnswer(written)
      if (!answer) return settle(probeTexts.crashed(id, signal ?? `code ${code}`), 'broken')
      switch (answer.outcome) {
        case 'works':
          return settle(probeTexts.works(id, answer), 'available', answer.gigaflops)
        case 'wrong':
          return settle(probeTexts.wrong(id), 'broken')
        case 'unusable':
          return settle(probeTexts.unusable(id, answer.reason), 'broken')
        case 'failed':
          return settle(probeTexts.failed(id, answer.message), 'broken')
      }
    })
  })
}

function readAnswer(written: string): ProbeAnswer | null {
  const line = written.split('\n').findLast((text) => text.startsWith(probeMark))
  return line ? (JSON.parse(line.slice(probeMark.length)) as ProbeAnswer) : null
}
