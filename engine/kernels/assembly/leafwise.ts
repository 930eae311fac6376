// Grows a tree leaf by leaf: the one that gains most is split next. Of its two sides the one with fewer rows is summed up, the other one is what is
// left of the leaf's sums. One thread leads, others help (team.ts); tasks are in leaf-tasks.ts.
import * as at from './growth-plan'
import { number, put, word } from './growth-plan'
import { doTask } from './leaf-tasks'
import { countUp, splitRows } from './partition'
import { lowering, output, raising } from './split'
import { awaitDone, awaitPost, finish, nextTask, noteDone, post } from './team'

/** Rows that one thread splits before the others are told. */
const fewRows: i32 = 8_192
/** Rows of a side up to which each thread sums up columns of its own: others' sums need not be fetched, the time of some 30,000 rows. */
const rowsOfOne: i32 = 32_768
/** As category-split.ts. */
const leavesAlone: u8 = 4
const caution: f64 = 10

/** Grows the tree of a plan. Rows that are the first of the table, none left out, need not stand in the index before. */
export function growLeafwise(plan: usize): void {
  const rows = number(plan, at.rowsAt)
  const root = word(plan, at.leavesAt)
  put(plan, at.leafCountAt, 1)
  put(plan, at.nodeCountAt, 1)
  memory.fill(root, 0, at.leafBytes)
  store<f64>(root, <f64>rows, 16)
  store<f64>(root, -Infinity, 24)
  store<f64>(root, Infinity, 32)
  store<i32>(root + at.leafRows, rows)
  clearNode(plan, 0)
  put(plan, at.fromAt, 0)
  put(plan, at.countAt, rows)
  put(plan, at.sourceAt, number(plan, at.inOrderAt) != 0 ? at.asTheyStand : at.sideBySide)
  sumUp(plan)
  addTotals(plan, root)
  isOpen(plan, root)
  search(plan, root, 0, word(plan, at.slotsAt), 0)
  while (number(plan, at.leafCountAt) < number(plan, at.mostLeavesAt)) {
    const leaf = mostGain(plan)
    if (leaf == 0) break
    divide(plan, leaf)
  }
  if (number(plan, at.leafCountAt) == 1 && number(plan, at.inOrderAt) != 0) countUp(word(plan, at.indexAt), 0, rows)
  finish(word(plan, at.teamAt))
}

/** What the other threads do meanwhile; each is given a number, from 1 on. */
export function helpLeafwise(plan: usize, worker: i32): void {
  const team = word(plan, at.teamAt)
  for (let seen = awaitPost(team, 0); seen >= 0; seen = awaitPost(team, seen)) takeTasks(plan, worker)
}

function takeTasks(plan: usize, worker: i32): void {
  const team = word(plan, at.teamAt)
  for (let task = nextTask(team); task >= 0; task = nextTask(team)) {
    doTask(plan, task, worker)
    noteDone(team)
  }
}

/** So many rows that every thread gets several shares, and at most `most`. */
function share(plan: usize, rows: i32, most: i32): i32 {
  return max(at.leastChunk, min(most, rows / (number(plan, at.workersAt) * 6) + 1))
}

function doAll(plan: usize, kind: i32, tasks: i32): void {
  put(plan, at.kindAt, kind)
  if (tasks == 1 || number(plan, at.workersAt) == 1) {
    for (let task = 0; task < tasks; task++) doTask(plan, task, 0)
    return
  }
  const team = word(plan, at.teamAt)
  post(team, tasks)
  takeTasks(plan, 0)
  awaitDone(team, tasks)
}

/** Says in which parts the rows of the plan are summed up, `whole`: by one thread. Gives how many. */
function setParts(plan: usize, whole: bool): i32 {
  const source = number(plan, at.sourceAt)
  const count = number(plan, at.countAt)
  const side = source == at.sideBySide
  const each = source == at.inChunks ? number(plan, at.chunkAt) : whole ? count : share(plan, count, side ? at.sumChunk : at.chunk)
  const parts = (count + each - 1) / each
  put(plan, at.sumRowsAt, each)
  put(plan, at.partsAt, parts)
  return parts
}

