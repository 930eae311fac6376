export function electronDist(root: string, env?: NodeJS.ProcessEnv): string | null
export const noElectron: string
