/** What our adapters put behind the words of a refusal where the login was made with a token. */
const BY_TOKEN = /(?: ?\((?:status|scope) [^()]*\))? ?\(login by (?:XOAUTH2|OAUTHBEARER)\)$/

/** Whether the login that was refused, or that nothing is granted to, was made with an access token. */
export function isByToken(text: string): boolean {
  return BY_TOKEN.test(text)
}

/** The server's own words alone. */
export function withoutMechanism(text: string): string {
  return text.replace(BY_TOKEN, '')
}
