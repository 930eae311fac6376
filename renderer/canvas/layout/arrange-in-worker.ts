import type { arrange, ArrangeInput } from './arrange.ts'

/** Arranges nodes without holding up the page. Rejects when the worker cannot be started. */
export function arrangeInWorker(input: ArrangeInput): Promise<ReturnType<typeof arrange>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<ReturnType<typeof arrange>>) => {
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
