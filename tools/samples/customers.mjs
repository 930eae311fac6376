import { chance, isoDay } from './chance.mjs'

const firstNames = [
  'Camille',
  'Léa',
  'Hugo',
  'Inès',
  'Jules',
  'Zoé',
  'Noé',
  'Amélie',
  'Bruno',
  'Chloé',
  'Damien',
  'Élise',
  'Farid',
  'Gaëlle',
  'Henri',
  'Irène',
  'Karim',
  'Lucie',
  'Marc',
  'Nadia',
  'Olivier',
  'Pauline',
  'Rémi',
  'Sofia',
  'Théo',
  'Ulysse',
  'Valérie',
  'Yanis',
]
const lastNames = [
  'Martin',
  'Bernard',
  'Dubois',
  'Thomas',
  'Robert',
  'Petit',
  'Durand',
  'Leroy',
  'Moreau',
  'Simon',
  'Laurent',
  'Lefèvre',
  'Michel',
  'Garcia',
  'David',
  'Bertrand',
  'Roux',
  'Vincent',
  'Fournier',
  'Morel',
  'Girard',
  'André',
  'Mercier',
  'Dupont',
  'Lambert',
  'Bonnet',
  'François',
  'Martinez',
]
const cities = { Paris: 30, Lyon: 16, Marseille: 12, Orléans: 7, 'Saint-Étienne': 6, Besançon: 5, Nîmes: 6, Rennes: 8, Lille: 10 }

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '')

/** Customers as a French shop would export them: decimal commas, days before months, names and cities in every spelling. */
export function customers(count, seed) {
  const draw = chance(seed)
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = [draw.pick(firstNames), draw.pick(lastNames)]
    const [year, month, day] = draw.date('1945-01-01', 22_000).split('-')
    const income = Math.exp(draw.normal(7.6, 0.4))
    return {
      'N° client': 1000 + index,
      Nom: cased(draw, `${first} ${last}`),
      'E-mail': draw.happens(0.07) ? null : cased(draw, `${plain(first)}.${plain(last)}${index}@exemple.fr`.toLowerCase()),
      Ville: draw.happens(0.04) ? null : cased(draw, draw.weighted(cities)),
      'Date de naissance': draw.happens(0.06) ? 'inconnue' : `${day}/${month}/${year}`,
      'Revenu mensuel': draw.happens(0.09) ? null : french(income),
      'Note de fidélité': draw.happens(0.05) ? '-' : french(Math.min(10, Math.max(0, draw.normal(6.4, 1.8))), 1),
      Abonné: draw.weighted({ oui: 50, non: 38, Oui: 5, OUI: 3, N: 2, '': 4 }),
    }
  })
}

function cased(draw, text) {
  const kind = draw.next()
  if (kind < 0.08) return text.toUpperCase()
  if (kind < 0.14) return plain(text).toLowerCase()
  if (kind < 0.19) return ` ${text} `
  return kind < 0.22 ? text.replace(' ', '  ') : text
}

/** 1 234,50 with a no-break space between the thousands. */
function french(value, decimals = 2) {
  const [whole, rest] = value.toFixed(decimals).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${rest}`
}

const goods = {
  Kitchen: ['Kettle', 'Toaster', 'Pan', 'Knife', 'Bowl', 'Jug', 'Scales', 'Grater'],
  Garden: ['Spade', 'Hose', 'Lantern', 'Planter', 'Rake', 'Bench'],
  Office: ['Lamp', 'Notebook', 'Stapler', 'Folder', 'Chair', 'Clock'],
  Bath: ['Towel', 'Mirror', 'Mat', 'Basket', 'Soap dish'],
}
const finishes = ['steel', 'oak', 'blue', 'white', 'large']

/** The price list of the shop: about 120 products. */
export function products(seed) {
  const draw = chance(seed)
  const list = Object.entries(goods).flatMap(([category, names]) =>
    names.flatMap((name) => finishes.map((finish) => ({ category, title: `${name}, ${finish}`, price: Math.exp(draw.normal(2.9, 0.7)) }))),
  )
  return list.map(({ category, title, price }, index) => ({
    product_code: `P-${101 + index}`,
    name: title,
    category: draw.happens(0.03) ? null : category,
    list_price: (Math.round(price * 20) / 20).toFixed(2),
    introduced: isoDay('2021-01-04', draw.whole(0, 1200)),
  }))
}
