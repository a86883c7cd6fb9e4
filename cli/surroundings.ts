import type { Clock, Ids } from '../shared/app/ports/clock.ts'
import type { MailServers } from '../shared/app/ports/mail.ts'
import type { StoredList } from '../shared/app/ports/secret-keeper.ts'
import type { SecretWriter } from '../shared/app/ports/secret-writer.ts'
import type { GrantStateStore } from '../shared/app/ports/token-renewal.ts'
import type { TokenReader } from '../shared/app/ports/tokens.ts'
import type { UserLogins } from '../shared/app/ports/user-logins.ts'
import type { SecretReader } from '../shared/app/ports/secrets.ts'
import type { LoginSecretPorts } from '../shared/app/probe/login-secrets.ts'
import type { PeoplePolicy } from '../shared/core/aws/people.ts'
import type { LoginSecret } from '../shared/core/definition/monitor.ts'
import type { Target } from './arguments/target.ts'
import type { FolderNeed, Opened } from './opened/opened.ts'
import type { Outputs } from './terminal/output.ts'

/** Where AWS keeps a secret. */
export type SecretStore = 'ssm' | 'secretsmanager'

/** The writer throws `CannotDo` where the folder cannot be used. */
export interface LocalSecrets {
  reader: SecretReader
  writer: SecretWriter
  list(): Promise<StoredList>
  /** What a run that this process makes logs in with; the states of grants are those of the folder's store. */
  logins(states: GrantStateStore): Promise<Required<LoginSecretPorts>>
}

/** Tokens of a process that keeps none. */
export interface CheckTokens {
  reader: TokenReader
  /** Grants whose refresh token was replaced meanwhile, as `env:GRANT`. */
  rotated: () => readonly string[]
}

/** All that the commands meet outside of them; each takes what it needs of it. */
export interface Surroundings extends Outputs {
  /** The stack's policy for people that all of the command takes; absent: no command is carried out yet. */
  needs?: PeoplePolicy
  clock: Clock
  ids: Ids
  env: Readonly<Record<string, string | undefined>>
  /** As they are written in `cdk/settings.ts`. */
  settings(): Promise<{
    stackName?: string
    secretsKeyArn?: string
    topics?: unknown
    localAlerts?: unknown
    localSender?: unknown
    builtInSender?: unknown
    locations?: unknown
    defaultLocations?: unknown
    trustedCertificates?: unknown
  }>
  /** The authorities that the settings trust besides the usual ones, PEM. Throws `CannotDo` where they have mistakes. */
  authorities(): Promise<readonly string[]>
  /** The time zone of this machine: of its screens, and suggested where one must be named. */
  machineZone(): string
  /** Listens for Ctrl-C and SIGTERM from now on: resolves at the first; a second ends the process at once. */
  stopped(): Promise<void>
  /** The passwords of monitors, by their references. */
  secrets(): Promise<SecretReader>
  /** Fetches access tokens with these grants; they end with this process. */
  tokens(grants: SecretReader, ca: readonly string[]): Promise<CheckTokens>
  /** How users log in to their provider. */
  userLogins(): Promise<UserLogins>
  /** The mail adapters, with these PEM certificates trusted besides the usual ones. */
  mail(ca: readonly string[]): Promise<MailServers>
  /** Throws `CannotDo`, or what AWS or the database answers. */
  open(target: Target, need: FolderNeed): Promise<Opened>
  secretWriter(store: SecretStore, keyArn: string | undefined): Promise<SecretWriter>
  /** The passwords, or the grants, that a stack's store holds by now. */
  storedSecrets(store: SecretStore, stackName: string, kind?: LoginSecret['kind']): Promise<SecretReader>
  /** What both stores of a stack hold, by name, as far as AWS says it. */
  storedList(stackName: string): Promise<StoredList>
  /** The secrets of the local mode in this folder: its file, else the environment. */
  localSecrets(folder: string): Promise<LocalSecrets>
  /** The value: asked for without echo, or all of standard input. Throws `Interrupted` at Ctrl-C. */
  readSecret(question: string): Promise<string>
  /** Asks whoever sits at the terminal; absent: nobody does. Throws `Interrupted` at Ctrl-C. */
  ask?: (question: string) => Promise<string>
  /** All of standard input. */
  readInput(): Promise<string>
  /** Lets the user's editor change the file; throws `CannotDo` when it fails. */
  edit(file: string): Promise<void>
  /** Shows the file in the user's browser; false where none could be started. Absent: nobody looks. */
  browse?: (file: string) => Promise<boolean>
}
