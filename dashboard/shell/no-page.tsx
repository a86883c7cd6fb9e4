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
    <div class="problem">
      <h1>{isWrong ? 'The key is not the right one' : 'The key is missing'}</h1>
      <p>
        {isWrong
          ? 'This browser has a key of before: there is a new one, or another Roundtrip has this port now.'
          : 'Roundtrip prints an address that has the key in it.'}{' '}
        Open the printed address once; this browser keeps the key.
      </p>
      <p>
        To print and open it: <code>npx roundtrip open --local</code> for this machine,{' '}
        <code>npx roundtrip open</code> for a stack in AWS (<code>--stack NAME</code> if it has another name).
      </p>
    </div>
  )
}
