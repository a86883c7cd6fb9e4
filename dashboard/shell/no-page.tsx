import { links } from '../address/links.ts'

export function NotFound() {
  return (
    <div class="problem">
      <h1>Page not found</h1>
      <p>
        <a href={links.now}>All monitors</a>
      </p>
    </div>
  )
}

/** Its file is gone since Roundtrip was upgraded, or there is no answer. */
export function NotLoaded() {
  return (
    <div class="problem" role="alert">
      <h1>This page could not be loaded</h1>
      <p>Roundtrip has been upgraded since this tab was opened, or it does not answer.</p>
      <p>
        <button type="button" onClick={() => location.reload()}>
          Load again
        </button>
      </p>
    </div>
  )
}

/** Whoever comes by an address without a key, or with one that does not open this. */
export function KeyWanted({ isWrong }: { isWrong: boolean }) {
  return (
    <div class="problem" role="alert">
      <h1>{isWrong ? 'This key is not valid' : 'The key is missing'}</h1>
      <p>
        {isWrong
          ? 'The key in this browser is out of date: it was replaced, or another Roundtrip now uses this port.'
          : 'Roundtrip prints an address that contains the key.'}{' '}
        Open the printed address once; this browser keeps the key.
      </p>
      <p>
        To print and open it: <code>npx roundtrip open --local</code> for this machine,{' '}
        <code>npx roundtrip open</code> for a stack in AWS (<code>--stack NAME</code> if it has another name).
      </p>
    </div>
  )
}
