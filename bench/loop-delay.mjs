// Loaded into the engine by --import: answers how long its event loop stood still at most since it was asked last.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
process.on('message', () => {
  process.send({ longest: delay.max / 1e6 })
  delay.reset()
})
process.channel.unref()
