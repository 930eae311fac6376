/**
 * Does some work and gives the milliseconds of processor time that this thread took at most before it had a turn for others. Not the time of the
 * clock: that a machine is busy with something else is nobody's fault.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let going = true
  let before = process.threadCpuUsage()
  const look = () => {
    const { user, system } = process.threadCpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    before = process.threadCpuUsage()
    if (going) setTimeout(look, 5)
  }
  setTimeout(look, 5)
  try {
    await work()
  } finally {
    going = false
    look()
  }
  return longest
}
