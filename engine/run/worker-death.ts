import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Text } from '../protocol/text.ts'

interface Death {
  readonly code: number | null
  readonly reason: NodeJS.Signals | null
  readonly errors: string
  /** Where a training can be gone on with. */
  readonly kept: Text | null
  /** Whether the system ended a process for want of memory meanwhile; null where it does not say. */
  readonly shortOfMemory: boolean | null
}

/** What the death of a worker in the middle of its task means to a person. `heapMegabytes`: what its JavaScript heap could take. */
export function deathProblem({ code, reason, errors, kept, shortOfMemory }: Death, heapMegabytes: number): NodeProblem {
  const goOn = kept && { en: `Run again: it goes on from ${kept.en}.`, fr: `Relancez : l’étape reprend à ${kept.fr}.` }
  const ranOut = /heap out of memory|Allocation failed|Array buffer allocation failed/i.test(errors)
  if (ranOut || (reason === 'SIGKILL' && shortOfMemory !== false))
    return new NodeProblem({
      code: 'memory-short',
      text: {
        en: `The step needed more memory than it may have (${heapMegabytes} MiB, or what the machine had left) and was stopped. Nothing else was.`,
        fr: `L’étape demandait plus de mémoire qu’elle ne peut en avoir (${heapMegabytes} Mio, ou ce qui restait à la machine) et a été arrêtée, elle seule.`,
      },
      action: goOn ?? {
        en: 'Use fewer rows or columns, or a smaller model.',
        fr: 'Utilisez moins de lignes ou de colonnes, ou un modèle plus petit.',
      },
    })
  if (reason === 'SIGKILL')
    return new NodeProblem({
      code: 'worker-killed',
      text: {
        en: 'The process of this step was killed from outside, and not by the system for want of memory. The rest of Millrace goes on.',
        fr: 'Le processus de cette étape a été tué de l’extérieur, et non par le système faute de mémoire. Le reste de Millrace continue.',
      },
      action: goOn ?? {
        en: 'Run again; if it happens again, look for a program that ends others: a guard of memory or time, or an administrator.',
        fr: 'Relancez ; si cela se reproduit, cherchez un programme qui en arrête d’autres : un gardien de la mémoire ou du temps, ou un administrateur.',
      },
    })
  const how = reason ?? `code ${code ?? '?'}`
  return new NodeProblem({
    code: 'worker-crashed',
    text: {
      en: `The process of this step ended by itself (${how}). The rest of Millrace goes on.`,
      fr: `Le processus de cette étape s’est arrêté tout seul (${how}). Le reste de Millrace continue.`,
    },
    action: goOn ?? {
      en: 'Run again; if it happens again, the log says more.',
      fr: 'Relancez ; si cela se reproduit, le journal en dit plus.',
    },
  })
}
