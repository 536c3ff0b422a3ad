import type { BrowserContext } from 'playwright-core'

/** What a browser met that no page of ours may cause. */
export interface Trouble {
  readonly found: readonly string[]
}

/**
 * Refusals that journeys provoke, and connections that they cut: the browser logs each as a failed load. The journey itself expects what is
 * shown for it.
 */
const provoked =
  /^Failed to load resource: (the server responded with a status of (401|403|404|409|413|422|429) |net::ERR_CONNECTION_ABORTED)/

/**
 * Listens to a context from its beginning: errors and warnings of the console (there a breach of the content security policy is
 * told too), faults of scripts, answers of 500 and above, requests to any other host.
 */
export function watchTrouble(context: BrowserContext, home: string): Trouble {
  const found: string[] = []
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || provoked.test(message.text())) return
    found.push(`${message.type()} at ${message.location().url}: ${message.text()}`)
  })
  context.on('weberror', (error) => found.push(`fault: ${error.error().message}`))
  context.on('response', (response) => {
    if (response.status() >= 500) found.push(`${response.status()} ${response.url()}`)
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(home).origin) found.push(`request to ${request.url()}`)
  })
  return { found }
}