/** Sums up the rows that the plan says, each thread some of them. */
function sumUp(plan: usize): void {
  memory.fill(word(plan, at.tookAt), 0, word(plan, at.workersAt) << 2)
  doAll(plan, at.summing, setParts(plan, false) * number(plan, at.stripCountAt))
}

/** The sums of all rows, as the bins of the first column give them. */
function addTotals(plan: usize, root: usize): void {
  let gradient: f64 = 0
  let hessian: f64 = 0
  for (let worker = 0; worker < number(plan, at.workersAt); worker++) {
    const sums = word(plan, at.areasAt) + <usize>worker * word(plan, at.areaBytesAt)
    for (let bin: usize = 0; bin < 256; bin++) {
      const pair = load<i64>(sums + (bin << 3))
      gradient += <f64>(<i32>(pair >> 32))
      hessian += <f64>(<u32>pair)
    }
  }
  store<f64>(root, gradient)
  store<f64>(root, hessian, 8)
}

/** Whether a leaf may be split further: noted there, with no split so far. */
function isOpen(plan: usize, leaf: usize): bool {
  const least = load<f64>(word(plan, at.rulesAt), 40)
  const shallow = load<i32>(leaf + at.leafDepth) < number(plan, at.mostDepthAt) && number(plan, at.leafCountAt) < number(plan, at.mostLeavesAt)
  const open = shallow && <f64>load<i32>(leaf + at.leafRows) >= 2 * least
  store<i32>(leaf + at.leafOpen, open ? 1 : 0)
  store<f64>(leaf + at.leafSplit, 0)
  store<i32>(leaf + at.leafSplit + at.foundFeature, -1)
  return open
}

/** Searches one leaf or two, whose sums are brought together: those of `small`, and what is left of those of `large`. */
function search(plan: usize, one: usize, other: usize, small: usize, large: usize): void {
  setSearch(plan, one, other, small, large)
  doAll(plan, at.searching, groupCount(plan))
  keepBest(plan, one, other)
}

function setSearch(plan: usize, one: usize, other: usize, small: usize, large: usize): void {
  put(plan, at.oneAt, one)
  put(plan, at.otherAt, other)
  put(plan, at.smallAt, small)
  put(plan, at.largeAt, large)
}

function groupCount(plan: usize): i32 {
  return (number(plan, at.featuresAt) + at.group - 1) / at.group
}

/** Ties go to the first features, whoever searched them. */
function keepBest(plan: usize, one: usize, other: usize): void {
  const groups = groupCount(plan)
  for (let task = 0; task < groups; task++) {
    const found = word(plan, at.foundAt) + <usize>task * (at.foundBytes * 2)
    keepBetter(one, found)
    if (other != 0) keepBetter(other, found + at.foundBytes)
  }
}

function keepBetter(leaf: usize, found: usize): void {
  const split = leaf + at.leafSplit
  if (load<i32>(found + at.foundFeature) < 0 || load<f64>(found) <= load<f64>(split)) return
  memory.copy(split, found, at.foundSet + 32)
}

/** The first leaf that gains most; 0 when none gains. */
function mostGain(plan: usize): usize {
  let best: usize = 0
  let most: f64 = 0
  for (let leaf = 0; leaf < number(plan, at.leafCountAt); leaf++) {
    const record = word(plan, at.leavesAt) + <usize>leaf * at.leafBytes
    const gain = load<f64>(record + at.leafSplit)
    if (gain <= most) continue
    most = gain
    best = record
  }
  return best
}

