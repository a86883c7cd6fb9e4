import { someOf } from '../support/thorough.ts'
import { faultTable } from './enact.ts'
import { SMTP_DIALOGUE } from './smtp-dialogue-faults.ts'
import { SMTP_BEFORE_THE_DIALOGUE } from './smtp-faults.ts'
import { SMTP_AFTER_DELIVERY, SMTP_AMID_A_REPLY, SMTP_AT_EVERY_STEP } from './smtp-steps.ts'
import { DEFERRED_MAIL, REFUSED_MAIL } from './submit-faults.ts'

faultTable('an SMTP server', [
  SMTP_BEFORE_THE_DIALOGUE,
  // Five faults at each step: every sixth case takes each fault, at other steps.
  someOf(SMTP_AT_EVERY_STEP, 6),
  SMTP_AMID_A_REPLY,
  SMTP_DIALOGUE,
  REFUSED_MAIL,
  DEFERRED_MAIL,
  SMTP_AFTER_DELIVERY,
])
