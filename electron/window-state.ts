import type { Rectangle } from 'electron'
import { z } from 'zod'

const stateSchema = z.object({
  bounds: z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() }),
  maximized: z.boolean(),
})
const usual = { width: 1440, height: 900 }

/**
 * Where the window opens: as it was, if its upper left quarter lies on a screen that is there now; else of its old or the usual size, no
 * larger than the first screen, and where the system puts it. What was stored may be anything.
 */
export function placeWindow(stored: unknown, screens: readonly Rectangle[]) {
  const { bounds = null, maximized = false } = stateSchema.safeParse(stored).data ?? {}
  const seen = (is: Rectangle) =>
    screens.some(
      ({ x, y, width, height }) => is.x >= x && is.y >= y && is.x + is.width / 2 <= x + width && is.y + is.height / 2 <= y + height,
    )
  if (bounds && seen(bounds)) return { bounds, maximized }
  const { width, height } = bounds ?? usual
  const first = screens[0] ?? usual
  return { bounds: { width: Math.min(width, first.width), height: Math.min(height, first.height) }, maximized }
}
