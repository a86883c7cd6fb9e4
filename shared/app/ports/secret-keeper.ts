import type { LoginSecret } from '../../core/definition/monitor.ts'
import type { SecretReading } from './secrets.ts'

/** What stores hold, by kind and name; nothing of it is read, or nothing is kept of what was read. */
export interface StoredList {
  secrets: readonly LoginSecret[]
  /** Why there may be more: what a store said that would not list them, tamed. Absent: these are all. */
  unlisted?: string
}

/** Where what is stored can be listed. */
export interface SecretLister {
  /** `ssm:NAME` and `secretsmanager:NAME` are one secret there. */
  isOneStore: boolean
  list(): Promise<StoredList>
}

/** The stores in which one home keeps its secrets, for who sets them. */
export interface SecretKeeper extends SecretLister {
  /** The newest form of stored secrets that its probes read. */
  form: number
  /** What is stored now: passwords and grants have names of their own. Throws where the store cannot be asked. */
  read(secret: LoginSecret): Promise<SecretReading | undefined>
  /** As `SecretWriter`: says where it is stored, throws `SecretNotWritable` and what the store throws. */
  write(secret: LoginSecret, text: string): Promise<string>
}
