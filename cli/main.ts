#!/usr/bin/env node
import { text } from 'node:stream/consumers'

import { settings } from '../cdk/settings.ts'
import { environmentSecrets } from '../shared/adapters/secrets/environment-secrets.ts'
import { stopSignals } from '../shared/adapters/stop-signals.ts'
import { mailServers } from '../shared/adapters/mail/mail-servers.ts'
import { randomIds } from '../shared/adapters/random-ids.ts'
import { systemClock } from '../shared/adapters/system-clock.ts'
import type { SecretWriter } from '../shared/app/ports/secret-writer.ts'
import { DEFAULT_STACK_NAME } from '../shared/core/aws/secret-names.ts'
import { SECOND } from '../shared/core/time/units.ts'
import type { AlertSurroundings } from './commands/alert/surroundings.ts'
import { askOn } from './terminal/ask.ts'
import { awsProblem } from './opened/aws-problem.ts'
import { type Command, USAGE, parseCommandLine } from './arguments/command-line.ts'
import { alert } from './commands/alert/test.ts'
import { check } from './commands/check/check.ts'
import { maintenance } from './commands/maintenance/maintenance.ts'
import { monitors } from './commands/monitors/monitors.ts'
import { keyFor, secretSet } from './commands/secret/set.ts'
import { validate } from './commands/validate.ts'
import type { MonitorsSurroundings } from './opened/opened.ts'
import { outputTo } from './terminal/process-output.ts'
import { Interrupted, readSecret } from './terminal/read-secret.ts'
import { runEditor } from './terminal/run-editor.ts'
import { UsageError } from './arguments/usage-error.ts'

const DEFAULT_STACK = settings.stackName ?? DEFAULT_STACK_NAME

const outputs = { out: outputTo(process.stdout), err: outputTo(process.stderr) }

/** Exit codes: 0 done, 1 failed, 2 not understood, 3 broken inside, 130 Ctrl-C; `check` has a meaning of its own for 1 and 3. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const command = parseCommandLine(args, DEFAULT_STACK)
    switch (command.kind) {
      case 'help':
        console.log(USAGE)
        return 0
      case 'secret-set':
        return await setSecret(command)
      case 'check':
        return await check(command.args, {
          ...outputs,
          env: process.env,
          clock: systemClock,
          ids: randomIds,
          secrets: environmentSecrets(process.env),
          mail: (ca) => mailServers({ clock: systemClock, ...(ca.length > 0 && { ca }) }),
          stop: stopSignal(),
        })
      case 'validate':
        return await validate(command.args, { ...outputs, topics: settings.topics })
      case 'monitors':
        return await monitors(command.args, monitorsSurroundings())
      case 'alert':
        return await alert(command.args, alertSurroundings())
      case 'maintenance': {
        const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
        return await maintenance(command.args, { ...monitorsSurroundings(), machineZone: timeZone })
      }
      default:
        return command satisfies never
    }
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`roundtrip: ${error.message} (${error.help})`)
      return 2
    }
    console.error('roundtrip: internal error:', error)
    return 3
  }
}

type SetSecret = Extract<Command, { kind: 'secret-set' }>

async function setSecret(command: SetSecret): Promise<number> {
  try {
    const writer = await secretWriter(command)
    const readValue = (question: string) => readSecret(question, process.stdin, process.stderr)
    console.log(await secretSet(command, { writer, readValue }))
    return 0
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (error instanceof Interrupted) return 130
    console.error(`roundtrip: ${awsProblem(error)}`)
    return 1
  }
}

/** Only here: the SDK takes longer to load than all the rest. */
async function secretWriter({ store, ...secret }: SetSecret): Promise<SecretWriter> {
  const keyArn = keyFor(secret, settings)
  switch (store) {
    case 'ssm': {
      const { SSMClient } = await import('@aws-sdk/client-ssm')
      const { ssmSecretWriter } = await import('../shared/adapters/secrets/ssm-secret-writer.ts')
      return ssmSecretWriter(new SSMClient({}), keyArn)
    }
    case 'secretsmanager': {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
      const { secretsManagerSecretWriter } =
        await import('../shared/adapters/secrets/secrets-manager-secret-writer.ts')
      return secretsManagerSecretWriter(new SecretsManagerClient({}), keyArn)
    }
    default:
      return store satisfies never
  }
}

function monitorsSurroundings(): MonitorsSurroundings {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY
  return {
    ...outputs,
    clock: systemClock,
    defaultStack: DEFAULT_STACK,
    // Only when one is opened: the SDK takes longer to load than all the rest.
    async open(target, make) {
      if (target.kind === 'stack') {
        const { deployedMonitors } = await import('./opened/deployed-monitors.ts')
        return deployedMonitors(target.stackName)
      }
      const { localMonitors } = await import('./opened/local-monitors.ts')
      return localMonitors(target.folder, make)
    },
    ...(isTerminal && { ask: (question) => askOn(question, process.stdin, process.stderr) }),
    readInput: () => text(process.stdin),
    edit: (file) => runEditor(file, process.env, isTerminal),
  }
}

function alertSurroundings(): AlertSurroundings {
  return {
    ...outputs,
    clock: systemClock,
    ids: randomIds,
    defaultStack: DEFAULT_STACK,
    async open(target) {
      if (target.kind === 'stack') {
        const { deployedAlerts } = await import('./opened/deployed-alerts.ts')
        return deployedAlerts(target.stackName)
      }
      const { localAlerts } = await import('./opened/local-alerts.ts')
      return localAlerts(target.folder)
    },
  }
}

/** Fires at the first Ctrl-C or SIGTERM; the second ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const signals = stopSignals(process, systemClock, () => process.exit(130))
  void signals.first.then(() => stop.abort('stopped'))
  return stop.signal
}

process.exitCode = await main(process.argv.slice(2))
// All is said; a connection that a broken server holds open must not keep a scheduled job waiting.
setTimeout(() => process.exit(), SECOND).unref()
