import { faultTable } from './enact.ts'
import { SMTP_DIALOGUE } from './smtp-dialogue-faults.ts'
import { SMTP_BEFORE_THE_DIALOGUE } from './smtp-faults.ts'
import { SMTP_AFTER_DELIVERY, SMTP_AMID_A_REPLY, SMTP_AT_EVERY_STEP } from './smtp-steps.ts'
import { DEFERRED_MAIL, REFUSED_MAIL } from './submit-faults.ts'

faultTable('an SMTP server', [
  SMTP_BEFORE_THE_DIALOGUE,
  SMTP_AT_EVERY_STEP,
  SMTP_AMID_A_REPLY,
  SMTP_DIALOGUE,
  REFUSED_MAIL,
  DEFERRED_MAIL,
  SMTP_AFTER_DELIVERY,
])
