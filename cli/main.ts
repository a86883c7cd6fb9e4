#!/usr/bin/env node
import { SSMClient } from '@aws-sdk/client-ssm'

import { settings } from '../cdk/settings.ts'
import { ssmSecretWriter } from '../shared/adapters/ssm-secret-writer.ts'
import { DEFAULT_STACK_NAME } from '../shared/core/secret-names.ts'
import { parseCommandLine, USAGE, UsageError } from './command-line.ts'
import { secretSet } from './commands/secret-set.ts'
import { awsProblem } from './aws-problem.ts'
import { Interrupted, readSecret } from './read-secret.ts'

/** Exit codes: 0 done, 1 failed, 2 the command line was not understood, 130 Ctrl-C. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const command = parseCommandLine(args, settings.stackName ?? DEFAULT_STACK_NAME)
    switch (command.kind) {
      case 'help':
        console.log(USAGE)
        return 0
      case 'secret-set': {
        const writer = ssmSecretWriter(new SSMClient({}))
        const readValue = (question: string) => readSecret(question, process.stdin, process.stderr)
        console.log(await secretSet(command.stackName, command.name, { writer, readValue }))
        return 0
      }
      default:
        return command satisfies never
    }
  } catch (error) {
    if (error instanceof Interrupted) return 130
    if (error instanceof UsageError) {
      console.error(`roundtrip: ${error.message} (roundtrip --help)`)
      return 2
    }
    console.error(`roundtrip: ${awsProblem(error)}`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