/** Splits a leaf: its record becomes the left side's, the right side's comes last. */
function divide(plan: usize, leaf: usize): void {
  const split = leaf + at.leafSplit
  const rows = load<i32>(leaf + at.leafRows)
  const count = splitLeaf(plan, leaf)
  const small = count * 2 <= rows ? 0 : 1
  put(plan, at.sideAt, small)
  const slot = number(plan, at.leafCountAt)
  const slotBytes = word(plan, at.slotBytesAt)
  const large = word(plan, at.slotsAt) + <usize>load<i32>(leaf + at.leafSlot) * slotBytes
  const next = word(plan, at.leavesAt) + <usize>slot * at.leafBytes
  writeNode(plan, leaf, large, small)
  memory.copy(next, leaf, at.leafBytes)
  writeSides(plan, leaf, next, count)
  store<i32>((small == 0 ? leaf : next) + at.leafSlot, slot)
  put(plan, at.leafCountAt, slot + 1)
  const moves = number(plan, at.sourceAt) == at.inChunks ? number(plan, at.chunksAt) : 0
  const one = isOpen(plan, leaf)
  const other = isOpen(plan, next)
  put(plan, at.movesAt, moves)
  if (!one && !other) {
    doAll(plan, at.growing, moves)
    return
  }
  const smallRows = small == 0 ? count : rows - count
  if (moves == 0) {
    put(plan, at.fromAt, load<i32>((small == 0 ? leaf : next) + at.leafFrom))
    put(plan, at.countAt, smallRows)
  }
  const sums = word(plan, at.slotsAt) + <usize>slot * slotBytes
  if (smallRows > rowsOfOne) {
    if (moves > 0) doAll(plan, at.growing, moves)
    sumUp(plan)
    search(plan, leaf, next, sums, large)
    return
  }
  setParts(plan, true)
  setSearch(plan, leaf, next, sums, large)
  const width = number(plan, at.widthAt)
  doAll(plan, at.growing, (number(plan, at.featuresAt) + width - 1) / width + moves)
  keepBest(plan, leaf, next)
}

/** Splits the rows of a leaf, few of them at once, many in chunks that still have to be moved. Gives how many go left. */
function splitLeaf(plan: usize, leaf: usize): i32 {
  const split = leaf + at.leafSplit
  const from = load<i32>(leaf + at.leafFrom)
  const rows = load<i32>(leaf + at.leafRows)
  const column = <usize>load<u32>(word(plan, at.columnsAt) + (<usize>load<i32>(split + at.foundFeature) << 2))
  const bin = load<i32>(split + at.foundBin)
  const missing = load<i32>(split + at.foundSide)
  const set = missing == 2 ? split + at.foundSet : 0
  const standing = number(plan, at.leafCountAt) == 1 && number(plan, at.inOrderAt) != 0
  if (rows < fewRows) {
    const index = word(plan, at.indexAt) + (<usize>from << 2)
    const room = word(plan, at.rightRoomAt)
    const count = splitRows(column, standing ? 0 : index, from, rows, index, room, bin, missing, set)
    memory.copy(index + (<usize>count << 2), room, <usize>(rows - count) << 2)
    put(plan, at.sourceAt, at.sideBySide)
    return count
  }
  const each = share(plan, rows, at.chunk)
  const chunks = (rows + each - 1) / each
  put(plan, at.chunkAt, each)
  put(plan, at.fromAt, from)
  put(plan, at.countAt, rows)
  put(plan, at.chunksAt, chunks)
  put(plan, at.columnAt, column)
  put(plan, at.binAt, bin)
  put(plan, at.missingAt, missing)
  put(plan, at.setAt, set)
  put(plan, at.sourceAt, standing ? at.asTheyStand : at.sideBySide)
  doAll(plan, at.splitting, chunks)
  let left = 0
  for (let part = 0; part < chunks; part++) {
    store<i32>(word(plan, at.beforeAt) + (<usize>part << 2), left)
    left += load<i32>(word(plan, at.leftsAt) + (<usize>part << 2))
  }
  put(plan, at.splitLeftAt, left)
  put(plan, at.sourceAt, at.inChunks)
  return left
}

