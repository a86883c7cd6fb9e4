import { synthesize } from '../../../cdk/synthesize.ts'

/** What cdk/app.ts does, trusting the files that are named on its command line. */
synthesize({ settings: { trustedCertificates: process.argv.slice(2) }, monitors: [] })
