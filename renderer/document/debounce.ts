export interface Debounced {
  /** Does it after the wait, counted anew from each call. */
  schedule(): void
  /** The first wish of a burst is done at once, what follows it after the wait. */
  soon(): void
  /** Does it now, when it is waiting. */
  flush(): void
  cancel(): void
  readonly waiting: boolean
}

/** Gathers many wishes into one act. */
export function debounce(act: () => void, waitMs: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | null = null
  let calmFrom = 0
  const cancel = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const flush = () => {
    if (timer === null) return
    cancel()
    act()
  }
  const schedule = () => {
    cancel()
    timer = setTimeout(flush, waitMs)
  }
  return {
    schedule,
    soon: () => {
      const now = performance.now()
      const first = timer === null && now >= calmFrom
      calmFrom = now + waitMs
      if (first) act()
      else schedule()
    },
    flush,
    cancel,
    get waiting() {
      return timer !== null
    },
  }
}
