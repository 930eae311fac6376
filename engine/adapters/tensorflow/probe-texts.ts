import type { Text } from '../../protocol/text.ts'
import type { ProbedId, UnusableBackend } from './backend.ts'

const names: Readonly<Record<ProbedId, string>> = {
  own: 'Millrace',
  'tfjs-node-gpu': 'TensorFlow (CUDA)',
  'tfjs-node': 'TensorFlow',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
}

const unusable: Readonly<Record<UnusableBackend['reason'], Text>> = {
  'not-started': { en: 'it does not start on this machine.', fr: 'il ne démarre pas sur cette machine.' },
  'no-gpu': {
    en: 'it found no graphics processor. Check the driver and, for CUDA, its libraries.',
    fr: 'il n’a trouvé aucun processeur graphique. Vérifiez le pilote et, pour CUDA, ses bibliothèques.',
  },
  'software-adapter': {
    en: 'there is only a software adapter, which is slower than WebAssembly.',
    fr: 'il n’y a qu’un adaptateur logiciel, plus lent que WebAssembly.',
  },
}

/** What the studio says about each back end. */
export const probeTexts = {
  works: (id: ProbedId, { milliseconds, gigaflops }: { milliseconds: number; gigaflops: number }): Text => {
    const speed = gigaflops.toPrecision(2)
    return {
      en: `${names[id]} works; it started in ${milliseconds} ms and multiplies at ${speed} GFLOP/s.`,
      fr: `${names[id]} fonctionne ; démarré en ${milliseconds} ms, il multiplie à ${speed.replace('.', ',')} GFLOP/s.`,
    }
  },
  absent: (id: ProbedId, missing: string): Text => ({
    en: `${names[id]} is not installed: ${missing} was not found.`,
    fr: `${names[id]} n’est pas installé : ${missing} est introuvable.`,
  }),
  untried: (id: ProbedId): Text => ({ en: `${names[id]} was not tried.`, fr: `${names[id]} n’a pas été essayé.` }),
  wrong: (id: ProbedId): Text => ({
    en: `${names[id]} starts but computes wrong results, so it is not used.`,
    fr: `${names[id]} démarre mais calcule de faux résultats ; il n’est pas utilisé.`,
  }),
  unusable: (id: ProbedId, reason: UnusableBackend['reason']): Text => ({
    en: `${names[id]} is not used: ${unusable[reason].en}`,
    fr: `${names[id]} n’est pas utilisé : ${unusable[reason].fr}`,
  }),
  failed: (id: ProbedId, message: string): Text => ({
    en: `${names[id]} failed to load: ${message}`,
    fr: `${names[id]} n’a pas pu être chargé : ${message}`,
  }),
  crashed: (id: ProbedId, how: string): Text => ({
    en: `${names[id]} crashed while it was tried (${how}).`,
    fr: `${names[id]} s’est arrêté brutalement pendant l’essai (${how}).`,
  }),
  timedOut: (id: ProbedId, seconds: number): Text => ({
    en: `${names[id]} did not answer within ${seconds} s.`,
    fr: `${names[id]} n’a pas répondu en ${seconds} s.`,
  }),
}
