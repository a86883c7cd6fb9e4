import { links } from '../address/links.ts'

export function NotFound() {
  return (
    <div class="problem">
      <h1>There is no such page</h1>
      <p>
        <a href={links.now}>Every monitor now</a>
      </p>
    </div>
  )
}

/** Whoever comes by an address without a key. */
export function KeyMissing() {
  return (
    <div class="problem">
      <h1>The key is missing</h1>
      <p>
        Roundtrip prints an address that has the key in it. Open that address once; this browser keeps the
        key.
      </p>
      <p>
        To open it: <code>npx roundtrip open</code>, or with <code>--stack NAME</code> for a stack in AWS.
      </p>
    </div>
  )
}
