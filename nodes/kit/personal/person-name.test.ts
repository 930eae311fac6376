import { describe, expect, it } from 'vitest'
import { isPersonName } from './person-name.ts'
import { personalIn } from './personal-data.ts'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
const share = (values: readonly string[]) => values.filter(isPersonName).length / values.length
/** What the finder says of a column of these values whose name says nothing. */
const found = (values: readonly string[]) => personalIn('column 1', new Map([['name', share(values)]]))

const people = {
  English: `Emily Carter
    James O'Connor
    Dr. Susan B. Wright
    Harris, Peter
    Mary-Ann Smith
    Zadie Fairweather
    T. Robinson
    Oliver Twyford
    Priya Raghunathan
    Kwame Asante`,
  French: `Élodie Lefèvre
    Jean-Pierre Dupont
    DURAND Michel
    Mme Claire de La Tour
    Zoé Martin
    François d’Estienne
    Fatima Benali
    Loïc Kerouac
    Moreau, Anne-Sophie
    Ludovic Petitjean`,
  German: `Jürgen Müller
    Dr. Käthe Weiß
    Schröder, Heike
    Ludwig van den Berg
    Anja Großmann
    Mehmet Yılmaz
    Friedrich-Wilhelm Lange
    Ute Kleinschmidt
    Götz Otto
    Sabine Krüger-Meyer`,
  Spanish: `María José García López
    Javier Fernández
    Núñez Ortega, Pilar
    Iñaki Urrutia
    Jesús del Pozo
    Concepción Vázquez
    João da Silva
    Thiago Nunes
    Beatriz Almeida
    Óscar Peña`,
  Italian: `Giulia Rossi
    Gian Luca De Santis
    Bianchi Marco
    Ettore D'Amico
    Chiara Lo Presti
    Salvatore Esposito
    Niccolò Fabbri
    Francesca Dell'Acqua
    Rocco Siffredi
    Paola Conti`,
  Dutch: `Jan de Vries
    Maaike van der Berg
    Sjoerd Hoekstra
    Bakker, Willem
    Femke Smit
    Joost ten Cate
    Annelies Visser
    Teun Mulder
    Jeroen van ’t Hof
    Anouk Dijkstra`,
  'given names': 'Emma\nLouis\nGiulia\nJürgen\nFatima\nSjoerd\nPilar\nKrzysztof\nNoor\nXanthippe',
  'family names': 'Smith\nDupont\nMüller\nGarcía\nRossi\nde Vries\nNowak\nJohansson\nYılmaz\nPapadopoulos',
}

const others = {
  cities: `London Paris Berlin Madrid Rome Amsterdam Vienna Brussels Lisbon Dublin Athens Warsaw Prague Budapest Bucharest Sofia Stockholm Oslo Helsinki Copenhagen
    Manchester Birmingham Leeds Glasgow Liverpool Bristol Sheffield Edinburgh Cardiff Belfast Leicester Coventry Bradford Nottingham Plymouth Preston Burton Lincoln York Chester
    Lyon Marseille Toulouse Nice Nantes Strasbourg Montpellier Bordeaux Lille Rennes Reims Grenoble Dijon Angers Nîmes Brest Tours Limoges Amiens Metz
    Houston Phoenix Dallas Austin Jacksonville Columbus Charlotte Indianapolis Seattle Denver Boston Detroit Nashville Portland Memphis Milwaukee Baltimore Tucson Fresno Madison`,
  places: `New_York San_Francisco Los_Angeles San_Diego Saint-Étienne Le_Havre Bad_Homburg Stoke-on-Trent King's_Lynn Santiago_de_Compostela La_Rochelle Den_Haag St._Louis
    Port_Elizabeth Philadelphia,_United_States London,_United_Kingdom Victoria,_Canada Kiel,_Deutschland`,
  brands: `Nike Adidas Puma Apple Samsung Sony Bosch Siemens Nestlé Danone L'Oréal Michelin Renault Peugeot Ford Toyota Honda Mercedes BMW Audi Ferrari Philips Heineken Shell Unilever Zara
    Ikea H&M Lego Carlsberg Coca-Cola Pepsi Starbucks McDonald's Microsoft Google Amazon Netflix Visa Mastercard Barclays HSBC Santander Orange Vodafone Jack_Daniel's Hugo_Boss
    Calvin_Klein Louis_Vuitton Ralph_Lauren`,
  products: `Oak_Table Leather_Sofa Desk_Lamp Wool_Blanket Garden_Chair_Emma Steel_Kettle Coffee_Grinder Running_Shoes Wireless_Mouse USB-C_Cable Notebook_A5 Olive_Oil Dark_Chocolate
    Green_Tea Rose_Water Ginger_Ale Basmati_Rice Red_Wine Blue_Cheese Honey`,
  words: `Black White Brown Green Gold Rose Violet Monday Sunday April May June Winter North South Baker Cook Farmer Mason Smith management technician entrepreneur Retired Student
    Rain Snow Sun Iris Lily Daisy Jasmine Jade Ruby Amber Married Single Divorced Yes No Male Female`,
  codes: 'A-12 B-7 FR US DE 2024-01-31 x1 y2 N/A - . ? 123 12,5 P-105 web store late L00001 Elizabeth2',
  sentences: `The_customer_called_twice. Order_from_John. Please_call_back_Mary_tomorrow_morning Grand_Theft_in_the_3rd_Degree Possession_of_Cocaine Battery
    Driving_Under_The_Influence Aggravated_Assault_w/Firearm`,
}
const listed = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '))

describe('names of persons', () => {
  it.each(Object.entries(people))('%s: at least seven of ten are told, and so is the column', (_, text) => {
    const values = lines(text)
    expect(
      values.filter((value) => !isPersonName(value)).length,
      values.filter((value) => !isPersonName(value)).join(', '),
    ).toBeLessThanOrEqual(3)
    expect(found(values)[0]?.kind.id).toBe('name')
  })

  it.each(Object.entries(others))('%s: at most one of six is taken for one, and the column is not', (_, text) => {
    const values = listed(text)
    expect(share(values), values.filter(isPersonName).join(', ')).toBeLessThanOrEqual(1 / 6)
    expect(found(values)).toEqual([])
  })

  it('a column of fashion labels is taken for names, which is said in the help', () => {
    const labels = listed('Calvin_Klein Louis_Vuitton Ralph_Lauren Hugo_Boss Paul_Smith Michael_Kors Marc_Jacobs Giorgio_Armani Zara H&M')
    expect(found(labels)[0]?.kind.id).toBe('name')
  })
})
