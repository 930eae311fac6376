import { arrange, type ArrangeInput } from './arrange.ts'

self.addEventListener('message', ({ data }: MessageEvent<ArrangeInput>) => self.postMessage(arrange(data)))
