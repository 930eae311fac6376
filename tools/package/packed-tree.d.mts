export function packedTree(root: string): string
