/** Names of the keys of hashes: file names on every system. */
export const hashKeyName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/
