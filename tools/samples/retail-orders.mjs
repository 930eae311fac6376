import { chance, withRepeats } from './chance.mjs'

const channels = { web: 52, Web: 4, 'web ': 3, store: 30, STORE: 4, phone: 7 }

/** Orders as they leave an old till: mixed spellings, prices with a currency sign, unknown products, returns, entries made twice. */
export function retailOrders({ rows, seed, people, goods }) {
  const draw = chance(seed)
  const made = Array.from({ length: rows }, (_, index) => {
    const item = goods[Math.floor(goods.length * draw.next() ** 1.8)]
    const paid = Number(item.list_price) * (draw.happens(0.2) ? draw.between(0.7, 0.95) : 1)
    const pieces = draw.happens(0.03) ? -1 : draw.happens(0.7) ? draw.whole(1, 3) : draw.whole(4, 12)
    return {
      order: 50_000 + Math.floor(index / 1.6),
      day: draw.happens(0.01) ? 'n/a' : dayFirst(draw.date('2024-01-01', 540)),
      customer: draw.happens(0.08) ? null : draw.happens(0.01) ? 9999 : draw.pick(people)['N° client'],
      product: productCode(draw, item.product_code),
      pieces: draw.happens(0.02) ? null : pieces,
      price: draw.happens(0.03) ? null : `${paid.toFixed(2).replace('.', ',')} €`,
      channel: draw.weighted(channels),
      comment: draw.happens(0.05) ? draw.pick(['gift; wrap it', 'call before "noon"', 'late', 'leave at the door, please']) : null,
    }
  })
  return withRepeats(made, Math.round(rows * 0.02), draw)
}

const dayFirst = (iso) => iso.split('-').toReversed().join('/')

function productCode(draw, code) {
  if (draw.happens(0.015)) return `X-${draw.whole(900, 930)}`
  if (draw.happens(0.06)) return code.toLowerCase()
  return draw.happens(0.04) ? `${code} ` : code
}
