import type { SmtpSettings } from '../../shared/core/definition/monitor.ts'
import { SERVER, smtpWith } from './sending-server.ts'

/** What sends test messages on one machine; a stack reads over it. */
export const localSenderField = smtpWith<SmtpSettings>(SERVER)
