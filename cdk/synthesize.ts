import { App } from 'aws-cdk-lib'

import { type Written, declareRoundtrip } from './declare.ts'

/** Synthesizes for the CDK command line, or says every mistake on standard error and ends with 1. */
export function synthesize(written: Written): void {
  const app: { made?: App } = {}
  const mistakes = declareRoundtrip(() => (app.made = new App()), written)
  if (mistakes.length === 0) {
    app.made?.synth()
    return
  }
  const many = mistakes.length === 1 ? 'There is a mistake' : `There are ${String(mistakes.length)} mistakes`
  process.stderr.write(
    `${many} in cdk/settings.ts or cdk/monitors.ts:\n${mistakes.map((m) => `  ${m}\n`).join('')}`,
  )
  process.exitCode = 1
}
