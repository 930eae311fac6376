import type { LaidOut, LayoutInput } from './lay-out-blocks.ts'

/** Lays out nodes without holding up the page. Rejects when the worker cannot be started. */
export function layOutInWorker(input: LayoutInput): Promise<LaidOut> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<LaidOut>) => {
      worker.terminate()
      resolve(data)
    })
    worker.addEventListener('error', (event) => {
      worker.terminate()
      reject(new Error(event.message || 'the layout worker failed'))
    })
    worker.postMessage(input)
  })
}
