import type { S3Config } from './s3.ts'
import type { VirusScanConfig } from './virus-scan.ts'

const needed = (name: string, value: string | undefined): string => {
  if (value) return value
  throw new Error(`${name}: expected with STORAGE=s3, given nothing`)
}

/** `STORAGE=s3` and what belongs to it; null: files stand in `DATA_DIR`. @throws an Error that names the variable. */
export const readStorage = (env: NodeJS.ProcessEnv): S3Config | null => {
  const storage = env.STORAGE || 'disk'
  if (storage === 'disk') return null
  if (storage !== 's3') throw new Error(`STORAGE: given "${storage}", expected disk or s3`)
  const endpoint = needed('S3_ENDPOINT', env.S3_ENDPOINT)
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new Error(`S3_ENDPOINT: given "${endpoint}", expected an address such as https://s3.example.org`)
  }
  const bucket = needed('S3_BUCKET', env.S3_BUCKET)
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new Error(`S3_BUCKET: given "${bucket}", expected 3 to 63 small letters, digits, dots and hyphens`)
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    region: env.S3_REGION || 'us-east-1',
    bucket,
    accessKeyId: needed('S3_ACCESS_KEY_ID', env.S3_ACCESS_KEY_ID),
    secretAccessKey: needed('S3_SECRET_ACCESS_KEY', env.S3_SECRET_ACCESS_KEY),
  }
}

/** `CLAMD_HOST` or `CLAMD_SOCKET`; null: no scanner. @throws an Error that names the variable. */
export const readVirusScan = (env: NodeJS.ProcessEnv): VirusScanConfig | null => {
  const [host, path] = [env.CLAMD_HOST, env.CLAMD_SOCKET]
  const whenUnreachable = env.CLAMD_UNREACHABLE || 'refuse'
  if (whenUnreachable !== 'refuse' && whenUnreachable !== 'accept') {
    throw new Error(`CLAMD_UNREACHABLE: given "${whenUnreachable}", expected refuse or accept`)
  }
  if (path) return { place: { path }, whenUnreachable }
  if (!host) return null
  const [, name = '', port = '3310'] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(host) ?? []
  if (name === '' || Number(port) > 65_535) {
    throw new Error(`CLAMD_HOST: given "${host}", expected a host or host:port such as 127.0.0.1:3310`)
  }
  return { place: { host: name.replace(/^\[|\]$/g, ''), port: Number(port) }, whenUnreachable }
}
