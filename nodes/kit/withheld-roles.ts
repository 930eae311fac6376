import type { Role } from '../../engine/relation/types.ts'

/** Roles that a rule of a transform leaves out: changing such a column would change what it stands for. Naming the column still takes it. */
export const keptAsTheyAre: readonly Role[] = ['target', 'id', 'weight', 'group', 'ignore']

/** Roles that a rule of a learner leaves out. */
export const neverLearnt: readonly Role[] = [...keptAsTheyAre, 'sensitive', 'time']
