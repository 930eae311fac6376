import { bare, bareWords } from './bare-words.ts'

// Words that tell of what the law protects most, in English, French, German, Spanish and Italian, in small letters without accents.
const lists = {
  health: `asthma asthme diabetes diabete diabetic diabetique hypertension hypertensive cancer carcinoma carcinome tumor tumour tumeur krebs leukemia leucemie depression
depressive anxiety anxiete angststorung obesity obesite obese pregnant pregnancy enceinte grossesse schwanger embarazada hiv vih aids sida epilepsy epilepsie migraine stroke avc
schlaganfall ictus pneumonia pneumonie lungenentzundung influenza grippe covid covid-19 bronchitis bronchite arthritis arthrite arthrose anemia anemie hepatitis hepatite
tuberculosis tuberculose schizophrenia schizophrenie bipolar bipolaire autism autisme dementia demence demenz alzheimer parkinson infarction infarctus herzinfarkt copd bpco
eczema psoriasis dialysis dialyse chemotherapy chimiotherapie disabled handicape behindert discapacitado invalido sclerosis sclerose`,
  religion: `christian chretien christlich cristiano catholic catholique katholisch catolico cattolico protestant evangelisch evangelical lutheran lutherien anglican orthodox
orthodoxe baptist methodist mormon muslim musulman moslem muslimisch islam islamic sunni shia jewish juif judisch judio ebreo judaism judaisme hindu hindou hinduism buddhist
bouddhiste buddhistisch budista sikh jain atheist athee agnostic agnostique konfessionslos taoist shinto jehovah`,
  ethnicity: `african-american caucasian hispanic latino latina latinx asian afro-caribbean afro-american native-american indigenous aboriginal romani roma maghrebin berber kurdish
kurde kurdisch metis mestizo mulatto creole inuit maori`,
  politics: `democrat democrats republican republicans labour tory tories conservative conservatives libdem communist communiste socialist socialiste sozialdemokrat spd cdu csu fdp
afd psoe podemos forza unionist syndique trotskyist anarchist anarchiste ecologiste lfi`,
  'sex-life': `heterosexual heterosexuel heterosexuelle homosexual homosexuel homosexuelle bisexual bisexuel bisexuelle gay lesbian lesbienne lesbisch asexual asexuel pansexual
queer transgender transgenre transsexual`,
} as const

const wordsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([id, words]) => [id, new Set(words.split(/\s+/))]),
)
const bloodGroup = /^(?:a|b|ab|o) ?(?:[+-]|rh ?[+-]|pos|neg)$/

/** Whether a short text has a word that tells of health, religion, origin, politics or sexual life, by the kind's id. */
export function tellsOf(id: string, text: string): boolean {
  if (text.length > 60) return false
  const words = wordsOf.get(id)
  if (words && bareWords(text).some((word) => words.has(word))) return true
  return id === 'health' && bloodGroup.test(bare(text).trim())
}
