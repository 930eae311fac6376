// What each thread does for a tree that grows: it splits rows, sums up the pairs of a side, brings sums together and searches features.
import * as at from './growth-plan'
import { number, put, word } from './growth-plan'
import { combine, sumChosen, sumRange } from './histogram'
import { splitRows } from './partition'
import { findSplit } from './split'

export function doTask(plan: usize, task: i32, worker: i32): void {
  const kind = number(plan, at.kindAt)
  if (kind == at.splitting) splitChunk(plan, task)
  else if (kind == at.searching) searchGroup(plan, task)
  else if (task < number(plan, at.sumTasksAt)) sumPart(plan, task, worker)
  else moveChunk(plan, task - number(plan, at.sumTasksAt))
}

@inline
function chunkRows(plan: usize, part: i32): i32 {
  return min(at.chunk, number(plan, at.countAt) - part * at.chunk)
}

function splitChunk(plan: usize, part: i32): void {
  const first = number(plan, at.fromAt) + part * at.chunk
  const start = <usize>first << 2
  const index = number(plan, at.sourceAt) == at.asTheyStand ? <usize>0 : word(plan, at.indexAt) + start
  const left = word(plan, at.leftRoomAt) + start
  const right = word(plan, at.rightRoomAt) + start
  const bin = number(plan, at.binAt)
  const missing = number(plan, at.missingAt)
  const count = splitRows(word(plan, at.columnAt), index, first, chunkRows(plan, part), left, right, bin, missing, word(plan, at.setAt))
  store<i32>(word(plan, at.leftsAt) + (<usize>part << 2), count)
}

/** Brings the rows of a chunk back to the index: those that went left behind those of the chunks before, the others behind all that went left. */
function moveChunk(plan: usize, part: i32): void {
  const first = number(plan, at.fromAt)
  const start = <usize>(first + part * at.chunk) << 2
  const lefts = load<i32>(word(plan, at.leftsAt) + (<usize>part << 2))
  const before = load<i32>(word(plan, at.beforeAt) + (<usize>part << 2))
  const rights = chunkRows(plan, part) - lefts
  const right = number(plan, at.splitLeftAt) + part * at.chunk - before
  const index = word(plan, at.indexAt)
  memory.copy(index + (<usize>(first + before) << 2), word(plan, at.leftRoomAt) + start, <usize>lefts << 2)
  memory.copy(index + (<usize>(first + right) << 2), word(plan, at.rightRoomAt) + start, <usize>rights << 2)
}

/** Sums up a chunk of the rows in one strip of columns. */
function sumPart(plan: usize, task: i32, worker: i32): void {
  const strips = number(plan, at.stripCountAt)
  const part = task / strips
  const strip = task % strips
  const about = word(plan, at.stripsAt) + (<usize>strip << 3)
  const rows = <usize>load<u32>(about)
  const columns = load<i32>(about, 4)
  const pairs = word(plan, at.pairsAt)
  const area = word(plan, at.areasAt) + <usize>worker * word(plan, at.areaBytesAt)
  const sums = area + <usize>strip * at.stripBytes
  const source = number(plan, at.sourceAt)
  const each = number(plan, at.sumRowsAt)
  const first = number(plan, at.fromAt) + part * each
  const some = min(each, number(plan, at.countAt) - part * each)
  store<i32>(word(plan, at.tookAt) + (<usize>worker << 2), 1)
  if (source == at.asTheyStand) {
    sumRange(rows, columns, pairs, first, first + some, sums)
    return
  }
  let index = word(plan, at.indexAt) + (<usize>first << 2)
  let count = some
  if (source == at.inChunks) {
    const lefts = load<i32>(word(plan, at.leftsAt) + (<usize>part << 2))
    const right = number(plan, at.sideAt) != 0
    index = word(plan, right ? at.rightRoomAt : at.leftRoomAt) + (<usize>first << 2)
    count = right ? count - lefts : lefts
  }
  sumChosen(rows, columns, pairs, index, count, sums, area + word(plan, at.slotBytesAt))
}

/** Brings together what was summed up for some features, and searches the leaves for splits by them. */
function searchGroup(plan: usize, task: i32): void {
  const first = task * at.group
  const end = min(first + at.group, number(plan, at.featuresAt))
  const small = word(plan, at.smallAt)
  const large = word(plan, at.largeAt)
  for (let feature = first; feature < end; feature++) {
    const offset = <usize>feature * at.featureBytes
    const bins = <i32>load<u8>(word(plan, at.binsAt) + <usize>feature)
    const took = word(plan, at.tookAt)
    const sums = word(plan, at.areasAt) + offset
    combine(sums, word(plan, at.areaBytesAt), number(plan, at.workersAt), took, bins, small + offset, large == 0 ? 0 : large + offset)
  }
  const found = word(plan, at.foundAt) + <usize>task * (at.foundBytes * 2)
  searchLeaf(plan, word(plan, at.oneAt), first, end, found)
  if (word(plan, at.otherAt) != 0) searchLeaf(plan, word(plan, at.otherAt), first, end, found + at.foundBytes)
}

function searchLeaf(plan: usize, leaf: usize, first: i32, end: i32, found: usize): void {
  const rules = word(plan, at.rulesAt)
  store<f64>(found, load<f64>(rules, 56))
  store<i32>(found, -1, at.foundFeature)
  if (load<i32>(leaf + at.leafOpen) == 0) return
  const slot = word(plan, at.slotsAt) + <usize>load<i32>(leaf + at.leafSlot) * word(plan, at.slotBytesAt)
  findSplit(slot, word(plan, at.usedAt), word(plan, at.kindsAt), first, end, leaf, rules, found)
}
