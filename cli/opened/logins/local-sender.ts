import { localSenderIn } from '../../../local/local-sender.ts'
import type { BuiltInSender } from '../../../shared/core/definition/sender-problems.ts'
import type { Surroundings } from '../../surroundings.ts'

/** The server that sends on one machine; `undefined` without one, or with mistakes, which other commands tell. */
export async function localSenderOf(settings: Surroundings['settings']): Promise<BuiltInSender | undefined> {
  return localSenderIn(await settings().catch(() => undefined))
}
