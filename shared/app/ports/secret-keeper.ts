import type { LoginSecret } from '../../core/definition/monitor.ts'
import type { SecretReading } from './secrets.ts'

/** The stores in which one home keeps its secrets, for who sets them. */
export interface SecretKeeper {
  /** The newest form of stored secrets that its probes read. */
  form: number
  /** `ssm:NAME` and `secretsmanager:NAME` are one secret there. */
  isOneStore: boolean
  /** What is stored now: passwords and grants have names of their own. Throws where the store cannot be asked. */
  read(secret: LoginSecret): Promise<SecretReading | undefined>
  /** As `SecretWriter`: says where it is stored, throws `SecretNotWritable` and what the store throws. */
  write(secret: LoginSecret, text: string): Promise<string>
}
