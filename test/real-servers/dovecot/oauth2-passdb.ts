/** The part of a Dovecot's configuration that has it take access tokens, by both mechanisms. */
export function oauth2Passdb(directory: string): string {
  return `
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${directory}/dovecot/tokens
}
`
}

/** How it asks the issuer about them (RFC 7662): a token is good for the user whom its issuer names. */
export function introspection(port: number): string {
  return `introspection_url = http://127.0.0.1:${port}/introspect
introspection_mode = post
username_attribute = username
username_format = %n
active_attribute = active
active_value = true
`
}
