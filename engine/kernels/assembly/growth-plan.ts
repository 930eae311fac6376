// Where what is known of a tree that grows stands: words (u32) of a plan, as engine/learn/boost/grow-leafwise.ts writes them, and records.

@inline
export function word(plan: usize, at: i32): usize { return <usize>load<u32>(plan + (<usize>at << 2)) }
@inline
export function number(plan: usize, at: i32): i32 { return load<i32>(plan + (<usize>at << 2)) }
@inline
export function put(plan: usize, at: i32, value: usize): void { store<u32>(plan + (<usize>at << 2), <u32>value) }

export const teamAt = 0, workersAt = 1
/** Where workers sum up: the first one's pairs, those of the next so many bytes further; behind a worker's pairs is room to gather rows. */
export const areasAt = 2, areaBytesAt = 3
/** An i32 for each worker: whether it summed up something. */
export const tookAt = 4
export const featuresAt = 5, stripsAt = 6, stripCountAt = 7, columnsAt = 8, usedAt = 9, kindsAt = 10, binsAt = 11
export const pairsAt = 12, indexAt = 13, leftRoomAt = 14, rightRoomAt = 15
/** Pairs of leaves. */
export const slotsAt = 16, slotBytesAt = 17
/** Of each chunk: how many of its rows go left, and how many of those before it. */
export const leftsAt = 18, beforeAt = 19
export const foundAt = 20, rulesAt = 21, leavesAt = 22, nodesAt = 23
export const mostLeavesAt = 24, mostDepthAt = 25, rowsAt = 26, inOrderAt = 27
/** What comes out. */
export const leafCountAt = 28, nodeCountAt = 29
/** Columns, an even number, that one thread sums up and searches by itself. */
export const widthAt = 30
/** What the leader asks for: see doTask. */
export const kindAt = 31, fromAt = 32, countAt = 33, chunksAt = 34, columnAt = 35, binAt = 36, missingAt = 37, setAt = 38, sideAt = 39, sourceAt = 40
export const smallAt = 41, largeAt = 42, oneAt = 43, otherAt = 44, splitLeftAt = 45
/** Rows of a chunk that is split, parts in which rows are summed up and rows of each, chunks to be moved. */
export const chunkAt = 46, partsAt = 47, sumRowsAt = 48, movesAt = 49

/** What tasks do. */
export const splitting = 1, summing = 2, searching = 3, growing = 4
/** Where rows are: side by side in the index, in the rooms of chunks that were just split, or all as they stand in the table. */
export const sideBySide = 0, inChunks = 1, asTheyStand = 2

/**
 * A leaf: sums of gradient and hessian, rows, lowest and highest answer, what is added to L2 (f64), then node, first place, rows, depth, slot and
 * whether it is searched (i32), then its best split as findSplit writes it, the set behind it.
 */
export const leafBytes: usize = 160, leafCaution: usize = 40, leafNode: usize = 48, leafFrom: usize = 52, leafRows: usize = 56
export const leafDepth: usize = 60, leafSlot: usize = 64, leafOpen: usize = 68, leafSplit: usize = 72
/** What findSplit writes: gain, gradient, hessian (f64), feature, bin, side (i32), the set from byte 40 on. */
export const foundBytes: usize = 2560, foundFeature: usize = 24, foundBin: usize = 28, foundSide: usize = 32, foundSet: usize = 40
/** A node: feature (-1 in a leaf), last bin of the left side, where missing values go (2: the left side is a set), left child, then gain (f64), set. */
export const nodeBytes: usize = 64, nodeBin: usize = 4, nodeSide: usize = 8, nodeLeft: usize = 12, nodeGain: usize = 16, nodeSet: usize = 24
export const featureBytes: usize = 2048, stripBytes: usize = 131_072
/**
 * Most rows that a task splits, and sums up; features that are searched together: always as many, so that ties end the same way on any number of
 * threads. Fewest rows of a chunk.
 */
export const chunk: i32 = 4096, sumChunk: i32 = 1024, group: i32 = 2, leastChunk: i32 = 512
