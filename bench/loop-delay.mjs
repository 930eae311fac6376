// Loaded into the engine by --import: answers how long its event loop stood still at most since it was asked last: by the clock, and in
// processor time of its thread. Where others keep the processors busy, the first counts the waiting for one, the second only our own work.
import { isMainThread } from 'node:worker_threads'

const fresh = () => ({ longest: 0, busiest: 0 })
const busy = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

if (isMainThread && process.channel) {
  let found = fresh()
  let last = { at: performance.now(), busy: busy() }
  setInterval(() => {
    const now = { at: performance.now(), busy: busy() }
    found = { longest: Math.max(found.longest, now.at - last.at), busiest: Math.max(found.busiest, now.busy - last.busy) }
    last = now
  }, 2).unref()
  process.on('message', () => {
    process.send(found)
    found = fresh()
  })
  process.channel.unref()
}
