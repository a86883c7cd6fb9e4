import * as v from 'valibot'

import type { Evidence, EvidenceKind } from '../../../core/run/evidence.ts'
import type { GrantReason, SenderReason } from '../../../core/run/statuses.ts'
import { type PhaseName, SIDES } from '../../../core/time/phases.ts'
import { growing } from '../../growing-words.ts'
import type { FieldsOf } from './run-shapes.ts'

export const evidence: v.GenericSchema<unknown, Evidence> = v.object({
  side: v.picklist(SIDES),
  phase: growing<PhaseName>(),
  kind: growing<EvidenceKind>(),
  command: v.exactOptional(v.string()),
  errno: v.exactOptional(v.string()),
  replyCode: v.exactOptional(v.number()),
  enhancedCode: v.exactOptional(v.string()),
  loginOffered: v.exactOptional(v.literal(true)),
  afterLogin: v.exactOptional(v.literal(true)),
  senderReason: v.exactOptional(growing<SenderReason>()),
  grantReason: v.exactOptional(growing<GrantReason>()),
  responseCode: v.exactOptional(v.string()),
  text: v.exactOptional(v.string()),
} satisfies FieldsOf<Evidence>)
