import * as v from 'valibot'

import type { Evidence, EvidenceKind } from '../../../core/run/evidence.ts'
import type { SenderReason } from '../../../core/run/statuses.ts'
import { type PhaseName, SIDES } from '../../../core/time/phases.ts'
import { growing, growingOr } from '../../growing-words.ts'
import type { FieldsOf } from './run-shapes.ts'

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
  phase: growing<PhaseName>(),
  kind: growingOr(KINDS, 'refused'),
  command: v.exactOptional(v.string()),
  errno: v.exactOptional(v.string()),
  replyCode: v.exactOptional(v.number()),
  enhancedCode: v.exactOptional(v.string()),
  loginOffered: v.exactOptional(v.literal(true)),
  afterLogin: v.exactOptional(v.literal(true)),
  senderReason: v.exactOptional(growing<SenderReason>()),
  responseCode: v.exactOptional(v.string()),
  text: v.exactOptional(v.string()),
} satisfies FieldsOf<Evidence>)
