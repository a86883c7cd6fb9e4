import type { Login } from '../../../app/ports/login.ts'

/** What every mechanism known here says. */
export interface Credentials {
  userid: string
  password: string
}

/** Throws for a token: no mechanism known here says one, and no definition admits one yet. */
export function credentials(userid: string, login: Login): Credentials {
  switch (login.kind) {
    case 'password':
      return { userid, password: login.password }
    case 'token':
      throw new Error('a login by token is not available yet')
    default:
      return login satisfies never
  }
}
