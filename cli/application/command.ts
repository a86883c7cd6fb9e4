import {
  type ApplicationContext,
  type BaseArgs,
  type Command,
  type RouteMap,
  type TypedCommandParameters,
  buildCommand,
  buildRouteMap,
} from '@stricli/core'

import type { PeoplePolicy } from '../../shared/core/aws/people.ts'
import type { Surroundings } from '../surroundings.ts'

/** What a command gets: its surroundings, and where stricli writes. */
export type Context = Surroundings & ApplicationContext & Completing

/** What a shell asks for while a line is typed. */
interface Completing {
  /** The ids of monitors where the line says; absent: nobody asks. */
  monitorIds?: () => Promise<readonly string[]>
}

/** What a command does, until its exit code. Throws `UsageError`, `CannotDo` or `Interrupted`; all else is a bug. */
export type Carry<Flags, Args extends BaseArgs> = (
  surroundings: Surroundings,
  flags: Flags,
  ...args: Args
) => Promise<number>

/** What help and mistakes say of a command beside its parameters. */
export interface Told {
  /** One line, without a full stop. */
  brief: string
  /** The stack's policy for people that all of it takes; default `look`. */
  needs?: PeoplePolicy
  /** What follows the command in the lines of "Usage:"; default: its arguments, then [options]. */
  usage?: readonly string[]
  /** Paragraphs; help wraps them. */
  details?: readonly string[]
  /** What exit codes mean, where it is not `USUAL_EXIT_CODES`. */
  exitCodes?: string
  /** What to say of an option that is named after a password; its value is never repeated. */
  passwordAdvice?: (option: string) => string
  /** Tells why it was not done in a form of its own, and says its exit code; `undefined`: in the usual one. */
  tellMistakes?: (
    mistakes: readonly string[],
    line: readonly string[],
    to: Surroundings,
  ) => Promise<number | undefined>
}

/** A command, or a group of them. */
export type Routed = RoundtripCommand | RouteMap<Context>

export type RoundtripCommand = Command<Context> & Told

/**
 * Declares a command. `load` imports what carries it out, when it is run and not before: a declaration is
 * loaded with every command line, and imports nothing that takes time.
 */
export function command<
  const Flags extends Readonly<Partial<Record<keyof Flags, unknown>>>,
  const Args extends BaseArgs,
>({
  load,
  parameters,
  ...told
}: Told & {
  load: () => Promise<Carry<Flags, Args>>
  parameters: NoInfer<TypedCommandParameters<Flags, Args, Context>>
}): RoundtripCommand {
  const built = buildCommand<Flags, Args, Context>({
    docs: { brief: told.brief },
    parameters,
    loader: async () => {
      const carry = await load()
      return async function (flags, ...args) {
        this.process.exitCode = await carry({ ...this, needs: told.needs ?? 'look' }, flags, ...args)
      }
    },
  })
  return { ...built, ...told }
}

/** Commands under one word, as `monitors list`; `ls` and `rm` are `list` and `remove` there. */
export function group(
  brief: string,
  routes: Readonly<Record<string, RoundtripCommand>>,
  details: readonly string[] = [],
): RouteMap<Context> {
  const aliases = Object.fromEntries(
    Object.entries({ ls: 'list', rm: 'remove' }).filter(([, name]) => name in routes),
  )
  return buildRouteMap<string, Context>({
    routes,
    docs: { brief, fullDescription: details.join('\n') },
    aliases,
  })
}