function clearNode(plan: usize, node: i32): void {
  const record = word(plan, at.nodesAt) + <usize>node * at.nodeBytes
  memory.fill(record, 0, at.nodeBytes)
  store<i32>(record, -1)
}

/** Missing values that a column has nowhere in the leaf go to the side with more rows. */
function writeNode(plan: usize, leaf: usize, sums: usize, small: i32): void {
  const split = leaf + at.leafSplit
  const feature = load<i32>(split + at.foundFeature)
  const side = load<i32>(split + at.foundSide)
  const record = word(plan, at.nodesAt) + <usize>load<i32>(leaf + at.leafNode) * at.nodeBytes
  const sawMissing = load<i64>(sums + <usize>feature * at.featureBytes, 255 * 8) != 0
  const children = number(plan, at.nodeCountAt)
  store<i32>(record, feature)
  store<i32>(record + at.nodeBin, load<i32>(split + at.foundBin))
  store<i32>(record + at.nodeSide, side == 2 || sawMissing ? side : small == 0 ? 0 : 1)
  store<i32>(record + at.nodeLeft, children)
  store<f64>(record + at.nodeGain, load<f64>(split))
  if (side == 2) memory.copy(record + at.nodeSet, split + at.foundSet, 32)
  clearNode(plan, children)
  clearNode(plan, children + 1)
  put(plan, at.nodeCountAt, children + 2)
}

/** Writes what is known of both sides; `left` still is the record of their leaf, `right` a copy of it. */
function writeSides(plan: usize, left: usize, right: usize, count: i32): void {
  const split = right + at.leafSplit
  const feature = <usize>load<i32>(split + at.foundFeature)
  const gradient = load<f64>(split, 8)
  const hessian = load<f64>(split, 16)
  const rows = load<i32>(right + at.leafRows)
  const together = load<i32>(split + at.foundSide) == 2 && load<u8>(word(plan, at.usedAt) + feature) > leavesAlone ? caution : 0
  const children = number(plan, at.nodeCountAt) - 2
  store<f64>(right, load<f64>(left) - gradient)
  store<f64>(right, load<f64>(left, 8) - hessian, 8)
  store<f64>(left, gradient)
  store<f64>(left, hessian, 8)
  writeSide(left, children, load<i32>(left + at.leafFrom), count, together)
  writeSide(right, children + 1, load<i32>(right + at.leafFrom) + count, rows - count, together)
  const kind = load<u8>(word(plan, at.kindsAt) + feature)
  if (kind == raising || kind == lowering) partBounds(plan, left, right, kind == raising)
}

function writeSide(leaf: usize, node: i32, from: i32, rows: i32, together: f64): void {
  store<f64>(leaf, <f64>rows, 16)
  store<f64>(leaf + at.leafCaution, together)
  store<i32>(leaf + at.leafNode, node)
  store<i32>(leaf + at.leafFrom, from)
  store<i32>(leaf + at.leafRows, rows)
  store<i32>(leaf + at.leafDepth, load<i32>(leaf + at.leafDepth) + 1)
}

/** Where a column may only raise or only lower the answer, the bounds of the two sides part halfway between their answers. */
function partBounds(plan: usize, left: usize, right: usize, raises: bool): void {
  const middle = (answerOf(plan, left) + answerOf(plan, right)) / 2
  const below = raises ? left : right
  const above = raises ? right : left
  store<f64>(below, Math.min(load<f64>(below, 32), middle), 32)
  store<f64>(above, Math.max(load<f64>(above, 24), middle), 24)
}

function answerOf(plan: usize, leaf: usize): f64 {
  const rules = word(plan, at.rulesAt)
  const gradient = load<f64>(leaf) * load<f64>(rules)
  const hessian = load<f64>(leaf, 8) * load<f64>(rules, 8)
  return output(gradient, hessian, load<f64>(rules, 16), load<f64>(rules, 24) + load<f64>(leaf + at.leafCaution), load<f64>(leaf, 24), load<f64>(leaf, 32))
}
