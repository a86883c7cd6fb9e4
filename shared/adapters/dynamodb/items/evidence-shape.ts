import * as v from 'valibot'

import type { Evidence, EvidenceKind } from '../../../core/run/evidence.ts'
import { SENDER_REASONS } from '../../../core/run/statuses.ts'
import { MAILBOX_PHASES, SENDING_PHASES, SIDES } from '../../../core/time/phases.ts'
import { type FieldsOf, oneOf } from './run-shapes.ts'

const KINDS = {
  'host-not-found': true,
  'dns-failure': true,
  'connection-refused': true,
  unreachable: true,
  'connect-timeout': true,
  'no-greeting': true,
  'connection-lost': true,
  tls: true,
  'tls-not-offered': true,
  'password-needs-tls': true,
  'auth-not-offered': true,
  refused: true,
  protocol: true,
  'over-bound': true,
  junked: true,
  deadline: true,
} satisfies Record<EvidenceKind, true>

export const evidence: v.GenericSchema<unknown, Evidence> = v.object({
  side: v.picklist(SIDES),
  phase: v.picklist([...SENDING_PHASES, ...MAILBOX_PHASES]),
  kind: oneOf(KINDS),
  command: v.exactOptional(v.string()),
  errno: v.exactOptional(v.string()),
  replyCode: v.exactOptional(v.number()),
  enhancedCode: v.exactOptional(v.string()),
  loginOffered: v.exactOptional(v.literal(true)),
  afterLogin: v.exactOptional(v.literal(true)),
  senderReason: v.exactOptional(oneOf(SENDER_REASONS)),
  responseCode: v.exactOptional(v.string()),
  text: v.exactOptional(v.string()),
} satisfies FieldsOf<Evidence>)
