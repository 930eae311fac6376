// The battery of the contract is several files, so that several processes share it. What takes longest has files of its own.
const categories = {
  train: ['train'],
  evaluate: ['evaluate', 'deploy', 'fairness', 'monitor'],
  prepare: ['clean', 'feature', 'reshape', 'text'],
} as const

export type ContractPart = keyof typeof categories | 'rest'

export const contractParts: readonly ContractPart[] = [...(Object.keys(categories) as (keyof typeof categories)[]), 'rest']

/** The part whose file runs the battery over a node. A category that no part names is in the rest. */
export function contractPart(id: string): ContractPart {
  const [category = ''] = id.split('.')
  return contractParts.find((part) => part !== 'rest' && (categories[part] as readonly string[]).includes(category)) ?? 'rest'
}
