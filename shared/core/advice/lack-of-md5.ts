/** What a login says that could not be made by MD5. */
export const LACKS_MD5 = /no MD5/

export const LACK_OF_MD5 = [
  'The server requires a login by CRAM-MD5 or APOP, and the Node that runs the probe has no MD5: it is in FIPS mode.',
  'Let the server offer PLAIN (for POP3 also USER) over TLS, or run the probe on a Node that is not in FIPS mode.',
] as const
