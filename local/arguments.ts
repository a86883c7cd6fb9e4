import { parseArgs } from 'node:util'

export interface LocalOptions {
  /** Loses the second run's message, to show an alert and the recovery. */
  break: boolean
  /** The file of the user's own monitors; absent: `cdk/monitors.ts`. */
  monitorsFile?: string
  /** The folder of the embedded database; default `.data`. */
  dataDir: string
  /** Of the API; absent: that of the last time, else the first free one from 7025 on. */
  port?: number
}

export type Arguments =
  { kind: 'run'; options: LocalOptions } | { kind: 'help' } | { kind: 'mistake'; message: string }

export const USAGE = `Usage: npm start -- [options]

  --break           lose the second run's message, to see an alert and the recovery
  --monitors FILE   your monitors: YAML, JSON or CSV, or a .ts or .js file that exports "monitors"
                    (default: cdk/monitors.ts; the demo monitor while that is empty)
  --data DIR        where results are kept (default: .data)
  --port N          where the page and the API are served, on 127.0.0.1 alone (default: 7025, or the next free one)
  --help            this text

A .ts or .js file is a program: reading it runs it, with all your rights.
Passwords: "ssm:NAME" is set by npx roundtrip secrets set NAME --local, or read from the variable
ROUNDTRIP_SECRET_<NAME>; "env:NAME" is read from NAME (in a file only).
DYNAMODB_ENDPOINT: a URL of another DynamoDB than the embedded one.
`

/** What the command line asks for, or one sentence on what it does wrong. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        break: { type: 'boolean', default: false },
        monitors: { type: 'string' },
        data: { type: 'string', default: '.data' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return { kind: 'help' }
    if (values.data === '') return mistake('--data needs a folder')
    if (values.monitors === '') return mistake('--monitors needs a file')
    if (!isPort(values.port)) return mistake('--port needs a number from 0 (any) to 65535')
    return {
      kind: 'run',
      options: {
        break: values.break,
        dataDir: values.data,
        ...(values.port !== undefined && { port: Number(values.port) }),
        ...(values.monitors !== undefined && { monitorsFile: values.monitors }),
      },
    }
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error))
  }
}

function isPort(written: string | undefined): boolean {
  return written === undefined || (/^\d{1,5}$/.test(written) && Number(written) <= 65_535)
}

/** Node's messages run on with hints on `--`; their first sentence says what is wrong. */
function mistake(message: string): Arguments {
  const sentence = /^.*?(?=\.? (?:To specify|Did you)|\.?\n|\.?$)/s.exec(message)?.[0] ?? message
  return { kind: 'mistake', message: `${sentence}. "npm start -- --help" shows what there is.` }
}
