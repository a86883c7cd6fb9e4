import { type AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import { HOUR, type Millis, SECOND } from '../../../shared/core/time/units.ts'

/** A provider's token endpoints, one for each login: every grant is good, and every answer another token. */
export interface TokenIssuer {
  /** The endpoint of this login. */
  endpointOf(login: string): string
  /** The forms that were sent to it so far. */
  asked(login: string): readonly URLSearchParams[]
  /** Whether it issued this access token to this login. */
  knows(login: string, token: string): boolean
  /** The access tokens of this login have that many characters from now on. */
  lengthen(login: string, characters: number): void
  /** Every endpoint answers so late from now on. */
  delay(ms: Millis): void
  close(): Promise<void>
}

/** As Microsoft: a new refresh token with every answer, and the ones before stay good. */
export async function tokenIssuer(): Promise<TokenIssuer> {
  const asked = new Map<string, URLSearchParams[]>()
  const issued = new Map<string, Set<string>>()
  const lengths = new Map<string, number>()
  let delayMs = 0

  const server = createServer((request, response) => {
    const login = request.url?.split('/')[1] ?? ''
    void text(request).then((body) => {
      const forms = asked.get(login) ?? []
      asked.set(login, [...forms, new URLSearchParams(body)])
      const nth = forms.length + 1
      const token = `access-${login}-${nth}-`.padEnd(lengths.get(login) ?? 40, '0123456789abcdef')
      issued.set(login, (issued.get(login) ?? new Set()).add(token))
      const answer = {
        token_type: 'Bearer',
        access_token: token,
        expires_in: HOUR / SECOND,
        refresh_token: `refresh-${login}-${nth}`,
      }
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      }, delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpointOf: (login) => `http://127.0.0.1:${port}/${login}/token`,
    asked: (login) => asked.get(login) ?? [],
    knows: (login, token) => issued.get(login)?.has(token) ?? false,
    lengthen: (login, characters) => void lengths.set(login, characters),
    delay: (ms) => void (delayMs = ms),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
