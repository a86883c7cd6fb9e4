import { readFileSync } from 'node:fs'

import {
  type Application,
  type ApplicationText,
  type StricliIntegration,
  buildApplication,
  text_en,
} from '@stricli/core'

import { readingWidth } from '../terminal/output.ts'
import type { Context } from './command.ts'
import { firstScreen } from './first-screen.ts'
import { helpText } from './help.ts'
import { mistakeWords, noCommand } from './mistakes.ts'
import type { Route } from './route.ts'
import { GROUPS, root } from './routes.ts'

/** The commands as stricli runs them, for a line that leads to this route. */
export function applicationAt(route: Route): Application<Context> {
  return buildApplication<Context>(
    root,
    {
      name: 'roundtrip',
      scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
      localization: { text: textAt(route) },
    },
    { help: helpAt(route), version },
  )
}

/** Our words for mistakes of the line. What a command throws goes on to whoever ran the application. */
function textAt(route: Route): ApplicationText {
  const { target } = route
  const rethrow = (error: unknown): never => {
    throw error
  }
  return {
    ...text_en,
    noCommandRegisteredForInput: ({ input }) => noCommand(input, route),
    exceptionWhileParsingArguments: (error) =>
      'parameters' in target ? mistakeWords(error, target) : rethrow(error),
    exceptionWhileLoadingCommandFunction: rethrow,
    exceptionWhileLoadingCommandContext: rethrow,
    exceptionWhileRunningCommand: rethrow,
    exceptionWhileRunningIntegrationFlag: ({ exception }) => rethrow(exception),
  }
}

/** Also what a group says alone. */
function helpAt({ path }: Route): StricliIntegration<Context> {
  return {
    flag: {
      brief: 'this text',
      aliases: ['h'],
      global: true,
      defaultForRouteMap: true,
      complete: true,
      run(_app, { result: { target } }) {
        const columns = readingWidth(this as Context)
        const text =
          target === root ? firstScreen(GROUPS, columns) : helpText(target, ['roundtrip', ...path], columns)
        this.process.stdout.write(text)
      },
    },
  }
}

const version: StricliIntegration<Context> = {
  flag: {
    brief: 'which version this is',
    complete: true,
    run() {
      const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
      const { version } = JSON.parse(file) as { version: string }
      this.process.stdout.write(`${version}\n`)
    },
  },
}
