import { MAILBOX_PHASES, SENDING_PHASES } from '../../../shared/core/time/phases.ts'

/** As the API calls them, in the order in which they come. */
export const PHASES: readonly string[] = [
  ...SENDING_PHASES.map((phase) => `smtp.${phase}`),
  'transit',
  ...MAILBOX_PHASES.map((phase) => `mailbox.${phase}`),
]
