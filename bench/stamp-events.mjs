// Loaded into an engine by --import, and by it into its workers: what a worker says of a training then carries when it was said, as `sentAt`, in
// milliseconds of the day's clock.
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

if (process.env.BENCH_STAMP === 'worker') {
  const { send } = process
  process.send = (message, ...rest) => {
    if (message.type === 'points') message.watched.sentAt = performance.timeOrigin + performance.now()
    return send.call(process, message, ...rest)
  }
} else {
  const { fork } = childProcess
  childProcess.fork = (entry, args, options) =>
    fork(entry, args, {
      ...options,
      execArgv: [...(options.execArgv ?? []), '--import', import.meta.url],
      env: { ...options.env, BENCH_STAMP: 'worker' },
    })
  syncBuiltinESMExports()
}
