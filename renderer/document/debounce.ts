export interface Debounced {
  /** Does it after the wait, counted anew from each call. */
  schedule(): void
  /** Does it now, when it is waiting. */
  flush(): void
  cancel(): void
  readonly waiting: boolean
}

/** Gathers many wishes into one act. */
export function debounce(act: () => void, waitMs: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | null = null
  const cancel = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const flush = () => {
    if (timer === null) return
    cancel()
    act()
  }
  return {
    schedule: () => {
      cancel()
      timer = setTimeout(flush, waitMs)
    },
    flush,
    cancel,
    get waiting() {
      return timer !== null
    },
  }
}
