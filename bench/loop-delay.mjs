// Loaded into the engine by --import: answers how long its event loop stood still at most since it was asked last: by the clock, and in
// processor time of its thread. Where others keep the processors busy, the first counts the waiting for one, the second only our own work.
// Asked for its peak, it answers the most memory that it had, in MB; for its processor time, the seconds of all its threads so far. BENCH_DATABASE_MEGABYTES: it finds itself on a machine of so little memory
// that its database takes no more.
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'
import { isMainThread } from 'node:worker_threads'

const fresh = () => ({ longest: 0, busiest: 0 })
const busy = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const limit = Number(process.env.BENCH_DATABASE_MEGABYTES ?? 0)
if (limit > 0) {
  // The engine gives tables 60 % of the machine's memory, half of which the database of the engine itself.
  os.totalmem = () => Math.ceil((limit * 1e6) / 0.3)
  syncBuiltinESMExports()
}

if (isMainThread && process.channel) {
  let found = fresh()
  let last = { at: performance.now(), busy: busy() }
  setInterval(() => {
    const now = { at: performance.now(), busy: busy() }
    found = { longest: Math.max(found.longest, now.at - last.at), busiest: Math.max(found.busiest, now.busy - last.busy) }
    last = now
  }, 2).unref()
  process.on('message', (word) => {
    if (word === 'peak') {
      process.send((process.resourceUsage().maxRSS * 1024) / 1e6)
      return
    }
    if (word === 'processor') {
      const { user, system } = process.cpuUsage()
      process.send((user + system) / 1e6)
      return
    }
    process.send(found)
    found = fresh()
  })
  process.channel.unref()
}
