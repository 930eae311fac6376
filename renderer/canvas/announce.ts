import { create } from 'zustand'
import type { Text } from '../../engine/protocol/text.ts'

/** What the live region of the canvas says. `at` rises, so that the same words are said again. */
export const useAnnouncement = create<{ readonly text: Text; readonly at: number }>()(() => ({ text: { en: '', fr: '' }, at: 0 }))

/** Tells those who cannot see it what happened on the canvas. */
export function announce(text: Text): void {
  useAnnouncement.setState(({ at }) => ({ text, at: at + 1 }))
}
