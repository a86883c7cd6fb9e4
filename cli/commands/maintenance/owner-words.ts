import type { Owner } from '../../../shared/app/monitors/change-maintenance.ts'
import type { Refusal } from '../../../shared/app/monitors/change-monitor.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { refusalOf } from '../../opened/refusals.ts'
import type { Opened } from '../../opened/opened.ts'

/** As a message names it: the id alone, or `tag web`. */
export function ownerWords(owner: Owner): string {
  return owner.kind === 'monitor' ? tameLine(owner.monitorId) : `tag ${tameLine(owner.tag)}`
}

/** Why the windows of the owner could not be changed. */
export async function ownerRefusal(owner: Owner, refusal: Refusal, opened: Opened): Promise<string> {
  return owner.kind === 'monitor'
    ? refusalOf(owner.monitorId, refusal, opened)
    : `others keep changing the windows of tags: nothing was changed; try again`
}
