import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import type { Written } from '../../../cdk/declare.ts'

/** What `cdk.ts` tells the app that the CDK command line starts. */
export interface AppInput {
  /** The checkout whose stack is meant: this one, or an older one that is upgraded from. */
  root: string
  written: Written
}

const { root, written } = JSON.parse(readFileSync(process.env.ROUNDTRIP_APP_INPUT ?? '', 'utf8')) as AppInput

/** What cdk/app.ts does, with other settings and monitors than the user's. */
const { synthesize } = (await import(pathToFileURL(path.join(root, 'cdk/synthesize.ts')).href)) as {
  synthesize(written: Written): void
}
synthesize(written)
