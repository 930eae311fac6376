// What each thread does for a tree that grows: it splits rows, sums up the pairs of a side, brings sums together and searches features.
import * as at from './growth-plan'
import { number, put, word } from './growth-plan'
import { combine, sumChosen, sumRange, takeOff } from './histogram'
import { splitRows } from './partition'
import { findSplit } from './split'

export function doTask(plan: usize, task: i32, worker: i32): void {
  const kind = number(plan, at.kindAt)
  if (kind == at.splitting) splitChunk(plan, task)
  else if (kind == at.searching) combineAndSearch(plan, task)
  else if (kind == at.summing) sumPart(plan, task, worker)
  else if (task < number(plan, at.movesAt)) moveChunk(plan, task)
  else growFeatures(plan, task - number(plan, at.movesAt), worker)
}

@inline
function chunkRows(plan: usize, part: i32): i32 {
  const each = number(plan, at.chunkAt)
  return min(each, number(plan, at.countAt) - part * each)
}

function splitChunk(plan: usize, part: i32): void {
  const first = number(plan, at.fromAt) + part * number(plan, at.chunkAt)
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
  const start = <usize>(first + part * number(plan, at.chunkAt)) << 2
  const lefts = load<i32>(word(plan, at.leftsAt) + (<usize>part << 2))
  const before = load<i32>(word(plan, at.beforeAt) + (<usize>part << 2))
  const rights = chunkRows(plan, part) - lefts
  const right = number(plan, at.splitLeftAt) + part * number(plan, at.chunkAt) - before
  const index = word(plan, at.indexAt)
  memory.copy(index + (<usize>(first + before) << 2), word(plan, at.leftRoomAt) + start, <usize>lefts << 2)
  memory.copy(index + (<usize>(first + right) << 2), word(plan, at.rightRoomAt) + start, <usize>rights << 2)
}

/** Sums up a chunk of the rows in one strip of columns. */
function sumPart(plan: usize, task: i32, worker: i32): void {
  const strips = number(plan, at.stripCountAt)
  const part = task / strips
  const strip = task % strips
  const area = word(plan, at.areasAt) + <usize>worker * word(plan, at.areaBytesAt)
  store<i32>(word(plan, at.tookAt) + (<usize>worker << 2), 1)
  const first = strip << 6
  sumRows(plan, part, first, min(first + 64, number(plan, at.featuresAt)), area + <usize>strip * at.stripBytes, area + word(plan, at.slotBytesAt))
}

/** Sums up part of the rows in the columns first..end, which share a strip. */
function sumRows(plan: usize, part: i32, first: i32, end: i32, sums: usize, room: usize): void {
  const about = word(plan, at.stripsAt) + (<usize>(first >> 6) << 3)
  const stride = <usize>((load<i32>(about, 4) + 15) & ~15)
  const rows = <usize>load<u32>(about) + <usize>(first & 63)
  const columns = end - first
  const pairs = word(plan, at.pairsAt)
  const source = number(plan, at.sourceAt)
  const each = number(plan, at.sumRowsAt)
  const start = number(plan, at.fromAt) + part * each
  const some = min(each, number(plan, at.countAt) - part * each)
  if (source == at.asTheyStand) {
    sumRange(rows, stride, columns, pairs, start, start + some, sums)
    return
  }
  let index = word(plan, at.indexAt) + (<usize>start << 2)
  let count = some
  if (source == at.inChunks) {
    const lefts = load<i32>(word(plan, at.leftsAt) + (<usize>part << 2))
    const right = number(plan, at.sideAt) != 0
    index = word(plan, right ? at.rightRoomAt : at.leftRoomAt) + (<usize>start << 2)
    count = right ? count - lefts : lefts
  }
  sumChosen(rows, stride, columns, pairs, index, count, sums, room)
}

/** Sums up some columns for all rows of the smaller side, takes that from what is the larger one's, and searches both. No thread waits for another. */
function growFeatures(plan: usize, task: i32, worker: i32): void {
  const width = number(plan, at.widthAt)
  const first = task * width
  const end = min(first + width, number(plan, at.featuresAt))
  const small = word(plan, at.smallAt) + <usize>first * at.featureBytes
  const room = word(plan, at.areasAt) + <usize>worker * word(plan, at.areaBytesAt) + word(plan, at.slotBytesAt)
  memory.fill(small, 0, <usize>(end - first) * at.featureBytes)
  const parts = number(plan, at.partsAt)
  for (let from = first; from < end; ) {
    const to = min((from | 63) + 1, end)
    const sums = small + <usize>(from - first) * at.featureBytes
    for (let part = 0; part < parts; part++) sumRows(plan, part, from, to, sums, room)
    from = to
  }
  const large = word(plan, at.largeAt)
  for (let feature = first; feature < end; feature++) {
    const offset = <usize>feature * at.featureBytes
    takeOff(word(plan, at.smallAt) + offset, <i32>load<u8>(word(plan, at.binsAt) + <usize>feature), large + offset)
  }
  let one: f64 = 0
  let other: f64 = 0
  for (let from = first; from < end; from += at.group) {
    const found = searchGroup(plan, from, min(from + at.group, end), one, other)
    one = load<f64>(found)
    other = load<f64>(found + at.foundBytes)
  }
}

/** Brings together what was summed up for some features, and searches the leaves for splits by them. */
function combineAndSearch(plan: usize, task: i32): void {
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
  searchGroup(plan, first, end, 0, 0)
}

/** Gives where what was found stands. A split has to gain more than what was found in features before: those that do not are passed over faster. */
function searchGroup(plan: usize, first: i32, end: i32, one: f64, other: f64): usize {
  const found = word(plan, at.foundAt) + <usize>(first / at.group) * (at.foundBytes * 2)
  searchLeaf(plan, word(plan, at.oneAt), first, end, one, found)
  if (word(plan, at.otherAt) != 0) searchLeaf(plan, word(plan, at.otherAt), first, end, other, found + at.foundBytes)
  return found
}

function searchLeaf(plan: usize, leaf: usize, first: i32, end: i32, before: f64, found: usize): void {
  const rules = word(plan, at.rulesAt)
  store<f64>(found, Math.max(before, load<f64>(rules, 56)))
  store<i32>(found, -1, at.foundFeature)
  if (load<i32>(leaf + at.leafOpen) == 0) return
  const slot = word(plan, at.slotsAt) + <usize>load<i32>(leaf + at.leafSlot) * word(plan, at.slotBytesAt)
  findSplit(slot, word(plan, at.usedAt), word(plan, at.kindsAt), first, end, leaf, rules, found)
}
