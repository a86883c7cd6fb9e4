import { createHash } from 'node:crypto'

interface Code {
  clientId: string
  redirectUri: string
  challenge: string
}

interface Device {
  clientId: string
  state: 'authorization_pending' | 'slow_down' | 'expired_token' | 'authorization_declined' | 'approved'
}

/** What users have agreed to in a browser: codes by redirect (with PKCE, S256), and codes of devices. */
export function userLogins() {
  const codes = new Map<string, Code>()
  const devices = new Map<string, Device>()
  return {
    devices,
    /** Where the browser is sent after consent. */
    authorize(asked: URLSearchParams): string {
      const redirectUri = asked.get('redirect_uri') ?? ''
      const back = new URL(redirectUri)
      back.searchParams.set('state', asked.get('state') ?? '')
      if (asked.get('code_challenge_method') !== 'S256' || asked.get('response_type') !== 'code') {
        back.searchParams.set('error', 'invalid_request')
        return back.href
      }
      const code = `code-${codes.size + 1}-mN4xR8`
      codes.set(code, {
        clientId: asked.get('client_id') ?? '',
        redirectUri,
        challenge: asked.get('code_challenge') ?? '',
      })
      back.searchParams.set('code', code)
      return back.href
    },
    /** Each code is good for once. */
    useCode(form: URLSearchParams): boolean {
      const code = form.get('code') ?? ''
      const its = codes.get(code)
      codes.delete(code)
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      return (
        its?.challenge === challenge &&
        its.clientId === form.get('client_id') &&
        its.redirectUri === form.get('redirect_uri')
      )
    },
    startDevice(clientId: string): string {
      const code = `device-${devices.size + 1}-pT6yU3`
      devices.set(code, { clientId, state: 'authorization_pending' })
      return code
    },
  }
}
