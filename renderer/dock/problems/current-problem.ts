import { create } from 'zustand'

/** The problem that was shown last, from which F8 goes on. */
export const useCurrentProblem = create<{ readonly key: string | null; choose(key: string | null): void }>()((set) => ({
  key: null,
  choose: (key) => set({ key }),
}))
