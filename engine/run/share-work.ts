/**
 * Work that several may ask for at once under the same key: it is done once for all of them, and given up when all who asked have gone.
 * Nothing is remembered once it is done.
 */
export function shareWork<V>(): (key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<V>) => Promise<V> {
  const going = new Map<string, Going<V>>()
  return async (key, signal, work) => {
    signal.throwIfAborted()
    const known = going.get(key)
    const entry = known && !known.abort.signal.aborted ? known : begin(work)
    if (entry !== known) {
      going.set(key, entry)
      const end = () => {
        if (going.get(key) === entry) going.delete(key)
      }
      entry.answer.then(end, end)
    }
    entry.askers++
    return new Promise<V>((resolve, reject) => {
      const leave = () => {
        if (--entry.askers === 0) entry.abort.abort()
        reject(signal.reason as Error)
      }
      const stay = () => signal.removeEventListener('abort', leave)
      signal.addEventListener('abort', leave, { once: true })
      entry.answer.then(
        (value) => {
          stay()
          resolve(value)
        },
        (error: unknown) => {
          stay()
          reject(error as Error)
        },
      )
    })
  }
}

interface Going<V> {
  readonly answer: Promise<V>
  readonly abort: AbortController
  askers: number
}

function begin<V>(work: (signal: AbortSignal) => Promise<V>): Going<V> {
  const abort = new AbortController()
  return { answer: work(abort.signal), abort, askers: 0 }
}
