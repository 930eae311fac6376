export const appScheme = 'app'
export const appHome = 'app://millrace/'

/** Whether an address is one of the studio's own pages: exactly app://millrace, no port, no user. */
export const isAppUrl = (url: string) => /^app:\/\/millrace(\/|$)/.test(url)
