import type { RouteOptions } from 'fastify'

/** How one proves who one is, for the API's document. */
export const apiSecurity = (sessionCookie: string) => ({
  session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'A signed-in member of staff.' } as const,
  machineToken: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token that an administrator made for an institution. It opens the operations that name one of its scopes, within the institution.',
  } as const,
})

/** Writes beside each operation which scope of a token opens it; one that says nothing of it is closed to machines. */
export const withTokenScope =
  <Given extends { readonly route: Pick<RouteOptions, 'config'> }, Made extends { readonly schema: object }>(
    transform: (given: Given) => Made,
  ) =>
  (given: Given): Made => {
    const made = transform(given)
    const { token, openToAll } = given.route.config ?? {}
    if (token === undefined) return made
    const security = [openToAll ? {} : { session: [] }, { machineToken: [token] }]
    return { ...made, schema: { ...made.schema, security } }
  }
