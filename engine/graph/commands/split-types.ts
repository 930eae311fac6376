/** The split that fixes put in. */
export const splitType = 'split.train-test'

/** Nodes with an output of training rows called `train`. */
export const splitTypes: ReadonlySet<string | undefined> = new Set([splitType, 'split.parts'])
