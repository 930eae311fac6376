import type { Text } from '../../../protocol/text.ts'

/** Why bytes are no ORC that can be read. */
const reasons = {
  none: { en: 'it is no ORC file, or it was cut off', fr: 'ce n’est pas un fichier ORC, ou il est tronqué' },
  cut: { en: 'it was cut off or altered', fr: 'il est tronqué ou altéré' },
  packing: {
    en: 'it is packed by a method that is not read, such as LZO or Brotli',
    fr: 'il est compressé par une méthode non prise en charge, comme LZO ou Brotli',
  },
  columns: { en: 'it has no columns, or more than 20,000', fr: 'il n’a aucune colonne, ou plus de 20 000' },
  deep: { en: 'its columns are nested too deep', fr: 'ses colonnes sont imbriquées trop profondément' },
  large: { en: 'one of its values or lists is too large', fr: 'une de ses valeurs ou de ses listes est trop grande' },
  empty: { en: 'it says to have rows, and holds no value', fr: 'il annonce des lignes, mais ne contient aucune valeur' },
  text: { en: 'it holds bytes that are no text', fr: 'il contient des octets qui ne sont pas du texte' },
  type: { en: 'it holds a type that is not known here', fr: 'il contient un type inconnu ici' },
  zone: { en: 'its times are of a zone that is not known here', fr: 'ses heures sont d’un fuseau inconnu ici' },
} as const satisfies Readonly<Record<string, Text>>

/** Raised for bytes that cannot be read as ORC. */
export class OrcError extends Error {
  readonly text: Text
  constructor(reason: keyof typeof reasons) {
    super(reasons[reason].en)
    this.text = reasons[reason]
  }
}
