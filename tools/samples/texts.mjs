/** Tables that make-samples writes itself. */
export const generated = [
  {
    name: 'loans',
    file: 'loans.csv',
    title: { en: 'Loan applications', fr: 'Demandes de prêt' },
    description: {
      en: '6\u202f090 applications of three quarters and whether they were approved, with an unfair past, missing values and repeated rows. Invented.',
      fr: '6\u202f090 demandes de trois trimestres et leur acceptation, avec un passé injuste, des valeurs manquantes et des lignes répétées. Données inventées.',
    },
    terms: 'made by tools/make-samples.mjs, no person behind it',
  },
  {
    name: 'loans-next-quarter',
    file: 'loans-next-quarter.csv',
    title: { en: 'Loan applications, next quarter', fr: 'Demandes de prêt, trimestre suivant' },
    description: {
      en: '2\u202f030 later applications: younger people, other incomes and scores, one new purpose. For watching a model drift. Invented.',
      fr: '2\u202f030 demandes plus tardives : public plus jeune, autres revenus et scores, un nouveau motif. Pour observer la dérive d’un modèle. Données inventées.',
    },
    terms: 'made by tools/make-samples.mjs, no person behind it',
  },
  {
    name: 'customers',
    file: 'customers.csv',
    title: { en: 'Customers of a French shop', fr: 'Clients d’un magasin français' },
    description: {
      en: '1\u202f400 customers with decimal commas, days before months and every spelling of names and cities. Invented.',
      fr: '1\u202f400 clients avec virgules décimales, jour avant mois et toutes les graphies de noms et de villes. Données inventées.',
    },
    terms: 'made by tools/make-samples.mjs, no person behind it',
  },
  {
    name: 'retail-orders',
    file: 'retail-orders.csv',
    title: { en: 'Retail orders, messy', fr: 'Commandes, mal rangées' },
    description: {
      en: '7\u202f140 lines of an old till: prices with a sign, product codes in many spellings, returns, unknown customers, entries made twice. Invented.',
      fr: '7\u202f140 lignes d’une vieille caisse : prix avec symbole, codes produits de toutes graphies, retours, clients inconnus, saisies doubles. Données inventées.',
    },
    terms: 'made by tools/make-samples.mjs',
  },
  {
    name: 'retail-products',
    file: 'retail-products.csv',
    title: { en: 'Retail products', fr: 'Produits du magasin' },
    description: {
      en: 'The 125 products of the shop with category and list price; joins to the orders. Invented.',
      fr: 'Les 125 produits du magasin avec catégorie et prix ; se joint aux commandes. Données inventées.',
    },
    terms: 'made by tools/make-samples.mjs',
  },
  {
    name: 'sensors',
    file: 'sensors.csv',
    title: { en: 'Machine sensors, hourly', fr: 'Capteurs de machines, par heure' },
    description: {
      en: '8\u202f900 hourly readings of five machines with faults, lost hours and a sensor that sticks. Invented.',
      fr: '8\u202f900 mesures horaires de cinq machines avec pannes, heures perdues et un capteur bloqué. Données inventées.',
    },
    terms: 'made by tools/make-samples.mjs',
  },
]

/** Files of the package vega-datasets (BSD-3-Clause) whose own terms allow passing them on. */
export const borrowed = [
  {
    name: 'penguins',
    file: 'penguins.json',
    title: { en: 'Penguins', fr: 'Manchots' },
    description: {
      en: '344 penguins of three species on the Palmer Archipelago: beak, flipper, weight, sex.',
      fr: '344 manchots de trois espèces de l’archipel Palmer : bec, nageoire, poids, sexe.',
    },
    terms: 'CC0 1.0. Palmer Station Antarctica LTER and K. Gorman, by way of A. Horst’s palmerpenguins',
  },
  {
    name: 'cars',
    file: 'cars.json',
    title: { en: 'Cars of 1970 to 1982', fr: 'Voitures de 1970 à 1982' },
    description: {
      en: '406 cars: consumption, cylinders, power, weight, origin; some values are missing.',
      fr: '406 voitures : consommation, cylindres, puissance, poids, origine ; quelques valeurs manquent.',
    },
    terms: 'distributed by the StatLib archive in 1982 for educational and scientific purposes',
  },
  {
    name: 'seattle-weather',
    file: 'seattle-weather.csv',
    title: { en: 'Weather in Seattle', fr: 'Météo à Seattle' },
    description: {
      en: '1\u202f461 days of four years: rain, temperatures, wind and what the weather was.',
      fr: '1\u202f461 jours sur quatre ans : pluie, températures, vent et temps qu’il a fait.',
    },
    terms: 'work of the U.S. government (NOAA)',
  },
  {
    name: 'gapminder',
    file: 'gapminder.json',
    title: { en: 'Countries of the world, 1955 to 2005', fr: 'Pays du monde, de 1955 à 2005' },
    description: {
      en: '682 rows: population, life expectancy and children per woman of 62 countries, every five years.',
      fr: '682 lignes : population, espérance de vie et enfants par femme de 62 pays, tous les cinq ans.',
    },
    terms: 'CC BY 4.0, free material from gapminder.org',
  },
  {
    name: 'barley',
    file: 'barley.json',
    title: { en: 'Barley yields', fr: 'Rendements de l’orge' },
    description: {
      en: '120 yields of ten varieties at six places in 1931 and 1932; one place has its years exchanged, it is said.',
      fr: '120 rendements de dix variétés en six lieux, en 1931 et 1932 ; un lieu aurait ses années inversées.',
    },
    terms: 'Minnesota Agricultural Experiment Station, republished in a bulletin of the U.S. Department of Agriculture in 1940',
  },
  {
    name: 'us-employment',
    file: 'us-employment.csv',
    title: { en: 'Employment in the United States', fr: 'Emploi aux États-Unis' },
    description: {
      en: '120 months of 2006 to 2015: jobs by sector, in thousands.',
      fr: '120 mois de 2006 à 2015 : emplois par secteur, en milliers.',
    },
    terms: 'work of the U.S. government (Bureau of Labor Statistics)',
  },
  {
    name: 'co2-concentration',
    file: 'co2-concentration.csv',
    title: { en: 'Carbon dioxide at Mauna Loa', fr: 'Dioxyde de carbone au Mauna Loa' },
    description: {
      en: 'Monthly concentrations since 1958, raw and without the seasons.',
      fr: 'Concentrations mensuelles depuis 1958, brutes et corrigées des saisons.',
    },
    terms: 'CC BY 4.0, Scripps CO2 Program',
  },
]

export function readme() {
  const line = ({ file, title, terms }) => `| ${file} | ${title.en} | ${terms} |`
  return `# Sample data

Used by the studio, the examples, the tests and the guide alike. To write them again: \`npx node tools/make-samples.mjs\`. The same call gives
the same bytes.

| file | what it is | where it is from and on which terms |
|---|---|---|
${[...generated, ...borrowed].map(line).join('\n')}

The files of the second half are copies out of the npm package vega-datasets (BSD-3-Clause), unchanged; the terms are those of the data sets
themselves. Others of that package were left out because it names no source or licence for them (movies, stocks), or one with conditions (jobs).

## What was planted in the loans

Approval followed income, debts, score and earlier defaults, but at equal finances women and people from the East were approved less often
(log odds -1.2 and -0.8). Part-time work stands in for sex: a model that never sees \`sex\` still finds it. Credit scores are missing three times
as often for the young, incomes four times as often for the self-employed. A few incomes are yearly ones, and some rows come twice. In the
next quarter applicants are younger, scores 25 points lower, prices higher, and loans for solar panels appear.
`
}
