/**
 * The figure of a result as a share to be drawn: `AUC 0.781` is 0.781, `default 11.8 %` is 0.118. Undefined when it is none, or
 * a sentence of which a figure is only a part.
 */
export function shareOf(summary: string): number | undefined {
  const percent = /^(?:\D{0,24}\s)?(\d+(?:\.\d+)?)\s*%$/.exec(summary)?.[1]
  if (percent !== undefined) return within(Number(percent) / 100)
  const figure = /^(?:\D{0,24}\s)?([01]\.\d+)$/.exec(summary)?.[1]
  return figure === undefined ? undefined : within(Number(figure))
}

function within(share: number): number | undefined {
  return share >= 0 && share <= 1 ? share : undefined
}
