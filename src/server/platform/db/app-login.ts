import { createHmac } from 'node:crypto'
import pg from 'pg'

/** May be nothing but `weiquan_app`, and has no right of its own: what gets hold of a connection of the app can't become the owner. */
const login = 'weiquan_login'

/**
 * Makes the app's own login in a cluster that is ours, and answers how it connects. Its password follows from the owner's, so that a
 * command beside the running platform knows it too; doing it again changes nothing.
 */
export const appLogin = async (ownerUrl: string): Promise<string> => {
  const url = new URL(ownerUrl)
  const password = createHmac('sha256', decodeURIComponent(url.password)).update(login).digest('base64url')
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'weiquan login' })
  await client.connect()
  try {
    await client.query('begin')
    // Roles belong to the cluster: of two that start together one makes it.
    await client.query("select pg_advisory_xact_lock(hashtext('weiquan login'))")
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [login])
    if (rowCount === 0) {
      await client.query(`create role ${login} login noinherit password ${pg.escapeLiteral(password)}`)
      await client.query(`grant weiquan_app to ${login}`)
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  url.username = login
  url.password = password
  return url.href
}
