import type { RefusedLogin } from '../../../core/run/refused-login.ts'

/** The logins that their servers refused at the last try. */
export interface RefusedLoginStore {
  findRefusedLogin(loginId: string): Promise<RefusedLogin | undefined>
  /** Puts it if the stored version is `login.version - 1` (0: none stored). */
  putRefusedLogin(login: RefusedLogin): Promise<boolean>
  dropRefusedLogin(loginId: string): Promise<void>
}
