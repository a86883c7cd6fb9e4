import { type Check, type StackPorts, problem } from './check.ts'

const STANDS = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE']

/** Whether the last deploy came to its end. */
export const deploy: Check<StackPorts> = {
  name: 'deploy',
  of: 'the last deploy',
  look({ stack: { name, region, status } }) {
    const page = `https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}`
    if (STANDS.includes(status)) return Promise.resolve([])
    const isRunning = status.endsWith('_IN_PROGRESS')
    return Promise.resolve([
      problem(
        `Stack ${name} is ${status}.`,
        isRunning
          ? 'What stands is neither the version before nor the new one, until that ends.'
          : 'What was to be deployed last is not in force.',
        isRunning
          ? `Wait for its end, then ask again. Its events: ${page}`
          : `The events of the stack name the reason: ${page}; then npx cdk deploy --all. See "Interrupted deploy" in docs/operations.md.`,
      ),
    ])
  },
}
