import { synthesize } from '../../../cdk/synthesize.ts'

/** What cdk/app.ts does, with a sender of the stack's own. */
synthesize({ settings: { senderAddress: 'probe@example.com', builtInSender: 'domain' }, monitors: [] })
