import { type AwsCall, isAbout } from './aws-call.ts'

/**
 * What happens to a call: it is refused as one too many, or by a 500, and not carried out; or it is carried
 * out, and the answer is a 500, or none at all because the connection breaks; or nothing comes until the caller
 * gives up, of a call that is not carried out, or is.
 */
export type AwsFault =
  'throttled' | 'fails before' | 'fails after' | 'answer lost' | 'silent before' | 'silent after'

/** Picks one call. What is left out fits every call. */
export interface Strike {
  service?: string
  action?: string
  /**
   * Only calls that hold this text: the id of a monitor tells its run's calls from those of another run at
   * the same time.
   */
  about?: string
  /** The n-th call that fits, from 1; default the next one. */
  nth?: number
  fault: AwsFault
  /**
   * `first`: the SDK's own retry goes through. `all`: every attempt fails, so that the caller gets an error.
   * Default `first`.
   */
  attempts?: 'first' | 'all'
}

export interface Striking {
  /** Whether the call has come. */
  readonly struck: boolean
}

/** Decides, attempt by attempt, what is to fail. */
export interface FaultPlan {
  strike(strike: Strike): Striking
  /** From now on every k-th attempt fails, by these faults in turn. */
  failEvery(k: number, faults: readonly AwsFault[]): void
  /** Nothing fails any more. */
  behave(): void
  /** Asked once for each attempt. */
  faultOf(call: AwsCall): AwsFault | undefined
}

export function faultPlan(): FaultPlan {
  let strikes: readonly ReturnType<typeof striking>[] = []
  let every: (() => AwsFault | undefined) | undefined
  return {
    strike(strike) {
      const made = striking(strike)
      strikes = [...strikes, made]
      return made
    },
    failEvery(k, faults) {
      let attempts = 0
      every = () => (++attempts % k === 0 ? faults[(attempts / k - 1) % faults.length] : undefined)
    },
    behave() {
      strikes = []
      every = undefined
    },
    faultOf(call) {
      // Each counts for itself, so all are asked.
      const faults = [...strikes.map((one) => one.faultOf(call)), every?.()]
      return faults.find((fault) => fault !== undefined)
    },
  }
}

function striking({ service, action, about = '', nth = 1, fault, attempts = 'first' }: Strike) {
  const met = new Set<string>()
  let chosen: string | undefined
  return {
    get struck() {
      return chosen !== undefined
    },
    faultOf(call: AwsCall): AwsFault | undefined {
      if (chosen !== undefined) return attempts === 'all' && call.invocation === chosen ? fault : undefined
      const fits =
        (service === undefined || call.service === service) &&
        (action === undefined || call.action === action) &&
        isAbout(call, about)
      if (!fits) return undefined
      met.add(call.invocation)
      if (met.size < nth) return undefined
      chosen = call.invocation
      return fault
    },
  }
}
