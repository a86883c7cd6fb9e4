import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Annotations, App, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'

import { UNHEARD } from '../../cdk/home/topics.ts'
import { ALERTS_TO_WATCHED_DOMAIN } from '../../cdk/home/watched-domains.ts'
import { type Written, declareRoundtrip } from '../../cdk/declare.ts'
import { ROOT } from '../support/project.ts'

const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as {
  context: Record<string, unknown>
}

/** Ids of what the synth warns of. */
export const WARNINGS = [...UNHEARD.map(({ id }) => id), ALERTS_TO_WATCHED_DOMAIN]

export const DEFINITION = {
  monitorId: 'contact-form',
  emailAddress: 'roundtrip@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'roundtrip', password: 'ssm:contact-form' },
  smtp: { server: 'smtps://smtp.example.com', userid: 'roundtrip', password: 'ssm:contact-form' },
}

/** `count` monitors that differ in their ids alone. */
export function definitions(count: number): object[] {
  return Array.from({ length: count }, (_, i) => ({ ...DEFINITION, monitorId: `m-${String(i)}` }))
}

/**
 * The template of what was written, with the flags of cdk.json; not validated and functions not bundled,
 * which take seconds.
 */
export function templateOf(written: Partial<Written> = {}): Template {
  const { stack } = appOf(written)
  // Most templates here have nobody to tell, or somebody of example.com, which would be said once for each of
  // them.
  for (const id of WARNINGS) Annotations.of(stack).acknowledgeWarning(id)
  return Template.fromStack(stack)
}

/** Somebody else's app: none of the feature flags of our cdk.json. Neither validated nor bundled, as above. */
export function foreignApp(): App {
  return new App({
    context: { 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  })
}

/** The template of each stack of what was written, by the stack's name. */
export function templatesOf(written: Partial<Written>): Readonly<Record<string, Template>> {
  const { app } = appOf(written)
  for (const id of WARNINGS) Annotations.of(app).acknowledgeWarning(id)
  const stacks = app.node.children.filter((child) => Stack.isStack(child))
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, Template.fromStack(stack)]))
}

/** What a synth says of mistakes; empty when there are none. */
export function mistakesIn(written: Partial<Written>): readonly string[] {
  return declared(written).mistakes
}

/**
 * The app and the stack of what was written, not synthesized yet; with `validated` a synth fails as
 * CloudFormation would.
 */
export function appOf(written: Partial<Written> = {}, validated = false): { app: App; stack: Stack } {
  const { app, stack, mistakes } = declared(written, validated)
  if (!stack) throw new Error(mistakes.join('\n'))
  return { app, stack }
}

function declared(
  written: Partial<Written>,
  validated = false,
): { app: App; stack?: Stack; mistakes: readonly string[] } {
  const app = new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: validated,
    treeMetadata: false,
  })
  const mistakes = declareRoundtrip(() => app, { settings: {}, monitors: [DEFINITION], ...written })
  const stack = app.node.children.find((child) => Stack.isStack(child))
  return { app, mistakes, ...(stack && { stack }) }
}

/** The rules that start the runs of monitors: those whose names begin with the stack's and a dot. */
export function rulesOfMonitors(template: Template, stackName = 'Roundtrip'): unknown[] {
  const named = { Properties: { Name: Match.stringLikeRegexp(`^${stackName}\\.`) } }
  return Object.values(template.findResources('AWS::Events::Rule', named))
}

/**
 * A value of the template as one reads it: `TablesResults.Arn` for GetAtt, `${AWS::Region}` for pseudo
 * parameters, references without the digits that CDK adds, joins joined.
 */
export function readable(value: unknown): string {
  if (typeof value === 'string') return value
  const [[kind, inner] = []] = Object.entries(value as Record<string, unknown>)
  if (kind === 'Ref')
    return (inner as string).startsWith('AWS::') ? `\${${inner as string}}` : bare(inner as string)
  if (kind === 'Fn::GetAtt') {
    const [id = '', name = ''] = inner as string[]
    return `${bare(id)}.${name}`
  }
  if (kind === 'Fn::Join') {
    const [separator, parts] = inner as [string, unknown[]]
    return parts.map(readable).join(separator)
  }
  throw new Error(`cannot read ${JSON.stringify(value)}`)
}

function bare(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '')
}

export interface Statement {
  Effect: string
  Action: string | string[]
  Resource?: unknown
  Principal?: unknown
  Condition?: unknown
}

/** One line for each pair of action and resource that a policy document allows. */
export function allowed(document: { Statement: Statement[] }): string[] {
  return linesOf(document, 'Allow')
}

/** The same of what it denies. */
export function denied(document: { Statement: Statement[] }): string[] {
  return linesOf(document, 'Deny')
}

function linesOf(document: { Statement: Statement[] }, effect: 'Allow' | 'Deny'): string[] {
  return document.Statement.filter(({ Effect }) => Effect === effect)
    .flatMap(({ Action, Resource }) =>
      listed(Action).flatMap((action) =>
        listed(Resource).map((resource) => `${action} on ${readable(resource)}`),
      ),
    )
    .sort()
}

function listed<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value]
}
