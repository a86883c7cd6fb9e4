import { CannotStart } from '../../../local/cannot-start.ts'
import { authoritiesIn, localSettings } from '../../../local/local-settings.ts'
import type { Surroundings } from '../../surroundings.ts'
import { CannotDo } from '../cannot-do.ts'

/** The authorities that `cdk/settings.ts` trusts, PEM. Throws `CannotDo` where it has mistakes. */
export async function authoritiesOf(settings: Surroundings['settings']): Promise<readonly string[]> {
  try {
    return authoritiesIn(await localSettings(settings))
  } catch (error) {
    throw error instanceof CannotStart ? new CannotDo(error.message, { cause: error }) : error
  }
}
