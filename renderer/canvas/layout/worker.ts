import { layOutBlocks, type LayoutInput } from './lay-out-blocks.ts'

self.addEventListener('message', ({ data }: MessageEvent<LayoutInput>) => self.postMessage(layOutBlocks(data)))
