import { App } from 'aws-cdk-lib'

import { type Written, declareRoundtrip } from './declare.ts'
import { closeToOthers, dropBundles, takeWriteFromOthers } from './owners-assembly.ts'

/**
 * Synthesizes for the CDK command line, into a folder that no other user gets into; or says every mistake on
 * standard error and ends with 1.
 */
export function synthesize(written: Written): void {
  const made: { app?: App } = {}
  const mistakes = declareRoundtrip(() => (made.app = appOfOwner()), written)
  if (mistakes.length === 0) {
    if (!made.app) return
    made.app.synth()
    takeWriteFromOthers(made.app.outdir)
    return
  }
  const many = mistakes.length === 1 ? 'There is a mistake' : `There are ${String(mistakes.length)} mistakes`
  process.stderr.write(
    `${many} in cdk/settings.ts or cdk/monitors.ts:\n${mistakes.map((m) => `  ${m}\n`).join('')}`,
  )
  process.exitCode = 1
}

/** Functions are bundled while they are declared: by then the folder is closed, and nothing of theirs is in it. */
function appOfOwner(): App {
  const app = new App()
  closeToOthers(app.outdir)
  dropBundles(app.outdir)
  return app
}
