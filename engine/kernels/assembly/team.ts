// Several threads on one piece of work. Whoever leads posts tasks, and all take tasks until none is left; a thread that is held up by other programs
// holds up nobody. Words of a team (i32) on three lines of memory, so that who waits for one is not disturbed by the others: how often tasks were posted,
// helpers asleep, whether all is over; tasks that nobody has taken (or less than none); tasks done, whether the leader sleeps.
const asleep: usize = 4
const over: usize = 8
const left: usize = 64
const done: usize = 128
const leaderSleeps: usize = 132
/** How often a look is taken before somebody sleeps: about 100 microseconds, as being woken takes as long. */
const looks: i32 = 100_000

/** The next task, or less than 0. One word says how many are left: whoever takes the last but one cannot mistake its number for one of a later post. */
@inline
export function nextTask(team: usize): i32 {
  return atomic.sub<i32>(team + left, 1) - 1
}

/** What a task reads must have been written before. */
export function post(team: usize, tasks: i32): void {
  atomic.store<i32>(team + done, 0)
  atomic.store<i32>(team + left, tasks)
  atomic.add<i32>(team, 1)
  if (atomic.load<i32>(team + asleep) > 0) atomic.notify(team, -1)
}

export function noteDone(team: usize): void {
  atomic.add<i32>(team + done, 1)
  if (atomic.load<i32>(team + leaderSleeps) != 0) atomic.notify(team + done, 1)
}

/** The leader waits here until all tasks are done. */
export function awaitDone(team: usize, tasks: i32): void {
  for (let look = 0; look < looks; look++) if (atomic.load<i32>(team + done) == tasks) return
  atomic.store<i32>(team + leaderSleeps, 1)
  for (;;) {
    const now = atomic.load<i32>(team + done)
    if (now == tasks) break
    atomic.wait<i32>(team + done, now, -1)
  }
  atomic.store<i32>(team + leaderSleeps, 0)
}

export function finish(team: usize): void {
  atomic.store<i32>(team + over, 1)
  atomic.add<i32>(team, 1)
  if (atomic.load<i32>(team + asleep) > 0) atomic.notify(team, -1)
}

/** A helper waits here for more than the `seen` posts. Gives their number, or less than 0 when all is over. */
export function awaitPost(team: usize, seen: i32): i32 {
  for (let look = 0; look < looks; look++) if (atomic.load<i32>(team) != seen) break
  if (atomic.load<i32>(team) == seen) {
    atomic.add<i32>(team + asleep, 1)
    atomic.wait<i32>(team, seen, -1)
    atomic.sub<i32>(team + asleep, 1)
  }
  // In this order: the end is noted before its post, so who counts that post knows of the end, and does not wait for one more.
  const posts = atomic.load<i32>(team)
  return atomic.load<i32>(team + over) != 0 ? -1 : posts
}
