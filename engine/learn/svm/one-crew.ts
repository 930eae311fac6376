import { roomFrom, type Crew, type CrewMaker } from '../../kernels/crew.ts'

export interface OneCrew extends CrewMaker {
  /** Sends home whoever worked. */
  close(): void
}

/**
 * Crews that are opened one after the other on the same memory where it is large enough: memories of kernels are let go late, and a machine is fitted
 * many times. What the last one wrote is still there.
 */
export function oneCrew(crews: CrewMaker): OneCrew {
  let crew: Crew | null = null
  return {
    size: crews.size,
    open(bytes) {
      if (!crew || crew.memory.buffer.byteLength < roomFrom + bytes) {
        crew?.close()
        crew = crews.open(bytes)
      }
      return { ...crew, close: () => undefined }
    },
    close: () => crew?.close(),
  }
}
