import { isWorkbenchAddress, workbenchPaths } from '../../../contract/paths.ts'

/** Where to go after signing in. Only pages of the workbench: an address from outside could be anybody's. */
export const nextAddress = (given: string | null): string =>
  given !== null && isWorkbenchAddress(given) ? given : workbenchPaths.home()
