/** Numbers that stand for "not known" when they are the end of a column and all others lie on one side of them. */
export const sentinels: readonly number[] = [-1, -9, -99, -999, -9999, 999, 9999, 99_999]
