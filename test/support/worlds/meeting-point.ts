import type { CallName } from '../processes/process-under-test.ts'

/** Holds each process at the call until the other has come there too, or has ended. */
export function meetingPoint(at: CallName) {
  const { promise: opened, resolve } = Promise.withResolvers<undefined>()
  let present = 0
  return {
    arrive(call: CallName): Promise<undefined> | undefined {
      if (call !== at) return undefined
      present += 1
      if (present === 2) resolve(undefined)
      return opened
    },
    leave: () => resolve(undefined),
  }
}
