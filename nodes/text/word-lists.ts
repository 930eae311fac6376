const list = (words: string): readonly string[] => words.split(' ')

/** Words that say little of what a text is about, in lower case without accents. */
export const stopWords = {
  en: list(
    'a about after all also an and any are as at be because been before being between both but by can could did do does each for from further had has have he her here him his how i if in into is it its just me more most my no nor not of off on once only or other our out over own same she should so some such than that the their them then there these they this those through to too under until up very was we were what when where which while who why will with would you your',
  ),
  fr: list(
    'a afin ai alors apres au aucun aussi autre aux avant avec avoir c car ce ceci cela celle celui ces cet cette ceux chaque chez ci comme d dans de depuis des deux donc du elle elles en encore entre est et etaient etait etant etre eu il ils je l la le les leur leurs lui m ma mais me meme mes mon n ne ni non nos notre nous on ont ou par pas pendant peu plus pour pourquoi quand que quel quelle qui s sa sans se ses si son sont sous sur t ta te tes toi ton tous tout toute tres tu un une vos votre vous y',
  ),
} as const

/**
 * Endings that are cut so that forms of one word meet: plurals and a few common endings. Light rules of our own, weaker than Porter’s; the
 * stem need not be a word.
 */
export const endings = {
  en: [
    ['(^| )([a-z]+)ies( |$)', '$1$2y$3'],
    ['(^| )([a-z]+(?:s|x|z|ch|sh))es( |$)', '$1$2$3'],
    ['(^| )([a-z]+[a-hj-rtv-z])s( |$)', '$1$2$3'],
    ['(^| )([a-z]{3,})(?:ing|edly|ed|ly)( |$)', '$1$2$3'],
  ],
  fr: [
    ['(^| )([a-z]+)eaux( |$)', '$1$2eau$3'],
    ['(^| )([a-z]{2,})aux( |$)', '$1$2al$3'],
    ['(^| )([a-z]{3,})(?:issements?|ements?|ment)( |$)', '$1$2$3'],
    ['(^| )([a-z]{3,})(?:es|s|x|e)( |$)', '$1$2$3'],
  ],
} as const
